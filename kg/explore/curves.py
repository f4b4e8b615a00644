"""The geometry of one line of the picture: a quadratic curve cut at the borders of two cards."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from kg.explore.packing import Box

__all__ = ["Curve", "between", "overlap"]

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic Bézier curve from `start` to `end`."""

    start: Point
    control: Point
    end: Point

    def at(self, t: float) -> Point:
        """The point at the fraction `t` of the way.

        >>> Curve((0, 0), (5, 0), (10, 0)).at(0.5)
        (5.0, 0.0)
        """
        u = 1 - t
        return (
            u * u * self.start[0] + 2 * u * t * self.control[0] + t * t * self.end[0],
            u * u * self.start[1] + 2 * u * t * self.control[1] + t * t * self.end[1],
        )

    def heading(self, t: float) -> Point:
        """The direction at `t`, of length one."""
        u = 1 - t
        x = u * (self.control[0] - self.start[0]) + t * (self.end[0] - self.control[0])
        y = u * (self.control[1] - self.start[1]) + t * (self.end[1] - self.control[1])
        length = sqrt(x * x + y * y) or 1.0
        return x / length, y / length

    def part(self, low: float, high: float) -> Curve:
        """The stretch between two fractions, itself such a curve."""
        start, end = self.at(low), self.at(high)
        u = 1 - low
        x = (
            u * (1 - high) * self.start[0]
            + (u * high + low * (1 - high)) * self.control[0]
            + low * high * self.end[0]
        )
        y = (
            u * (1 - high) * self.start[1]
            + (u * high + low * (1 - high)) * self.control[1]
            + low * high * self.end[1]
        )
        return Curve(start, (x, y), end)

    @property
    def length(self) -> float:
        """About how long it is."""
        points = [self.at(i / 8) for i in range(9)]
        return sum(sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) for a, b in pairwise(points))

    def path(self) -> str:
        """As the `d` of an SVG path."""
        (ax, ay), (cx, cy), (bx, by) = self.start, self.control, self.end
        return f"M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}"


def between(source: Box, target: Box, bow: float) -> Curve:
    """The visible line between two cards; `bow` is how far its middle leaves the straight way.

    A card that is linked to itself gets a loop above it.
    """
    if source == target:
        top = source.y - source.h / 2
        left, right = source.x - source.w / 4, source.x + source.w / 4
        return Curve((left, top), (source.x, top - 70 - abs(bow)), (right, top))
    dx, dy = target.x - source.x, target.y - source.y
    apart = sqrt(dx * dx + dy * dy) or 1.0
    middle = (source.x + target.x) / 2, (source.y + target.y) / 2
    control = middle[0] - dy / apart * bow * 2, middle[1] + dx / apart * bow * 2
    whole = Curve((source.x, source.y), control, (target.x, target.y))
    low, high = _leaves(whole, source, 0.0, 1.0), _leaves(whole, target, 1.0, 0.0)
    return whole.part(low, high) if low < high else whole


def _leaves(curve: Curve, box: Box, inside: float, outside: float) -> float:
    """Where the curve crosses the border of a card, by halving."""
    for _ in range(24):
        middle = (inside + outside) / 2
        x, y = curve.at(middle)
        if abs(x - box.x) < box.w / 2 + 3 and abs(y - box.y) < box.h / 2 + 3:
            inside = middle
        else:
            outside = middle
    return outside


def overlap(a: Box, b: Box) -> float:
    """The area that two rectangles share.

    >>> overlap(Box(0, 0, 10, 10), Box(5, 0, 10, 10))
    50.0
    """
    x = min(a.x + a.w / 2, b.x + b.w / 2) - max(a.x - a.w / 2, b.x - b.w / 2)
    y = min(a.y + a.h / 2, b.y + b.h / 2) - max(a.y - a.h / 2, b.y - b.h / 2)
    return x * y if x > 0 and y > 0 else 0.0
