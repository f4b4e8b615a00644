"""Reads a document back from its quads."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.iris import SOURCES, TYPE, document_graph, local, node, number, pol, term, value
from kg.model import (
    Article,
    Claim,
    Comparator,
    Entity,
    Evidence,
    Extraction,
    Holder,
    Mention,
    Qualifier,
    Quantity,
    Segment,
    Source,
    Status,
    When,
    Zone,
    ZoneKind,
)
from kg.namespaces import ID, POL, STATUS

__all__ = ["ordered", "read_document", "read_with_iris"]


class Properties:
    """What a set of quads says, by subject and predicate."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.subjects: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            self._values[value(quad.subject), quad.predicate.value].append(value(quad.object))
            if quad.predicate == TYPE:
                self.subjects[value(quad.object)].append(value(quad.subject))

    def get(self, subject: str, predicate: NamedNode) -> str | None:
        """The one value, or None; of several, the first in order."""
        values = self._values.get((subject, predicate.value))
        return min(values) if values else None

    def every(self, subject: str, predicate: NamedNode) -> tuple[str, ...]:
        """All values, in order."""
        return tuple(sorted(self._values.get((subject, predicate.value), ())))

    def need(self, subject: str, predicate: NamedNode) -> str:
        """The one value; raises StoreError where there is none."""
        found = self.get(subject, predicate)
        if found is None:
            raise StoreError(f"{predicate.value} is missing", where=subject, hint="add the document again")
        return found


def read_document(quads: Iterable[Quad], document: str) -> Extraction:
    """The extraction that `to_quads` wrote, in the order of `ordered`.

    Raises StoreError where the quads are not those of a whole document.
    """
    extraction, _ = read_with_iris(quads, document)
    return extraction


def read_with_iris(
    quads: Iterable[Quad], document: str, *, part: bool = False
) -> tuple[Extraction, dict[str, Claim]]:
    """The extraction, and its claims by their IRIs.

    Parameters: with `part`, the quads may be those of some claims and entities only, and the document is read
    as if it had no others.
    """
    told, source = _split(quads)
    iri = document_graph(document).value
    raw, text, layout = (source.get(iri, pol(p)) for p in ("rawText", "cleanText", "layout"))
    if raw is None or text is None or layout is None:
        raise StoreError("the document's source is missing", where=document, hint="add the document again")
    plan = json.loads(layout)
    claims = {c: _claim(c, document, told, plan["qualifiers"]) for c in told.subjects[pol("Claim").value]}
    extraction = Extraction(
        _article(document, iri, told, raw, text, plan),
        tuple(
            _entity(key, told, mentions)
            for key, mentions in plan["mentions"].items()
            if not part or told.get(node(ID, key).value, TYPE)
        ),
        tuple(claims.values()),
    )
    return ordered(extraction), claims


def ordered(extraction: Extraction) -> Extraction:
    """The same extraction with entities, claims, mentions and qualifiers each in a fixed order, once."""
    entities = {replace(e, mentions=tuple(sorted(set(e.mentions)))) for e in extraction.entities}
    claims = {
        replace(
            c,
            quantity=c.quantity and replace(c.quantity, number=Decimal(number(c.quantity.number).value)),
            qualifiers=tuple(sorted(set(c.qualifiers), key=_qualifier_order)),
            found_by=tuple(sorted(set(c.found_by))),
            confidence=None if c.confidence is None else Decimal(number(c.confidence).value),
        )
        for c in extraction.claims
    }
    return Extraction(
        extraction.article,
        tuple(sorted(entities, key=lambda e: (e.id, repr(e)))),
        tuple(sorted(claims, key=lambda c: (c.evidence.start, c.evidence.end, c.predicate, repr(c)))),
    )


def _qualifier_order(qualifier: Qualifier) -> tuple[str, str, str]:
    return qualifier.property, qualifier.value, qualifier.entity or ""


def _split(quads: Iterable[Quad]) -> tuple[Properties, Properties]:
    members = list(quads)
    return (
        Properties(q for q in members if q.graph_name != SOURCES),
        Properties(q for q in members if q.graph_name == SOURCES),
    )


def _article(document: str, iri: str, told: Properties, raw: str, text: str, plan: dict[str, Any]) -> Article:
    issued = told.get(iri, term("dcterms", "issued"))
    return Article(
        id=document,
        source=Source(
            title=told.get(iri, term("dcterms", "title")),
            author=told.get(iri, term("dcterms", "creator")),
            publisher=told.get(iri, term("dcterms", "publisher")),
            url=told.get(iri, term("dcterms", "source")),
            published=dt.date.fromisoformat(issued) if issued else None,
            published_reason=told.get(iri, pol("dateReason")),
        ),
        raw=raw,
        text=text,
        zones=tuple(Zone(ZoneKind(kind), start, end) for kind, start, end in plan["zones"]),
        segments=tuple(Segment(*segment) for segment in plan["segments"]),
    )


def _entity(key: str, told: Properties, mentions: Sequence[tuple[int, int, str]]) -> Entity:
    iri = node(ID, key).value
    return Entity(
        id=key,
        name=told.need(iri, term("rdfs", "label")),
        type=local(told.need(iri, TYPE), POL),
        mentions=tuple(Mention(*mention) for mention in mentions),
        named=told.need(iri, pol("named")) == "true",
    )


def _claim(iri: str, document: str, told: Properties, qualifiers: dict[str, Any]) -> Claim:
    subject, target = (told.get(iri, term("rdf", p)) for p in ("subject", "object"))
    return Claim(
        document=document,
        subject=None if subject is None else local(subject, ID),
        predicate=local(told.need(iri, term("rdf", "predicate")), POL),
        object=None if target is None else local(target, ID),
        evidence=_evidence(iri, told),
        status=Status(local(told.need(iri, pol("status")), STATUS)),
        holder=_holder(told.need(iri, pol("heldBy")), told),
        value=told.get(iri, pol("value")),
        quantity=_quantity(iri, told),
        when=_when(iri, told),
        agent_text=told.get(iri, pol("agentText")),
        target_text=told.get(iri, pol("targetText")),
        qualifiers=tuple(Qualifier(*parts) for parts in qualifiers.get(iri, ())),
        frame=told.get(iri, pol("frame")),
        found_by=told.every(iri, pol("foundBy")),
        confidence=_confidence(iri, told),
    )


def _confidence(iri: str, told: Properties) -> Decimal | None:
    written = told.get(iri, pol("confidence"))
    return None if written is None else Decimal(written)


def _evidence(iri: str, told: Properties) -> Evidence:
    return Evidence(
        start=int(told.need(f"{iri}#position", term("oa", "start"))),
        end=int(told.need(f"{iri}#position", term("oa", "end"))),
        exact=told.need(f"{iri}#quote", term("oa", "exact")),
        zone=ZoneKind(told.need(f"{iri}#evidence", pol("zone"))),
    )


def _holder(iri: str, told: Properties) -> Holder:
    outer = told.get(iri, pol("reportedBy"))
    entity = told.get(iri, pol("holder")) if told.get(iri, TYPE) == pol("NamedHolder").value else None
    return Holder(
        entity=None if entity is None else local(entity, ID),
        label=told.get(iri, term("rdfs", "label")),
        reported_by=_holder(outer, told) if outer else None,
    )


def _quantity(iri: str, told: Properties) -> Quantity | None:
    amount = told.get(iri, pol("number"))
    if amount is None:
        return None
    return Quantity(
        Decimal(amount),
        told.need(iri, pol("unit")),
        Comparator(local(told.need(iri, pol("comparator")), POL)),
        told.need(iri, pol("quantityText")),
    )


def _when(iri: str, told: Properties) -> When | None:
    written = told.get(iri, pol("when"))
    if written is None:
        return None
    earliest, latest = (dt.date.fromisoformat(told.need(iri, pol(p))) for p in ("earliest", "latest"))
    return When(written, earliest, latest, told.get(iri, pol("whenText")))
