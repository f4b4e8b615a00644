"""How large the explorer's page is, how soon it shows something, how it moves; pyvis and ipysigma beside it.

Run from the checkout: python -m benchmarks.explorer. All in headless Chromium without a GPU or a network,
each page in a browser just started.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import Page, sync_playwright

from kg.export import export
from kg.extract import extract
from kg.intake import read
from kg.resources import path as resource
from tests import made
from tests.browser.conftest import FLAGS, chromium
from tests.browser.generated import with_network

SIZES = ((1_000, 3_000), (10_000, 30_000))
# pyvis arranges in the page itself; what has not come to rest after this many seconds is given up.
PATIENCE = 40
ARRANGED = """() => document.querySelector('.over .name') !== null
  && document.querySelector('.drawing[aria-busy=false]') !== null"""
PYVIS_DRAWN = "() => typeof network !== 'undefined' && network.body.nodeIndices.length > 0"
FRAMES = """async () => {
  const frames = [];
  let last = performance.now(), go = true;
  const tick = now => { frames.push(now - last); last = now; if (go) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  await new Promise(done => setTimeout(done, 2500));
  go = false;
  return frames.slice(2);
}"""


@contextmanager
def opened(path: Path, at: str = "") -> Iterator[Page]:
    """The page in a browser of its own, without a network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
        context.route(re.compile("^https?://"), lambda route: route.abort())
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(path.as_uri() + at, wait_until="commit")
        yield page
        browser.close()


def reached(page: Page, condition: str) -> float | None:
    """Seconds from the start of the page until a condition holds, or None where it does not in time."""
    try:
        page.wait_for_function(condition, timeout=PATIENCE * 1000, polling=20)
    except Exception:  # Playwright's TimeoutError is not the built-in one.
        return None
    return float(page.evaluate("performance.now()")) / 1000


def first_paint(page: Page) -> float | None:
    """Seconds until anything stood on the page."""
    found = page.evaluate("performance.getEntriesByName('first-paint')[0]?.startTime ?? null")
    return None if found is None else found / 1000


def panned(page: Page, x: float, y: float) -> str:
    """Frames while the picture is dragged: the median and the slowest twentieth."""
    page.evaluate(f"() => {{ window.frames = ({FRAMES})() }}")
    page.mouse.move(x, y)
    page.mouse.down()
    start = time.perf_counter()
    step = 0
    while time.perf_counter() - start < 2.2:
        step += 1
        page.mouse.move(x + 2 * (step % 120), y + step % 60)
    page.mouse.up()
    frames = sorted(page.evaluate("window.frames"))
    slow = frames[int(len(frames) * 0.95)]
    return f"{statistics.median(frames):5.0f} ms a frame, 95 % within {slow:.0f} ms"


def seconds(value: float | None) -> str:
    return f"{value:6.2f} s" if value is not None else f"> {PATIENCE} s"


def line(name: str, *values: str) -> None:
    print(f"{name:30} " + "   ".join(values), flush=True)


def size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:6.2f} MB"


def ours(path: Path, name: str, at: str = "") -> None:
    """Until the network stands arranged with its names."""
    with opened(path, at) as page:
        drawn = reached(page, ARRANGED)
        line(
            f"{name}: political-kg",
            size(path),
            f"first paint {seconds(first_paint(page))}",
            f"network {seconds(drawn)}",
        )
        if drawn is None:
            return
        page.wait_for_timeout(1500)
        box = page.locator(".drawing").bounding_box()
        assert box
        line("", f"panning {panned(page, box['x'] + 8, box['y'] + 8)}")


def arranging(path: Path, at: str) -> None:
    """How long the worker takes, once the page has handed it the network."""
    with opened(path, at) as page:
        began = reached(page, "() => document.querySelector('.drawing .progress:not([hidden])') !== null")
        done = reached(page, ARRANGED)
        if began is not None and done is not None:
            line("", f"arranged by the worker in {seconds(done - began)}")


def theirs(path: Path, name: str) -> None:
    """pyvis: until its own forces have come to rest; it shows a bar until then."""
    with opened(path) as page:
        settled = None
        if reached(page, PYVIS_DRAWN) is not None:
            page.evaluate(
                "() => { network.once('stabilizationIterationsDone', () => { window.rest = true }) }"
            )
            settled = reached(page, "() => window.rest === true")
        line(
            f"{name}: pyvis",
            size(path),
            f"first paint {seconds(first_paint(page))}",
            f"network {seconds(settled)}",
        )
        if settled is not None:
            line("", f"panning {panned(page, 60, 60)}")


def blank(path: Path, name: str) -> None:
    """ipysigma: its page loads its program from elsewhere."""
    asks = sorted(set(re.findall(r"https?://([\w.]+)", path.read_text("utf-8"))))
    with opened(path) as page:
        page.wait_for_timeout(3000)
        canvases = page.locator("canvas").count()
    line(f"{name}: ipysigma", size(path), f"{canvases} drawings without a network; asks {', '.join(asks)}")


def graph_of(path: Path) -> nx.MultiDiGraph:
    """The network of a page, as the two others take it."""
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>', path.read_text("utf-8"), re.DOTALL
    )
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    graph = nx.MultiDiGraph()
    for actor in data["actors"]:
        graph.add_node(actor["id"], label=actor["label"])
    for claim in data["claims"]:
        graph.add_edge(claim["source"], claim["target"], label=claim["relation"])
    return graph


def by_pyvis(graph: nx.MultiDiGraph, path: Path) -> Path:
    from pyvis.network import Network

    made_page = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    made_page.from_nx(graph)
    path.write_text(made_page.generate_html(), "utf-8")
    return path


def by_ipysigma(graph: nx.MultiDiGraph, path: Path) -> Path:
    from ipysigma import Sigma

    Sigma.write_html(graph, str(path), fullscreen=True)
    return path


def main() -> None:
    """Print all figures."""
    article = sorted(resource("data", "articles").glob("*.txt"))[0]
    others: tuple[tuple[Callable[..., Path], Callable[..., None]], ...] = (
        (by_pyvis, theirs),
        (by_ipysigma, blank),
    )
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "graph.html"
        export(made.store_of(extract(read(article))), "html", page, view="reported")
        ours(page, "the packaged article")
        for write, measure in others:
            measure(write(graph_of(page), Path(folder) / "other.html"), "the packaged article")
        for actors, claims in SIZES:
            name = f"{actors:,} actors, {claims:,} claims"
            large = with_network(page, actors, claims)
            ours(large, f"{name}, best 300")
            at = f"#.network.limit={actors}"
            ours(large, name, at)
            arranging(large, at)
            for write, measure in others:
                measure(write(graph_of(large), Path(folder) / "other.html"), name)


if __name__ == "__main__":
    sys.exit(main())
