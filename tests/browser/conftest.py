"""A real browser for the tests of pages."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    sync_playwright,
)

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
    "--enable-unsafe-swiftshader",
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


def complains(message: ConsoleMessage) -> bool:
    """Whether the page itself complains: a device that is emulated tells of its own speed."""
    return message.type in {"error", "warning"} and "GL Driver Message" not in message.text


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def _started(playwright: Playwright, *flags: str) -> Browser:
    path = chromium()
    try:
        return playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
    except Error as error:
        pytest.fail(f"{path} does not start: {error.message.splitlines()[0]}; {INSTALL}", pytrace=False)


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = _started(playwright)
    yield started
    started.close()


@pytest.fixture(scope="session")
def flat_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser without WebGL."""
    started = _started(playwright, "--disable-3d-apis")
    yield started
    started.close()


@pytest.fixture
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file or a server's page, and fails the test at its end if it asked others or complained.

    Where `lossy`, the page may complain that it gets no answer.
    """
    yield from _pages(browser)


@pytest.fixture
def show_flat(flat_browser: Browser) -> Iterator[Callable[..., Page]]:
    """The same in a browser without WebGL."""
    yield from _pages(flat_browser)


def _pages(browser: Browser) -> Iterator[Callable[..., Page]]:
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
        forced: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
            forced_colors="active" if forced else "none",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        where = path if isinstance(path, str) else path.as_uri()
        own = re.sub(r"(?<=\d)/.*", "/", where) if where.startswith("http") else where
        page.set_default_timeout(10_000)
        page.on(
            "request",
            lambda r: (
                trouble.append(f"asked for {r.url}")
                if not r.url.startswith((own, "blob:", "data:"))
                else None
            ),
        )
        if not lossy:
            page.on("console", lambda m: trouble.append(m.text) if complains(m) else None)
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
