"""What a trained sequence model takes names for: one voice among those that decide their class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from kg.errors import ModelError
from kg.extract.typing.chain import Chain
from kg.extract.typing.label_features import Features
from kg.extract.words import gazetteer, lexicon

__all__ = ["GROUPS", "MODEL", "group_reader", "label_votes"]

_FOLDER = Path(__file__).parent / "trained"
MODEL = _FOLDER / "names.npz"
GROUPS = _FOLDER / "word_groups.npy"

# What an election or event is called is read elsewhere; the rest of the labels name classes of ours.
_CLASSES = {
    "person": "Person",
    "politicalparty": "PoliticalParty",
    "organisation": "Organization",
    "location": "Place",
    "country": "Country",
}
_WEIGHT = 2
_SURE = 0.8


def label_votes(doc: Doc, start: int, end: int) -> Counter[str]:
    """The class that the labeller is sure of for the name of the tokens `[start, end)`, with its weight.

    Raises ModelError if the trained model cannot be read.
    """
    if "labels" not in doc.user_data:
        doc.user_data["labels"] = dict(_labels(doc))
    kinds: Mapping[int, Mapping[str, float]] = doc.user_data["labels"]
    words = [kinds[i] for i in range(start, end) if i in kinds]
    return Counter(
        {
            _CLASSES[kind]: _WEIGHT
            for kind in _CLASSES
            if words and sum(word[kind] for word in words) >= _SURE * len(words)
        }
    )


def group_reader(table: NDArray[np.uint16]) -> Callable[[Token], tuple[str, ...]]:
    """Reads the groups of like words that a word is in; none where the pipeline has other vectors."""

    def groups(token: Token) -> tuple[str, ...]:
        vectors = token.vocab.vectors
        if len(vectors.data) != len(table):
            return ()
        row = vectors.key2row.get(token.orth, vectors.key2row.get(token.lower, -1))
        return tuple(str(g) for g in table[row]) if row >= 0 else ()

    return groups


def _labels(doc: Doc) -> Iterator[tuple[int, dict[str, float]]]:
    """How likely each kind of name is, for each capitalised word."""
    features, chain = _model()
    columns = {k: [i for i, label in enumerate(chain.labels) if label[2:] == k] for k in _CLASSES}
    sentences = [[t for t in sentence if not t.is_space] for sentence in doc.sents]
    sentences = [words for words in sentences if any(t.text[0].isupper() for t in words)]
    for words, table in zip(sentences, chain.marginals(map(features.of, sentences)), strict=True):
        for token, row in zip(words, table.tolist(), strict=True):
            if token.text[0].isupper():
                yield token.i, {kind: sum(row[c] for c in columns[kind]) for kind in _CLASSES}


@cache
def _model() -> tuple[Features, Chain]:
    try:
        chain, table = Chain.load(MODEL), np.load(GROUPS)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the name labeller cannot be read ({error})", hint="install the package again", where=str(MODEL)
        ) from error
    return Features(lexicon.load(), gazetteer.load(), group_reader(table)), chain
