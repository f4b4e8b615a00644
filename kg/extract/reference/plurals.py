"""Whom "they", "both", "the three" and "both parties" stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.grammar.antecedents import coordinated
from kg.extract.grammar.clauses import arguments
from kg.extract.names.mentions import Spot, sentences_back, spots
from kg.extract.reference.pronouns import clause_mates
from kg.extract.reference.referent import Referent
from kg.extract.words.lexicon import noun_class

if TYPE_CHECKING:
    from kg.extract.reference.referents import Referents

__all__ = ["PLURALS", "counted", "several", "they"]

PLURALS = {"they", "them", "both", "their", "these", "those", "each", "all"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_GROUPS = ("PoliticalParty", "Movement", "Coalition", "Organization")
_REACH = 2
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MOST = 6


def they(referents: Referents, token: Token, depth: int) -> list[Referent]:
    """The last plural subject or list, in this sentence or the one before."""
    both = token.lower_ == "both"
    if (token.dep_ in _SUBJECTS and token.head.dep_ in {"acl", "relcl"}) or both:
        head = token.head.head if token.head.dep_ in {"acl", "relcl", "conj"} else None
        listed = _list_before(referents, token)
        if listed:
            return listed
        if head is not None and head.pos_ in {"NOUN", "PROPN"}:
            return referents.of(head, depth + 1)
    mates = clause_mates(referents.registry, token)
    for sentence in sentences_back(token, _REACH - 1, within_paragraph=True):
        for i in range(min(token.i, sentence.end) - 1, sentence.start - 1, -1):
            candidate = sentence.doc[i]
            plural = candidate.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in candidate.children)
            speaker = token.head.dep_ == "ccomp" and candidate.head.i == token.head.head.i
            if candidate.dep_ not in _SUBJECTS or candidate.pos_ not in {"NOUN", "PROPN"}:
                continue
            if not plural and not speaker:
                continue
            found = [r for t in coordinated(candidate) for r in referents.of(t, depth + 1)]
            if plural and not found and _are_people(referents, candidate):
                return []  # of whom the text gives no name
            groups = plural or all(
                r.entity is not None and not referents.is_a(r.entity, "Person") for r in found
            )
            if found and groups and not mates & {r.entity for r in found}:
                return found
    return [Referent(s.entity, s.head.text) for s in _so_many(referents, token, 2)] if both else []


def _are_people(referents: Referents, noun: Token) -> bool:
    lemma, words = noun.lemma_.lower(), referents.lexicon.words
    return lemma in words("DescribedPerson") | words("PeopleNoun") or lemma in referents.lexicon.roles


def _list_before(referents: Referents, token: Token) -> list[Referent]:
    """The list that ends right before "both": "A and B -- both ..."."""
    i = token.i - 1
    while i > token.sent.start and token.doc[i].is_punct:
        i -= 1
    last = token.doc[i]
    while last.dep_ == "compound":
        last = last.head
    if last.dep_ != "conj":
        return []
    first = last
    while first.dep_ == "conj":
        first = first.head
    return [Referent(e, t.text) for t in coordinated(first) if (e := referents.registry.at(t.i)) is not None]


def counted(referents: Referents, token: Token, depth: int) -> list[Referent]:
    """ "the three", "two of them"."""
    if any(c.lower_ == "the" for c in token.lefts):
        return [Referent(s.entity, s.head.text) for s in _so_many(referents, token, _count(token))]
    return [r for t in arguments(token, "of") for r in referents.of(t, depth + 1)]


def several(referents: Referents, token: Token) -> list[Referent]:
    """ "both parties", "the two men"."""
    if token.tag_ not in {"NNS", "NNPS"}:
        return []
    count = 0
    for child in token.lefts:
        if child.lower_ == "both":
            count = 2
        elif child.dep_ == "nummod" and any(c.lower_ in {"the", "these"} for c in token.lefts):
            count = _count(child)
    plain = not any(c.dep_ in {"amod", "relcl", "acl", "prep"} for c in token.children)
    if not plain or not 2 <= count <= _MOST:
        return []
    return [Referent(s.entity, s.head.text) for s in _so_many(referents, token, count)]


def _so_many(referents: Referents, token: Token, count: int) -> list[Spot]:
    """ "both parties", "the three": the list of so many, of one kind, that was named last."""
    wanted = _kinds_of(referents, token)
    for sentence in sentences_back(token, _REACH):
        here = [
            s
            for s in spots(referents.registry, sentence, token.i)
            if not wanted or referents.is_a(s.entity, *wanted)
        ]
        distinct = {s.entity: s for s in here}
        if len(distinct) == count and wanted:
            return list(distinct.values())
        for spot in () if wanted else here:
            listed = [s for t in coordinated(spot.head) for s in here if s.head.i == t.i]
            if len({s.entity for s in listed}) == count:
                return listed
        if len(distinct) > count:
            return []
        if distinct:
            break
    return _only_list(referents, token, count, wanted)


def _only_list(referents: Referents, token: Token, count: int, wanted: tuple[str, ...]) -> list[Spot]:
    """The one list of so many that the text has given."""
    found: dict[frozenset[str], list[Spot]] = {}
    for sentence in sentences_back(token, len(token.doc)):
        here = [
            s
            for s in spots(referents.registry, sentence, token.i)
            if wanted and referents.is_a(s.entity, *wanted)
        ]
        for spot in here:
            listed = [s for t in coordinated(spot.head) for s in here if s.head.i == t.i]
            members = frozenset(s.entity for s in listed)
            if len(members) == count:
                found.setdefault(members, listed)
    return next(iter(found.values())) if len(found) == 1 else []


def _kinds_of(referents: Referents, token: Token) -> tuple[str, ...]:
    lemma = token.lemma_.lower()
    lexicon = referents.registry.lexicon
    if lemma in lexicon.roles or lemma in lexicon.words("DescribedPerson"):
        return ("Person",)
    kind = noun_class([lemma], lexicon)
    if kind == "Country":
        return ("Country",)
    return _GROUPS if kind in _GROUPS or kind == "PoliticalParty" else ()


def _count(token: Token) -> int:
    """The number that a word or a figure gives; 0 for none that is small and whole."""
    return _SMALL.get(token.lower_, int(token.text) if token.text.isdigit() else 0)
