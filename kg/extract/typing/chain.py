"""A linear-chain conditional random field: how likely each label is for each word of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Chain"]

_AT_ONCE = 64

Sentence = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Chain:
    """Weights of features and of label pairs, as a training library has found them.

    `weights` has a row for each of `features` and one of zeros, `transitions` one for each label before; the
    columns are `labels`.
    """

    labels: tuple[str, ...]
    features: Mapping[str, int]
    weights: NDArray[np.float32]
    transitions: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> Chain:
        """Read what `save` wrote; raises OSError or ValueError where it is missing or broken."""
        with np.load(path) as data:
            names = data["features"].tobytes().decode().split("\n")
            labels = data["labels"].tobytes().decode().split("\n")
            return cls(
                tuple(labels), {n: i for i, n in enumerate(names)}, data["weights"], data["transitions"]
            )

    def save(self, path: Path) -> None:
        """Write the field to a file; the same weights give the same bytes."""

        def packed(names: Sequence[str]) -> NDArray[np.uint8]:
            return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)

        np.savez_compressed(
            path,
            labels=packed(self.labels),
            features=packed(sorted(self.features, key=self.features.__getitem__)),
            weights=self.weights,
            transitions=self.transitions,
        )

    def marginals(self, sentences: Iterable[Sentence]) -> Iterator[NDArray[np.float64]]:
        """For each sentence a row for each word with the probability of each label."""
        queue = iter(sentences)
        while batch := list(islice(queue, _AT_ONCE)):
            yield from self._together(batch)

    def _together(self, sentences: Sequence[Sentence]) -> list[NDArray[np.float64]]:
        """Forward and backward through all sentences side by side, the shorter ones padded."""
        lengths = np.array([len(s) for s in sentences])
        count, size = int(lengths.max()), len(self.labels)
        sums = self._sums([word for sentence in sentences for word in sentence])
        local = np.ones((count, len(sentences), size))
        start = 0
        for k, length in enumerate(lengths):
            own = sums[start : start + length]
            local[:length, k] = np.exp(own - own.max(axis=1, keepdims=True))
            start += length
        pair = np.exp(self.transitions.astype(np.float64))
        forward, backward = np.empty_like(local), np.ones_like(local)
        forward[0] = _scaled(local[0])
        for t in range(1, count):
            forward[t] = _scaled((forward[t - 1] @ pair) * local[t])
        for t in range(count - 2, -1, -1):
            step = _scaled((local[t + 1] * backward[t + 1]) @ pair.T)
            backward[t] = np.where((t + 1 < lengths)[:, None], step, 1.0)
        both = _scaled(forward * backward)
        return [both[: lengths[k], k] for k in range(len(sentences))]

    def _sums(self, words: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """What the features of each word alone say for each label."""
        known = self.features
        rows: list[int] = []
        starts: list[int] = []
        nothing = len(self.weights) - 1
        for word in words:
            starts.append(len(rows))
            rows += [known[f] for f in word if f in known]
            rows.append(nothing)  # so that no word is without a row
        sums: NDArray[np.float64] = np.add.reduceat(self.weights[rows], starts, axis=0, dtype=np.float64)
        return sums


def _scaled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    scaled: NDArray[np.float64] = values / values.sum(axis=-1, keepdims=True)
    return scaled
