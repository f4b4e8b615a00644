"""When an article was published, inferred from the dates that its text leaves half open.

Writers leave the year out of a date that is less than about a year old. So the latest day that
the text reports without a year is close to the day of publication, and its year is later than
any year that the text does spell out for the past. Where the text allows two answers, there is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.intake.calendar import DAY, MONTH_NAME, MONTHS, WEEKDAY, WEEKDAYS, full_date

__all__ = ["infer_publication"]

_LEAD = 3
_WIDEST_GAP_DAYS = 150
_CLEAR_DAYS = 30
_WEEKDAY_REACH = 5
_YEAR = r"(?:19|20)\d\d"

_DATELINE = re.compile(
    r"[^\W\d_a-z][^\W\d_a-z .'’/-]+(?:, [\w. ]{2,30})?, "
    rf"(?P<date>(?:{WEEKDAY},? )?(?:{MONTH_NAME} {DAY}|{DAY} {MONTH_NAME})(?:,? (?P<year>{_YEAR}))?)"
    r"(?: ?\([\w /.-]{2,40}\))? ?[-–—]"
)
_MENTION = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}),? )?\b"
    rf"(?:(?P<m1>{MONTH_NAME}) (?P<d1>{DAY})\b|(?P<d2>{DAY})(?: of)? (?P<m2>{MONTH_NAME})\b)"
    rf"(?:,? (?P<y1>{_YEAR})\b)?"
    rf"|\b(?P<m3>{MONTH_NAME})(?: of)? (?P<y3>{_YEAR})\b"
    r"|\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Dd]uring|[Oo]f|[Ee]arly|[Ll]ate|[Mm]id|[Tt]he|[Tt]his)[ -]"
    rf"(?P<m4>{MONTH_NAME})\b(?!(?: of)? \d)"
    rf"|\b(?P<m5>{MONTH_NAME})['’]s\b"
    rf"|(?<![\d.,$€£-])\b(?P<y6>{_YEAR})\b(?![\d,.]\d| ?(?:percent|per cent|people|votes|seats))"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|to take|to hold|to run|scheduled|planned|plans?|planning|due|expected|"
    r"upcoming|next|ahead of|until|intends?|intended|slated|going to|may|could|should|must|set for|deadline|"
    r"coming|no later than)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=[.!?;])[\"”’']?\s+|\b(?:but|while|whereas|after|when|which|who|where)\b")


@dataclass(frozen=True, slots=True)
class _Mention:
    paragraph: int
    words: str
    ahead: bool
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class _Day:
    words: str
    month: int
    day: int
    weekday: int | None

    def in_year(self, year: int) -> dt.date | None:
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None

    def on_weekday(self, year: int) -> dt.date | None:
        date = self.in_year(year)
        return date if date and date.weekday() == self.weekday else None


def infer_publication(paragraphs: Sequence[str]) -> tuple[dt.date | None, str]:
    """The day of publication and, in words, why; None with the reason where the text does not tell.

    Parameters: `paragraphs` are the article's own, without footer and byline.

    >>> infer_publication([  # doctest: +ELLIPSIS
    ...     "The party was banned on March 3.",
    ...     "Founded in 2009, it had been registered in May 2014.",
    ... ])
    (datetime.date(2015, 3, 3), 'inferred: March 3 is the latest day that the text reports without a ...')
    """
    dateline = next((m for p in paragraphs[:3] if (m := _DATELINE.match(p))), None)
    if dateline and dateline["year"] and (found := full_date(dateline["date"])):
        return found[0], f"inferred: the dateline gives {dateline['date']}"
    mentions = [m for i, p in enumerate(paragraphs) for m in _mentions(i, p)]
    anchor = _dateline_day(dateline, paragraphs) if dateline else _latest_day(mentions)
    if isinstance(anchor, str):
        return None, f"not known: {anchor}"
    return _with_year(anchor, mentions, from_dateline=dateline is not None)


def _mentions(paragraph: int, text: str) -> list[_Mention]:
    found: list[_Mention] = []
    at = 0
    for match in _MENTION.finditer(text):
        before = _CLAUSE.split(text[at : match.start()])[-1]
        get = match.groupdict()
        month, day = get["m1"] or get["m2"] or get["m3"] or get["m4"] or get["m5"], get["d1"] or get["d2"]
        year, weekday = get["y1"] or get["y3"] or get["y6"], get["weekday"]
        found.append(
            _Mention(
                paragraph,
                match[0].strip(),
                _AHEAD.search(before) is not None,
                int(year) if year else None,
                MONTHS[month.rstrip(".").lower()] if month else None,
                int(re.sub(r"\D", "", day)) if day else None,
                WEEKDAYS.index(weekday.lower()) if weekday else None,
            )
        )
        at = match.end()
    return found


def _dateline_day(dateline: re.Match[str], paragraphs: Sequence[str]) -> _Day:
    day = _mentions(0, dateline["date"])[0]
    named = re.findall(rf"\bon ({WEEKDAY})\b", "\n".join(paragraphs[:3]))
    weekday = WEEKDAYS.index(named[0].lower()) if named and day.weekday is None else day.weekday
    return _Day(day.words, day.month or 1, day.day or 1, weekday)


def _latest_day(mentions: Sequence[_Mention]) -> _Day | str:
    """The latest day that the text reports without a year, or why there is none."""
    told = {m.paragraph for m in mentions if m.year and not m.ahead}
    if any(m.day and m.year and not m.ahead and m.paragraph < _LEAD for m in mentions):
        return "the text gives its latest events with their year"
    open_ = [m for m in mentions if m.month and not m.year and not m.ahead and m.paragraph not in told]
    if not open_:
        return "the text reports no day without a year"
    latest = _end_of_cluster(open_)
    if latest is None:
        return "the days that the text reports lie all round the year"
    if latest.day is None:
        return f"the latest date that the text reports is a month ({latest.words})"
    same = [m for m in open_ if (m.month, m.day) == (latest.month, latest.day)]
    if not any(m.paragraph < _LEAD for m in same):
        return f"the latest day that the text reports ({latest.words}) is not in its opening"
    weekday = next((m.weekday for m in same if m.weekday is not None), None)
    return _Day(same[0].words, latest.month or 1, latest.day, weekday)


def _end_of_cluster(mentions: Sequence[_Mention]) -> _Mention | None:
    """The mention after which the year's circle is empty for longest; None where that is not clear."""
    circle = sorted(mentions, key=_day_of_year)
    round_trip = [*map(_day_of_year, circle), _day_of_year(circle[0]) + 365]
    gaps = sorted(((b - a, i) for i, (a, b) in enumerate(pairwise(round_trip))), reverse=True)
    widest, at = gaps[0]
    clear = len(gaps) == 1 or widest - gaps[1][0] >= _CLEAR_DAYS
    return circle[at] if widest >= _WIDEST_GAP_DAYS and clear else None


def _day_of_year(mention: _Mention) -> int:
    # A month without a day counts as its middle.
    return dt.date(2001, mention.month or 1, min(mention.day or 15, 28)).timetuple().tm_yday


def _with_year(
    anchor: _Day, mentions: Sequence[_Mention], *, from_dateline: bool
) -> tuple[dt.date | None, str]:
    past = [(m.year, m.month or 0, m.day or 0, m.words) for m in mentions if m.year and not m.ahead]
    if not past:
        return None, f"not known: the text reports {anchor.words} and no past event with its year"
    year, month, _, words = max(past)
    ahead = [m.year for m in mentions if m.year and m.ahead]
    # A lone year may lie any time back; a second one shows that the text names the years up to its own.
    several = len({y for y, *_ in past}) > 1
    what = "the dateline's day" if from_dateline else "the latest day that the text reports without a year"
    if anchor.weekday is not None and (month or several):
        fitting = [d for y in range(year, year + _WEEKDAY_REACH + 1) if (d := anchor.on_weekday(y))]
        if len(fitting) != 1:
            return None, f"not known: {anchor.words} does not fit one year after {words}"
        name = WEEKDAYS[anchor.weekday].title()
        why = f"{fitting[0].year} is the one year soon after {words} in which it is a {name}"
        return fitting[0], f"inferred: {anchor.words} is {what}, and {why}"
    if not month or not (several or year + 1 in ahead):
        return None, f"not known: the latest past event with a year is dated {words}, which is too vague"
    date = anchor.in_year(year + 1)
    if date is None or (ahead and min(ahead) < date.year):
        return None, f"not known: {anchor.words} does not fit the other dates of the text"
    why = f"the latest past event with a year is of {words}, so that the days without one are of {date.year}"
    return date, f"inferred: {anchor.words} is {what}; {why}"
