"""Which numbers of a text are results of an election: no turnout, count, swing, majority or survey."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from kg.extract.grammar.parse import text_of
from kg.extract.numbers.quantity import QuantityMention
from kg.extract.words.lexicon import Lexicon

__all__ = ["RELATIONS", "after_votes", "is_result", "tokens_of"]

RELATIONS = {"percent": "voteShare", "seats": "seatsWon"}
"""The relation of a result by the unit of its number."""

_BALLOTS = "votes?|ballots?|precincts|stations|protocols|returns|results|districts|constituencies|papers"
_OF_VOTES = re.compile(
    r"\s*(?:of (?:[\w'’-]+ ){0,3}?)?(?:popular |valid )?(?:votes?|ballots?|poll|support)\b(?: cast\b)?",
    re.IGNORECASE,
)
_PROGRESS = re.compile(
    rf"\s*of (?:the |all )?[\w' ]{{0,40}}?(?:{_BALLOTS})(?: \w+){{0,2}} "
    r"(?:counted|tallied|processed|in(?=\s*[,.;])|reporting|declared|reported|checked|scrutini[sz]ed)",
    re.IGNORECASE,
)
_PAIRED = re.compile(r"\s*(?:%|per ?cent\b)?\s*(?:to|against|versus)\s+\d", re.IGNORECASE)
_FOR_ANOTHER = re.compile(r"(?: of the votes?)? for (?:the )?[A-Z]")
_NOUNS = {"NOUN", "PROPN", "ADJ"}


def tokens_of(mention: QuantityMention, span: Span) -> tuple[int, int]:
    """The tokens `[first, after)` of a number with its comparator and unit."""
    inside = [t.i for t in span if t.idx < mention.end and t.idx + len(t) > mention.start]
    return inside[0], inside[-1] + 1


def after_votes(mention: QuantityMention, span: Span) -> int:
    """The first token after a number and the "of the vote" behind it."""
    found = _OF_VOTES.match(text_of(span.doc), mention.end)
    end = found.end() if found else mention.end
    return next((t.i for t in span if t.idx >= end), span.end)


def is_result(mention: QuantityMention, span: Span, lexicon: Lexicon) -> bool:
    """Whether a percentage or a number of seats can be what a contestant won."""
    if mention.role != "amount" or mention.quantity.unit not in RELATIONS:
        return False
    first, after = tokens_of(mention, span)
    before = span.doc[span.start : first]
    allowed = _opens_pair(mention, before) or _is_of_another(mention, before)
    if _is_excluded(before, lexicon) and not allowed:
        return False
    if after < span.end and span.doc[after].lemma_.lower() in lexicon.words("NeededWord"):
        return False
    if mention.quantity.unit == "seats":
        return not _is_size(mention, span)
    text = text_of(span.doc)
    if _PROGRESS.match(text, mention.end):
        return False
    if _OF_VOTES.match(text, mention.end):
        return True
    following = span.doc[after] if after < span.end else None
    return following is None or not (following.lower_ == "of" or _names_what(following))


def _opens_pair(mention: QuantityMention, before: Span) -> bool:
    """ "beat X by 56 percent to 43": the first of two."""
    by = len(before) > 0 and before[-1].lower_ == "by"
    return by and bool(_PAIRED.match(text_of(before.doc), mention.end))


def _is_of_another(mention: QuantityMention, before: Span) -> bool:
    """ "compared with 41 percent for X": a result of X, and not an earlier one."""
    compared = any(t.lower_ == "compared" for t in before[-2:])
    return compared and bool(_FOR_ANOTHER.match(text_of(before.doc), mention.end))


def _is_excluded(before: Span, lexicon: Lexicon) -> bool:
    words = [t.lower_ for t in before][-3:]
    if not words:
        return False
    if words[-1] == "of":
        return len(words) > 1 and words[-2] not in lexicon.words("ResultNoun")
    return words[-1] in lexicon.words("NotResultBefore") or bool(set(words) & lexicon.words("NotResultNear"))


def _is_size(mention: QuantityMention, span: Span) -> bool:
    """ "the 107-seat chamber", "12 more seats", "two seats short of"."""
    _, after = tokens_of(mention, span)
    text = mention.quantity.text.lower()
    following = span.doc[after] if after < span.end else None
    difference = re.search(r"\b(?:more|fewer|extra|additional|remaining|vacant)\b", text)
    return (
        "-seat" in text
        or bool(difference)
        or (following is not None and following.lower_ in {"short", "fewer", "more"})
    )


def _names_what(token: Token) -> bool:
    return token.pos_ in _NOUNS and token.dep_ not in {"nsubj", "nsubjpass", "conj", "ROOT"}
