"""Short texts about an invented country, read and extracted as any page is."""

from __future__ import annotations

import datetime as dt
from functools import cache

from kg.extract import extract
from kg.intake import read
from kg.model import Claim, Extraction

PUBLISHED = dt.date(2019, 6, 12)


@cache
def extracted(text: str) -> Extraction:
    """What the text says, as if published on Wednesday, 12 June 2019."""
    return extract(read(text.encode(), published=PUBLISHED))


def name(extraction: Extraction, identifier: str | None) -> str | None:
    return extraction.entity(identifier).name if identifier else None


def claims(text: str, predicate: str) -> list[Claim]:
    return [c for c in extracted(text).claims if c.predicate == predicate]


def facts(text: str, predicate: str) -> set[tuple[str | None, str | None, str]]:
    """(subject, object, status) of every claim of a relation, by name."""
    extraction = extracted(text)
    return {
        (name(extraction, c.subject), name(extraction, c.object), c.status.value)
        for c in extraction.claims
        if c.predicate == predicate
    }
