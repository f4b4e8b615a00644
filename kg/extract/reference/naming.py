"""Phrases that hold a name: "the Alpha opposition party", "X, a party that ...", "X is the only party"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.grammar.antecedents import coordinated
from kg.extract.grammar.clauses import arguments
from kg.extract.reference.referent import Referent
from kg.extract.words.lexicon import noun_class

if TYPE_CHECKING:
    from kg.extract.reference.referents import Referents

__all__ = ["apposition", "named_inside", "phrase_words", "predicated", "same_sort"]


def named_inside(referents: Referents, token: Token, depth: int) -> list[Referent]:
    """ "the Alpha opposition party" is Alpha; "the Beta and Gamma parties" are both."""
    kind = noun_class(phrase_words(token), referents.lexicon)
    if kind is None:
        return []
    for child in token.children:
        if child.dep_ not in {"compound", "nmod", "amod"}:
            continue
        joined = coordinated(child) if token.tag_ == "NNS" else [child]
        inner = [
            e
            for t in joined
            if (e := referents.registry.at(t.i)) is not None and same_sort(referents, e, kind)
        ]
        if inner:
            return [Referent(e, token.text) for e in dict.fromkeys(inner)]
    return []


def apposition(referents: Referents, token: Token, depth: int) -> list[Referent]:
    """ "the party, X, said", "X, a party that ...": the name on the other side of the comma.

    A body is nobody's name: in "the chairman of the committee, X, said" the committee is not X.
    """
    kind = noun_class(phrase_words(token), referents.lexicon)
    found = [
        r
        for c in token.children
        if c.dep_ == "appos"
        for t in coordinated(c)
        for r in referents.of(t, depth + 1)
        if r.entity is not None
        and referents.registry.named[r.entity]
        and (kind is None or not referents.is_a(r.entity, "Person"))
    ]
    if found:
        return found
    if token.dep_ != "appos" or token.head.i == token.i:
        return []
    above = [r for r in referents.of(token.head, depth + 1) if r.entity is not None]
    if kind is None or all(same_sort(referents, r.entity or "", kind) for r in above):
        return above
    # "X, chairman of Y, a party that ...": the description belongs to the nearer name
    near = [
        e for i in range(token.i - 1, max(token.i - 8, -1), -1) if (e := referents.registry.at(i)) is not None
    ]
    return [Referent(e, token.text) for e in near[:1] if same_sort(referents, e, kind)]


def predicated(referents: Referents, token: Token, depth: int) -> list[Referent]:
    """ "X, considered the only party that ...": the predicate noun is X."""
    if token.dep_ not in {"attr", "oprd"} or token.pos_ != "NOUN":
        return []
    if noun_class(phrase_words(token), referents.lexicon) is None:
        return []
    found = [r for t in arguments(token, "subject") if t.i != token.i for r in referents.of(t, depth + 1)]
    return [r for r in found if r.entity is not None]


def same_sort(referents: Referents, identifier: str, kind: str) -> bool:
    """Whether the entity can be what the noun calls it: a party, not the capital before "police"."""
    coarse, own = (
        referents.vocabulary.coarse(kind),
        referents.vocabulary.coarse(referents.registry.types[identifier]),
    )
    groups = {"PoliticalParty", "Organization"}
    return coarse == own or (coarse in groups and own in groups)


def phrase_words(token: Token) -> list[str]:
    """The words of a noun phrase before its noun, and the noun, each by its lemma."""
    return [c.lemma_.lower() for c in token.lefts if c.dep_ in {"compound", "amod"}] + [token.lemma_.lower()]
