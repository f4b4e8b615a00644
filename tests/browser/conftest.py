"""A real browser for the tests of pages."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from kg.export import export
from kg.extract import extract
from kg.intake import read
from kg.model import Extraction
from tests import made
from tests.browser import corpus
from tests.conftest import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]
INSTALL = "install it with: apt-get install -y --no-install-recommends chromium fonts-liberation"


def chromium() -> str:
    """The path of Chromium; CHROMIUM overrides it. Fails, and never skips, where there is none."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(f"the tests of the picture need Chromium and there is none; {INSTALL}", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        except Error as error:
            pytest.fail(f"{path} does not start: {error.message.splitlines()[0]}; {INSTALL}", pytrace=False)
        yield started
        started.close()


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file or a server's page, and fails the test at its end if it asked others or complained.

    Where `lossy`, the page may complain that it gets no answer.
    """
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def opened(
        path: Path | str,
        *,
        at: str = "",
        width: int = 1400,
        height: int = 1000,
        dark: bool = False,
        script: bool = True,
        lossy: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        where = path if isinstance(path, str) else path.as_uri()
        own = re.sub(r"(?<=\d)/.*", "/", where) if where.startswith("http") else where
        page.set_default_timeout(10_000)
        page.on(
            "request",
            lambda r: trouble.append(f"asked for {r.url}") if not r.url.startswith((own, "blob:")) else None,
        )
        if not lossy:
            page.on("console", lambda m: trouble.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: trouble.append(str(e)))
        page.goto(where + at)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture(scope="session")
def shot() -> Callable[[Page, str], None]:
    """Keeps a picture of a page, by name, to be looked at."""
    folder = ROOT / "out" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    return lambda page, name: (folder / f"{name}.png").write_bytes(page.screenshot()) and None


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes the explorer of some extractions to a file."""

    def write(*extractions: Extraction, view: str = "reported") -> Path:
        path = tmp_path_factory.mktemp("page") / "graph.html"
        export(made.store_of(*extractions, views=(view,)), "html", path, view=view)
        return path

    return write


@pytest.fixture(scope="session")
def small(written: Callable[..., Path]) -> Path:
    """Ten claims, one of each kind."""
    return written(made.extraction())


@pytest.fixture(scope="session")
def hostile(written: Callable[..., Path]) -> Path:
    """Text that tries to be markup."""
    return written(made.hostile())


@pytest.fixture(scope="session")
def seed(seed_page: Path, written: Callable[..., Path]) -> Path:
    """What the program itself makes of the packaged article."""
    return written(extract(read(seed_page)))


@pytest.fixture(scope="session")
def several(
    seed_page: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory, written: Callable[..., Path]
) -> Path:
    """Six articles of six papers, two of them on one vote."""
    return written(*corpus.extractions(seed_page, shared, tmp_path_factory.mktemp("papers")))
