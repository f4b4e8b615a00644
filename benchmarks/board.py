"""The board of extraction: `python benchmarks/board.py ../shared > docs/board.md`.

Scores every set of annotated articles, with all parts of extraction and without each, and runs one set five
times under different hash seeds to see whether anything changes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import read, to_facts
from kg.ablation import Part
from kg.evaluation import Scores, read_gold, score
from kg.evaluation.gold import from_exchange
from kg.evaluation.report import DETAILS, calibrated, constructions
from kg.extract.pipeline import extract

SETS = {
    "the packaged article": ("gold", ("seed",)),
    "development": ("gold", ("seed", "a1", "a2", "a3", "thailand_raksachart_2019")),
    "kept for scoring": ("gold", ("a4", "a5", "a6", "belarus_rally_2020")),
    "constructions": ("gold_snippets", ("*",)),
}
RUNS = 5


def main(shared: Path) -> int:
    """Print the board as Markdown."""
    print("# The board\n")
    print("How right extraction is on annotated articles, printed by `make board`.")
    print("No rule was written on the set kept for scoring: it tells what to expect of unseen articles.\n")
    print("| set | articles | P | R | F1 | entities F1 | " + " | ".join(DETAILS) + " | leaks |")
    print("|---" * (7 + len(DETAILS)) + "|")
    whole = {name: scores(_files(shared, name), ()) for name in SETS}
    for name, result in whole.items():
        print(row(name, result))
    print("\n## What each part adds\n")
    print("| set | without | P | R | F1 | entities F1 |")
    print("|---|---|---|---|---|---|")
    for name in ("development", "kept for scoring", "constructions"):
        print(ablation(name, "nothing", whole[name]))
        for part in Part:
            print(ablation(name, part.value, scores(_files(shared, name), (part,))))
    for name in ("development", "kept for scoring"):
        print(f"\n## By relation: {name}\n")
        print("| relation | gold | stated | right | P | R | F1 |")
        print("|---|---|---|---|---|---|---|")
        for relation, c in whole[name].relations.items():
            figures = f"{c.precision:.2f} | {c.recall:.2f} | {c.f1:.2f}"
            print(f"| {relation} | {c.gold} | {c.predicted} | {c.hit} | {figures} |")
    print("\n## By construction: kept for scoring\n")
    print("| construction | stated | right | P |")
    print("|---|---|---|---|")
    for construction, c in constructions(whole["kept for scoring"]).items():
        print(f"| {construction} | {c.predicted} | {c.hit} | {c.precision:.2f} |")
    print("\n## Confidence: kept for scoring\n")
    print("\n".join(confidence(whole["kept for scoring"])))
    print("\n## Stability\n")
    same = len({_run(shared / "gold_snippets", seed) for seed in range(RUNS)}) == 1
    print(f"{RUNS} runs of the constructions in new processes, each with another hash seed: ", end="")
    print("the same report, character by character." if same else "THE REPORTS DIFFER.")
    return 0 if same else 1


def _files(shared: Path, name: str) -> list[Path]:
    folder, stems = SETS[name]
    return sorted(p for stem in stems for p in (shared / folder).glob(f"{stem}.json"))


def scores(paths: Sequence[Path], without: Sequence[Part]) -> Scores:
    """Extract the articles anew, without some parts, and score them."""
    results = []
    for path in paths:
        gold = read_gold(path)
        page = read(gold.text.encode(), published=gold.published)
        results.append(score(gold, from_exchange(to_facts(extract(page, without=without)))))
    return Scores(tuple(results))


def row(name: str, result: Scores) -> str:
    """All figures of a set."""
    f, leaks = result.facts, result.detail("leaks")
    details = " | ".join(f"{result.detail(d).recall:.2f}" for d in DETAILS)
    facts = f"{f.precision:.2f} | {f.recall:.2f} | {f.f1:.2f} | {result.entities.f1:.2f}"
    return f"| {name} | {len(result.articles)} | {facts} | {details} | {leaks.hit} of {leaks.gold} |"


def ablation(name: str, part: str, result: Scores) -> str:
    """The figures of a set without a part."""
    f = result.facts
    return f"| {name} | {part} | {f.precision:.2f} | {f.recall:.2f} | {f.f1:.2f} | {result.entities.f1:.2f} |"


def confidence(result: Scores) -> Iterator[str]:
    """Whether claims are right as often as they say."""
    measured = calibrated(result)
    if measured is None:
        yield "No claim has one."
        return
    yield f"Calibration error {measured.error:.3f}, Brier score {measured.brier:.3f}.\n"
    yield "| confidence | claims | said | right |"
    yield "|---|---|---|---|"
    for b in measured.bins:
        yield f"| {b.low:.1f}–{b.high:.1f} | {b.count} | {b.confidence:.2f} | {b.right:.2f} |"


def _run(gold: Path, seed: int) -> str:
    command = [sys.executable, "-m", "kg", "eval", str(gold), "--details", "--misses", "--quiet"]
    variables = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, env=variables, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
