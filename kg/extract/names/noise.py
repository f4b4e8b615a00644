"""Capitals that are no name: adjectives of nationality, laws, charges of an office, common nouns."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.names.acronyms import Name
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon

__all__ = ["is_noise"]

_ORDINALS = ("st", "nd", "rd", "th")


def is_noise(doc: Doc, name: Name, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Adjectives of nationality, region or creed, bare role words and single letters are no names."""
    text = doc[name.start : name.end].text.casefold()
    shared = gazetteer.ambiguous.get(text, ())
    if any(text == people.casefold() for state in shared for people in state.demonyms):
        return True
    if name.title is None and gazetteer.by_demonym(text) is not None and gazetteer.country(text) is None:
        return True
    words = text.split()
    numbered = lexicon.nouns.keys() | lexicon.words("ThingNoun")
    if name.title is None and _is_honour(doc, name, lexicon):
        return True
    return (
        len(text) < 2
        or _is_charge(doc, name, lexicon)
        or (len(words) > 1 and words[-1] in lexicon.words("ThingNoun") and name.title is None)
        or (len(words) == 1 and _is_ordinal(doc[name.start - 1]) and text in numbered)
        or (name.title is not None and text in lexicon.roles)
        or text in lexicon.words("PortfolioWord")
        or _is_wide(words, lexicon, gazetteer)
        or (len(words) == 1 and text in lexicon.words("CommonCapital"))
        or (len(words) == 1 and text in lexicon.nouns and not text.endswith("s"))
        or (len(words) == 1 and text.rstrip(".") in lexicon.words("RankTitle"))
    )


def _is_ordinal(token: Token) -> bool:
    return token.ent_type_ == "ORDINAL" or (token.text[0].isdigit() and token.lower_.endswith(_ORDINALS))


def _is_honour(doc: Doc, name: Name, lexicon: Lexicon) -> bool:
    """ "First Last, KC, said": letters behind somebody's name."""
    word, comma = doc[name.start], doc[name.start - 1] if name.start > 1 else None
    if comma is None or comma.text != "," or name.end != name.start + 1 or name.end >= len(doc):
        return False
    listed = doc[name.end].text in {",", "."} and doc[name.start - 2].text[0].isupper()
    return listed and word.lower_ in lexicon.words("Honour")


def _is_charge(doc: Doc, name: Name, lexicon: Lexicon) -> bool:
    """ "Minister of Finance, Urban Development and Housing": what an office is for."""
    if name.title is not None or any(
        t.ent_type_ in {"GPE", "LOC", "PERSON"} for t in doc[name.start : name.end]
    ):
        return False
    i = name.start - 1
    while i > 0 and (
        doc[i].text in {",", "&"} or doc[i].lower_ in {"and", "the"} or doc[i].text[0].isupper()
    ):
        i -= 1
    return (
        i > 0
        and doc[i].lower_ in {"of", "for"}
        and doc[i - 1].lemma_.lower() in lexicon.words("PortfolioHolder")
    )


def _is_wide(words: list[str], lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """ "Latin America", "South African": parts of the world and adjectives, unless they name a state."""
    wide = lexicon.words("WideAdjective")
    known = gazetteer.country(" ".join(words)) is not None
    parts = [part for word in words for part in ([word] if word in wide else word.split("-"))]
    return not known and all(w in wide or gazetteer.by_demonym(w) for w in parts)
