"""Turns the store that a reader has back to a day, in its memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.graph import Graph
from kg.serve.requests import day
from kg.store import Store

__all__ = ["turned"]


def turned(store: Store, task: Mapping[str, Any]) -> Store:
    """The store as a task's `as_of` and `known_on` want it, its view made; without them, the store itself."""
    days = {clock: day(task[clock]) for clock in ("as_of", "known_on")}
    if not any(days.values()):
        return store
    then = Graph(store).at(**days)
    then.materialize(task["view"])
    return then.store
