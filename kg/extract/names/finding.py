"""Proper names in the text: where they start and end, and the title before a person's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg.extract.names.acronyms import Name, with_acronyms
from kg.extract.names.capitals import is_capital, is_prefixed, starts_sentence
from kg.extract.names.links import FOREIGN, past_link
from kg.extract.names.noise import is_noise
from kg.extract.names.titles import split_titles, title_words
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon, noun_class
from kg.model import Article, ZoneKind

__all__ = ["Name", "find_names", "title_words"]

_LED = {"PoliticalParty", "Movement", "Coalition", "Organization"}
_NO_START = {"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "INTJ", "PART", "PUNCT"}


def find_names(doc: Doc, article: Article, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Name]:
    """All proper names outside headings, in text order, not overlapping."""
    names: list[Name] = []
    for start, end in _chunks(doc, article, lexicon, gazetteer):
        names += split_titles(doc, start, end, lexicon, gazetteer)
    inside = {doc[n.start : n.end].text for n in names if not starts_sentence(doc[n.start])}
    names = [_trimmed(doc, n, inside, lexicon, gazetteer) for n in names]
    names = [n for n in names if n.end > n.start and not is_noise(doc, n, lexicon, gazetteer)]
    names = [part for n in names for part in _without_owner(doc, n, names, lexicon)]
    names += _repeated(doc, names)
    names = _with_joined(doc, names)
    return with_acronyms(doc, sorted(names, key=lambda n: n.start))


def _chunks(doc: Doc, article: Article, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    headings = {(z.start, z.end) for z in article.zones if z.kind is ZoneKind.SUBHEADING}
    for sentence in doc.sents:
        if any(a <= sentence.start_char + 1 < b for a, b in headings):
            continue
        i = sentence.start
        while i < sentence.end:
            if not _opens(doc[i], lexicon):
                i += 1
                continue
            j = _close(doc, i, sentence.end, lexicon, gazetteer)
            yield i, j
            i = j


def _without_owner(doc: Doc, name: Name, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """ "the Party of First Last": the party and its leader, who is named elsewhere or has a foreign name."""
    lower = [doc[i].lower_ for i in range(name.start, name.end)]
    of = lower.index("of") if "of" in lower[1:] else 0
    kind = noun_class(lower[:of], lexicon) if of else None
    tail = Name(name.start + of + 1, name.end)
    surname = doc[name.end - 1].text
    known = surname.lower() in lexicon.nouns or surname.lower() in lexicon.words("PartyWord")
    elsewhere = not known and any(doc[n.end - 1].text == surname and n.end != name.end for n in names)
    words = [t for t in doc[tail.start : tail.end] if t.is_alpha and t.text.istitle()]
    last = doc[tail.end - 1]
    foreign = not last.vocab[last.lower_].has_vector and len(words) == tail.end - tail.start
    elsewhere = elsewhere or (foreign and noun_class([t.lower_ for t in words], lexicon) is None)
    led = kind in _LED or lower[of - 1] == "congress"
    if not led or tail.end - tail.start not in {2, 3} or not elsewhere:
        return [name]
    return [replace(name, end=name.start + of), tail]


def _repeated(doc: Doc, names: list[Name]) -> list[Name]:
    """Capitals at the start of a sentence that are a name elsewhere in the text."""
    known = {doc[n.start : n.end].text for n in names if n.end == n.start + 1}
    taken = {t for n in names for t in range(n.start, n.end)}
    return [
        Name(t.i, t.i + 1)
        for t in doc
        if t.text in known and t.i not in taken and t.dep_ not in {"compound", "amod"}
    ]


def _with_joined(doc: Doc, names: list[Name]) -> list[Name]:
    """A name that holds an "and" is found wherever it stands, also without its "party"."""
    joined = {
        tuple(t.lower_ for t in doc[n.start : n.end])
        for n in names
        if any(t.lower_ == "and" for t in doc[n.start : n.end])
    }
    lower = [t.lower_ for t in doc] if joined else []
    for words in sorted(joined):
        for i in (i for i, word in enumerate(lower) if word == words[0]):
            if tuple(lower[i : i + len(words)]) == words and doc[i].text[0].isupper():
                names = [n for n in names if n.end <= i or n.start >= i + len(words)]
                names.append(Name(i, i + len(words)))
    return names


def _opens(token: Token, lexicon: Lexicon) -> bool:
    """Whether a name can begin here."""
    if not is_capital(token, lexicon) or is_prefixed(token, lexicon):
        return False
    if not starts_sentence(token):
        return token.pos_ not in {"PRON", "DET", "ADP"}
    if token.is_stop:
        return False
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.tag_ == "NNP" or (token.pos_ == "PROPN" and token.ent_type_):
        return True
    if token.is_alpha and not token.vocab[token.lower_].has_vector:
        return True  # a word that English does not know
    while following is not None and following.text in FOREIGN and following.i + 1 < len(token.doc):
        following = following.nbor()
    return (
        token.pos_ not in _NO_START
        and following is not None
        and following.pos_ == "PROPN"
        and is_capital(following, lexicon)
    )


def _close(doc: Doc, i: int, limit: int, lexicon: Lexicon, gazetteer: Gazetteer) -> int:
    """The end of the name that begins at `i`."""
    j = i + 1
    while j < limit:
        token = doc[j]
        if is_capital(token, lexicon) and token.pos_ not in {"PRON", "DET"}:
            j += 1
        elif (
            token.text in {"-", "/", "–"}
            and not doc[j - 1].whitespace_
            and not token.whitespace_
            and j + 1 < limit
            and doc[j + 1].is_alpha
            and (doc[j + 1].text[0].isupper() or doc[j + 1].tag_ not in {"VBN", "VBD", "VBG"})
        ) or (
            token.tag_ == "POS"
            and doc[j - 1].lower_ in lexicon.words("InnerOwner")
            and j + 1 < limit
            and is_capital(doc[j + 1], lexicon)
        ):
            j += 2
        elif _is_nickname(doc, j, limit):
            j += 4
        elif doc[i].lower_ in lexicon.words("FrenchParty") and token.text in lexicon.words(
            "FrenchPartyAdjective"
        ):
            j += 1  # "Parti communiste"
        elif (
            token.pos_ == "NUM"
            and token.is_digit
            and len(token.text) <= 2
            and token.ent_type_ in {"ORG", "FAC", "PRODUCT", "PERSON"}
        ):
            j += 1
        else:
            linked = past_link(doc, i, j, limit, lexicon, gazetteer)
            if linked == j:
                break
            j = linked
    return j


def _is_nickname(doc: Doc, j: int, limit: int) -> bool:
    """'First "Nick" Last': one word in marks between the words of a person's name."""
    if j + 3 >= limit or doc[j].text != '"' or doc[j + 2].text != '"' or doc[j].whitespace_:
        return False
    return doc[j + 1].text[0].isupper() and doc[j + 3].text[0].isupper() and doc[j + 3].ent_type_ == "PERSON"


def _trimmed(doc: Doc, name: Name, inside: set[str], lexicon: Lexicon, gazetteer: Gazetteer) -> Name:
    """Without the adjective or noun before it: "Prominent Ugandan ...", "Economist First Last"."""
    first = doc[name.start]
    rest = doc[name.start + 1 : name.end]
    if name.title is not None or not len(rest):
        return name
    shorter = replace(name, start=name.start + 1)
    if _is_qualified(first.lower_, rest, inside, lexicon, gazetteer):
        return shorter
    if not starts_sentence(first) or doc[name.start : name.end].text in inside:
        return name
    people = lexicon.words("DescribedPerson") | lexicon.words("Occupation")
    if first.lower_ == "fellow" or (first.lower_ in people and len(rest) > 1):
        return shorter
    if first.tag_ not in {"JJ", "JJR", "JJS", "VBN", "VBG", "RB"} or first.ent_type_:
        return name
    if first.lower_ in lexicon.words("PartyWord") and rest[0].lower_ in lexicon.nouns:
        return name  # "Liberal Democrat"
    apart = first.tag_ in {"VBN", "VBG", "RB"} or gazetteer.by_demonym(rest.text) is not None
    return shorter if apart or rest[0].ent_iob_ == "B" else name


def _is_qualified(word: str, rest: Span, inside: set[str], lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """ "the Islamist X", where the text has X elsewhere and X is no common noun."""
    wide = word in lexicon.words("WideAdjective") or gazetteer.by_demonym(word) is not None
    apart = noun_class([t.lower_ for t in rest], lexicon) is None and not gazetteer.is_land(rest.text)
    return wide and apart and rest.text in inside
