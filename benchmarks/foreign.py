"""The graph behind servers that are not the project's own, beside the local store in the same run.

`python -m benchmarks.foreign [DOCUMENTS]`; needs Virtuoso (`make virtuoso`).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.store import documents
from kg.graph import Graph
from kg.model import Extraction
from kg.remote import RemoteStore
from tests.foreign.servers import KINDS, running


def main(number: int) -> None:
    """Print one line for each thing that is done, for each kind of store."""
    *many, last = documents(number + 1)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        with Graph.open(f"{folder}/local") as graph:
            measure("local, on disk", graph, many, last)
        for kind in KINDS:
            with running(kind, Path(folder) / kind, durable=True) as server:
                with Graph.open(server.address) as graph:
                    measure(kind, graph, many, last)
                with Graph(RemoteStore.connect(server.address, anew=True)) as graph:
                    show("all fetched anew", timed(graph.documents))


def measure(name: str, graph: Graph, many: list[Extraction], last: Extraction) -> None:
    """What one store takes."""
    print(f"{name}, {len(many)} documents")
    graph.store.put("none", set())  # the store is opened, and its working copy
    show("first document", timed(lambda: graph.add(many[0])))
    for found in many[1:]:
        graph.add(found)
    show("the view of all", timed(graph.materialize))
    show("one more document", timed(lambda: graph.add(last)))
    show("its view", timed(graph.materialize))
    for _ in range(3):  # from the third question on, the local store answers from memory
        graph.query("loyalty")
    show("a named query", timed(lambda: graph.query("loyalty")))
    show("with evidence", timed(lambda: graph.query("loyalty", evidence=True)))
    print(f"  {len(graph.query('loyalty').rows)} rows")


def timed(act: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def show(what: str, seconds: float) -> None:
    """One line."""
    print(f"  {what:20} {seconds:7.3f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
