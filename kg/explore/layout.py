"""Where the cards of the picture stand: spread by distance in the graph, then made free of overlap.

Only `+ - * /` and `sqrt` are used, which IEEE 754 fixes to the last bit, and a seeded generator: the same
network gives the same picture on every machine.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from kg.explore.packing import Box, pack
from kg.explore.untangling import Part, cost, improve, separate

__all__ = ["Link", "arrange"]

# How hard to try: starts, how many of the best are improved, and for how many turns. A network
# whose parts have more pairs of cards gets less of each, so that the time stays within seconds.
_STARTS, _IMPROVED, _TURNS = 8, 2, 22
_PAIRS = 2500
_STRETCH = 1.2  # screens are wider than high


@dataclass(frozen=True, slots=True)
class Link:
    """Two boxes to hold together, and the width of the label that stands between them."""

    a: str
    b: str
    label: float


Point = tuple[float, float]


def arrange(sizes: Mapping[str, tuple[float, float]], links: Sequence[Link]) -> dict[str, Box]:
    """Place boxes of the given sizes so that linked ones are near and none overlap.

    Parameters: `sizes` maps a key to width and height; `links` name keys of `sizes`.

    >>> boxes = arrange({"a": (80, 30), "b": (80, 30)}, [Link("a", "b", 60)])
    >>> abs(boxes["a"].x - boxes["b"].x) + abs(boxes["a"].y - boxes["b"].y) > 70
    True
    """
    parts = [_part(keys, sizes, links) for keys in _components(sorted(sizes), links)]
    work = sum(len(p.keys) ** 2 for p in parts)
    effort = min(1.0, _PAIRS / max(work, 1))
    placed = pack([(part, _arrange(part, effort)) for part in parts])
    return {key: box for found in placed for key, box in found.items()}


def _components(keys: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    root = {k: k for k in keys}

    def find(k: str) -> str:
        while root[k] != k:
            root[k] = root[root[k]]
            k = root[k]
        return k

    for link in links:
        root[find(link.a)] = find(link.b)
    groups: dict[str, list[str]] = {}
    for k in keys:
        groups.setdefault(find(k), []).append(k)
    return sorted(groups.values(), key=lambda g: (-len(g), g))


def _part(keys: list[str], sizes: Mapping[str, tuple[float, float]], links: Sequence[Link]) -> Part:
    """One connected part, its boxes numbered, with the room that each linked pair needs between its cards."""
    index = {k: i for i, k in enumerate(keys)}
    room: dict[tuple[int, int], tuple[float, float]] = {}
    for link in links:
        if link.a in index and link.a != link.b:
            a, b = sorted((index[link.a], index[link.b]))
            wide, high = room.get((a, b), (0.0, 30.0))
            room[a, b] = max(wide, link.label + 34), high + 20
    return Part(keys, [sizes[k] for k in keys], room)


def _arrange(part: Part, effort: float) -> list[Point]:
    count = len(part.keys)
    if count == 1:
        return [(0.0, 0.0)]
    distance = _distances(part)
    found: list[tuple[float, list[Point]]] = []
    for seed in range(max(1, round(_STARTS * effort)) if count > 2 else 1):
        generator = random.Random(seed)
        spread = [((generator.random() - 0.5) * 400, (generator.random() - 0.5) * 400) for _ in range(count)]
        calm = _majorize(spread, distance, rounds=max(15, round(50 * effort)))
        for dx, dy in ((1.0, 0.0), (0.8, 0.6), (0.0, 1.0), (0.6, -0.8)) if effort > 0.1 else ((1.0, 0.0),):
            turned = [((x * dx - y * dy) * _STRETCH, x * dy + y * dx) for x, y in calm]
            points = separate(turned, part)
            found.append((cost(points, part), points))
    found.sort()
    if count < 3:
        return found[0][1]
    turns = max(1, round(_TURNS * effort))
    improved = [improve(points, part, turns) for _, points in found[: _IMPROVED if effort > 0.5 else 1]]
    return min(improved, key=lambda points: cost(points, part))


def _distances(part: Part) -> list[list[float]]:
    """Shortest ways between all boxes, a step being long enough for both cards and the label between them."""
    degree = [0] * len(part.keys)
    for a, b in part.room:
        degree[a] += 1
        degree[b] += 1
    near: list[list[tuple[int, float]]] = [[] for _ in part.keys]
    for (a, b), (wide, high) in part.room.items():
        # Leaves of a hub share its circumference, so a busy card holds its neighbours further off.
        shared = 2.0 * max(degree[a], degree[b])
        step = 0.3 * (part.size[a][0] + part.size[b][0]) + 0.35 * wide + 0.6 * high + shared
        near[a].append((b, step))
        near[b].append((a, step))
    return [_ways(near, start) for start in range(len(part.keys))]


def _ways(near: list[list[tuple[int, float]]], start: int) -> list[float]:
    found = [float("inf")] * len(near)
    found[start] = 0.0
    heap = [(0.0, start)]
    while heap:
        d, i = heapq.heappop(heap)
        if d > found[i]:
            continue
        for j, step in near[i]:
            if d + step < found[j]:
                found[j] = d + step
                heapq.heappush(heap, (d + step, j))
    return found


def _majorize(points: list[Point], distance: list[list[float]], rounds: int) -> list[Point]:
    """Stress majorization (SMACOF): each box moves to the mean of where the others want it."""
    weight = [[1 / (d * d) if d else 0.0 for d in row] for row in distance]
    total = [sum(row) for row in weight]
    for _ in range(rounds):
        for i, (x, y) in enumerate(points):
            new_x = new_y = 0.0
            for j, (other_x, other_y) in enumerate(points):
                if i != j:
                    dx, dy = x - other_x, y - other_y
                    pull = distance[i][j] / (sqrt(dx * dx + dy * dy) or 1e-9)
                    new_x += weight[i][j] * (other_x + dx * pull)
                    new_y += weight[i][j] * (other_y + dy * pull)
            points[i] = new_x / total[i], new_y / total[i]
    return points
