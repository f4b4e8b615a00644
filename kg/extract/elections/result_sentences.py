"""A sentence with results: its numbers, and the parties, lists and candidates they may be of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extract.context import Context
from kg.extract.grammar.parse import text_of
from kg.extract.numbers.quantity import QuantityMention
from kg.extract.reference.referents import Referent

__all__ = ["BESIDE", "Contestant", "ResultSentence", "contestants_in", "host_of", "place_in_pair", "resolved"]

_CONTESTANTS = ("PoliticalParty", "Organization", "Person")
# What may stand between a contestant and its number.
BESIDE = {"with", "on", "at", ",", ":", "(", "-", "--", "–", "—", "'s", "'", "’s", "had", ")"}
_RELATIVE = {"who", "which", "that", "whom", "whose"}
_PAIR = re.compile(r"\s*(?:%|per ?cent\b)?(?: of the votes?)?\s*(?:to|[-–]|versus|against)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contestant:
    """A party, list or candidate in a sentence: its tokens `[start, end)`."""

    start: int
    end: int
    referent: Referent
    is_person: bool


@dataclass(frozen=True, slots=True)
class ResultSentence:
    """A sentence, its contestants and its numbers, each in the order of the text."""

    span: Span
    contestants: tuple[Contestant, ...]
    numbers: tuple[QuantityMention, ...]


def contestants_in(context: Context, span: Span) -> Iterator[Contestant]:
    """The contestants that a sentence names or points back to."""
    i = span.start
    while i < span.end:
        token, identifier, end = context.doc[i], context.registry.at(i), i + 1
        meant: Referent | None = None
        if identifier is not None:
            meant = Referent(identifier, "")
            while end < span.end and context.registry.at(end) == identifier:
                end += 1
        elif _is_anaphor(token):
            found = [r for r in context.referents.of(token) if r.entity is not None]
            meant = found[0] if len(found) == 1 else None
        if meant is not None and context.referents.is_a(meant.entity or "", *_CONTESTANTS):
            person = context.referents.is_a(meant.entity or "", "Person")
            yield Contestant(i, end, meant, person)
        i = end


def _is_anaphor(token: Token) -> bool:
    """Whether a pronoun or noun can stand for a contestant: no "who", no "percent"."""
    if token.pos_ == "PRON":
        return token.lower_ not in _RELATIVE
    return token.pos_ == "NOUN" and token.dep_ != "compound" and not any(c.like_num for c in token.lefts)


def host_of(context: Context, sentence: ResultSentence, found: Contestant) -> Contestant:
    """The contestant of whom a name before a number is only a detail: "X of Y", "X, led by Y,"."""
    earlier = [c for c in sentence.contestants if c.end <= found.start]
    if not earlier:
        return found
    last = earlier[-1]
    between = [
        t for t in context.doc[last.end : found.start] if t.pos_ not in {"DET", "ADJ"} and t.dep_ != "amod"
    ]
    if not between or any(t.like_num or t.text == "%" for t in between):
        return found
    words = [t.lower_ for t in between]
    if (
        last.is_person
        and not found.is_person
        and words in (["of"], ["from"], ["for"], ["("], [",", "of"], [",", "from"])
    ):
        return last
    closed = found.end < len(context.doc) and context.doc[found.end].text in {",", ")"}
    inserted = words[0] in {",", "("} and len(words) > 1 and words[1] not in {"and", "while", "but", "with"}
    finite = any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in between)
    return last if closed and inserted and not finite else found


def place_in_pair(sentence: ResultSentence, mention: QuantityMention) -> int | None:
    """The place of a number in "52 percent to 48", if it is in such a pair."""
    text, k = text_of(sentence.span.doc), sentence.numbers.index(mention)
    if k and _PAIR.fullmatch(text, sentence.numbers[k - 1].end, mention.start):
        return 1
    if k + 1 < len(sentence.numbers) and _PAIR.fullmatch(text, mention.end, sentence.numbers[k + 1].start):
        return 0
    return None


def resolved(context: Context, tokens: list[Token]) -> list[Referent]:
    """The contestants that words stand for, each once."""
    found: dict[str, Referent] = {}
    for token in tokens:
        for referent in context.referents.of(token):
            if referent.entity is not None and context.referents.is_a(referent.entity, *_CONTESTANTS):
                found.setdefault(referent.entity, referent)
    return list(found.values())
