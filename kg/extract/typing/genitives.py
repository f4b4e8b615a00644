"""What a name stands for by whose it is and who is of it: "First Last of X", "X of First Last"."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Span, Token

from kg.extract.names.acronyms import Name, is_acronym
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon, noun_class

__all__ = ["is_like_person", "votes_of_genitives"]

_LANDS = {"GPE", "LOC"}
_GROUPS = {"PoliticalParty", "Movement", "Coalition"}
_NO_PERSON = -5
_MEMBERSHIP = 3
_BEARER = 4
_LONGEST_PERSON = 5


def votes_of_genitives(doc: Doc, name: Name, lexicon: Lexicon, gazetteer: Gazetteer) -> Counter[str]:
    """Classes that the owner of a name, and those who are of it, speak for."""
    tally: Counter[str] = Counter()
    span = doc[name.start : name.end]
    like_person = is_like_person(span, lexicon, gazetteer)
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.tag_ == "POS" and before.i > 0:
        tally.update(_votes_of_owner(before.nbor(-1), span, like_person, gazetteer))
    of = before is not None and before.lower_ == "of" and before.i > 0
    if before is not None and of and like_person and _ends_body(before.nbor(-1), lexicon):
        tally["Person"] += _BEARER  # "the XYZ of First Last"
    if _is_after_person(span):
        land = span[-1].ent_type_ in _LANDS and not is_acronym(span.text)
        tally.update({"Person": _NO_PERSON, "PoliticalParty": 0 if land else _MEMBERSHIP})
    if _has_person(span, lexicon, gazetteer):
        tally.update({"Person": _NO_PERSON, "PoliticalParty": _MEMBERSHIP})
    if like_person and (_has_party(span, lexicon) or _is_of_party(span, lexicon)):
        tally["Person"] += _BEARER
    if before is not None and before.lower_ == "whose" and not like_person:
        tally.update({"Organization": 2, "PoliticalParty": _MEMBERSHIP, "Person": _NO_PERSON})
    return tally


def _votes_of_owner(owner: Token, span: Span, like_person: bool, gazetteer: Gazetteer) -> Counter[str]:
    """What people have by name are bodies; people are a body's or a state's."""
    if gazetteer.country(owner.text) is not None:
        return Counter({"Person": _MEMBERSHIP if like_person else 0})
    if owner.ent_type_ != "PERSON" or span.root.pos_ != "PROPN":
        return Counter()
    if like_person:
        return Counter()
    return Counter({"Organization": 3, "PoliticalParty": 3, "Person": _NO_PERSON, "Place": -5})


def is_like_person(span: Span, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Whether the words look like a forename and surname: several, none of them that of a body or land."""
    words = [t.lower_ for t in span]
    return (
        len(words) <= _LONGEST_PERSON
        and len(span.text.split()) > 1
        and all(t.text == "-" or (t.is_alpha and t.text[0].isupper() and not t.text.isupper()) for t in span)
        and noun_class(words, lexicon) is None
        and not set(words) & (lexicon.nouns.keys() | lexicon.words("PartyWord"))
        and gazetteer.country(words[0]) is None
        and gazetteer.by_demonym(words[0]) is None
        and not (span[-1].ent_type_ in _LANDS and span.vocab[span[-1].lower_].has_vector)
    )


def _ends_body(token: Token, lexicon: Lexicon) -> bool:
    """Whether the token ends an acronym, in brackets or not, or the name of a party."""
    if token.text == ")" and token.i > 0:
        token = token.nbor(-1)
    acronym = len(token.text) > 1 and token.text.isupper() and token.is_alpha
    kind = lexicon.nouns.get(token.lower_)
    grouped = kind in _GROUPS or token.lower_ in lexicon.words("UnionNoun")
    return acronym or (token.text[0].isupper() and grouped)


def _has_party(span: Span, lexicon: Lexicon) -> bool:
    """ "First Last's Purple Front": whose party it is."""
    doc, i = span.doc, span.end + 1
    if i >= len(doc) or doc[span.end].tag_ != "POS":
        return False
    while i < len(doc) and (doc[i].text[0].isupper() or doc[i].text in {"-", "–"}):
        i += 1
    words = [t.lower_ for t in doc[span.end + 1 : i]]
    return bool(set(words) & lexicon.words("PartyWord")) or any(
        lexicon.nouns.get(w) in _GROUPS for w in words
    )


def _is_of_party(span: Span, lexicon: Lexicon) -> bool:
    """ "First Last of the XYZ", "First Last, of the Purple Front": initials or a party's name."""
    doc, i = span.doc, span.end
    for word in (",", "of", "the"):
        i += i < len(doc) and doc[i].lower_ == word
    if i == span.end or doc[i - 1].lower_ not in {"of", "the"}:
        return False
    first = i
    while i < len(doc) and doc[i].text[0].isupper():
        i += 1
    words = [t.lower_ for t in doc[first:i]]
    return is_acronym(doc[first:i].text) or any(lexicon.nouns.get(w) in _GROUPS for w in words)


def _is_after_person(span: Span) -> bool:
    """ "First Last of (the) X", "First Last, of (the) X": nobody is of another."""
    i = span.start - 1
    if i > 0 and span.doc[i].lower_ == "the":
        i -= 1
    if i < 2 or span.doc[i].lower_ != "of":
        return False
    i -= 2 if span.doc[i - 1].text == "," else 1
    return span.doc[i].ent_type_ == "PERSON"


def _has_person(span: Span, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """ "X's First Last": the people of a party, not those of a state or paper."""
    doc, end = span.doc, span.end
    if end + 2 >= len(doc) or doc[end].tag_ != "POS" or span[-1].ent_type_ in _LANDS:
        return False
    last = end + 1
    while (
        last < len(doc)
        and doc[last].text[0].isupper()
        and doc[last].is_alpha
        and last < end + 1 + _LONGEST_PERSON
    ):
        last += 1
    person = doc[end + 1 : last]
    known = gazetteer.body(span.text) is not None or gazetteer.is_land(span.text)
    return (
        not known
        and len(person) > 1
        and person[0].ent_type_ == "PERSON"
        and is_like_person(person, lexicon, gazetteer)
        and not any(t.lower_ in lexicon.roles for t in person)
    )
