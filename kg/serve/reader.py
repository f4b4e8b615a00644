"""A process that answers from a snapshot of the store, and may be killed at any moment."""

from __future__ import annotations

import contextlib
import ctypes
import resource
import signal
import socket
from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError, KgError, QueryError, StoreError, VocabularyError
from kg.serve import answering, api, description, exploring, finding, graphs, pages, turning, wire
from kg.serve.problem import Problem
from kg.serve.sink import Sink
from kg.store import Store

__all__ = ["OPERATIONS", "Operation", "as_problem", "die_with_parent", "serve"]

Operation = Callable[[Store, Mapping[str, Any], Sink], None]

_PR_SET_PDEATHSIG = 1


def _look(store: Store, task: Mapping[str, Any], sink: Sink) -> None:
    """Nothing but opening the snapshot."""
    sink.begin("text/plain")


OPERATIONS: Mapping[str, Operation] = {
    "look": _look,
    "query": answering.query,
    "graph": graphs.graph,
    "describe": description.describe,
    "resource": pages.resource,
    "named": api.answer,
    "search": finding.answer,
    "explore": exploring.answer,
}


def serve(line: socket.socket, memory: int) -> None:
    """Answer one task after the other until the server is gone; the body of a task names the snapshot.

    `memory` bounds the bytes that this process may take; past them it ends.
    """
    die_with_parent()
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tasks = line.makefile("rb")
    where, store = b"", None
    while (received := wire.receive_task(tasks)) is not None:
        task, snapshot = received
        sink = Sink(line, gzip=task["gzip"])
        try:
            if store is None or snapshot != where:
                store = None
                finding.forget()
                exploring.forget()
                store = Store(ox.Store.read_only(snapshot.decode()), None)
                where = snapshot
            OPERATIONS[task["do"]](store, {**task, "snapshot": snapshot.decode()}, sink)
            sink.end()
            turning.keep()
        except (BrokenPipeError, ConnectionResetError):
            return
        except Exception as error:
            sink.fail(as_problem(error))


def as_problem(error: Exception) -> Problem:
    """The error as the client is told of it."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, InputError | QueryError | VocabularyError):
        return Problem(400, str(error))
    if isinstance(error, MemoryError):
        return Problem(422, "the query needs more memory than it may take; ask for less at once")
    if isinstance(error, StoreError):
        return Problem(500, error.message)
    if isinstance(error, KgError):
        return Problem(500, str(error))
    return Problem(500, f"internal error: {type(error).__name__}: {error}")


def die_with_parent() -> None:
    """End this process when the one that started it ends, and leave interrupts to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
