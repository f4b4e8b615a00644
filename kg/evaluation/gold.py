"""Annotated articles in the exchange format."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError

__all__ = ["GoldArticle", "GoldEntity", "GoldFact", "from_exchange", "gold_files", "read_gold"]

_DETERMINER = re.compile(r"^(The|A|An|Some|Its|His|Her)\b")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity, its type in the exchange format, and its surface forms, the name first."""

    id: str
    type: str | None
    forms: tuple[str, ...]
    described: bool = False


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact; the `alt_` members are equally good. `frame` and `confidence` are of predictions."""

    subject: str | None
    predicate: str
    object: str | None
    value: Any
    holder: str | None
    status: str | None
    when: str | None
    quote: str
    alt_subjects: tuple[str | None, ...] = ()
    alt_objects: tuple[str | None, ...] = ()
    alt_predicates: tuple[str, ...] = ()
    frame: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text with its entities and facts; `optional` facts are right if found and not missed if absent."""

    id: str
    text: str
    published: dt.date | None
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]
    optional: tuple[GoldFact, ...] = ()


def gold_files(folder: Path) -> list[Path]:
    """The annotated articles of a folder, sorted; raises InputError where there is none."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise InputError(
            "there is no annotated article here", where=str(folder), hint="give a folder of .json"
        )
    return files


def read_gold(path: Path) -> GoldArticle:
    """Read one annotated article; raises InputError where the file is not in the exchange format."""
    try:
        return from_exchange(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"this is no annotated article ({type(error).__name__}: {error})",
            where=str(path),
            hint="write it in the format that `kg extract --format json` prints",
        ) from error


def from_exchange(data: Mapping[str, Any]) -> GoldArticle:
    """Facts in the exchange format, of people or of `to_facts`; raises KeyError for what is missing."""
    published = data.get("source", {}).get("published")
    return GoldArticle(
        id=str(data["id"]),
        text=str(data["text"]),
        published=dt.date.fromisoformat(published) if published else None,
        entities=tuple(_entity(e) for e in data["entities"]),
        facts=tuple(_facts(data["facts"])),
        optional=tuple(_facts(data.get("optional_facts", []))),
    )


def _entity(data: Mapping[str, Any]) -> GoldEntity:
    mentions = [m["text"] if isinstance(m, Mapping) else str(m) for m in data.get("mentions", [])]
    named = any(re.search(r"[A-Z]", _DETERMINER.sub("", m)) for m in mentions)
    described = (
        bool(data.get("optional"))
        or data.get("named") is False
        or (data.get("type") in {"Person", "Organization"} and not named)
    )
    forms = tuple(f for f in (data.get("name") or "", *mentions) if f)
    return GoldEntity(str(data["id"]), data.get("type"), forms, described)


def _facts(rows: Iterable[Mapping[str, Any]]) -> Iterable[GoldFact]:
    for row in rows:
        yield GoldFact(
            subject=_actor(row.get("subject")),
            predicate=str(row["predicate"]),
            object=_actor(row.get("object")),
            value=row.get("value"),
            holder=_actor(row.get("attributed_to")),
            status=row.get("status"),
            when=row.get("when"),
            quote=str(row.get("quote") or ""),
            alt_subjects=tuple(_actor(s) for s in row.get("alt_subjects", [])),
            alt_objects=tuple(_actor(o) for o in row.get("alt_objects", [])),
            alt_predicates=tuple(row.get("alt_predicates", [])),
            frame=row.get("frame"),
            confidence=row.get("confidence"),
        )


def _actor(identifier: Any) -> str | None:
    """An entity's id; None for nobody, and for an agent whom the text does not name."""
    return None if identifier in (None, "", "unknown") else str(identifier)
