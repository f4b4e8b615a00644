"""Whether claims are right as often as their confidence says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Bin", "Calibration", "calibration"]

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions whose confidence is in `[low, high)`: how many, their mean confidence, the share right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Bins, the expected calibration error (Guo et al. 2017) and the Brier score (Brier 1950)."""

    bins: tuple[Bin, ...]
    error: float
    brier: float


def calibration(judged: Iterable[tuple[float, bool]]) -> Calibration | None:
    """Compare confidences with outcomes; None where no prediction has a confidence.

    >>> calibration([(0.9, True), (0.9, True), (0.4, False)]).brier
    0.06
    """
    pairs = list(judged)
    if not pairs:
        return None
    bins = [
        b
        for low, high in pairwise(_EDGES)
        if (b := _bin(low, high, [p for p in pairs if low <= p[0] < high or p[0] == high == 1.0]))
    ]
    error = sum(b.count * abs(b.confidence - b.right) for b in bins) / len(pairs)
    brier = sum((c - right) ** 2 for c, right in pairs) / len(pairs)
    return Calibration(tuple(bins), round(error, 4), round(brier, 4))


def _bin(low: float, high: float, pairs: Sequence[tuple[float, bool]]) -> Bin | None:
    if not pairs:
        return None
    n = len(pairs)
    return Bin(low, high, n, sum(c for c, _ in pairs) / n, sum(right for _, right in pairs) / n)
