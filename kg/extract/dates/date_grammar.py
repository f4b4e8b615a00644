"""The forms in which English news writes dates, as patterns over the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.numbers.numerals import NUMBER

__all__ = ["MONTHS", "WEEKDAYS", "Expression", "expressions", "month_number"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_LONG = "|".join([*MONTHS, *(m.upper() for m in MONTHS)])
_MONTH = rf"(?:(?:{_LONG})\b|{_SHORT}|(?:{'|'.join(m[:3].upper() for m in MONTHS)})\b\.?)"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_PART = r"(?i:early|mid|late|(?:the )?(?:start|beginning|middle|end) of)[ -](?:in )?"
_WHICH = r"(?i:last|next|this past|this coming|this|the previous|the following|the same|that)"
_RELATIVE_YEAR = rf"(?: of)? (?P<year_which>{_WHICH}) year"
_UNIT = r"(?:minute|hour|day|week|month|year|decade|century|centurie)"
_SEASON = r"(?i:spring|summer|autumn|fall|winter)"
_DAYTIME = r"(?:night|morning|afternoon|evening)"

# Form to pattern. Where two overlap, the one that starts first wins, then the longer, then the first here.
_FORMS: Mapping[str, str] = {
    "iso": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    "numeric": r"(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})",
    "month_day": rf"(?:{_WEEKDAY},? )?(?P<month>{_MONTH}) (?P<day>{_DAY})(?:(?: ?[-–] ?| (?:to|and) )(?P<day2>{_DAY}))?"
    rf"(?![\d%]|[.,]\d)(?:,? (?P<year>{_YEAR})|{_RELATIVE_YEAR})?",
    "day_month": rf"(?:{_WEEKDAY},? )?(?P<day>{_DAY})(?:(?: ?[-–] ?| (?:to|and) )(?P<day2>{_DAY}))?(?: of)? "
    rf"(?P<month>{_MONTH})(?:,? (?P<year>{_YEAR})|{_RELATIVE_YEAR})?",
    "month": rf"(?:(?P<part>{_PART}))?(?:(?P<which>{_WHICH}) )?(?P<month>{_MONTH})"
    rf"(?:,?(?: of)? (?P<year>{_YEAR})|{_RELATIVE_YEAR})?",
    "weekday": rf"(?:(?P<which>{_WHICH}) )?(?P<weekday>{_WEEKDAY})(?: {_DAYTIME})?",
    "ago": rf"(?i:(?P<count>{NUMBER}|an?) (?P<unit>{_UNIT})s? ago)",
    "shift": rf"(?i:(?P<count>{NUMBER}|an?) (?P<unit>{_UNIT})s? (?P<way>later|earlier|before|after|beforehand|afterwards))",
    "unit": rf"(?P<within>(?i:earlier|later) )?(?P<which>{_WHICH}) (?P<unit>{_UNIT})\b",
    "deictic": rf"(?i:(?P<word>the day (?:before yesterday|after tomorrow)|yesterday|tomorrow|today|tonight|this {_DAYTIME}"
    rf"|last night|overnight|the early hours(?! of)|(?:the|this|last|this past|next|this coming) weekend)(?: {_DAYTIME})?)",
    "season": rf"(?:(?P<part>{_PART}))?(?:(?P<which>{_WHICH}) )?(?P<season>{_SEASON})(?:(?: of)? (?P<year>{_YEAR})|{_RELATIVE_YEAR})?",
    "span": rf"(?P<year>{_YEAR})[-–/](?P<year2>{_YEAR}|\d\d)",
    "decade": rf"(?:(?P<part>{_PART})(?:the )?)?(?P<decade>{_YEAR})['’]?s",
    "year": rf"(?:(?P<part>{_PART}|(?i:(?:the )?(?:first|second) half of ))?)(?P<year>{_YEAR})",
    "recurring": rf"(?i:(?:every|each) (?:other )?(?:{_UNIT}|{_WEEKDAY}|{'|'.join(MONTHS)})s?|annually)|(?:on )?{_WEEKDAY}s",
    "duration": rf"(?i:(?:{NUMBER}|an?|several|a few|many)[ -](?P<unit>{_UNIT})s?)",
    "vague": rf"(?i:(?:recent|coming|past) {_UNIT}s|recently|(?:(?:a few|several|many) )?{_UNIT}s (?:ago|later|earlier|after|before))",
}
_COMPILED = [
    (name, re.compile(rf"(?<![\w$€£.,#]){pattern.replace(' ', chr(92) + 's')}(?!\w)"))
    for name, pattern in _FORMS.items()
]
# "the March 14 Alliance", "Black Friday": names that have a date inside.
_NAME_AFTER = re.compile(
    r"\s(?:Youth\s)?(?:Movement|Alliance|Coalition|Group|Brigades?|Party|Square|Street|Bridge|Avenue|Prospekt|University"
    r"|Stadium|Revolution|Committee|Organization|Mosque|Times|Post|Herald)\b"
)
_NAME_BEFORE = re.compile(
    r"\b(?:Black|Bloody|Good|Holy|Red|Easter|Ash|Palm|No\.|Nos\.|Resolution|Article|Room|Law)\s$"
)
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as written: the characters `[start, end)`, the form and what its parts say."""

    start: int
    end: int
    form: str
    parts: Mapping[str, str]


@lru_cache(maxsize=2)
def expressions(text: str) -> tuple[Expression, ...]:
    """The date expressions of a text, from left to right, without overlaps.

    >>> [(e.form, e.parts) for e in expressions("On June 11, a year later")]
    [('month_day', {'month': 'June', 'day': '11'}), ('shift', {'count': 'a', 'unit': 'year', 'way': 'later'})]
    """
    found = [
        (m.start(), -m.end(), rank, name, m)
        for rank, (name, pattern) in enumerate(_COMPILED)
        for m in pattern.finditer(text)
        if not _BLANK_LINE.search(m[0]) and not _in_name(text, m)
    ]
    kept: list[Expression] = []
    for start, end, _, form, m in sorted(found, key=lambda f: f[:3]):
        if not kept or start >= kept[-1].end:
            parts = {k: " ".join(v.split()) for k, v in m.groupdict().items() if v}
            kept.append(Expression(start, -end, form, parts))
    return tuple(kept)


def month_number(name: str) -> int:
    """1 to 12, from a name or an abbreviation.

    >>> month_number("Sept.")
    9
    """
    return next(i for i, m in enumerate(MONTHS, 1) if m[:3].casefold() == name[:3].casefold())


def _in_name(text: str, m: re.Match[str]) -> bool:
    return bool(
        _NAME_AFTER.match(text, m.end()) or _NAME_BEFORE.search(text[max(0, m.start() - 12) : m.start()])
    )
