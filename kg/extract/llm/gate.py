"""What a model says is let in only where the text bears it out: its quotation, its arguments, its classes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kg.extract.entities.registry import slug
from kg.extract.frames import load as load_frames
from kg.model import Article, Claim, Entity, Evidence, Holder, Mention, Quantity, Status, When, Zone
from kg.vocabulary import COARSE, Relation
from kg.vocabulary import load as load_vocabulary

__all__ = ["Gate", "merged"]

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DETERMINER = re.compile(r"^(?:the|an?|its|his|her|their)\s+", re.IGNORECASE)


class Rejected(Exception):
    """One statement is not let in; the message is the reason, as it is counted."""


@dataclass
class Gate:
    """Turns the answers about one article into claims.

    `entities` grows by actors whom the model names and the text has; `rejected` counts the reasons.
    """

    article: Article
    entities: dict[str, Entity]
    finder: str
    rejected: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, article: Article, entities: Iterable[Entity], finder: str) -> Gate:
        """A gate that knows these entities; `finder` is the provenance of what passes."""
        return cls(article, {e.id: e for e in entities}, finder)

    def claims(self, answer: str, paragraph: Zone) -> list[Claim]:
        """The claims of one answer that pass."""
        passed = []
        for row in self._rows(answer):
            try:
                passed.append(self._claim(row, paragraph))
            except Rejected as reason:
                self.rejected[str(reason)] += 1
        return passed

    def _rows(self, answer: str) -> list[Any]:
        bare = re.sub(r"^\s*```(?:json)?|```\s*$", "", answer)
        try:
            rows = json.loads(bare)["claims"]
        except (ValueError, KeyError, TypeError):
            self.rejected["the answer is not the JSON asked for"] += 1
            return []
        return rows if isinstance(rows, list) else []

    def _claim(self, row: Any, paragraph: Zone) -> Claim:
        if not isinstance(row, dict):
            raise Rejected("the statement is no object")
        relation = load_vocabulary().relations.get(str(row.get("relation")))
        if relation is None or not relation.core:
            raise Rejected("the ontology has no such relation")
        if row.get("status") not in set(Status):
            raise Rejected("the ontology has no such status")
        evidence = self._evidence(row.get("quote"), paragraph)
        subject = self._argument(row, "subject", relation.domain, paragraph)
        if subject is None and not _may_lack_agent(relation):
            raise Rejected("nobody is said to do it")
        target = None if relation.range is None else self._argument(row, "object", relation.range, paragraph)
        value, quantity = self._value(row, paragraph), _quantity(row, relation, evidence)
        if target is None and value is None and quantity is None:
            raise Rejected("nothing is said of anybody")
        if target is not None and target == subject:
            raise Rejected("subject and object are the same")
        return Claim(
            document=self.article.id,
            subject=subject,
            predicate=relation.name,
            object=target,
            evidence=evidence,
            status=Status(row["status"]),
            holder=self._holder(row.get("holder"), paragraph),
            value=value,
            quantity=quantity,
            when=_when(row.get("when")),
            found_by=(self.finder,),
        )

    def _evidence(self, quote: Any, paragraph: Zone) -> Evidence:
        text = self.article.text[paragraph.start : paragraph.end]
        at = text.find(quote) if isinstance(quote, str) and quote.strip() else -1
        if at < 0:
            raise Rejected("the quotation is not in the text")
        start = paragraph.start + at
        return Evidence(start, start + len(quote), quote, paragraph.kind)

    def _argument(self, row: Mapping[str, Any], role: str, wanted: str, paragraph: Zone) -> str | None:
        words = row.get(role)
        if words in (None, ""):
            return None
        identifier = self._entity(words, row.get(f"{role}_type"), paragraph)
        if identifier is None:
            raise Rejected(f"the {role} is not in the text")
        if not load_vocabulary().is_a(self.entities[identifier].type, wanted):
            raise Rejected(f"the {role} is of a class that the relation does not join")
        return identifier

    def _entity(self, words: Any, kind: Any, paragraph: Zone) -> str | None:
        """The one entity of that name, or a new one of the given type where the text has the words."""
        if not isinstance(words, str) or not words.strip():
            return None
        known = {
            e.id: any(paragraph.start <= m.start < paragraph.end for m in e.mentions)
            for e in self.entities.values()
            if _plain(words) in {_plain(e.name), *(_plain(m.text) for m in e.mentions)}
        }
        near = [i for i, here in known.items() if here] or list(known)
        if len(near) == 1:
            return near[0]
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.article.text)]
        if known or not found or kind not in COARSE:
            return None
        identifier = f"{self.article.id}/{slug(words)}"
        mentions = tuple(Mention(at, at + len(words), words) for at in found)
        named = any(c.isupper() for c in _DETERMINER.sub("", words))
        self.entities.setdefault(identifier, Entity(identifier, words, kind, mentions, named))
        return identifier

    def _holder(self, words: Any, paragraph: Zone) -> Holder:
        if words in (None, ""):
            return Holder()
        identifier = self._entity(words, None, paragraph)
        if identifier is not None:
            return Holder(identifier)
        if not isinstance(words, str) or words not in self.article.text:
            raise Rejected("the holder is not in the text")
        return Holder(label=words)

    def _value(self, row: Mapping[str, Any], paragraph: Zone) -> str | None:
        words = row.get("value")
        if words in (None, ""):
            return None
        if not isinstance(words, str) or words not in self.article.text[paragraph.start : paragraph.end]:
            raise Rejected("the value is not in the text")
        return words


def merged(known: Iterable[Entity], grown: Mapping[str, Entity]) -> tuple[Entity, ...]:
    """The entities that were known, in their order, and then the new ones."""
    before = list(known)
    ids = {e.id for e in before}
    return (*before, *(e for i, e in grown.items() if i not in ids))


def _plain(words: str) -> str:
    return " ".join(_DETERMINER.sub("", words).casefold().split())


def _may_lack_agent(relation: Relation) -> bool:
    """Whether the ontology has a frame of the relation that stands without a known agent."""
    return any(f.relation == relation.name and f.agentless for fs in load_frames().values() for f in fs)


def _quantity(row: Mapping[str, Any], relation: Relation, evidence: Evidence) -> Quantity | None:
    if relation.quantity_unit is None:
        return None
    number = row.get("number")
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise Rejected("the number is missing")
    amount = Decimal(str(number))
    digits = format(amount.normalize(), "f")
    if not re.search(rf"(?<![\d.,]){re.escape(digits)}(?![\d]|[.,]\d)", evidence.exact):
        raise Rejected("the number is not in the quotation")
    return Quantity(amount, relation.quantity_unit, text=digits)


def _when(text: Any) -> When | None:
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return None
    try:
        return When.of(text)
    except ValueError:
        return None
