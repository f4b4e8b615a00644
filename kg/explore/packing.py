"""Puts the small parts of the picture into the free space around the large one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.explore.untangling import ASPECT, Part

__all__ = ["Box", "frame", "pack"]

_GAP = 34.0
_STEP = 24.0
_PIECES = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its centre and size."""

    x: float
    y: float
    w: float
    h: float


Point = tuple[float, float]


def pack(parts: Sequence[tuple[Part, Sequence[Point]]]) -> list[dict[str, Box]]:
    """Shift each part but the first so that none covers another and the whole stays compact.

    Lines count as covered ground, so that no part comes to stand on another's line.
    """
    taken: list[Box] = []
    placed = []
    for part, points in parts:
        ground = list(_ground(part, points))
        dx, dy = _free(ground, taken) if taken else (0.0, 0.0)
        taken += [Box(b.x + dx, b.y + dy, b.w, b.h) for b in ground]
        placed.append(
            {
                key: Box(round(x + dx, 1), round(y + dy, 1), w, h)
                for key, (x, y), (w, h) in zip(part.keys, points, part.size, strict=True)
            }
        )
    return placed


def _ground(part: Part, points: Sequence[Point]) -> Iterator[Box]:
    for (x, y), (w, h) in zip(points, part.size, strict=True):
        yield Box(x, y, w, h)
    for (a, b), (wide, _) in part.room.items():
        (ax, ay), (bx, by) = points[a], points[b]
        for piece in range(1, _PIECES):
            t = piece / _PIECES
            # The label stands about the middle of the line.
            w = wide - 34 if piece == _PIECES // 2 else 4.0
            yield Box(ax + (bx - ax) * t, ay + (by - ay) * t, w, 16.0)


def _free(ground: Sequence[Box], taken: Sequence[Box]) -> Point:
    """The shift that keeps clear of what is there and enlarges the whole least."""
    left, top, right, bottom = frame(taken)
    own_left, own_top, own_right, own_bottom = frame(ground)
    wide, high = own_right - own_left, own_bottom - own_top
    best: tuple[float, Point] | None = None
    y = top - high - _GAP
    while y <= bottom + _GAP:
        x = left - wide - _GAP
        while x <= right + _GAP:
            size = max(
                (max(right, x + wide) - min(left, x)) / ASPECT,
                max(bottom, y + high) - min(top, y),
            )
            middle = abs(x + wide / 2 - (left + right) / 2) / ASPECT + abs(y + high / 2 - (top + bottom) / 2)
            found = size * 10 + middle
            if (best is None or found < best[0]) and _clear(ground, x - own_left, y - own_top, taken):
                best = found, (x - own_left, y - own_top)
            x += _STEP
        y += _STEP
    assert best is not None  # a place outside the frame is always clear
    return best[1]


def frame(boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all boxes."""
    return (
        min(b.x - b.w / 2 for b in boxes),
        min(b.y - b.h / 2 for b in boxes),
        max(b.x + b.w / 2 for b in boxes),
        max(b.y + b.h / 2 for b in boxes),
    )


def _clear(ground: Sequence[Box], dx: float, dy: float, taken: Sequence[Box]) -> bool:
    return not any(
        abs(a.x + dx - b.x) < (a.w + b.w) / 2 + _GAP and abs(a.y + dy - b.y) < (a.h + b.h) / 2 + _GAP
        for a in ground
        for b in taken
    )
