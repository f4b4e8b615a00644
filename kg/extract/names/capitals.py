"""Capitals that may be part of a name, and those that only begin a sentence."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.words.lexicon import Lexicon

_CURRENCIES = "$€£¥"

__all__ = ["is_capital", "is_foreign", "is_prefixed", "starts_sentence"]


def is_capital(token: Token, lexicon: Lexicon) -> bool:
    text = token.text
    if not text[0].isupper() or token.tag_ in {"PRP", "PRP$"} or text[-1] in _CURRENCIES:
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


def is_prefixed(token: Token, lexicon: Lexicon) -> bool:
    """ "pro-Alpha", "anti-Beta": an adjective of the name and no mention of it."""
    i = token.i
    dashed = i > 1 and token.doc[i - 1].text == "-" and not token.doc[i - 1].whitespace_
    return dashed and token.doc[i - 2].lower_ in lexicon.words("StancePrefix")


def is_foreign(token: Token) -> bool:
    """A word in capitals that English has not in lower case, and no place."""
    unknown = token.is_alpha and token.text.istitle() and not token.vocab[token.lower_].has_vector
    return unknown and token.ent_type_ not in {"GPE", "LOC"}


def starts_sentence(token: Token) -> bool:
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
