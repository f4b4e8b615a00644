"""The mentions of entities in running text: sentence by sentence, each with the word that heads it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.extract.entities.registry import Registry

__all__ = ["Spot", "in_quotes", "nearest", "only_one", "sentences_back", "spots"]

_REACH = 2
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention of a named entity by the token that heads it."""

    entity: str
    head: Token

    @property
    def is_subject(self) -> bool:
        """Whether it is what a clause speaks of."""
        return self._first.dep_ in _SUBJECTS

    @property
    def is_main(self) -> bool:
        """Whether it is what the sentence's main clause speaks of."""
        return self.is_subject and self._first.head.dep_ == "ROOT"

    @property
    def _first(self) -> Token:
        """The first of the list that the mention is in."""
        token = self.head
        while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            token = token.head
        return token


def sentences_back(token: Token, reach: int, *, within_paragraph: bool = False) -> Iterator[Span]:
    """The token's sentence and up to `reach` before it, nearest first."""
    sentence: Span = token.sent
    yield sentence
    for _ in range(reach):
        start = sentence.start
        while start > 0 and token.doc[start - 1].is_space:
            start -= 1
            if within_paragraph and "\n" in token.doc[start].text:
                return
        if start == 0:
            return
        sentence = token.doc[start - 1].sent
        yield sentence


def spots(registry: Registry, sentence: Span, before: int) -> list[Spot]:
    """The mentions in a sentence that begin before a token, in text order."""
    found: list[Spot] = []
    i = sentence.start
    while i < min(sentence.end, before):
        entity = registry.at(i)
        if entity is None:
            i += 1
            continue
        end = i + 1
        while end < sentence.end and registry.at(end) == entity:
            end += 1
        if registry.named[entity] and not registry.in_heading(i):
            found.append(Spot(entity, sentence.doc[i:end].root))
        i = end
    return found


def only_one(found: list[Spot]) -> str | None:
    """The one entity of some mentions, or the one that a clause speaks of; None where two are as good."""
    distinct = {s.entity for s in found}
    if len(distinct) == 1:
        return found[0].entity
    subjects = {s.entity for s in found if s.is_subject}
    if len(subjects) > 1:
        subjects = {s.entity for s in found if s.is_main}
    return subjects.pop() if len(subjects) == 1 else None


def nearest(registry: Registry, token: Token, among: Set[str], *, anywhere: bool = True) -> str | None:
    """The only one, or else the only one of the nearest sentence that names any.

    Without `anywhere` even an only one must be named near the token.
    """
    if len(among) < 2 and (anywhere or not among):
        return next(iter(among), None)
    for sentence in sentences_back(token, _REACH):
        here = [s for s in spots(registry, sentence, token.i) if s.entity in among]
        if here:
            return only_one(here)
    return None


def in_quotes(token: Token) -> bool:
    """Whether the word stands between quotation marks of its paragraph."""
    if "quoted" not in token.doc.user_data:
        token.doc.user_data["quoted"] = _quoted(token.doc)
    return token.i in token.doc.user_data["quoted"]


def _quoted(doc: Doc) -> frozenset[int]:
    found: list[int] = []
    opened = False
    for token in doc:
        if token.is_space and "\n" in token.text:
            opened = False
        elif token.text in {'"', "``", "''"}:
            opened = not opened
        elif opened:
            found.append(token.i)
    return frozenset(found)
