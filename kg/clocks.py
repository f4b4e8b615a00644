"""Turns back two clocks: what was known on a day, and what had come about in the world by a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pyoxigraph import Literal, Quad

from kg import policy
from kg.iris import ADDED, document_graph, local, pol, term, value
from kg.model import Article, Claim, Status, ZoneKind
from kg.namespaces import DOC
from kg.rdf import from_quads
from kg.store import Store

__all__ = ["at", "had_come_about", "was_known"]


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
    any store. Only documents of which a part is too late are read; where few
    documents are early enough, only those are copied.
    """
    documents = store.documents()
    early = {d for d in documents if known_on is None or _is_early(store, d, known_on)}
    late = [d for d in documents if d not in early]
    found = Store.open()
    if len(early) < len(late):
        found.apply(set(), {q for d in early for q in store.document_quads(d)})
    else:
        found.quads.bulk_extend(store.quads)
        gone, come = policy.withdrawal(found, late)
        undated = set() if known_on is None else found.graph(ADDED)
        found.apply({*gone, *undated, *(q for d in late for q in found.document_quads(d))}, come)
    for document in sorted(_mixed(found, as_of, known_on)):
        extraction = from_quads(found, document)
        claims = tuple(
            c
            for c in extraction.claims
            if (as_of is None or had_come_about(c, as_of))
            and (known_on is None or was_known(c, extraction.article, known_on))
        )
        found.add(replace(extraction, claims=claims))
    return found


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
