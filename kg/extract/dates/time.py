"""Dates in running text, resolved against the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from kg.extract.dates.calendar import Resolver
from kg.extract.dates.date_grammar import Expression, expressions
from kg.extract.grammar.parse import text_of
from kg.extract.grammar.tense import Direction, direction
from kg.extract.words.lexicon import load
from kg.model import When

__all__ = ["DateMention", "Kind", "find_dates"]

Kind = Literal["point", "since", "until", "duration", "recurring", "vague"]

_KIND_OF_FORM: dict[str, Kind] = {
    "duration": "duration",
    "recurring": "recurring",
    "vague": "vague",
    "decade": "vague",
}
_KIND_OF_WORD: dict[str, Kind] = {
    "since": "since",
    "after": "since",
    "from": "since",
    "between": "since",
    "until": "until",
    "till": "until",
    "before": "until",
    "by": "until",
    "to": "until",
    "through": "until",
}
_WORD_BEFORE = re.compile(r"\b(\w+)\s+(?:the\s+)?$")
_RANGE_END = re.compile(r"\s*(?:to|and|until|till|through|[-–])\s+(?:the\s+)?(?:\w+\s)?")
# What a plain number of four digits before a plural noun must be followed by to be a year.
_DATED_PLURALS = load().words("DatedPlural")
_YEAR_WORDS = load().words("YearWord")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text, `[start, end)`, and what it comes to.

    `root` is the index of the token that heads it. `when` is None for what is no date ("for six
    months"), or cannot be resolved. `kind` says how it bounds what it is said of: "point" at or
    in it, "since" from it on, "until" up to it. `direction` says which way it was resolved:
    `STATED` where the text itself gives the year.
    """

    start: int
    end: int
    root: int
    when: When | None
    kind: Kind
    direction: Direction


def find_dates(doc: Doc, published: dt.date | None) -> list[DateMention]:
    """The dates of a parsed text, in its order.

    Args:
        doc: the parsed text.
        published: the day of publication, to which "on Monday" or "in May" relate. Without it
            only dates that give their year are resolved.

    A date without a year is looked for before or after the day of publication as the tense of
    its clause says; "two years later" counts from the date before it in its paragraph.
    """
    found: list[DateMention] = []
    resolver = Resolver(published)
    for expression in _with_shared_years(expressions(text_of(doc))):
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        if span is None or not _is_date(expression, span):
            continue
        if found and _new_paragraph(text_of(doc), found[-1].end, expression.start):
            resolver.anchor = None
        toward = Direction.STATED if "year" in expression.parts else direction(span.root)
        kind = _kind(expression, span, doc, found)
        when = resolver.resolve(expression, toward, text_of(doc)[expression.start : expression.end])
        found.append(DateMention(expression.start, expression.end, span.root.i, when, kind, toward))
        if when is not None and expression.form != "shift":
            resolver.anchor = when
    return found


def _new_paragraph(text: str, end: int, start: int) -> bool:
    return "\n\n" in text[end:start]


def _with_shared_years(found: Sequence[Expression]) -> Iterator[Expression]:
    """Give the first date of "between March 3 and April 5, 2011" the year of the second."""
    for i, e in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        undated = e.form in {"month_day", "day_month", "month"} and not e.parts.keys() & {
            "year",
            "year_which",
            "which",
        }
        if (
            undated
            and after is not None
            and after.form == e.form
            and "year" in after.parts
            and after.start - e.end <= 10
        ):
            yield Expression(e.start, e.end, e.form, {**e.parts, "year": after.parts["year"]})
        else:
            yield e


def _is_date(expression: Expression, span: Span) -> bool:
    """Whether the words mean a date here: not the verb "may", a person called April, 2007 seats."""
    first = span[0]
    match expression.form:
        case "month" if not expression.parts.keys() & {"year", "which", "part", "year_which"}:
            name = expression.parts["month"].rstrip(".")
            if len(name) == 3 and name != "May":
                return "." in expression.parts["month"] and first.nbor(-1).pos_ == "ADP" if first.i else False
            person = first.ent_type_ in {"PERSON", "ORG"} and (first.i == 0 or first.nbor(-1).pos_ != "ADP")
            return first.tag_ not in {"MD", "VB", "VBP"} and not person
        case "year" if "part" not in expression.parts:
            return _is_year(span.root)
    return True


def _is_year(token: Token) -> bool:
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and (
        after.lower_ in {"%", "percent", "per", "million", "billion"} or after.text == ","
    ):
        comma_number = after.text == "," and token.i + 2 < len(token.doc) and token.nbor(2).is_digit
        if after.text != "," or comma_number:
            return False
    counts = token.dep_ == "nummod" and token.head.tag_ in {"NNS", "NNPS"} and token.head.i > token.i
    if counts and token.head.lemma_.lower() not in _DATED_PLURALS:
        return before is not None and before.tag_ in {"DT", "PRP$", "POS"} and token.head.lemma_ != "people"
    return before is None or before.is_punct or before.lower_ in _YEAR_WORDS or before.pos_ != "NUM"


def _kind(expression: Expression, span: Span, doc: Doc, found: list[DateMention]) -> Kind:
    if expression.form in _KIND_OF_FORM:
        return _KIND_OF_FORM[expression.form]
    if expression.form == "shift" and expression.parts["way"].lower() in {"before", "after"}:
        return "vague"
    root = span.root
    if root.head.i >= span.end and root.dep_ in {"nummod", "compound", "nmod", "poss", "amod"}:
        return "point"
    if (
        found
        and found[-1].kind == "since"
        and _RANGE_END.fullmatch(text_of(doc), found[-1].end, expression.start)
    ):
        return "until"
    before = _WORD_BEFORE.search(text_of(doc), max(0, expression.start - 20), expression.start)
    word = before[1].lower() if before else ""
    ranged = _RANGE_END.match(text_of(doc), expression.end) is not None
    if (
        word == "from"
        and not ranged
        and root.head.head.dep_ != "ROOT"
        and root.head.head.pos_ in {"NOUN", "PROPN"}
    ):
        return "point"
    if word == "to" and not (found and found[-1].kind == "since"):
        return "point"
    return _KIND_OF_WORD.get(word, "point")
