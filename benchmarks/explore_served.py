"""How long the explorer over a large store takes: the first answer, one around an actor, and in a browser.

    python benchmarks/explore_served.py [--actors 100000] [--store DIR]

The store is made up: documents that each tell of forty actors of their own and of some that all tell of.
It is made where it is not there yet, which takes minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from itertools import pairwise
from pathlib import Path
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.graph import Graph
from kg.model import Extraction
from tests.extractions import claim, extraction
from tests.serve.running import running

OWN, HUBS = 40, 400
RELATIONS = ("alliedWith", "criticizes", "praises", "supports", "opposes")


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--actors", type=int, default=100_000)
    arguments.add_argument("--store", type=Path, default=Path("out/large"))
    given = arguments.parse_args()
    if not given.store.exists():
        make(given.store, given.actors)
    start = time.perf_counter()
    with running(given.store, "--view", "reported", "--seconds", "120", "--memory", "4096") as server:
        print(f"server ready after {time.perf_counter() - start:.1f} s")
        for path in ("", "", "?limit=1000", "?actor=id/hub%2520007", "?actor=id/own%25201%25201&depth=2"):
            ask(server.address, f"api/explore{path}")
        browse(server.address)


def make(path: Path, actors: int) -> None:
    """Write the store."""
    chance, start = random.Random(1), time.perf_counter()
    with Graph.open(path) as graph:
        for number in range(max(1, actors // OWN)):
            graph.add(document(number, chance))
        print(f"made in {time.perf_counter() - start:.0f} s", flush=True)
        graph.materialize("reported")
    print(f"with its view in {time.perf_counter() - start:.0f} s", flush=True)


def document(number: int, chance: random.Random) -> Extraction:
    own = [f"own {number} {n}" for n in range(OWN)]
    # A few hubs are told of by very many documents, most by few.
    hubs = [f"hub {int(HUBS * chance.random() ** 2):03}" for _ in range(6)]
    pairs = [*pairwise(own), *zip(own, hubs, strict=False), *pairwise(hubs)]
    claims = [claim(a, chance.choice(RELATIONS), b, at=n % 60) for n, (a, b) in enumerate(pairs) if a != b]
    return extraction(*claims, name=f"document {number}")


def ask(address: str, path: str) -> None:
    """Ask, and print how long and how much."""
    start = time.perf_counter()
    with urlopen(Request(address + path, headers={"Accept-Encoding": "gzip"})) as reply:
        packed = reply.read()
    took = time.perf_counter() - start
    data = json.loads(gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed)
    print(
        f"{path:45} {took:6.2f} s  {len(packed) / 1e6:5.2f} MB packed, {len(data['actors'])} actors, "
        f"{len(data['claims'])} claims, of {data['total']['actors']} and {data['total']['claims']}"
    )


def browse(address: str) -> None:
    """Print how long a browser takes until the table and the network stand."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import FLAGS, chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for screen in ("statements", "network"):
            page = browser.new_page()
            start = time.perf_counter()
            page.goto(f"{address}explore#screen={screen}")
            page.wait_for_function("document.documentElement.dataset.shows !== undefined", timeout=120_000)
            print(f"browser shows the screen {screen!r} after {time.perf_counter() - start:.1f} s")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
