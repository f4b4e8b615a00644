"""Dates as pages write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

__all__ = ["DAY", "MONTHS", "MONTH_NAME", "WEEKDAY", "WEEKDAYS", "DateLine", "full_date", "read_date_line"]

_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name: i for i, name in enumerate(_NAMES, 1)} | {name[:3]: i for i, name in enumerate(_NAMES, 1)}
MONTHS["sept"] = 9
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH_NAME = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_FULL = re.compile(
    rf"(?P<m1>{MONTH_NAME}) (?P<d1>{DAY}),? (?P<y1>{_YEAR})\b"
    rf"|\b(?P<d2>{DAY})(?: of)? (?P<m2>{MONTH_NAME}),? (?P<y2>{_YEAR})\b"
    rf"|\b(?P<y3>{_YEAR})-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\d)"
    rf"|\b(?P<d4>\d\d?)\.(?P<m4>\d\d?)\.(?P<y4>{_YEAR})\b"
    rf"|\b(?P<a5>\d\d?)/(?P<b5>\d\d?)/(?P<y5>{_YEAR})\b"
)
_AROUND = re.compile(
    r"(?P<label>(?:first|last|originally)?"
    r"(?:published|posted|updated|modified|date|created|issued|released)(?:on|at)?:?)?"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)?(?:day)?"
    r"(?:at)?(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d)?)?(?:am|pm|a\.m\.|p\.m\.)?"
    r"(?:gmt|utc|z|cet|cest|bst|est|edt|et|pst|pdt|local time|msk)?(?:[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds a date and nothing else; `update` where it dates a later change."""

    date: dt.date
    update: bool = False


def full_date(text: str) -> tuple[dt.date, tuple[int, int]] | None:
    """The first full date in a text, and where it stands; None for one that can be read in two ways.

    >>> full_date("June 17, 2012 11:42 GMT")[0]
    datetime.date(2012, 6, 17)
    >>> full_date("03/04/2012") is None
    True
    """
    for match in _FULL.finditer(text):
        if found := _date(match):
            return found, match.span()
    return None


def read_date_line(text: str) -> DateLine | None:
    """A line such as "June 17, 2012 11:42 GMT" or "Updated: 2012-06-17"; None for any other line."""
    if len(text) > 90 or not any(c.isdigit() for c in text):
        return None
    found = full_date(text)
    if found is None:
        return None
    date, (start, end) = found
    rest = re.sub(r"[\s,|•·–—()-]+|(?<=\d)T(?=\d)", "", text[:start] + text[end:].removeprefix("T"))
    around = _AROUND.fullmatch(rest)
    if around is None:
        return None
    label = (around["label"] or "").lower()
    return DateLine(date, update=any(word in label for word in ("updated", "modified")))


def _date(match: re.Match[str]) -> dt.date | None:
    get = match.group
    try:
        if get("y1"):
            return dt.date(int(get("y1")), _month(get("m1")), _number(get("d1")))
        if get("y2"):
            return dt.date(int(get("y2")), _month(get("m2")), _number(get("d2")))
        if get("y3"):
            return dt.date(int(get("y3")), int(get("m3")), int(get("d3")))
        if get("y4"):
            return dt.date(int(get("y4")), int(get("m4")), int(get("d4")))
        a, b = int(get("a5")), int(get("b5"))
        if (a > 12) == (b > 12) and a != b:
            return None
        return dt.date(int(get("y5")), min(a, b) if a > 12 or b > 12 else a, max(a, b))
    except ValueError:
        return None


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))
