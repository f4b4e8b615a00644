"""What a date expression comes to, counted from the day of publication or from the date before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.dates.date_grammar import WEEKDAYS, Expression, month_number
from kg.extract.grammar.tense import Direction
from kg.extract.numbers.numerals import number
from kg.model import When

__all__ = ["Resolver", "shared_period"]

Bounds = tuple[dt.date, dt.date]

_DAY = dt.timedelta(days=1)
_STEPS = {"last": -1, "this past": -1, "the previous": -1, "next": 1, "the following": 1, "this coming": 1}
_ANCHORED = frozenset({"the previous", "the following", "the same", "that"})
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_DEICTIC = {
    "the day before yesterday": (-2, -2),
    "yesterday": (-1, -1),
    "last night": (-1, 0),
    "overnight": (-1, 0),
    "tomorrow": (1, 1),
    "the day after tomorrow": (2, 2),
}


@dataclass
class Resolver:
    """Resolves the dates of one text in their order.

    `anchor` is the date last resolved, to which "two years later" and "that year" relate.
    """

    published: dt.date | None
    anchor: When | None = None

    def resolve(self, expression: Expression, toward: Direction, text: str) -> When | None:
        """The date that an expression means, or None where that is open.

        Args:
            expression: what was found.
            toward: where its clause looks, used where the text gives no year.
            text: its words, kept in the result.
        """
        try:
            bounds = self._bounds(expression, toward)
        except (ValueError, OverflowError):  # "February 30", "in 12,000 years"
            return None
        return _when(bounds, text) if bounds is not None else None

    def _bounds(self, e: Expression, toward: Direction) -> Bounds | None:
        p = e.parts
        match e.form:
            case "iso":
                return _day(int(p["year"]), int(p["month"]), int(p["day"]))
            case "numeric":
                return _numeric(int(p["day"]), int(p["month"]), int(p["year"]), p["mark"])
            case "month_day" | "day_month":
                return self._month_day(e, toward)
            case "month":
                return self._month(e, toward)
            case "year":
                return _part(_year(int(p["year"])), p.get("part"))
            case "span":
                last = p["year2"] if len(p["year2"]) == 4 else p["year"][:2] + p["year2"]
                return _year(int(p["year"]))[0], _year(int(last))[1]
            case "season":
                return self._season(e)
            case "shift" if p["way"].lower() in {"later", "earlier"} and self.anchor is not None:
                sign = 1 if p["way"].lower() == "later" else -1
                return _moved(self.anchor, p["count"], p["unit"].lower(), sign)
            case "shift" if p["way"].lower() == "earlier" and self.published is not None:
                return _moved(When.of(self.published.isoformat()), p["count"], p["unit"].lower(), -1)
            case "unit":
                return self._unit(p["which"].lower(), p["unit"].lower(), p.get("within", "").lower())
            case "weekday" if self.published is not None:
                day = WEEKDAYS.index(p["weekday"])
                found = _weekday(self.published, day, _STEPS.get(p.get("which", "").lower(), 0), toward)
                return found, found
            case "ago" if self.published is not None:
                today = When.of(self.published.isoformat())
                return _moved(today, p["count"], p["unit"].lower(), -1)
            case "deictic" if self.published is not None:
                return _deictic(self.published, p["word"].lower(), toward)
        return None

    def _stated_year(self, e: Expression) -> int | None:
        """The year of "April 2011" and of "April of last year"."""
        if "year" in e.parts:
            return int(e.parts["year"])
        which = e.parts.get("year_which", "").lower()
        return self._relative_year(which) if which else None

    def _relative_year(self, which: str) -> int | None:
        if which in _ANCHORED:
            return self.anchor.earliest.year + _STEPS.get(which, 0) if self.anchor else None
        return self.published.year + _STEPS.get(which, 0) if self.published else None

    def _month_day(self, e: Expression, toward: Direction) -> Bounds | None:
        month, first = month_number(e.parts["month"]), _ordinal(e.parts["day"])
        last = _ordinal(e.parts.get("day2", e.parts["day"]))
        year = self._stated_year(e)
        if year is None and "year_which" not in e.parts and self.published is not None:
            years = range(self.published.year - 4, self.published.year + 5)
            start = _chosen(_existing(years, month, first), self.published, toward)
            year = start.year if start is not None else None
        if year is None:
            return None
        return dt.date(year, month, first), dt.date(year, month, last)

    def _month(self, e: Expression, toward: Direction) -> Bounds | None:
        month, year = month_number(e.parts["month"]), self._stated_year(e)
        which = e.parts.get("which", "").lower()
        if year is None and "year_which" not in e.parts and self.published is not None:
            this = self.published.replace(day=1)
            years = range(this.year - 1, this.year + 2)
            months = [d for d in _existing(years, month, 1) if not (which in _STEPS and d == this)]
            step = _STEPS.get(which, 0)
            toward = {-1: Direction.PAST, 1: Direction.FUTURE}.get(step, toward)
            start = _chosen(months, this, toward)
            year = start.year if start is not None else None
        return _part(_month(year, month), e.parts.get("part")) if year is not None else None

    def _season(self, e: Expression) -> Bounds | None:
        year = self._stated_year(e)
        season, which = e.parts["season"].lower(), e.parts.get("which", "").lower()
        if year is None and self.published is not None and which:
            year = self.published.year
            ended = season in _SEASONS and _SEASONS[season][1] < self.published.month
            if which in {"last", "this past"} and not ended:
                year -= 1
            elif which in {"next", "this coming"} and (ended or which == "next"):
                year += 1
        if year is None:
            return None
        if season == "winter":
            return _year(year)
        first, last = _SEASONS[season]
        return _part((dt.date(year, first, 1), _month(year, last)[1]), e.parts.get("part"))

    def _unit(self, which: str, unit: str, within: str) -> Bounds | None:
        step = _STEPS.get(which, 0)
        if which in _ANCHORED:
            return self._anchored(unit, step)
        today = self.published
        if today is None:
            return None
        bounds: Bounds | None = None
        match unit:
            case "year":
                bounds = _year(today.year + step)
            case "month":
                bounds = _months_on(today, step)
            case "week":
                monday = today - today.weekday() * _DAY + 7 * step * _DAY
                bounds = monday, monday + 6 * _DAY
        if bounds is None or not within or not bounds[0] <= today <= bounds[1]:
            return bounds
        return (bounds[0], today) if within == "earlier" else (today, bounds[1])

    def _anchored(self, unit: str, step: int) -> Bounds | None:
        """ "that year", "the next day", "the previous month": from the date before it."""
        anchor = self.anchor
        if anchor is None:
            return None
        if unit == "year":
            return _year(anchor.earliest.year + step)
        if unit == "month" and len(anchor.value) > 4:
            return _months_on(anchor.earliest, step)
        if unit == "day" and anchor.earliest == anchor.latest:
            return anchor.earliest + step * _DAY, anchor.earliest + step * _DAY
        return None


def _existing(years: Iterable[int], month: int, day: int) -> list[dt.date]:
    """That day of those years that have it: February 29 is not in all."""
    found = []
    for year in years:
        try:
            found.append(dt.date(year, month, day))
        except ValueError:
            continue
    return found


def _chosen(candidates: list[dt.date], today: dt.date, toward: Direction) -> dt.date | None:
    """The candidate next to today on the side that the clause looks to; today is on both."""
    if toward is Direction.PAST:
        return max((d for d in candidates if d <= today), default=None)
    if toward is Direction.FUTURE:
        return min((d for d in candidates if d >= today), default=None)
    return min(candidates, key=lambda d: (abs(d - today), d), default=None)


def _weekday(today: dt.date, weekday: int, step: int, toward: Direction) -> dt.date:
    days = [today + n * _DAY for n in range(-7, 8) if (today + n * _DAY).weekday() == weekday]
    if step < 0:
        return max(d for d in days if d < today)
    if step > 0:
        return min(d for d in days if d > today)
    return _chosen(days, today, toward) or today


def _moved(origin: When, count: str, unit: str, sign: int) -> Bounds | None:
    """So many units from a date, as exact as the unit and the date are."""
    counted = number(count) if count.lower() not in {"a", "an"} else 1
    if counted is None or counted != int(counted):
        return None
    steps, start = sign * int(counted), origin.earliest
    exact = origin.earliest == origin.latest
    match unit:
        case "year":
            return _year(start.year + steps)
        case "month" if len(origin.value) > 4:
            return _months_on(start, steps)
        case "week" if exact:
            middle = start + 7 * steps * _DAY
            return middle - 3 * _DAY, middle + 3 * _DAY
        case "day" if exact:
            return start + steps * _DAY, start + steps * _DAY
        case "hour" | "minute" if exact:
            return start, start
    return None


def _deictic(today: dt.date, word: str, toward: Direction) -> Bounds:
    if "weekend" in word:
        saturday = _weekday(today, 5, 0, Direction.PAST)
        future = word.startswith(("next", "this coming")) or toward is Direction.FUTURE
        if future and today.weekday() < 5:
            saturday += 7 * _DAY
        return saturday, saturday + _DAY
    first, last = _DEICTIC.get(word, (0, 0))
    return today + first * _DAY, today + last * _DAY


def _numeric(first: int, second: int, year: int, mark: str) -> Bounds | None:
    """16.01.2012; with strokes only where one number can be no month, since usage differs."""
    if mark == "." or first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or first == second else None


def _part(bounds: Bounds, part: str | None) -> Bounds:
    """The early, middle or late third of a time, or a half of it."""
    if part is None:
        return bounds
    first, last = bounds
    length = (last - first).days + 1
    words = set(part.lower().replace("-", " ").split())
    if words & {"half"}:
        middle = first + length // 2 * _DAY
        return (first, middle - _DAY) if "first" in words else (middle, last)
    if words & {"early", "start", "beginning"}:
        return first, first + (length // 3 - 1) * _DAY
    if words & {"late", "end"}:
        return last - (length // 3 - 1) * _DAY, last
    return first + length // 3 * _DAY, last - length // 3 * _DAY


def _year(year: int) -> Bounds:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _month(year: int, month: int) -> Bounds:
    whole = When.of(f"{year:04}-{month:02}")
    return whole.earliest, whole.latest


def _months_on(start: dt.date, steps: int) -> Bounds:
    months = start.year * 12 + start.month - 1 + steps
    return _month(months // 12, months % 12 + 1)


def _day(year: int, month: int, day: int) -> Bounds:
    return dt.date(year, month, day), dt.date(year, month, day)


def _ordinal(text: str) -> int:
    return int(text.rstrip("stndrh"))


def shared_period(first: dt.date, last: dt.date) -> When | None:
    """The day, month or year that holds both days; None across two years.

    >>> shared_period(dt.date(2012, 1, 13), dt.date(2012, 1, 16)).value
    '2012-01'
    """
    found = _when((first, last), "")
    return When.of(found.value) if found is not None else None


def _when(bounds: Bounds, text: str) -> When | None:
    """The shortest ISO value that holds both bounds; None across two years."""
    first, last = bounds
    for length in (10, 7, 4):
        value = first.isoformat()[:length]
        if first <= last and last.isoformat().startswith(value):
            return When(value, first, last, text)
    return None
