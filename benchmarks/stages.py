"""How long each stage takes on the packaged article, warm, and a query against the same query in rdflib."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import rdflib

from kg import extract, read, resources
from kg.graph import Graph
from kg.namespaces import PREFIXES
from kg.policy import materialize
from kg.queries import library, run
from kg.rdf import to_quads
from kg.store import Store
from kg.validation import validate

ROUNDS = 5
LOYALTY = """SELECT ?a ?b ?q WHERE { ?c rdf:predicate pol:loyalTo ; rdf:subject/rdfs:label ?a ;
  rdf:object/rdfs:label ?b ; pol:quote ?q }"""


def median_ms(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median wall-clock milliseconds of several runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    """Print a line for each stage, then the ratio of rdflib to this store for one query."""
    page = sorted(resources.path("data", "articles").glob("*.txt"))[0]
    article = read(page)
    extraction = extract(article)
    store = Store.open()
    store.add(extraction)
    materialize(store, "reported")

    def rebuilt() -> Store:
        fresh = Store.open()
        fresh.add(extraction)
        materialize(fresh, "reported")
        return fresh

    stages: dict[str, Callable[[], object]] = {
        "intake": lambda: read(page),
        "extraction": lambda: extract(article),
        "RDF": lambda: list(to_quads(extraction)),
        "ingest, view and closure": rebuilt,
    }
    for name, act in stages.items():
        print(f"{name:28} {median_ms(act):8.1f} ms")
    print(f"{'validation (pyshifty)':28} {median_ms(lambda: validate(store, 'reported'), 3):8.1f} ms")
    slowest = max(library(), key=lambda n: median_ms(lambda: run(store, n), 3))
    print(f"{'slowest named query':28} {median_ms(lambda: run(store, slowest)):8.1f} ms  ({slowest})")

    with Graph(store) as graph:
        peer = rdflib.Dataset(default_union=True)
        peer.parse(data=graph.store.dump(), format="trig")
        ours = median_ms(lambda: run(store, LOYALTY))
        theirs = median_ms(lambda: list(peer.query(LOYALTY, initNs=PREFIXES)))
    print(f"{'one query, this store':28} {ours:8.2f} ms")
    print(f"{'the same query in rdflib':28} {theirs:8.2f} ms  ({theirs / ours:.0f} times as long)")


if __name__ == "__main__":
    main()
