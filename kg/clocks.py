"""Turns back two clocks: what was known on a day, and what had come about in the world by a day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Quad

from kg import policy
from kg.iris import ADDED, document_graph, local, pol, term, value
from kg.model import Article, Claim, Extraction, Status, ZoneKind
from kg.namespaces import DOC
from kg.rdf import from_quads, to_quads
from kg.reading import read_document
from kg.store import Store

__all__ = ["ChangeDays", "at", "had_come_about", "was_known"]


@dataclass(frozen=True, slots=True)
class ChangeDays:
    """The days on which anything comes about, or becomes known; days between them give the same store."""

    came: tuple[str, ...]
    known: tuple[str, ...]

    @classmethod
    def of(cls, store: Store) -> ChangeDays:
        """The days that a store tells."""

        def told(predicate: NamedNode) -> tuple[str, ...]:
            found = store.quads.quads_for_pattern(None, predicate, None, None)
            return tuple(sorted({value(q.object) for q in found}))

        return cls(told(pol("earliest")), told(term("dcterms", "issued")))

    def last(self, as_of: dt.date | None, known_on: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
        """The last days of change up to these: they give the same; None where a clock need not be turned."""
        came = None if as_of is None or not self.came or as_of.isoformat() >= self.came[-1] else as_of
        return came and _last(self.came, came), known_on and _last(self.known, known_on)


def _last(days: tuple[str, ...], day: dt.date) -> dt.date:
    place = bisect_right(days, day.isoformat())
    return dt.date.fromisoformat(days[place - 1]) if place else dt.date.min


def was_known(claim: Claim, article: Article, day: dt.date) -> bool:
    """Whether a claim was known on a day: its document is of that day or an earlier one.

    What has no date, such as a footer that may be younger than its article, was not known on any day.
    """
    published = article.source.published
    return published is not None and published <= day and claim.evidence.zone is not ZoneKind.FOOTER


def had_come_about(claim: Claim, day: dt.date) -> bool:
    """Whether what a claim says may have come about by a day: it is not dated wholly after it.

    A plan is one from when it is told of, whatever day it is for.
    """
    return claim.when is None or claim.when.earliest <= day or claim.status is Status.PLANNED


def at(store: Store, *, as_of: dt.date | None = None, known_on: dt.date | None = None) -> Store:
    """The store as it would be had nothing later become known, or come about; a new one, in memory.

    What a later document retired is not retired in it; what updates added has no date, so that it was
    not known on any day. Queries, views, exports and checks work on it as on
    any store. Only documents of which a part is too late are read; where most
    documents are too late or have such a part, the others are copied and no view is.
    """
    documents = store.documents()
    early = {d for d in documents if known_on is None or _is_early(store, d, known_on)}
    late = [d for d in documents if d not in early]
    mixed = _mixed(store, as_of, known_on) & early
    found = Store.open()
    if 2 * len(early - mixed) < len(documents):
        found.load(
            b"".join(f"{q} .\n".encode() for q in quads)
            for quads in _anew(store, early, mixed, as_of=as_of, known_on=known_on)
        )
        return found
    found.quads.bulk_extend(store.quads)
    gone, come = policy.withdrawal(found, late)
    undated = set() if known_on is None else found.graph(ADDED)
    found.apply({*gone, *undated, *(q for d in late for q in found.document_quads(d))}, come)
    for document in sorted(mixed):
        found.add(_turned(from_quads(found, document), as_of=as_of, known_on=known_on))
    return found


def _anew(
    store: Store, early: set[str], mixed: set[str], *, as_of: dt.date | None, known_on: dt.date | None
) -> Iterator[Iterable[Quad]]:
    """What documents and updates had told, document by document."""
    for document in sorted(early):
        quads = store.document_quads(document)
        if document in mixed:
            quads = to_quads(_turned(read_document(quads, document), as_of=as_of, known_on=known_on))
        yield quads
    if known_on is None:
        yield store.graph(ADDED)


def _turned(extraction: Extraction, *, as_of: dt.date | None, known_on: dt.date | None) -> Extraction:
    """What a document had told by then."""
    claims = (
        c
        for c in extraction.claims
        if (as_of is None or had_come_about(c, as_of))
        and (known_on is None or was_known(c, extraction.article, known_on))
    )
    return replace(extraction, claims=tuple(claims))


def _is_early(store: Store, document: str, day: dt.date) -> bool:
    iri = document_graph(document)
    dates = store.quads.quads_for_pattern(iri, term("dcterms", "issued"), None, iri)
    return any(value(q.object) <= day.isoformat() for q in dates)


def _mixed(store: Store, as_of: dt.date | None, known_on: dt.date | None) -> set[str]:
    """The documents that may have claims that are too late."""
    found: list[Quad] = []
    if known_on is not None:
        footer = Literal(ZoneKind.FOOTER.value)
        found += store.quads.quads_for_pattern(None, pol("zone"), footer, None)
    if as_of is not None:
        dates = store.quads.quads_for_pattern(None, pol("earliest"), None, None)
        found += (q for q in dates if value(q.object) > as_of.isoformat())
    graphs = {value(q.graph_name) for q in found}
    return {local(g, str(DOC)) for g in graphs if g.startswith(str(DOC))}
