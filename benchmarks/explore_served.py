"""How long the part of a large store that the explorer shows takes to choose and write, as a reader does it.

    python benchmarks/explore_served.py [--actors 100000]

The store is made up and loaded in bulk, without views: documents that each tell of forty actors of their own,
and of six that many tell of.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.iris import SOURCES
from kg.model import Extraction
from kg.rdf import to_quads
from kg.serve.exploring import answer
from kg.store import Store
from tests.extractions import claim, extraction

OWN, HUBS, SHARED = 40, 400, 6
RELATIONS = ("alliedWith", "criticizes", "praises", "supports", "opposes")
ASKED: tuple[dict[str, Any], ...] = (
    {"limit": 300},
    {"limit": 300},
    {"limit": 1000},
    {"actors": ["id/hub%20007"], "depth": 1, "limit": 300},
    {"actors": ["id/own%201%201"], "depth": 2, "limit": 300},
)


class Counted:
    """A sink that counts what is written."""

    def __init__(self) -> None:
        self.size = 0

    def begin(self, *_: object, **__: object) -> None:
        """Nothing is sent."""

    def write(self, data: bytes) -> None:
        self.size += len(data)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--actors", type=int, default=100_000)
    count = max(1, arguments.parse_args().actors // OWN)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        with Store.open(f"{folder}/store") as made:
            made.quads.bulk_extend(quads(count))
            made.quads.backup(f"{folder}/snapshot")
            print(f"{len(made.quads)} quads, loaded in {time.perf_counter() - start:.0f} s", flush=True)
        store = Store(ox.Store.read_only(f"{folder}/snapshot"), None)
        for asked in ASKED:
            look(store, asked)
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def quads(count: int) -> Iterator[ox.Quad]:
    """What a store of so many documents holds, without the ontology and the views."""
    chance = random.Random(1)
    for number in range(count):
        for quad in to_quads(document(number, chance)):
            yield quad
            if quad.graph_name != SOURCES:
                yield ox.Quad(quad.subject, quad.predicate, quad.object)


def document(number: int, chance: random.Random) -> Extraction:
    own = [f"own {number} {n}" for n in range(OWN)]
    # A few hubs are told of by very many documents, most by few.
    hubs = [f"hub {int(HUBS * chance.random() ** 2):03}" for _ in range(SHARED)]
    pairs = [*pairwise(own), *zip(own, hubs, strict=False), *pairwise(hubs)]
    claims = [claim(a, chance.choice(RELATIONS), b, at=n) for n, (a, b) in enumerate(pairs) if a != b]
    return extraction(*claims, name=f"document {number}")


def look(store: Store, asked: dict[str, Any]) -> None:
    """Answer, and print how long it took and how much it is."""
    usual = {"view": "reported", "as_of": None, "known_on": None, "actors": [], "claims": [], "depth": 1}
    sink, start, worked = Counted(), time.perf_counter(), time.process_time()
    answer(store, {**usual, "accept": None, "formats": [], **asked}, sink)  # type: ignore[arg-type]
    took, work = time.perf_counter() - start, time.process_time() - worked
    print(f"{asked!s:66} {took:6.2f} s, of which CPU {work:6.2f} s  {sink.size / 1e6:5.2f} MB", flush=True)


if __name__ == "__main__":
    main()
