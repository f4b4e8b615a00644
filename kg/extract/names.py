"""Proper names in the text: where they start and end, and the title before a person's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.acronyms import Name, with_acronyms
from kg.extract.gazetteer import Gazetteer
from kg.extract.lexicon import Lexicon
from kg.extract.titles import split_titles, title_words
from kg.model import Article, ZoneKind

__all__ = ["Name", "find_names", "title_words"]

_LINKS = {"of", "for"}
_PARTICLES = {
    "bin",
    "ibn",
    "al",
    "el",
    "de",
    "del",
    "della",
    "da",
    "di",
    "van",
    "von",
    "der",
    "ter",
    "ben",
    "abu",
    "oglu",
    "kyzy",
    "uulu",
    "and",
    "o",
    "&",
    "in",
    "on",
}
# Small words of names in other languages, which English does not have.
_FOREIGN = {
    "du",
    "des",
    "dos",
    "das",
    "der",
    "und",
    "et",
    "della",
    "di",
    "wa",
    "ya",
    "bin",
    "ibn",
    "von",
    "van",
    "del",
    "da",
    "zu",
    "ould",
    "e",
    "de",
    "ter",
    "ten",
    "abu",
    "ben",
    "al",
}
_FOREIGN_ARTICLES = {"la", "le", "los", "las"}
_NO_START = {"DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "INTJ", "PART", "PUNCT"}


def find_names(doc: Doc, article: Article, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Name]:
    """All proper names outside headings, in text order, not overlapping."""
    names: list[Name] = []
    for start, end in _chunks(doc, article, lexicon, gazetteer):
        names += split_titles(doc, start, end, lexicon, gazetteer)
    inside = {doc[n.start : n.end].text for n in names if not _starts_sentence(doc[n.start])}
    names = [_trimmed(doc, n, inside, gazetteer) for n in names]
    names = [n for n in names if n.end > n.start and not _is_noise(doc, n, lexicon, gazetteer)]
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
    if not _capital(token, lexicon) or _is_prefixed(token, lexicon):
        return False
    if not _starts_sentence(token):
        return token.pos_ not in {"PRON", "DET", "ADP"}
    if token.is_stop:
        return False
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.tag_ == "NNP" or (token.pos_ == "PROPN" and token.ent_type_):
        return True
    if token.is_alpha and not token.vocab[token.lower_].has_vector:
        return True  # a word that English does not know
    while following is not None and following.text in _FOREIGN and following.i + 1 < len(token.doc):
        following = following.nbor()
    return (
        token.pos_ not in _NO_START
        and following is not None
        and following.pos_ == "PROPN"
        and _capital(following, lexicon)
    )


def _is_prefixed(token: Token, lexicon: Lexicon) -> bool:
    """ "pro-Alpha", "anti-Beta": an adjective of the name and no mention of it."""
    i = token.i
    dashed = i > 1 and token.doc[i - 1].text == "-" and not token.doc[i - 1].whitespace_
    return dashed and token.doc[i - 2].lower_ in lexicon.words("StancePrefix")


def _capital(token: Token, lexicon: Lexicon) -> bool:
    text = token.text
    if not text[0].isupper() or token.tag_ in {"PRP", "PRP$"} or not any(c.isalpha() for c in text):
        return False
    return token.lower_.rstrip(".") not in lexicon.words("NotName") or _is_surname(token, lexicon)


def _is_surname(token: Token, lexicon: Lexicon) -> bool:
    """A word that is otherwise a month or the like, behind a forename, office or courtesy: "Mrs May"."""
    if token.i == token.sent.start or token.tag_ != "NNP":
        return False
    before = token.nbor(-1)
    word = before.lower_.rstrip(".")
    inside = token.ent_type_ == "PERSON" and token.ent_iob_ == "I"
    if inside or word in lexicon.words("RankTitle") or word in lexicon.roles:
        return True
    unknown = (
        not before.ent_type_ and word not in lexicon.words("NotName") and token.dep_ in {"nsubj", "poss"}
    )
    return before.pos_ == "PROPN" and before.head.i == token.i and (before.ent_type_ == "PERSON" or unknown)


def _starts_sentence(token: Token) -> bool:
    i = token.i
    while i > token.sent.start:
        before = token.doc[i - 1]
        if before.is_quote or before.text == ":":
            return True
        if before.text in {"]", "...", "…"}:
            return True
        if before.is_space or before.text in {"(", "'", "-", "--"}:
            i -= 1
            continue
        return False
    return True


def _close(doc: Doc, i: int, limit: int, lexicon: Lexicon, gazetteer: Gazetteer) -> int:
    """The end of the name that begins at `i`."""
    j = i + 1
    while j < limit:
        token = doc[j]
        if _capital(token, lexicon) and token.pos_ not in {"PRON", "DET"}:
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
            and _capital(doc[j + 1], lexicon)
        ):
            j += 2
        elif (
            token.pos_ == "NUM"
            and token.is_digit
            and len(token.text) <= 2
            and token.ent_type_ in {"ORG", "FAC", "PRODUCT", "PERSON"}
        ):
            j += 1
        else:
            linked = _linked(doc, i, j, limit, lexicon, gazetteer)
            if linked == j:
                break
            j = linked
    return j


def _linked(doc: Doc, i: int, j: int, limit: int, lexicon: Lexicon, gazetteer: Gazetteer) -> int:
    """Past "of", "for" and other small words that belong inside a name; `j` where none does."""
    word = doc[j].lower_
    if word == "the" and j + 2 < limit and _capital(doc[j + 1], lexicon):
        # "the Call the Law movement": a clause for a name, told by the noun behind it
        kind = lexicon.nouns.get(doc[j + 2].lower_)
        return j + 1 if kind in {"Movement", "PoliticalParty", "Coalition"} else j
    k = j
    while k < limit and (
        doc[k].text in _FOREIGN or (doc[k].text in _FOREIGN_ARTICLES and doc[k - 1].lower_ in _FOREIGN)
    ):
        k += 1
    if j < k < limit and _capital(doc[k], lexicon):
        return k
    k = j + 1
    if k < limit and doc[k].lower_ == "the" and word in _LINKS:
        k += 1
    if (k >= limit or not _capital(doc[k], lexicon) or doc[k].ent_type_ == "PERSON") and not (
        word in _PARTICLES
        and k < limit
        and doc[j].ent_type_ == "PERSON" == doc[k].ent_type_
        and doc[k].ent_iob_ == "I"
    ):
        return j
    if word == "and" and j + 2 < limit and _is_one_party(doc[j + 1], doc[j + 2], lexicon):
        return j + 1
    if word == "of" and doc[k].pos_ != "DET":
        title = f"{doc[j - 1].lower_} of {doc[k].lower_}"
        if title in lexicon.roles:
            return k
    if (
        word in _LINKS
        and doc[j - 1].lemma_.lower() in lexicon.roles
        and (
            doc[k].lower_ in lexicon.words("PortfolioWord")
            or doc[k].ent_type_ == "GPE"
            or _is_seat(doc, k, gazetteer)
        )
    ):
        return k
    if word in _LINKS and _names_by_clause(doc, i, j, k, lexicon):
        return k
    has_head = any(
        doc[t].lemma_.lower() in lexicon.nouns or doc[t].lower_ in lexicon.nouns for t in range(i, j)
    )
    if word in _LINKS and has_head:
        return k
    same_entity = (
        doc[j].ent_iob_ == "I"
        and doc[k].ent_iob_ == "I"
        and doc[j].ent_type_ in {"ORG", "PERSON", "FAC", "EVENT"}
    )
    return k if word in _PARTICLES | _LINKS and same_entity and not (word == "and" and not has_head) else j


def _is_seat(doc: Doc, k: int, gazetteer: Gazetteer) -> bool:
    """Whether a state or land of that name begins here."""
    return any(gazetteer.is_land(doc[k : k + size].text) for size in (1, 2, 3))


def _names_by_clause(doc: Doc, i: int, j: int, k: int, lexicon: Lexicon) -> bool:
    """ "Alternative for Place", "Brothers of Place": a common noun in capitals, and what it is for."""
    noun = doc[j - 1]
    return (
        noun.tag_ in {"NN", "NNS", "NNP", "NNPS"}
        and noun.vocab[noun.lower_].has_vector
        and noun.ent_type_ not in {"PERSON", "GPE", "LOC", "NORP", "DATE", "EVENT", "LAW"}
        and not (_starts_sentence(doc[i]) and j == i + 1)
        and noun.lemma_.lower() not in lexicon.roles
        and noun.lower_ not in lexicon.words("CommonCapital")
        and doc[k].ent_type_ != "PERSON"
    )


def _is_one_party(second: Token, noun: Token, lexicon: Lexicon) -> bool:
    """ "the Law and Order party" is one party, or it would be "parties"."""
    singular = noun.tag_ == "NN" and lexicon.nouns.get(noun.lower_) == "PoliticalParty"
    return singular and _capital(second, lexicon) and second.ent_type_ != "PERSON"


def _trimmed(doc: Doc, name: Name, inside: set[str], gazetteer: Gazetteer) -> Name:
    """Without the adjective that opens the sentence: "Prominent Ugandan ...", "Detained Alpha leaders"."""
    first = doc[name.start]
    if (
        name.title is not None
        or name.end == name.start + 1
        or not _starts_sentence(first)
        or first.tag_ not in {"JJ", "JJR", "JJS", "VBN", "VBG", "RB"}
        or first.ent_type_
        or doc[name.start : name.end].text in inside
    ):
        return name
    rest = doc[name.start + 1 : name.end]
    apart = first.tag_ in {"VBN", "VBG", "RB"} or gazetteer.by_demonym(rest.text) is not None
    return replace(name, start=name.start + 1) if apart or rest[0].ent_iob_ == "B" else name


def _is_noise(doc: Doc, name: Name, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Adjectives of nationality, region or creed, bare role words and single letters are no names."""
    text = doc[name.start : name.end].text.casefold()
    if name.title is None and gazetteer.by_demonym(text) is not None and gazetteer.country(text) is None:
        return True
    words = text.split()
    return (
        len(text) < 2
        or _is_charge(doc, name, lexicon)
        or (len(words) > 1 and words[-1] in lexicon.words("ThingNoun") and name.title is None)
        or (len(words) == 1 and text in lexicon.nouns and doc[name.start - 1].ent_type_ == "ORDINAL")
        or text in lexicon.words("PortfolioWord")
        or _is_wide(words, lexicon, gazetteer)
        or (len(words) == 1 and text in lexicon.words("CommonCapital"))
        or (len(words) == 1 and text in lexicon.nouns and not text.endswith("s"))
        or (len(words) == 1 and text.rstrip(".") in lexicon.words("RankTitle"))
    )


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
    return not known and all(w in wide or gazetteer.by_demonym(w) for w in words)
