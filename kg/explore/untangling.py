"""Takes overlaps, crossings and lines behind cards out of one connected part of the picture."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

__all__ = ["ASPECT", "Part", "cost", "improve", "separate"]

ASPECT = 1.75
"""Width by height of the canvas that the picture should fill."""

_GAP = 22.0
_CROSSING = 110.0
_BEHIND = 600.0
_HIDDEN = 130.0
_EXTENT = 8.0
_NEVER = float("inf")

Point = tuple[float, float]
Pair = tuple[int, int]
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """A connected part: its keys, their sizes, and for each linked pair how wide and high the gap should be.

    The gap is wide enough in one direction, not both: a label fits between two cards that
    stand side by side or above each other.
    """

    keys: Sequence[str]
    size: Sequence[tuple[float, float]]
    room: Mapping[Pair, tuple[float, float]]
    reach: Point = field(init=False)

    def __post_init__(self) -> None:
        """Note how far apart two cards need no look at what room they want, for most pairs are."""
        wide = max((w for w, _ in self.room.values()), default=0.0) + _GAP
        high = max((h for _, h in self.room.values()), default=0.0) + _GAP
        reach = max(w for w, _ in self.size) + wide, max(h for _, h in self.size) + high
        object.__setattr__(self, "reach", reach)


def separate(points: Sequence[Point], part: Part) -> list[Point]:
    """Push cards that are too close apart along the axis on which less is missing."""
    spots = [list(p) for p in points]
    for _ in range(200):
        moved = False
        for i in range(len(spots)):
            for j in range(i):
                dx, dy = spots[i][0] - spots[j][0], spots[i][1] - spots[j][1]
                if abs(dx) > part.reach[0] or abs(dy) > part.reach[1]:
                    continue
                over_x, over_y = _missing(dx, dy, i, j, part)
                if over_x > 0.01 and over_y > 0.01:
                    moved = True
                    axis, over = (0, over_x) if over_x < over_y * 1.2 else (1, over_y)
                    sign = 1 if (dx, dy)[axis] >= 0 else -1
                    spots[i][axis] += sign * over / 2
                    spots[j][axis] -= sign * over / 2
        if not moved:
            break
    return [(x, y) for x, y in spots]


def _missing(dx: float, dy: float, i: int, j: int, part: Part) -> tuple[float, float]:
    """How much the gap between two cards falls short, each way."""
    wide, high = part.room.get((j, i) if j < i else (i, j), (_GAP, _GAP))
    return (
        (part.size[i][0] + part.size[j][0]) / 2 + wide - abs(dx),
        (part.size[i][1] + part.size[j][1]) / 2 + high - abs(dy),
    )


def cost(points: Sequence[Point], part: Part) -> float:
    """How bad a placement is: its crossings, covered lines and words, lengths, and extent."""
    pairs = list(part.room)
    crossings = sum(_cross(points, p, q) for n, p in enumerate(pairs) for q in pairs[:n])
    covered = sum(_behind(points, part, p, k) for p in pairs for k in range(len(points)) if k not in p)
    length = sum(_length(points, p) for p in pairs)
    words = [_words(points, part, p) for p in pairs]
    hidden = sum(_touch(a, b) for n, a in enumerate(words) for b in words[:n])
    hidden += sum(_touch(a, (*points[k], *part.size[k])) for a in words for k in range(len(points)))
    return _CROSSING * crossings + _BEHIND * covered + _HIDDEN * hidden + length + _extent(points, part)


def _extent(points: Sequence[Point], part: Part) -> float:
    left = top = _NEVER
    right = bottom = -_NEVER
    for (x, y), (w, h) in zip(points, part.size, strict=True):
        left, right = min(left, x - w / 2), max(right, x + w / 2)
        top, bottom = min(top, y - h / 2), max(bottom, y + h / 2)
    wide, high = right - left, bottom - top
    return _EXTENT * max(wide / ASPECT, high)


def improve(points: Sequence[Point], part: Part, turns: int) -> list[Point]:
    """Move one card at a time to wherever it makes the picture plainer.

    In each of `turns` turns every card tries twelve places far off; then as many turns nearer, and as
    many nearer still.
    """
    spots = list(points)
    generator = random.Random(0)
    pairs = list(part.room)
    mine = [[p for p in pairs if i in p] for i in range(len(spots))]
    for turn in range(3 * turns):
        reach = (320.0, 140.0, 45.0)[turn // turns]
        helped = False
        for i in range(len(spots)):
            now = _local(spots, part, pairs, mine[i], i, spots[i], _NEVER)
            for _ in range(12):
                at = (
                    spots[i][0] + (generator.random() - 0.5) * 2 * reach * ASPECT,
                    spots[i][1] + (generator.random() - 0.5) * 2 * reach,
                )
                then = _local(spots, part, pairs, mine[i], i, at, now)
                if then < now - 1:
                    spots[i], now, helped = at, then, True
        if not helped and turn > 2 * turns:
            break
        if turn in (turns - 1, 2 * turns - 1):
            spots = separate(spots, part)
    return separate(spots, part)


def _local(
    points: list[Point],
    part: Part,
    pairs: Sequence[Pair],
    mine: Sequence[Pair],
    i: int,
    at: Point,
    limit: float,
) -> float:
    """What card i costs at a place; cheap parts first, given up once they exceed the limit."""
    was, points[i] = points[i], at
    try:
        found = sum(_length(points, p) for p in mine) + _extent(points, part)
        found += _crowding(points, part, i)
        if found > limit:
            return _NEVER
        found += _HIDDEN * _hidden(points, part, mine, i)
        found += _CROSSING * sum(_cross(points, p, q) for p in mine for q in pairs)
        if found > limit:
            return _NEVER
        found += _BEHIND * sum(i not in q and _behind(points, part, q, i) for q in pairs)
        for p in mine:
            found += _BEHIND * sum(k not in p and _behind(points, part, p, k) for k in range(len(points)))
        return found
    finally:
        points[i] = was


def _crowding(points: Sequence[Point], part: Part, i: int) -> float:
    """What it costs that other cards are too near to card i."""
    x, y = points[i]
    found = 0.0
    for j, (other_x, other_y) in enumerate(points):
        dx, dy = x - other_x, y - other_y
        if j != i and abs(dx) < part.reach[0] and abs(dy) < part.reach[1]:
            over_x, over_y = _missing(dx, dy, i, j, part)
            if over_x > 0 and over_y > 0:
                found += 200.0 + 6 * min(over_x, over_y)
    return found


def _hidden(points: Sequence[Point], part: Part, mine: Sequence[Pair], i: int) -> int:
    """How often the words on lines would cover each other or a card, as far as card i has a part in it."""
    words = [_words(points, part, p) for p in part.room]
    own = [_words(points, part, p) for p in mine]
    card = (*points[i], *part.size[i])
    # Each of its own words touches itself once.
    found = sum(_touch(w, card) for w in words) - len(own)
    cards = [(*point, *size) for point, size in zip(points, part.size, strict=True)]
    for w in own:
        found += sum(_touch(w, other) for other in words) + sum(_touch(w, other) for other in cards)
    return found


def _words(points: Sequence[Point], part: Part, pair: Pair) -> Rectangle:
    """Where the labels of a pair's lines stand, about its middle."""
    (ax, ay), (bx, by), (wide, high) = points[pair[0]], points[pair[1]], part.room[pair]
    return (ax + bx) / 2, (ay + by) / 2, wide - 30, high - 34


def _touch(a: Rectangle, b: Rectangle) -> bool:
    return abs(a[0] - b[0]) < (a[2] + b[2]) / 2 and abs(a[1] - b[1]) < (a[3] + b[3]) / 2


def _length(points: Sequence[Point], pair: Pair) -> float:
    (ax, ay), (bx, by) = points[pair[0]], points[pair[1]]
    return sqrt((ax - bx) * (ax - bx) + (ay - by) * (ay - by))


def _cross(points: Sequence[Point], p: Pair, q: Pair) -> bool:
    if p[0] in q or p[1] in q:
        return False
    a, b, c, d = points[p[0]], points[p[1]], points[q[0]], points[q[1]]
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _behind(points: Sequence[Point], part: Part, pair: Pair, k: int) -> bool:
    """Whether the line between a pair runs behind card k."""
    (ax, ay), (bx, by), (cx, cy) = points[pair[0]], points[pair[1]], points[k]
    # Parallel lines fan out to both sides of the straight way, by about their share of the room.
    aside = 6 + (part.room[pair][1] - 50) * 0.5
    half_w, half_h = part.size[k][0] / 2 + aside, part.size[k][1] / 2 + aside
    if (ax < cx - half_w and bx < cx - half_w) or (ax > cx + half_w and bx > cx + half_w):
        return False
    if (ay < cy - half_h and by < cy - half_h) or (ay > cy + half_h and by > cy + half_h):
        return False
    low, high = 0.0, 1.0
    for start, step, centre, half in ((ax, bx - ax, cx, half_w), (ay, by - ay, cy, half_h)):
        if abs(step) < 1e-9:
            if abs(start - centre) > half:
                return False
            continue
        one, two = (centre - half - start) / step, (centre + half - start) / step
        low, high = max(low, min(one, two)), min(high, max(one, two))
    return low < high
