"""The trained name labeller: its arithmetic, its file, and the voice it has in the class of a name."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.extract.grammar.parse import load
from kg.extract.typing import labeller
from kg.extract.typing.chain import Chain
from kg.extract.typing.labeller import label_votes


def _chain() -> Chain:
    chance = np.random.default_rng(3)
    features = {name: i for i, name in enumerate("abc")}
    return Chain(
        ("O", "B-x", "I-x"),
        features,
        np.vstack([chance.normal(size=(3, 3)), np.zeros((1, 3))]).astype(np.float32),
        chance.normal(size=(3, 3)).astype(np.float32),
    )


def _by_hand(chain: Chain, sentence: list[list[str]]) -> np.ndarray:
    """Every sequence of labels, weighed one by one."""
    size = len(chain.labels)
    sums = np.zeros((len(sentence), size))
    for path in itertools.product(range(size), repeat=len(sentence)):
        weight = sum(
            float(chain.weights[chain.features[f], y])
            for word, y in zip(sentence, path, strict=True)
            for f in word
            if f in chain.features
        ) + sum(float(chain.transitions[a, b]) for a, b in itertools.pairwise(path))
        for i, y in enumerate(path):
            sums[i, y] += np.exp(weight)
    return sums / sums.sum(axis=1, keepdims=True)


def test_probabilities_are_those_of_all_sequences() -> None:
    chain = _chain()
    sentences = [[["a"], ["b", "c"], ["unknown"], ["a", "b"]], [["c"]], [["b"], ["a", "c"]]]
    for sentence, table in zip(sentences, chain.marginals(sentences), strict=True):
        assert np.allclose(table, _by_hand(chain, sentence))


def test_a_saved_field_is_read_back_and_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    chain = _chain()
    chain.save(tmp_path / "one.npz")
    again = Chain.load(tmp_path / "one.npz")
    assert (again.labels, again.features) == (chain.labels, chain.features)
    assert np.array_equal(again.weights, chain.weights)
    again.save(tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "He left the Social Justice Party, and joined the Agrarian Union Party of Varonia.",
            "Agrarian Union Party",
            "PoliticalParty",
        ),
        (
            "Elena Marsh was elected to the chamber as a candidate of the Liberal Party.",
            "Elena Marsh",
            "Person",
        ),
        ("She was born in Port Halden and studied there.", "Port Halden", "Place"),
    ],
)
def test_a_sure_label_is_a_vote(text: str, name: str, kind: str) -> None:
    doc = load()(text)
    start = text.index(name)
    span = doc.char_span(start, start + len(name))
    assert span is not None
    assert set(label_votes(doc, span.start, span.end)) == {kind}


def test_no_name_no_vote() -> None:
    doc = load()("the weather was fine all week")
    assert not label_votes(doc, 0, 3)


def test_words_have_no_groups_in_a_pipeline_with_other_vectors() -> None:
    table = np.zeros((7, 2), dtype=np.uint16)
    assert labeller.group_reader(table)(load()("election")[0]) == ()


def test_a_model_that_cannot_be_read_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "names.npz"
    broken.write_bytes(b"nothing of use")
    monkeypatch.setattr(labeller, "MODEL", broken)
    labeller._model.cache_clear()
    with pytest.raises(ModelError, match="labeller"):
        label_votes(load()("Elena Marsh spoke."), 0, 2)
    labeller._model.cache_clear()
