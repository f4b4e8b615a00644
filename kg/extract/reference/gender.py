"""Which people of a text are men and which are women, as far as the text tells."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping

from spacy.tokens import Token

from kg.extract.entities.registry import Registry
from kg.extract.grammar.clauses import arguments
from kg.extract.names.mentions import sentences_back, spots

__all__ = ["gender_of_word", "genders"]

_MALE, _FEMALE = "male", "female"
_PRONOUNS = {"he": _MALE, "him": _MALE, "his": _MALE, "she": _FEMALE, "her": _FEMALE, "hers": _FEMALE}


def gender_of_word(token: Token, registry: Registry) -> str | None:
    """What a pronoun, courtesy or noun such as "chairwoman" tells."""
    word = token.lower_.rstrip(".")
    if word in _PRONOUNS:
        return _PRONOUNS[word]
    for gender, words in ((_MALE, "MaleWord"), (_FEMALE, "FemaleWord")):
        if word in registry.lexicon.words(words):
            return gender
    return None


def genders(registry: Registry) -> Mapping[str, str]:
    """The gender of each person whom a courtesy, a noun or a pronoun beyond doubt tells."""
    sure: dict[str, Counter[str]] = defaultdict(Counter)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for identifier, kind in registry.types.items():
        if kind != "Person":
            continue
        for start, end in registry.spans(identifier):
            for token in _describing(registry, start, end):
                gender = gender_of_word(token, registry)
                if gender is not None:
                    sure[identifier][gender] += 1
        named = _of_forename(registry, identifier)
        if named is not None and identifier not in sure:
            sure[identifier][named] += 1
    for token in registry.doc:
        if token.lower_ in _PRONOUNS:
            person = _sole_person(registry, token)
            if person is not None:
                votes[person][_PRONOUNS[token.lower_]] += 1
    found = {}
    for identifier, tally in (votes | sure).items():
        ranked = tally.most_common()
        if len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]:
            found[identifier] = ranked[0][0]
    return found


def _of_forename(registry: Registry, identifier: str) -> str | None:
    """What the first of several names tells."""
    first, _, rest = registry.names[identifier].casefold().partition(" ")
    plain = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode()
    for gender, words in ((_MALE, "MaleForename"), (_FEMALE, "FemaleForename")):
        if rest and plain in registry.lexicon.words(words):
            return gender
    return None


def _describing(registry: Registry, start: int, end: int) -> list[Token]:
    """The words before a name, and its appositions."""
    doc = registry.doc
    root = doc[start:end].root
    words = [doc[i] for i in range(max(start - 2, root.sent.start), start) if registry.at(i) is None]
    return [*words[-1:], *arguments(root, "apposition"), *([root.head] if root.dep_ == "appos" else [])]


def _sole_person(registry: Registry, token: Token) -> str | None:
    """The only person named in the sentence so far and in the one before."""
    people = {
        s.entity
        for sentence in sentences_back(token, 1)
        for s in spots(registry, sentence, token.i)
        if registry.types[s.entity] == "Person"
    }
    return people.pop() if len(people) == 1 else None
