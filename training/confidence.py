"""Learns how often claims are right: `python training/confidence.py GOLD_DIR...`.

Writes `kg/extract/confidence.json` and prints, by ten-fold cross-validation over articles, how well the
confidences agree with the outcomes. The same articles give the same file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg import read, to_facts
from kg.evaluation import read_gold, score
from kg.evaluation.calibration import calibration
from kg.evaluation.gold import from_exchange
from kg.extract.confidence import features
from kg.extract.pipeline import extract

OUT = Path(__file__).parent.parent / "kg" / "extract" / "confidence.json"
PENALTY = 2.0
ROUNDS = 50

Example = tuple[int, frozenset[str], bool]
Vector = NDArray[np.float64]


def main(folders: Sequence[Path]) -> int:
    """Learn from all annotated articles of the folders."""
    paths = [p for folder in folders for p in sorted(folder.glob("*.json"))]
    examples = [e for number, path in enumerate(paths) for e in judged(number, path)]
    names = sorted({f for _, found, _ in examples for f in found})
    guesses: list[tuple[float, bool]] = []
    for fold in range(10):
        held = [e for e in examples if e[0] % 10 == fold]
        weights = fit([e for e in examples if e[0] % 10 != fold], names)
        guesses += [(probability(weights, names, found), right) for _, found, right in held]
    measured = calibration(guesses)
    right = sum(r for *_, r in examples)
    print(f"{len(paths)} articles, {len(examples)} claims, {right} right ({right / len(examples):.3f})")
    if measured is not None:
        print(f"cross-validated: calibration error {measured.error:.3f}, Brier score {measured.brier:.3f}")
        for b in measured.bins:
            print(f"  {b.low:.1f}–{b.high:.1f}  {b.count:4} said {b.confidence:.2f}, right {b.right:.2f}")
    weights = fit(examples, names)
    table = {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= 0.0005}
    data = {"claims": len(examples), "right": right, "weights": table}
    OUT.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


def judged(number: int, path: Path) -> list[Example]:
    """The claims of one article and whether the gold has each."""
    gold = read_gold(path)
    extraction = extract(read(gold.text.encode(), published=gold.published))
    facts = to_facts(extraction)
    result = score(gold, from_exchange(facts))
    outcome = {(f.quote, f.subject, f.predicate, f.object, str(f.value)): right for f, right in result.judged}
    entities = {e.id: e for e in extraction.entities}
    examples = []
    for claim in extraction.claims:
        number_text = None if claim.quantity is None else str(claim.quantity.number)
        value = claim.value if claim.value is not None else number_text
        key = (claim.evidence.exact, claim.subject, claim.predicate, claim.object, str(value))
        if key in outcome:
            examples.append((number, frozenset(features(claim, entities)), outcome[key]))
    return examples


def fit(examples: Sequence[Example], names: Sequence[str]) -> Vector:
    """Weights by Newton's method on the penalised likelihood."""
    index = {n: i for i, n in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    for row, (_, found, _) in enumerate(examples):
        matrix[row, [index[f] for f in found]] = 1.0
    target = np.array([right for *_, right in examples], dtype=np.float64)
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        guess = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (target - guess) - PENALTY * weights
        curvature = (matrix.T * (guess * (1 - guess))) @ matrix + PENALTY * np.eye(len(names))
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def probability(weights: Vector, names: Sequence[str], found: frozenset[str]) -> float:
    """The learnt probability that a claim with these features is right."""
    total = sum(w for w, n in zip(weights, names, strict=True) if n in found)
    return float(1 / (1 + np.exp(-total)))


if __name__ == "__main__":
    raise SystemExit(main([Path(a) for a in sys.argv[1:]]))
