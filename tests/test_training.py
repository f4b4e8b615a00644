"""The name labeller trained anew, on the training sentences alone."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from kg.extract.grammar.parse import load
from kg.extract.typing.label_features import Features
from kg.extract.typing.labeller import GROUPS, group_reader
from kg.extract.words import gazetteer, lexicon
from tests.conftest import ROOT


def _training() -> ModuleType:
    spec = importlib.util.spec_from_file_location("training_names", ROOT / "training" / "names.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_labeller_reaches_its_figure_and_its_speed(shared: Path) -> None:
    training, nlp = _training(), load()
    data = shared / "data" / "crossner_politics"
    train, dev = training.read(data / "train.txt"), training.read(data / "dev.txt")
    docs = training.parsed(nlp, train)
    describe = Features(lexicon.load(), gazetteer.load(), group_reader(np.load(GROUPS)))
    tagger = training.fit([describe.of(list(d)) for d in docs], [tags for _, tags in train])
    is_politician = training.person_rule(docs, [tags for _, tags in train])

    start = time.process_time()
    dev_docs = training.parsed(nlp, dev)
    found = [training.with_politicians(d, tagger.tag(describe.of(list(d))), is_politician) for d in dev_docs]
    seconds = time.process_time() - start

    pairs = [(training.spans(g), training.spans(f)) for (_, g), f in zip(dev, found, strict=True)]
    hit = sum(len(g & f) for g, f in pairs)
    assert 2 * hit / sum(len(g) + len(f) for g, f in pairs) >= 0.70
    assert len(dev) / seconds >= 100
