"""Percentages and counts in running text, with how exact they are."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from spacy.tokens import Doc, Span, Token

from kg.extract.dates.time import find_dates
from kg.extract.grammar.parse import text_of
from kg.extract.numbers.numerals import NUMBER, number
from kg.extract.words.lexicon import load
from kg.model import Comparator, Quantity

__all__ = ["QuantityMention", "Role", "find_quantities"]

Role = Literal["amount", "threshold"]

_APPROXIMATIONS: dict[Comparator, str] = {
    Comparator.SLIGHTLY_MORE: "(?:slightly|just|a little|a bit|marginally|a fraction) (?:over|above|more than|higher than)",
    Comparator.SLIGHTLY_LESS: "(?:slightly|just|a little|a bit|marginally|a fraction) (?:under|below|less than|fewer than)"
    "|(?:just )?shy of|just short of|nearly|almost|not quite",
    Comparator.AT_MOST: "(?:no|not) (?:more|higher) than|up to|at (?:the )?most|a maximum of|as (?:many|much|high) as",
    Comparator.AT_LEAST: "(?:no|not) (?:less|fewer|lower) than|at (?:the very )?least|a minimum of|as (?:few|little|low) as",
    Comparator.MORE: "(?:(?:far|much|well|significantly) )?(?:more than|greater than|over|above|in excess of)|upwards? of|exceeding",
    Comparator.LESS: "(?:(?:far|much|well|significantly) )?(?:less than|fewer than|lower than|under|below)",
    Comparator.ABOUT: "about|around|approximately|roughly|circa|some|an estimated|close to|in the region of|(?:somewhere )?near",
}
_BEFORE = [
    (comparator, re.compile(rf"\b(?:{words}) (?:the )?$".replace(" ", r"\s+"), re.IGNORECASE))
    for comparator, words in _APPROXIMATIONS.items()
]
_AFTER = [
    (Comparator.AT_LEAST, re.compile(r"\s+or\s+(?:more|higher|above)\b|\+", re.IGNORECASE)),
    (Comparator.AT_MOST, re.compile(r"\s+or\s+(?:less|fewer|lower|below)\b", re.IGNORECASE)),
    (Comparator.ABOUT, re.compile(r"\s+or\s+so\b", re.IGNORECASE)),
]
_NUMBER = re.compile(rf"(?<![\w.,$€£#/])(?<![a-z]-)(?:{NUMBER})(?![\w/]|[.,]\d)", re.IGNORECASE)
_LABELLED = re.compile(
    r"\b(?:No|Nos|Number|Article|Resolution|Section|Chapter|Room|Page|Channel|Route|Group|District)\.?\s+$",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"[\s-]?(?:%|per\s?cent\b|pct\b)(?!age)", re.IGNORECASE)
_FRACTION = re.compile(r"[\s-](?:thirds?|quarters?|fifths?|sixths?|tenths?|hal(?:f|ves))\b", re.IGNORECASE)
_OF_WHOLE = re.compile(r"\s+(?:out\s+)?of\s+(?:[\w'’-]+\s+){0,4}$", re.IGNORECASE)
_OF_ALL = re.compile(r"\s+of\s+(?:the|its|his|her|their|these|those)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:and|or|to|[-–]|,|,\s+and)\s*(?:[a-z]+\s+){0,3}", re.IGNORECASE)
_BARRIERS = frozenset({"threshold", "barrier", "hurdle", "bar"})
_LINKS = frozenset(["JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "VBG", "VBN", "HYPH", "CD", "POS", "RB"])
_HYPHENATED = frozenset({"seat", "member", "deputy"})
_REACH = 6
_WINNING = frozenset(load().words("WinningVerb"))
_PLURALS = {"person": "people", "people": "people", "man": "men", "woman": "women", "mandate": "seats"}


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number with what it counts, `[start, end)`.

    `root` is the index of the token that heads the expression, `counted` that of the unit or noun
    (shared by both numbers of "19 and 13 percent"; None where it is understood, as in "just under
    12"). `of` is the whole: 450 in "238 of the 450 seats". `noun` is the lemma of what is counted,
    "percent" for a share. A threshold is a bar to be passed and no result.
    """

    start: int
    end: int
    root: int
    quantity: Quantity
    noun: str
    of: Decimal | None = None
    counted: int | None = None
    role: Role = "amount"


@dataclass(slots=True)
class _Number:
    """A number in the text, and what it counts once that is known."""

    start: int
    end: int
    value: Decimal
    span: Span
    percent: bool = False
    counted: Token | None = None
    stop: int = 0
    of: Decimal | None = None

    @property
    def known(self) -> bool:
        return self.percent or self.counted is not None


def find_quantities(doc: Doc) -> list[QuantityMention]:
    """The percentages and counts of a parsed text, in its order.

    Numbers inside dates and durations, numbers of things ("No. 374"), sums with a currency sign,
    fractions in words and numbers that count nothing are left out. A number without a unit takes
    that of a number beside it in the sentence: "19 and 13 percent", "at 54 per cent and … at 41".
    """
    dates = [(d.start, d.end) for d in find_dates(doc, None)]
    numbers = [
        n
        for m in _NUMBER.finditer(text_of(doc))
        if not any(start < m.end() and m.start() < end for start, end in dates)
        and (n := _number(doc, m)) is not None
    ]
    for n in numbers:
        _find_counted(n, doc)
    numbers = _with_wholes(numbers, doc)
    _share_units(numbers, doc)
    return [_mention(n, doc) for n in numbers if n.known]


def _number(doc: Doc, m: re.Match[str]) -> _Number | None:
    value = number(m[0])
    span = doc.char_span(m.start(), m.end(), alignment_mode="expand")
    if value is None or span is None or _FRACTION.match(text_of(doc), m.end()):
        return None
    if _LABELLED.search(text_of(doc)[max(0, m.start() - 14) : m.start()]):
        return None
    return _Number(m.start(), m.end(), value, span, stop=m.end())


def _find_counted(n: _Number, doc: Doc) -> None:
    """Set the unit or noun right behind a number: "%", "per cent", "remaining … seats"."""
    unit = _PERCENT.match(text_of(doc), n.end)
    if unit is not None:
        covered = doc.char_span(unit.end() - 1, unit.end(), alignment_mode="expand")
        n.percent, n.counted, n.stop = True, covered.root if covered else None, unit.end()
        return
    all_of = _OF_ALL.match(text_of(doc), n.end)
    after = doc.char_span(n.end, all_of.end(), alignment_mode="contract") if all_of else None
    noun = _noun_from(doc, after.end if after else n.span.end, n)
    if noun is not None:
        n.counted, n.stop = noun, noun.idx + len(noun)


def _noun_from(doc: Doc, first: int, n: _Number) -> Token | None:
    """The head noun of the phrase that starts at a token, if it can be counted."""
    found: Token | None = None
    for token in doc[first : first + _REACH]:
        if token.tag_ in {"NNS", "NNPS"} or token.lemma_.lower() == "people":
            return token
        if token.tag_ not in _LINKS:
            break
        if token.lower_ in _HYPHENATED and token.nbor(-1).text == "-" and token.i == first + 1:
            return token
        if token.tag_ == "NN" and token.nbor(-1).tag_ != "HYPH":
            found = token
    return found if n.value == 1 and first == n.span.end else None


def _with_wholes(numbers: list[_Number], doc: Doc) -> list[_Number]:
    """Join "238" and "450 seats" where "of the" or "out of" stands between them."""
    kept: list[_Number] = []
    for n in numbers:
        part = kept[-1] if kept else None
        between = text_of(doc)[part.end : n.start] if part else ""
        if part is not None and not part.percent and _OF_WHOLE.fullmatch(between):
            part.of, part.percent, part.counted, part.stop = n.value, n.percent, n.counted, n.stop
        else:
            kept.append(n)
    return kept


def _share_units(numbers: list[_Number], doc: Doc) -> None:
    """Give numbers without a unit that of the next one they are joined to, or of the last before."""
    for n, after in reversed(list(itertools.pairwise(numbers))):
        if not n.known and after.known and _BETWEEN.fullmatch(text_of(doc), n.end, after.start):
            n.percent, n.counted = after.percent, after.counted
    for before, n in itertools.pairwise(numbers):
        if n.known or not before.known or not _stands_alone(n):
            continue
        if before.span.sent == n.span.sent or _goes_on(before, n):
            n.percent, n.counted = before.percent, before.counted


def _goes_on(before: _Number, n: _Number) -> bool:
    """ "A took 31 percent. B won 19.": the results of one sentence go on in the next."""
    root, first = n.span.root, n.span.sent.start
    counted = before.percent or (before.counted is not None and before.counted.lemma_ == "seat")
    next_to = before.span.sent.end == first
    return counted and next_to and root.dep_ == "dobj" and root.head.lemma_ in _WINNING


def _stands_alone(n: _Number) -> bool:
    """Whether a number is a phrase of its own: no part of a name, no age between commas."""
    root = n.span.root
    doc = root.doc
    before = doc[n.span.start - 1] if n.span.start else None
    after = doc[n.span.end] if n.span.end < len(doc) else None
    if before is not None and after is not None and before.text == "," and after.text == ",":
        return False
    if after is not None and (after.tag_ in _LINKS or after.text == "-"):
        return False
    return root.pos_ == "NUM" and root.ent_type_ not in {"ORG", "FAC", "PRODUCT", "LAW"} and n.value != 1


def _mention(n: _Number, doc: Doc) -> QuantityMention:
    comparator, start = _comparator_before(text_of(doc), n.start)
    stop = n.stop
    if comparator is Comparator.EQUAL:
        comparator, stop = _comparator_after(text_of(doc), n.stop)
    span = doc.char_span(n.start, n.stop, alignment_mode="expand")
    noun = "percent" if n.percent or n.counted is None else n.counted.lemma_.lower()
    return QuantityMention(
        start=start,
        end=stop,
        root=span.root.i if span is not None else n.span.root.i,
        quantity=Quantity(n.value, _unit(n, noun), comparator, text_of(doc)[start:stop]),
        noun=noun,
        of=n.of,
        counted=n.counted.i if n.counted is not None else None,
        role="threshold" if n.percent and _is_threshold(n, doc) else "amount",
    )


def _unit(n: _Number, noun: str) -> str:
    if n.percent or n.counted is None:
        return "percent"
    if noun in _PLURALS:
        return _PLURALS[noun]
    if n.counted.tag_ in {"NNS", "NNPS"}:
        return n.counted.lower_
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _is_threshold(n: _Number, doc: Doc) -> bool:
    """ "the 7 percent threshold", "a threshold of 7 percent"."""
    after = doc.char_span(n.start, n.stop, alignment_mode="expand")
    following = doc[after.end : after.end + 3] if after is not None else doc[0:0]
    for token in following:
        if token.lemma_.lower() in _BARRIERS and token.pos_ == "NOUN":
            return True
        if token.tag_ not in _LINKS:
            break
    head = n.counted.head if n.counted is not None else None
    return head is not None and head.lower_ in {"of", "at"} and head.head.lemma_.lower() in _BARRIERS


def _comparator_before(text: str, start: int) -> tuple[Comparator, int]:
    window = max(0, start - 40)
    for comparator, pattern in _BEFORE:
        if (found := pattern.search(text[window:start])) is not None:
            return comparator, window + found.start()
    return Comparator.EQUAL, start


def _comparator_after(text: str, end: int) -> tuple[Comparator, int]:
    for comparator, pattern in _AFTER:
        if (found := pattern.match(text, end)) is not None:
            return comparator, found.end()
    return Comparator.EQUAL, end
