"""The one process that changes the store; after each change it leaves a snapshot for the readers."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.graph import Graph
from kg.iris import SOURCES, STATE, pol
from kg.search import Index
from kg.serve import wire
from kg.serve.problem import Problem
from kg.serve.reader import as_problem, die_with_parent
from kg.serve.settings import FOLDER, INDEX
from kg.serve.sink import Sink
from kg.store import Dataset
from kg.updating import update

__all__ = ["main"]


class _Writer:
    """The open store, its index, the views that it keeps up to date, and where its snapshots go."""

    def __init__(self, store: Path, views: tuple[str, ...], server: int) -> None:
        self._graph = Graph.open(store)
        self._index = Index.open(self._graph.store)
        self._views = views
        self._folder = store / FOLDER / str(server)
        self._count = 0
        _sweep(store / FOLDER)
        for view in views:
            self._graph.materialize(view)

    def snapshot(self, task: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        """The store and its index as they are, for readers: immutable, and cheap because files are linked."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._count += 1  # with the number of the process, no name ever comes twice
        path = self._folder / f"{os.getpid()}-{self._count}"
        self._index.update()
        self._graph.store.quads.backup(str(path))
        self._index.link(path / INDEX)
        return {"snapshot": str(path), "version": self._version()}

    def ingest(self, task: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        """Read a page, put what it says into the store, and bring the views up to date."""
        from kg.extract.pipeline import extract
        from kg.intake import read

        published = task["published"]
        day = dt.date.fromisoformat(published) if published else None
        extraction = extract(read(body, published=day, url=task["url"]))
        new = extraction.article.id not in self._graph.documents()
        changed = self._graph.add(extraction)
        done = {
            "document": extraction.article.id,
            "title": extraction.article.source.title,
            "entities": len(extraction.entities),
            "claims": len(extraction.claims),
            "new": new,
            "changed": changed,
            "findings": [asdict(f) for f in self._graph.check(extraction.article.id)],
        }
        return {**done, **self._renew()}

    def retract(self, task: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        """Take a document out."""
        if task["document"] not in self._graph.documents():
            raise Problem(404, f"there is no document {task['document']!r}")
        self._graph.store.retract(task["document"])
        return self._renew()

    def update(self, task: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        """Run a SPARQL update."""
        graphs = task["dataset"]
        dataset = Dataset(tuple(graphs[0]), tuple(graphs[1])) if graphs else None
        update(self._graph.store, body.decode(), view=task["view"], dataset=dataset, base=task["base"])
        return self._renew()

    def _renew(self) -> dict[str, Any]:
        for view in self._graph.store.views():
            self._graph.materialize(view)
        return self.snapshot({}, b"")

    def close(self) -> None:
        """Let go of the store."""
        self._graph.close()

    def _version(self) -> str:
        """A hash of what is in the store, the same for the same content."""
        quads = self._graph.store.quads
        marks = [
            str(q)
            for q in (
                *quads.quads_for_pattern(None, pol("contentHash"), None, SOURCES),
                *quads.quads_for_pattern(None, None, None, STATE),
            )
        ]
        return hashlib.sha256("\n".join(sorted(marks)).encode()).hexdigest()[:20]


def main(line: socket.socket, store: Path, views: tuple[str, ...], server: int) -> None:
    """Do one task after the other until the server is gone."""
    die_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the server ends its line instead
    tasks = line.makefile("rb")
    writer: _Writer | None = None
    while (received := wire.receive_task(tasks)) is not None:
        task, body = received
        sink = Sink(line, gzip=False)
        try:
            writer = writer or _Writer(store, views, server)
            operations: Mapping[str, Callable[[Mapping[str, Any], bytes], dict[str, Any]]] = {
                "snapshot": writer.snapshot,
                "ingest": writer.ingest,
                "retract": writer.retract,
                "update": writer.update,
            }
            done = operations[task["do"]](task, body)
            sink.begin("application/json")
            sink.write(wire.as_json(done))
            sink.end()
        except (BrokenPipeError, ConnectionResetError):
            return
        except Exception as error:
            sink.fail(as_problem(error))
    if writer is not None:
        writer.close()


def _sweep(folder: Path) -> None:
    """Remove the snapshots of servers that are gone."""
    for old in folder.iterdir() if folder.is_dir() else ():
        try:
            os.kill(int(old.name), 0)
        except ProcessLookupError:
            shutil.rmtree(old, ignore_errors=True)
        except (ValueError, PermissionError):
            continue


if __name__ == "__main__":
    _, _file, _store, _server, *_views = sys.argv
    main(socket.socket(fileno=int(_file)), Path(_store), tuple(_views), int(_server))
