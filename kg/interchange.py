"""The JSON fact format: one file per article, entities and facts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.model import (
    Article,
    Claim,
    Entity,
    Evidence,
    Extraction,
    Holder,
    Mention,
    Quantity,
    Segment,
    Source,
    Status,
    When,
    Zone,
    ZoneKind,
)
from kg.vocabulary import Vocabulary, load

__all__ = ["from_facts", "to_facts"]


def to_facts(extraction: Extraction, *, core_only: bool = True) -> dict[str, Any]:
    """An extraction as plain data: the body text, its entities and its facts.

    Parameters: `core_only` keeps the relations of the exchange vocabulary and drops the
    details of elections and chambers that only the graph knows.
    """
    vocabulary = load()
    article, body = extraction.article, extraction.article.body
    claims = [
        c
        for c in extraction.claims
        if c.evidence.end <= len(body) and (vocabulary.relations[c.predicate].core or not core_only)
    ]
    named = {e.id for e in extraction.entities if e.named}
    used = {i for c in claims for i in (c.subject, c.object, c.holder.entity) if i}
    entities = [e for e in extraction.entities if e.id in used or e.id in named]
    return {
        "id": article.id,
        "source": _source(article.source),
        "text": body,
        "entities": [_entity(e, vocabulary, len(body)) for e in entities],
        "facts": [_fact(c) for c in claims],
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "url": source.url,
        "publisher": source.publisher,
        "title": source.title,
        "author": source.author,
        "published": source.published.isoformat() if source.published else None,
    }


def _entity(entity: Entity, vocabulary: Vocabulary, end: int) -> dict[str, Any]:
    mentions = [m for m in entity.mentions if m.end <= end]
    return {
        "id": entity.id,
        "name": entity.name,
        "type": vocabulary.coarse(entity.type),
        "class": entity.type,
        "named": entity.named,
        "mentions": [{"text": m.text, "start": m.start, "end": m.end} for m in mentions],
    }


def _fact(claim: Claim) -> dict[str, Any]:
    number = None if claim.quantity is None else str(claim.quantity.number)
    fact: dict[str, Any] = {
        "subject": claim.subject or "unknown",
        "predicate": claim.predicate,
        "object": claim.object,
        "value": claim.value if claim.value is not None else number,
        "attributed_to": claim.holder.entity,
        "status": claim.status.value,
        "when": claim.when.value if claim.when else None,
        "quote": claim.evidence.exact,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
    }
    if claim.agent_text:
        fact["agent_text"] = claim.agent_text
    if claim.target_text:
        fact["target_text"] = claim.target_text
    if claim.quantity:
        fact["value_text"] = claim.quantity.text
        fact["comparator"] = claim.quantity.comparator.value
    if claim.holder.label:
        fact["holder_text"] = claim.holder.label
    if claim.frame:
        fact["frame"] = claim.frame
    if claim.confidence is not None:
        fact["confidence"] = float(claim.confidence)
    if claim.found_by:
        fact["found_by"] = list(claim.found_by)
    if claim.qualifiers:
        fact["qualifiers"] = {q.property: q.value for q in claim.qualifiers}
    return fact


def from_facts(data: dict[str, Any]) -> Extraction:
    """Facts in the exchange format as an extraction; a fact whose quote is not in the text is dropped."""
    text, source = str(data["text"]), data.get("source", {})
    published = source.get("published")
    zones, at = [], 0
    for paragraph in text.split("\n\n"):
        zones.append(Zone(ZoneKind.BODY, at, at + len(paragraph)))
        at += len(paragraph) + 2
    article = Article(
        id=str(data["id"]),
        source=Source(
            title=source.get("title"),
            author=source.get("author"),
            publisher=source.get("publisher"),
            url=source.get("url"),
            published=dt.date.fromisoformat(published) if published else None,
            published_reason="page" if published else None,
        ),
        raw=text,
        text=text,
        zones=tuple(zones),
        segments=(Segment(0, len(text), 0, len(text)),),
    )
    scope = str(data["id"])
    entities = tuple(_read_entity(e, scope, text) for e in data["entities"])
    known = {e["id"]: f"{scope}/{e['id']}" for e in data["entities"]}
    claims = tuple(_read_fact(f, scope, text, known) for f in data["facts"] if f["quote"] in text)
    return Extraction(article, entities, claims)


def _read_entity(data: dict[str, Any], scope: str, text: str) -> Entity:
    mentions = []
    for mention in data.get("mentions", []):
        form = mention["text"] if isinstance(mention, dict) else mention
        start = mention["start"] if isinstance(mention, dict) else text.find(form)
        if start >= 0:
            mentions.append(Mention(start, start + len(form), form))
    return Entity(
        f"{scope}/{data['id']}",
        data["name"],
        data.get("class", data["type"]),
        tuple(mentions),
        data.get("named", True),
    )


def _read_fact(fact: dict[str, Any], scope: str, text: str, known: dict[str, str]) -> Claim:
    start = fact.get("start", text.find(fact["quote"]))
    quantity, value = None, fact.get("value")
    if fact["predicate"] in {"voteShare", "seatsWon"}:
        unit = "percent" if fact["predicate"] == "voteShare" else "seats"
        try:
            written = str(fact.get("value_text", value))
            quantity, value = Quantity(Decimal(str(value)), unit, text=written), None
        except InvalidOperation:
            quantity = None
    return Claim(
        document=scope,
        subject=known.get(fact["subject"]),
        predicate=fact["predicate"],
        object=known.get(fact.get("object") or ""),
        evidence=Evidence(start, start + len(fact["quote"]), fact["quote"]),
        status=Status(fact["status"]),
        holder=Holder(entity=known.get(fact.get("attributed_to") or "")),
        value=value,
        quantity=quantity,
        when=When.of(fact["when"]) if fact.get("when") else None,
        agent_text=fact.get("agent_text"),
        target_text=fact.get("target_text"),
        frame=fact.get("frame"),
        found_by=tuple(fact.get("found_by", ())),
        confidence=None if fact.get("confidence") is None else Decimal(str(fact["confidence"])),
    )
