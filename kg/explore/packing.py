"""Puts the small parts of the picture into the free space around the large one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.explore.untangling import ASPECT, Part

__all__ = ["Box", "frame", "pack"]

_GAP = 22.0
_CELL = 12.0
_PIECES = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its centre and size."""

    x: float
    y: float
    w: float
    h: float


Point = tuple[float, float]
Cell = tuple[int, int]


def pack(parts: Sequence[tuple[Part, Sequence[Point]]]) -> list[dict[str, Box]]:
    """Shift each part but the first so that none covers another and the whole stays compact.

    Lines count as covered ground, so that no part comes to stand on another's line.
    """
    covered: set[Cell] = set()
    boxes: list[Box] = []
    placed = []
    for part, points in parts:
        ground = list(_ground(part, points))
        cells = _cells(ground, 0.0)
        right, down = _free(cells, ground, covered, boxes) if boxes else (0, 0)
        dx, dy = right * _CELL, down * _CELL
        shifted = [Box(b.x + dx, b.y + dy, b.w, b.h) for b in ground]
        covered |= _cells(shifted, _GAP)
        boxes += shifted
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


def _cells(boxes: Iterable[Box], gap: float) -> set[Cell]:
    """The cells of a square grid that boxes and a gap around them cover."""
    found: set[Cell] = set()
    for box in boxes:
        left, right = (_cell(box.x + side * (box.w / 2 + gap)) for side in (-1, 1))
        top, bottom = (_cell(box.y + side * (box.h / 2 + gap)) for side in (-1, 1))
        found |= {(i, j) for i in range(left, right + 1) for j in range(top, bottom + 1)}
    return found


def _cell(length: float) -> int:
    return int(length // _CELL)


def _free(cells: set[Cell], ground: Sequence[Box], covered: set[Cell], boxes: Sequence[Box]) -> Cell:
    """The shift, in cells, that keeps clear of what is there and enlarges the whole least."""
    left, top, right, bottom = frame(boxes)
    own_left, own_top, own_right, own_bottom = frame(ground)
    wide, high = own_right - own_left, own_bottom - own_top
    # A crowded drawing is searched in larger steps.
    step = 1 if len(boxes) < 1000 else 4
    columns = range(_cell(left - own_right - 2 * _GAP), _cell(right - own_left + 2 * _GAP) + step + 1, step)
    rows = range(_cell(top - own_bottom - 2 * _GAP), _cell(bottom - own_top + 2 * _GAP) + step + 1, step)
    ranked = []
    for i in columns:
        x = own_left + i * _CELL
        size_x, off_x = (max(right, x + wide) - min(left, x)) / ASPECT, abs(x + wide / 2 - (left + right) / 2)
        for j in rows:
            y = own_top + j * _CELL
            size = max(size_x, max(bottom, y + high) - min(top, y))
            ranked.append((size * 10 + off_x / ASPECT + abs(y + high / 2 - (top + bottom) / 2), i, j))
    for _, i, j in sorted(ranked):
        if not any((x + i, y + j) in covered for x, y in cells):
            return i, j
    raise AssertionError("a place outside the frame is always clear")


def frame(boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all boxes."""
    return (
        min(b.x - b.w / 2 for b in boxes),
        min(b.y - b.h / 2 for b in boxes),
        max(b.x + b.w / 2 for b in boxes),
        max(b.y + b.h / 2 for b in boxes),
    )
