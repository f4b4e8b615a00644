"""Small words inside names: "of", "for", particles of other languages, "and" in a party's name."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.names.capitals import is_capital, is_foreign, starts_sentence
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon

__all__ = ["FOREIGN", "past_link"]

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
FOREIGN = {
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
    "per",
    "por",
    "pour",
    "para",
    "za",
    "y",
    "i",
    "og",
    "och",
    "en",
    "dan",
    "à",
    "ao",
    "au",
    "aux",
}
_FOREIGN_ARTICLES = {"la", "le", "les", "los", "las"}


def past_link(doc: Doc, i: int, j: int, limit: int, lexicon: Lexicon, gazetteer: Gazetteer) -> int:
    """Past "of", "for" and other small words that belong inside a name; `j` where none does."""
    word = doc[j].lower_
    if word == "the" and j + 2 < limit and is_capital(doc[j + 1], lexicon):
        # "the Call the Law movement": a clause for a name, told by the noun behind it
        kind = lexicon.nouns.get(doc[j + 2].lower_)
        return j + 1 if kind in {"Movement", "PoliticalParty", "Coalition"} else j
    k = j
    while k < limit and (doc[k].text in FOREIGN or doc[k].text in _FOREIGN_ARTICLES):
        k += 1
    if j < k < limit and is_capital(doc[k], lexicon):
        return k
    k = j + 1
    if k < limit and doc[k].lower_ == "the" and word in _LINKS:
        k += 1
    if (k >= limit or not is_capital(doc[k], lexicon) or doc[k].ent_type_ == "PERSON") and not (
        word in _PARTICLES
        and k < limit
        and doc[j].ent_type_ == "PERSON" == doc[k].ent_type_
        and doc[k].ent_iob_ == "I"
    ):
        return j
    if word == "of" and j - i > 1 and all(is_foreign(t) for t in doc[i:j]):
        return j  # "First Last of the Party"
    if (
        word == "of"
        and doc[j - 1].lower_.endswith("s")
        and lexicon.nouns.get(doc[j - 1].lower_) == "PoliticalParty"
    ):
        return j  # "the Greens of the XYZ"
    if word == "and" and j + 2 < limit and _is_one_party(doc, i, j, lexicon):
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
        and not (starts_sentence(doc[i]) and j == i + 1)
        and noun.lemma_.lower() not in lexicon.roles
        and noun.lower_ not in lexicon.words("CommonCapital")
        and doc[k].ent_type_ != "PERSON"
    )


def _is_one_party(doc: Doc, i: int, j: int, lexicon: Lexicon) -> bool:
    """ "the Law and Order party", "the Law and Order Movement": one, or it would be "parties"."""
    second, noun = doc[j + 1], doc[j + 2]
    if not is_capital(second, lexicon) or second.ent_type_ == "PERSON":
        return False
    kind = lexicon.nouns.get(noun.lower_)
    if noun.tag_ == "NN" and kind == "PoliticalParty":
        return True
    common = all(t.vocab[t.lower_].has_vector and t.text.istitle() for t in (doc[i], second))
    apart = {doc[i].ent_type_, second.ent_type_} & {"GPE", "NORP", "PERSON", "LOC"}
    named = noun.text[0].isupper() and noun.tag_ in {"NN", "NNP"} and kind in {"PoliticalParty", "Movement"}
    return named and common and not apart and j == i + 1 and not starts_sentence(doc[i])
