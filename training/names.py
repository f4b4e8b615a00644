"""Train the name labeller and measure it: `python training/names.py DATA [--parts]`.

DATA holds `train.txt` and `dev.txt` of CrossNER politics: a word and its label on a line, a blank line after
each sentence. The figures are of a model trained on `train.txt` alone; what is shipped is trained on both.
With `--parts` nothing is written; it prints what the figure is without each part.
Needs python-crfsuite, which the program itself does without.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.grammar import parse
from kg.extract.typing.chain import Chain
from kg.extract.typing.label_features import Features
from kg.extract.typing.labeller import GROUPS, MODEL, group_reader
from kg.extract.words import gazetteer, lexicon

SIZES = (32, 128, 512, 2048)
ROUNDS = 15
COPIES = 8  # each sentence once as it is, and so often with some of its features left out
LEFT_OUT = 0.3
PARAMETERS = {"c1": 0.2, "c2": 1.0, "max_iterations": 150, "feature.possible_transitions": True}
SEED = 1
PARSED_AGAIN = {"``": '"', "''": '"'}
NO_SPACE_BEFORE = {",", ".", ")", ";", ":", "?", "!", "'s", "'", "%", "n't"}
NO_SPACE_AFTER = {"(", "$"}
POLITICAL = {"PoliticalParty", "Election", "Legislature", "Chamber", "Government", "Country"}

PARTS = {
    "the groups of words": r"-?\dc\d=|R[ab]c=",
    "word lists and gazetteer": r"-?\dg=|R[kg]|Rparty|S|W[nr]=|L=",
    "what the sentence speaks of": r"S|W[nr]=|L=",
    "the runs of capitals": r"R",
    "the recogniser": r"-?\de=|E",
    "the parse": r"-?\dt=|tt|dep|h[dl]=",
    "words themselves": r"-?\dw=|lem|ww|E[lfba]=|R[wfba]=|hd|hl",
}

Tags = list[str]
Span = tuple[int, int, str]


def main(data: Path) -> None:
    """Write the groups of words and the model, and print the figures."""
    nlp = parse.load()
    GROUPS.parent.mkdir(exist_ok=True)
    np.save(GROUPS, word_groups(nlp))
    print(f"groups of words: {SIZES} of {len(nlp.vocab.vectors.data)} vectors")

    train, dev = read(data / "train.txt"), read(data / "dev.txt")
    describe = Features(lexicon.load(), gazetteer.load(), group_reader(np.load(GROUPS)))
    docs = parsed(nlp, train)
    start = time.process_time()
    dev_docs = parsed(nlp, dev)
    parse_time = time.process_time() - start
    gold = [tags for _, tags in dev]

    tagger = fit([describe.of(list(d)) for d in docs], [tags for _, tags in train])
    start = time.process_time()
    found = [tagger.tag(describe.of(list(d))) for d in dev_docs]
    tag_time = time.process_time() - start
    is_political = person_rule(docs, [tags for _, tags in train])
    split = [with_politicians(d, tags, is_political) for d, tags in zip(dev_docs, found, strict=True)]
    print(f"trained on {len(train)} sentences, measured on {len(dev)}:")
    report(gold, split)
    alone, together = len(dev) / tag_time, len(dev) / (tag_time + parse_time)
    print(f"sentences a second: {alone:.0f}, with the parse {together:.0f}")

    both = [*docs, *dev_docs]
    rows = [describe.of(list(d)) for d in both]
    tagger = fit(rows, [tags for _, tags in [*train, *dev]])
    chain = exported(tagger)
    chain.save(MODEL)
    print(f"shipped: trained on {len(both)} sentences, {MODEL.stat().st_size / 1e6:.1f} MB")
    print(f"its probabilities differ from the library's by at most {difference(chain, tagger, rows):.1e}")


def parts(data: Path) -> None:
    """Print the figure with each part left out in turn."""
    nlp = parse.load()
    train, dev = read(data / "train.txt"), read(data / "dev.txt")
    describe = Features(lexicon.load(), gazetteer.load(), group_reader(np.load(GROUPS)))
    docs, dev_docs = parsed(nlp, train), parsed(nlp, dev)
    tags, gold = [t for _, t in train], [t for _, t in dev]
    is_politician = person_rule(docs, tags)
    rows, dev_rows = ([describe.of(list(d)) for d in x] for x in (docs, dev_docs))

    def figure(pattern: str, *, copies: int = COPIES, rule: bool = True) -> float:
        left_out = re.compile(pattern)
        kept, dev_kept = (
            [[[f for f in row if not left_out.match(f)] for row in s] for s in x] for x in (rows, dev_rows)
        )
        tagger = fit(kept, tags, copies=copies, merged=rule)
        found = [tagger.tag(s) for s in dev_kept]
        if rule:
            found = [with_politicians(d, t, is_politician) for d, t in zip(dev_docs, found, strict=True)]
        return f1(gold, found)

    print(f"all parts                               {figure('$.'):.3f}")
    print(f"each sentence once, nothing left out    {figure('$.', copies=1):.3f}")
    print(f"politicians as a label of its own       {figure('$.', rule=False):.3f}")
    for part, pattern in PARTS.items():
        print(f"without {part:31} {figure(pattern):.3f}")


def f1(gold: list[Tags], found: list[Tags]) -> float:
    """Micro F1 by exact span and type."""
    pairs = [(spans(g), spans(f)) for g, f in zip(gold, found, strict=True)]
    return 2 * sum(len(g & f) for g, f in pairs) / sum(len(g) + len(f) for g, f in pairs)


def read(path: Path) -> list[tuple[list[str], Tags]]:
    """Sentences as words and labels."""
    out = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n")]
        out.append(([w for w, _ in rows], [t for _, t in rows]))
    return out


def parsed(nlp: Language, sentences: Iterable[tuple[list[str], Tags]]) -> list[Doc]:
    """Each sentence parsed, its words kept as they are."""

    def doc(words: Sequence[str]) -> Doc:
        words = [PARSED_AGAIN.get(w, w) for w in words]
        pairs = zip(words, [*words[1:], ""], strict=True)
        spaces = [a not in NO_SPACE_AFTER and b not in NO_SPACE_BEFORE for a, b in pairs]
        return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[True] + [False] * (len(words) - 1))

    return list(nlp.pipe(doc(words) for words, _ in sentences))


def word_groups(nlp: Language) -> np.ndarray:
    """For each vector the number of its group by k-means on the sphere, a column for each size."""
    vectors = nlp.vocab.vectors.data.astype(np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors / np.where(norms == 0, 1, norms)
    columns = []
    for size in SIZES:
        centres = vectors[np.random.default_rng(0).choice(len(vectors), size, replace=False)].copy()
        for _ in range(ROUNDS):
            nearest = (vectors @ centres.T).argmax(1)
            for group in range(size):
                members = vectors[nearest == group]
                if len(members):
                    centre = members.sum(0)
                    centres[group] = centre / np.linalg.norm(centre)
        columns.append((vectors @ centres.T).argmax(1))
    return np.stack(columns, axis=1).astype(np.uint16)


def fit(
    features: list[list[list[str]]], tags: list[Tags], *, copies: int = COPIES, merged: bool = True
) -> pycrfsuite.Tagger:
    """Train one model. `merged`: politicians are people; what divides them is the sentence, not the name."""
    chance = random.Random(SEED)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for copy in range(copies):
        for rows, labels in zip(features, tags, strict=True):
            kept = rows if not copy else [[f for f in row if chance.random() > LEFT_OUT] for row in rows]
            trainer.append(kept, [x.replace("politician", "person") if merged else x for x in labels])
    trainer.set_params(PARAMETERS)
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger.open(path)
    return tagger


def exported(tagger: pycrfsuite.Tagger) -> Chain:
    """The weights of a trained model, features without any left out."""
    info, labels = tagger.info(), sorted(tagger.labels())
    names = sorted({name for name, _ in info.state_features})
    row, column = ({n: i for i, n in enumerate(x)} for x in (names, labels))
    weights = np.zeros((len(names) + 1, len(labels)), dtype=np.float32)
    for (name, label), weight in info.state_features.items():
        weights[row[name], column[label]] = weight
    transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (before, label), weight in info.transitions.items():
        transitions[column[before], column[label]] = weight
    return Chain(tuple(labels), row, weights, transitions)


def difference(chain: Chain, tagger: pycrfsuite.Tagger, rows: list[list[list[str]]]) -> float:
    """How far apart the two are that read the same weights."""
    largest = 0.0
    for sentence, ours in zip(rows, chain.marginals(rows), strict=True):
        tagger.set(sentence)
        theirs = [[tagger.marginal(y, i) for y in chain.labels] for i in range(len(sentence))]
        largest = max(largest, float(np.abs(ours - np.array(theirs)).max()))
    return largest


def person_rule(docs: list[Doc], tags: list[Tags]) -> Callable[[Doc, int, int], bool]:
    """Whether a person is a politician, by what the sentence speaks of.

    A logistic regression over seven facts of the sentence in which both kinds weigh alike: the training
    sentences hold 359 politicians and 14 other people, and a model that sees their names learns those alone.
    """
    rows, outcome = [], []
    for doc, labels in zip(docs, tags, strict=True):
        for start, end, kind in sorted(spans(labels)):
            if kind in {"person", "politician"}:
                rows.append(_politics(doc, start, end))
                outcome.append(kind == "politician")
    x, y = np.array(rows), np.array(outcome, dtype=float)
    weight = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    b = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ b))
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + 5 * np.eye(len(b))
        b -= np.linalg.solve(curve, x.T @ (weight * (p - y)) + 5 * b)
    return lambda doc, start, end: bool(np.array(_politics(doc, start, end)) @ b >= 0)


def _politics(doc: Doc, start: int, end: int) -> list[float]:
    words = lexicon.load()

    def listed(token: Token, entries: object) -> str | None:
        assert isinstance(entries, dict)
        return entries.get(token.lower_) or entries.get(token.lemma_.lower())

    count = min(3, sum(listed(t, words.nouns) in POLITICAL for t in doc))
    office = [listed(t, words.roles) is not None for t in doc]
    near = any(office[max(0, start - 4) : start]) or any(office[end : end + 5])
    return [1.0, *(float(count == n) for n in range(4)), float(any(office)), float(near)]


def with_politicians(doc: Doc, tags: Tags, is_politician: Callable[[Doc, int, int], bool]) -> Tags:
    """The labels with people divided into politicians and others."""
    out = list(tags)
    for start, end, kind in spans(tags):
        if kind == "person" and is_politician(doc, start, end):
            out[start:end] = [t.replace("person", "politician") for t in tags[start:end]]
    return out


def spans(tags: Tags) -> set[Span]:
    """Labelled spans of one sentence."""
    out: set[Span] = set()
    start: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag[0] != "I" or tag[2:] != tags[start][2:]):
            out.add((start, i, tags[start][2:]))
            start = None
        if tag != "O" and start is None:
            start = i
    return out


def report(gold: list[Tags], found: list[Tags]) -> None:
    """Print precision, recall and F1 by exact span and type, in all and for each label."""
    hit: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for expected, actual in zip(map(spans, gold), map(spans, found), strict=True):
        hit.update(k for _, _, k in expected & actual)
        wanted.update(k for _, _, k in expected)
        given.update(k for _, _, k in actual)
    for kind in [*sorted(wanted), "all"]:
        h, w, g = (c.total() if kind == "all" else c[kind] for c in (hit, wanted, given))
        print(f"  {kind:15} P {h / max(1, g):.3f} R {h / w:.3f} F1 {2 * h / (w + g):.3f}  ({w})")


if __name__ == "__main__":
    (parts if "--parts" in sys.argv else main)(Path(sys.argv[1]))
