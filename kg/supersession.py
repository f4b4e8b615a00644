"""Decides which statements a later or final one retires."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from kg.model import Article, Claim, ZoneKind
from kg.vocabulary import Vocabulary

__all__ = ["Statement", "retirements", "superseded"]


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """What of a claim matters for retiring it or another; dates are ISO 8601, None where unknown.

    `about` is None where nothing says what the claim is about, so that no other can be
    known to be about the same.
    """

    iri: str
    subject: str | None
    predicate: str
    about: str | None
    content: str
    final: bool
    known: str | None
    earliest: str | None
    latest: str | None

    @classmethod
    def of(cls, claim: Claim, iri: str, article: Article, vocabulary: Vocabulary) -> Statement:
        """The statement that a claim makes."""
        takes_object = vocabulary.relations[claim.predicate].range is not None
        vintage = next((q.value for q in claim.qualifiers if q.property == "vintage"), None)
        quantity, when = claim.quantity, claim.when
        content = (
            claim.value,
            quantity and f"{quantity.number.normalize()} {quantity.comparator} {quantity.unit}",
            when and when.value,
            vintage,
        )
        dated = claim.evidence.zone is not ZoneKind.FOOTER and article.source.published
        return cls(
            iri=iri,
            subject=claim.subject,
            predicate=claim.predicate,
            about=claim.object if takes_object else "",
            content=json.dumps(content),
            final=vintage == "final",
            known=dated.isoformat() if dated else None,
            earliest=when.earliest.isoformat() if when else None,
            latest=when.latest.isoformat() if when else None,
        )

    @property
    def matter(self) -> str:
        """What the statement is about, as text: only those about the same can retire each other."""
        return json.dumps((self.subject, self.predicate, self.about))

    def to_json(self) -> str:
        """The statement as text; `Statement(*json.loads(text))` reads it."""
        return json.dumps(astuple(self))

    def retires(self, other: Statement) -> bool:
        """Whether this one takes the place of the other.

        Both must be of one subject and relation, about the same thing, and of times that
        overlap where both tell a time. Final beats not final; else the later document
        beats the earlier. Whoever says the same again retires nothing.
        """
        return (
            self.subject is not None
            and (self.subject, self.predicate, self.about) == (other.subject, other.predicate, other.about)
            and self.content != other.content
            and self._same_matter(other)
            and self._beats(other)
        )

    def _same_matter(self, other: Statement) -> bool:
        if self.earliest and self.latest and other.earliest and other.latest:
            return self.earliest <= other.latest and other.earliest <= self.latest
        return self.about is not None

    def _beats(self, other: Statement) -> bool:
        if self.final != other.final:
            return self.final
        return bool(self.known and other.known and self.known > other.known)


def superseded(statements: Iterable[Statement]) -> dict[str, str]:
    """The IRI of each retired claim and of the claim that retires it, whatever the order given.

    Of several, the winner is the final or latest one; of equals, the first by IRI.
    """
    winners = {}
    for loser, beaters in _contests(statements):
        best = max((s.final, s.known or "") for s in beaters)
        winners[loser.iri] = min(s.iri for s in beaters if (s.final, s.known or "") == best)
    return winners


def retirements(statements: Iterable[Statement]) -> dict[str, tuple[str, ...]]:
    """The IRI of each claim that another would retire, and of all that would, where both are counted."""
    return {loser.iri: tuple(sorted(s.iri for s in beaters)) for loser, beaters in _contests(statements)}


def _contests(statements: Iterable[Statement]) -> Iterator[tuple[Statement, list[Statement]]]:
    """Each statement that others would retire, with them."""
    groups: dict[tuple[str | None, str, str | None], list[Statement]] = defaultdict(list)
    for statement in sorted(set(statements)):
        groups[statement.subject, statement.predicate, statement.about].append(statement)
    for group in groups.values():
        for loser in group:
            beaters = [s for s in group if s.retires(loser)]
            if beaters:
                yield loser, beaters
