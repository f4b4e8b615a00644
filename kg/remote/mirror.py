"""The working copy of a foreign store: a local one that knows the sum of the hashes of all that it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Set
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Literal, Quad

from kg import policy
from kg.errors import StoreError
from kg.iris import STATE, direct_graph, inferred_graph, pol, rest_graph, support_graph, value
from kg.policy import Report
from kg.remote.published import REVISION
from kg.remote.switching import revision_mark
from kg.store import Store
from kg.views import View

__all__ = ["NOTHING", "Mirror", "report_of"]

_MODULUS = 1 << 256
NOTHING = "0" * 64
"""The revision of a store without anything in it."""


class Mirror(Store):
    """A store whose revision is a hash of its content, kept in step with each change and in its transaction.

    Stores with the same quads have the same revision, in whatever order they came and went.
    """

    @classmethod
    def kept_in(cls, folder: Path | None) -> Mirror:
        """Open the copy in a folder that is the user's alone; in memory where there is none to be had.

        That is so without a folder, and where it cannot be written or another process has it.
        """
        if folder is not None:
            with suppress(StoreError, OSError):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                return cls._opened(folder)
        return cls._opened(None)

    @classmethod
    def _opened(cls, folder: Path | None) -> Mirror:
        opened = cls.open(folder)
        assert isinstance(opened, cls)
        return opened

    @property
    def revision(self) -> str:
        """The sum of the hashes of all quads."""
        found = self.quads.quads_for_pattern(REVISION, pol("revision"), None, REVISION)
        return next((value(q.object) for q in found), NOTHING)

    def marks(self) -> set[Quad]:
        """What the server is to tell of its content: the revision, and the views that are up to date."""
        marks = {revision_mark(self.revision)}
        for name in self.views():
            if (report := policy.current(self, name)) is not None:
                told = json.dumps([policy.fingerprint(name), report.passing, report.superseded])
                marks.add(Quad(direct_graph(name), pol("complete"), Literal(told), REVISION))
        return marks

    def write(self, less: Set[Quad], more: Set[Quad]) -> None:
        """Remove and add quads as they are, in one transaction, and keep the revision in step."""
        gone, come = self.effect(less, more)
        old = self.revision
        new = f"{(int(old, 16) - _sum(gone) + _sum(come)) % _MODULUS:064x}"
        if old != new:
            super().write(gone | {revision_mark(old)}, come | {revision_mark(new)})

    def effect(self, less: Set[Quad], more: Set[Quad]) -> tuple[set[Quad], set[Quad]]:
        """Which quads would really go and come."""
        return {q for q in less - more if q in self.quads}, {q for q in more if q not in self.quads}

    def forget(self, view: str) -> None:
        """Remove all that was made for a view."""
        names = (direct_graph(view), inferred_graph(view), support_graph(view), rest_graph(view))
        made = {q for name in names for q in self.graph(name)}
        for name in names:
            made |= set(self.quads.quads_for_pattern(name, None, None, STATE))
        self.write(made, set())


def report_of(marks: Iterable[Quad], view: View) -> Report | None:
    """What is told of a view that is up to date on a server; None where it is not."""
    graph = direct_graph(view.name)
    for mark in marks:
        if mark.subject == graph and mark.predicate == pol("complete"):
            fingerprint, passing, superseded = json.loads(value(mark.object))
            if fingerprint == policy.fingerprint(view.name):
                return Report(view.name, 0, passing, superseded, 0, 0)
    return None


def _sum(quads: Iterable[Quad]) -> int:
    return sum(int.from_bytes(hashlib.sha256(str(q).encode()).digest()) for q in quads)
