"""Turns the store that a reader has back to a day, and keeps it so for the next question of that time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.clocks import ChangeDays
from kg.graph import Graph
from kg.serve.requests import day
from kg.store import Store

__all__ = ["keep", "turned"]

FOLDER = "turned"
MOST_KEPT = 64
WORTH_KEEPING = 0.5  # seconds of work
_MADE: list[tuple[Store, Path]] = []
_DAYS: dict[str, ChangeDays] = {}  # of the snapshot that was asked last


def turned(store: Store, task: Mapping[str, Any]) -> Store:
    """The store as a task's `as_of` and `known_on` want it, its view made; without them, the store itself.

    Where it took long to make, `keep` keeps it below the task's snapshot, for all readers, until that goes.
    Days between which nothing changes share one.
    """
    days = [day(task[clock]) for clock in ("as_of", "known_on")]
    if not any(days):
        return store
    as_of, known_on = _change_days(task["snapshot"], store).last(*days)
    if as_of is None and known_on is None:
        return store
    name = hashlib.sha256(f"{as_of} {known_on} {task['view']}".encode()).hexdigest()[:20]
    folder = Path(task["snapshot"]) / FOLDER / name
    if folder.exists():
        return Store(ox.Store.read_only(str(folder)), None)
    start = time.process_time()
    then = Graph(store).at(as_of=as_of, known_on=known_on)
    then.materialize(task["view"])
    if time.process_time() - start >= WORTH_KEEPING:
        _MADE.append((then.store, folder))
    return then.store


def keep() -> None:
    """Write what was made and is worth it; for the time after the answer, because a disk may be slow."""
    while _MADE:
        _keep(*_MADE.pop())


def _change_days(snapshot: str, store: Store) -> ChangeDays:
    if snapshot not in _DAYS:
        _DAYS.clear()
        _DAYS[snapshot] = ChangeDays.of(store)
    return _DAYS[snapshot]


def _keep(store: Store, folder: Path) -> None:
    """Write a store in memory to a folder, whole or not at all."""
    draft = folder.with_name(f".{os.getpid()}-{folder.name}")
    with contextlib.suppress(OSError, RuntimeError):
        folder.parent.mkdir(exist_ok=True)
        if sum(1 for _ in folder.parent.iterdir()) < MOST_KEPT:
            _write(store, draft)
            draft.rename(folder)
    shutil.rmtree(draft, ignore_errors=True)


def _write(store: Store, folder: Path) -> None:
    kept = ox.Store(str(folder))
    quads = store.quads.dump(format=ox.RdfFormat.N_QUADS)
    kept.bulk_load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
    kept.flush()
