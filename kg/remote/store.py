"""A store behind a SPARQL 1.1 endpoint, with the methods of a local one.

Questions go to the server. Whatever reads or derives much (documents, views, checks, exports) is done by
the same code as ever on a working copy, and each change of it is switched to on the server as one.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.iris import SOURCES, local, pol, value
from kg.namespaces import DOC, GRAPH
from kg.policy import Report, View, view
from kg.remote import asking
from kg.remote.client import Client
from kg.remote.endpoint import Endpoint
from kg.remote.mirror import NOTHING, Mirror, report_of
from kg.remote.published import is_derived, moves, published_in
from kg.remote.pulling import astray, pull
from kg.remote.switching import Conflict, found, marks_of, revision, switch
from kg.store import Dataset, Results, Store

__all__ = ["RemoteStore"]

_Done = TypeVar("_Done")
_TRIES = 5
_AT_ONCE = 20  # documents of a backup


class RemoteStore(Store):
    """The graph that a SPARQL 1.1 server holds. It has no quads of its own but those of its working copy."""

    def __init__(self, client: Client, folder: Path | None) -> None:
        self._client = client
        self._folder = folder
        self._copy: Mirror | None = None
        self._marks: set[Quad] | None = None  # those of the server, as last seen
        self._pulled = False  # whether the copy has what they tell of
        self._open = True

    @classmethod
    def connect(cls, url: str, *, anew: bool = False) -> RemoteStore:
        """The store at an address; credentials come from the environment (see `Endpoint.of`).

        The working copy is kept in the user's cache, so that the next time only what changed is
        fetched. With `anew` all of it is fetched as it is on the server, and nothing is kept.

        Raises StoreError for what is no address. The server is asked when something is wanted of it.
        """
        endpoint = Endpoint.of(url)
        name = hashlib.sha256(endpoint.query.encode()).hexdigest()[:20]
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cls(Client(endpoint), None if anew else cache / "political-kg" / "endpoints" / name)

    def close(self) -> None:
        """Let go of the working copy and of the connections."""
        self._open = False
        if self._copy is not None:
            self._copy.close()
        self._copy = None
        self._client.close()

    @property
    def where(self) -> str | None:
        """The directory of the working copy; None where it is in memory."""
        return self._mirror().where

    @property
    def place(self) -> str:
        """The address of the store."""
        return self._client.endpoint.query

    @property
    def is_founded(self) -> bool:
        """Whether there is a graph on the server; raises StoreError where it cannot be asked."""
        return revision(self._look()) is not None

    @property
    def quads(self) -> ox.Store:
        """The quads of the working copy, in step with the server as it was when last looked at."""
        return self._mirror().quads

    def _look(self) -> set[Quad]:
        """Read the marks of the server."""
        if not self._open:
            raise StoreError("the store is closed", where=self.place, hint="open it again")
        now = marks_of(self._client)
        self._pulled = self._pulled and now == self._marks
        self._marks = now
        return now

    def _mirror(self) -> Mirror:
        """The working copy, in step."""
        marks = self._look() if self._marks is None else self._marks
        if self._copy is None:
            self._copy = Mirror.kept_in(self._folder)
        if not self._pulled:
            pull(self._client, self._copy, marks)
            self._pulled = True
        return self._copy

    def _lost(self) -> None:
        """What is known of the server is no longer so."""
        self._marks, self._pulled = None, False

    # Questions

    def query(
        self,
        text: str,
        *,
        view: str = "reported",
        substitutions: Mapping[str, NamedNode | Literal] | None = None,
        dataset: Dataset | None = None,
        base: str | None = None,
    ) -> Results:
        """Ask the server in SPARQL 1.1; see `Store.query`.

        A FROM clause over several graphs gives what the server's merge of them gives.
        Raises StoreError where the server cannot be asked.
        """
        text = asking.substituted(text, substitutions)
        marks = self._look() if self._marks is None else self._marks
        views = sorted(
            local(value(q.subject), GRAPH["direct/"]) for q in marks if q.predicate == pol("complete")
        )
        return asking.ask(self._client, text, view=view, views=views, dataset=dataset, base=base)

    def around(self, nodes: Iterable[NamedNode]) -> ox.Store:
        """What the server tells of these claims, their holders and their documents."""
        return asking.around(self._client, nodes)

    # Changes

    def put(self, document: str, new: Set[Quad]) -> bool:
        """Put a document in as these quads; see `Store.add`."""
        return self._again(lambda: super(RemoteStore, self).put(document, new))

    def retract(self, document: str) -> None:
        """Remove a document and everything that was derived from it; see `Store.retract`."""
        self._again(lambda: super(RemoteStore, self).retract(document))

    def materialize(self, view_or_name: View | str) -> Report:
        """Bring a view up to date on the server; where it is, one short question tells so."""
        wanted = view(view_or_name) if isinstance(view_or_name, str) else view_or_name
        told = report_of(self._look(), wanted)
        return told or self._again(lambda: self._materialized(wanted))

    def _materialized(self, wanted: View) -> Report:
        report = super().materialize(wanted)
        if report_of(self._marks or (), wanted) is None:
            self.settle()
        return report

    def settle(self) -> None:
        """Make what follows from the documents on the server as it is in the working copy."""
        self._switch(set(), set(), exact=False)

    def astray(self) -> Counter[str]:
        """How many triples are missing or too many in each graph that follows from the documents."""
        return Counter(value(q.graph_name) for side in astray(self._client, self._mirror()) for q in side)

    def write(self, less: Set[Quad], more: Set[Quad]) -> None:
        """Remove and add quads on the server and in the working copy, or in neither.

        Raises Conflict where the server was changed by somebody else since it was last looked at.
        """
        mirror = self._mirror()
        gone, come = mirror.effect(less, more)
        self._switch(gone, come, exact=mirror.revision == revision(self._marks or ()))

    def _switch(self, gone: Set[Quad], come: Set[Quad], *, exact: bool) -> None:
        mirror, before = self._mirror(), self._marks or set()
        mirror.write(gone, come)
        try:
            if revision(before) is None:
                found(self._client, NOTHING)
                before = marks_of(self._client)
                if revision(before) != NOTHING:
                    raise Conflict("was just filled by somebody else", where=self.place, hint="try again")
            less, more = gone, come
            if not exact:
                less, more = astray(self._client, mirror)
                less |= {q for q in gone if _is_told(q)}
                more |= {q for q in come if _is_told(q)}
            self._marks = switch(self._client, moves(less, more), before, mirror.marks())
        except BaseException:
            mirror.write(come, gone)
            self._lost()
            raise

    def load(self, lines: Iterable[bytes]) -> None:
        """Put in documents, as lines of canonical N-Quads, some at once; each comes whole or not at all."""
        read = ox.parse(b"".join(lines), ox.RdfFormat.N_QUADS)
        documents: dict[str, set[Quad]] = {}
        for quad in read:
            documents.setdefault(_home(quad), set()).add(quad)
        left = iter(documents.values())
        while several := list(islice(left, _AT_ONCE)):
            come = set().union(*several)
            self._again(lambda come=come: self.apply(set(), come))  # type: ignore[misc]

    def _again(self, change: Callable[[], _Done]) -> _Done:
        """Make a change, on what the server has by then where somebody else was faster."""
        for _ in range(_TRIES - 1):
            try:
                return change()
            except Conflict:
                self._lost()
        return change()


def _is_told(member: Quad) -> bool:
    """Whether a quad is published and belongs to a document."""
    graph = published_in(member)
    return graph is not None and not is_derived(graph)


def _home(member: Quad) -> str:
    """The document that a quad belongs to, or the graph of what updates added."""
    home = value(member.subject) if member.graph_name == SOURCES else value(member.graph_name)
    return home if home.startswith(str(DOC)) else ""
