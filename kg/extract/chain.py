"""A linear-chain conditional random field: how likely each label is for each word of a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Chain"]

_AT_ONCE = 64

Sentence = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Chain:
    """Weights of features and of label pairs, as a training library has found them.

    `weights` has a row for each of `features`, `transitions` one for each label before; columns are `labels`.
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

    def marginals(self, sentences: Sequence[Sentence]) -> list[NDArray[np.float64]]:
        """For each sentence a row for each word with the probability of each label."""
        out: list[NDArray[np.float64]] = []
        for start in range(0, len(sentences), _AT_ONCE):
            out += self._together(sentences[start : start + _AT_ONCE])
        return out

    def _together(self, sentences: Sequence[Sentence]) -> list[NDArray[np.float64]]:
        """Forward and backward through all sentences side by side, the shorter ones padded."""
        lengths = np.array([len(s) for s in sentences])
        count, size = int(lengths.max()), len(self.labels)
        local = np.ones((count, len(sentences), size))
        for k, sentence in enumerate(sentences):
            local[: lengths[k], k] = self._local(sentence)
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

    def _local(self, sentence: Sentence) -> NDArray[np.float64]:
        """What the features of each word alone say, the likeliest label at 1."""
        known, weights = self.features, self.weights
        sums = np.zeros((len(sentence), len(self.labels)))
        for i, word in enumerate(sentence):
            rows = [known[f] for f in word if f in known]
            if rows:
                sums[i] = weights[rows].sum(axis=0, dtype=np.float64)
        local: NDArray[np.float64] = np.exp(sums - sums.max(axis=1, keepdims=True))
        return local


def _scaled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    scaled: NDArray[np.float64] = values / values.sum(axis=-1, keepdims=True)
    return scaled
