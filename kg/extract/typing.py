"""What kind of thing a name stands for, voted on by its words and every context it stands in."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from kg.extract.gazetteer import Gazetteer
from kg.extract.lexicon import Lexicon
from kg.extract.names import Name

__all__ = ["noun_class", "votes"]

_ENTITY_LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
}
_LOOSE = 4  # fronts, movements and unions are parties as often as not
_DECISIVE = 12  # what a name says of itself outweighs what its contexts suggest
# Nouns that make a name of what precedes them; a court or mission is named after a place or owner.
_NAMING = {"PoliticalParty", "Movement", "Coalition", "Organization", "MediaOutlet", "Place"}
_PLURAL_SUFFIX = {"ies": "y", "es": "e", "s": ""}


def noun_class(words: list[str], lexicon: Lexicon) -> str | None:
    """The class that a noun phrase names, its longest known ending deciding.

    >>> from kg.extract.lexicon import load
    >>> noun_class(["central", "election", "commission"], load())
    'ElectionCommission'
    """
    for start in range(len(words)):
        text = " ".join(words[start:])
        if text in lexicon.nouns:
            return lexicon.nouns[text]
        for suffix, stem in _PLURAL_SUFFIX.items():
            if text.endswith(suffix) and text[: -len(suffix)] + stem in lexicon.nouns:
                return lexicon.nouns[text[: -len(suffix)] + stem]
    return None


def votes(doc: Doc, name: Name, lexicon: Lexicon, gazetteer: Gazetteer) -> Counter[str]:
    """Classes that this occurrence of a name speaks for, with weights."""
    tally: Counter[str] = Counter()
    span = doc[name.start : name.end]
    _by_name(span.text, [t.lower_ for t in span], tally, lexicon, gazetteer)
    if name.title is not None:
        tally["Person"] += 9
    _by_neighbours(doc, name, tally, lexicon)
    _by_syntax(span.root, tally, lexicon)
    label = _ENTITY_LABELS.get(span.root.ent_type_)
    if label is not None:
        tally[label] += 3 if label == "Person" and len(span) > 1 else 2
    return tally


def _by_name(
    text: str, words: list[str], tally: Counter[str], lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    if gazetteer.country(text) is not None:
        tally["Country"] += 10
    elif gazetteer.by_capital(text) is not None:
        tally["Place"] += 5
    kind = noun_class(words, lexicon)
    if kind is None:
        cut = next((i for i, w in enumerate(words) if w in {"of", "for"} and i), None)
        kind = noun_class(words[:cut], lexicon) if cut else None
    if kind is not None and len(words) > 1:
        tally[kind] += _LOOSE if kind in {"Movement", "Coalition", "Organization"} else _DECISIVE
        if kind in {"Organization", "Coalition", "IntergovernmentalOrganization"} and set(
            words
        ) & lexicon.words("RegionWord"):
            tally["IntergovernmentalOrganization"] += _DECISIVE + 1
        if kind in {"Movement", "Coalition", "Organization"}:
            tally["PoliticalParty"] += 1


def _by_neighbours(doc: Doc, name: Name, tally: Counter[str], lexicon: Lexicon) -> None:
    """A class noun right behind ("the X opposition party") or before ("rights group X")."""
    words = []
    for token in doc[name.end : name.end + 3]:
        if token.pos_ not in {"NOUN", "ADJ"} or token.text[0].isupper():
            break
        words.append(token.lemma_.lower())
        kind = noun_class(words, lexicon)
        root = doc[name.start : name.end].root
        if kind is not None and (root.head.i == token.i or root.head.head.i == token.i):
            if root.dep_ in {"compound", "nmod", "amod"} and kind in _NAMING:
                tally[kind] += 8
            break
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.pos_ == "NOUN" and not before.text[0].isupper():
        kind = noun_class([before.lemma_.lower()], lexicon)
        if kind is not None and before.tag_ == "NN":
            tally[kind] += 6
        elif before.lemma_.lower() in lexicon.roles or before.lemma_.lower() in lexicon.words(
            "DescribedPerson"
        ):
            tally["Person"] += 5
    if before is not None and before.lower_ == "the":
        tally["Person"] -= 4  # people's names take no article
    if before is not None and before.lower_ == "of" and before.i > 0:
        noun = before.nbor(-1)
        if noun.pos_ == "NOUN" and lexicon.nouns.get(noun.lemma_.lower()) == "Place":
            tally["Place"] += 8


def _by_syntax(root: Token, tally: Counter[str], lexicon: Lexicon) -> None:
    """Appositions and what the name is the object of."""
    for child in root.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            _describe(child, tally, lexicon)
    head = root.head
    if root.dep_ == "appos" and head.pos_ == "NOUN" and head.i != root.i:
        _describe(head, tally, lexicon)
    if root.dep_ == "conj" and head.dep_ == "appos" and head.head.pos_ == "NOUN":
        _describe(head.head, tally, lexicon)
    if root.dep_ == "pobj" and head.lower_ == "in" and root.ent_type_ in {"GPE", "LOC", "FAC"}:
        tally["Place"] += 2
    if root.dep_ == "nsubj" and head.lemma_ == "be":
        for child in head.children:
            if child.dep_ == "attr" and child.pos_ == "NOUN":
                _describe(child, tally, lexicon)


def _describe(noun: Token, tally: Counter[str], lexicon: Lexicon) -> None:
    words = [t.lemma_.lower() for t in noun.lefts if t.dep_ in {"compound", "amod"}] + [noun.lemma_.lower()]
    kind = noun_class(words, lexicon)
    if kind is not None:
        tally[kind] += 7
    elif noun.lemma_.lower() in lexicon.roles or noun.lemma_.lower() in lexicon.words("DescribedPerson"):
        tally["Person"] += 5
