"""`kg eval` gives the figures of the exchange format's own scorer, and explains them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluation import GoldArticle, Scores, read_gold, score
from kg.evaluation.calibration import calibration
from kg.evaluation.frames import check
from kg.evaluation.report import as_data, as_text
from kg.extract import extract
from kg.intake import read
from kg.interchange import to_facts

ARTICLES = ("seed", "a1", "a3")


@pytest.fixture(scope="module")
def predicted(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real extractions of some gold articles, and of one nothing."""
    folder = tmp_path_factory.mktemp("predicted")
    for name in ARTICLES:
        gold = read_gold(shared / "gold" / f"{name}.json")
        facts = to_facts(extract(read(gold.text.encode(), published=gold.published)))
        (folder / f"{name}.json").write_text(json.dumps(facts), "utf-8")
    return folder


@pytest.fixture(scope="module")
def gold(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gold")
    for name in ARTICLES:
        (folder / f"{name}.json").write_text((shared / "gold" / f"{name}.json").read_text("utf-8"), "utf-8")
    return folder


def _peer(shared: Path, gold: Path, predicted: Path) -> dict[str, Any]:
    scorer = shared / "score" / "score_facts.py"
    command = [sys.executable, str(scorer), str(gold), str(predicted), "--json"]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _scores(gold: Path, predicted: Path) -> Scores:
    return Scores(
        tuple(score(read_gold(p), read_gold(predicted / p.name)) for p in sorted(gold.glob("*.json")))
    )


def _agree(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    for group in ("facts", "entities"):
        for figure in ("precision", "recall", "f1"):
            assert mine[group][figure] == pytest.approx(theirs[group][figure], abs=1e-4)
    for mine_name, their_name in (
        ("attribution", "attribution"),
        ("status", "status"),
        ("when", "when"),
        ("evidence", "evidence"),
        ("spans", "spans_in_text"),
    ):
        assert mine[mine_name] == pytest.approx(theirs[their_name], abs=1e-4)
    assert (mine["leaks"], mine["leakable"]) == (theirs["leaks"], theirs["leakable"])


def test_the_figures_are_those_of_the_formats_scorer(shared: Path, gold: Path, predicted: Path) -> None:
    _agree(as_data(_scores(gold, predicted)), _peer(shared, gold, predicted))


@settings(max_examples=12, deadline=None)
@given(number=st.integers(0, 2**32))
def test_they_are_so_for_any_prediction(shared: Path, gold: Path, predicted: Path, number: int) -> None:
    seed, folder = random.Random(number), predicted.parent / f"mixed-{number}"
    folder.mkdir(exist_ok=True)
    for path in predicted.glob("*.json"):
        data = json.loads(path.read_text("utf-8"))
        names = [e["id"] for e in data["entities"]]
        for fact in data["facts"]:
            change = seed.choice(["subject", "object", "status", "predicate", "when", None, None, None])
            if change in {"subject", "object"}:
                fact[change] = seed.choice([*names, None])
            elif change == "status":
                fact["status"] = seed.choice(["asserted", "alleged", "planned"])
            elif change == "predicate":
                fact["predicate"] = seed.choice(["opposes", "leads", "holdsOffice", "voteShare"])
            elif change == "when":
                fact["when"] = seed.choice([None, "2012", "2012-01"])
        data["facts"] = seed.sample(data["facts"], len(data["facts"]) * 3 // 4)
        (folder / path.name).write_text(json.dumps(data), "utf-8")
    _agree(as_data(_scores(gold, folder)), _peer(shared, gold, folder))


def test_the_gold_agrees_with_itself(gold: Path) -> None:
    for path in gold.glob("*.json"):
        article = read_gold(path)
        found = score(article, replace(article, optional=()))
        assert found.facts.f1 == 1.0
        assert found.misses == found.extras == ()


def test_every_miss_and_extra_is_shown_in_its_sentence(gold: Path, predicted: Path) -> None:
    scores = _scores(gold, predicted)
    articles: dict[str, GoldArticle] = {a.id: a for a in map(read_gold, sorted(gold.glob("*.json")))}
    text = as_text(scores, articles, misses=True, details=True)
    for article in scores.articles:
        assert text.count("    missed ") == sum(len(a.misses) for a in scores.articles)
        for fact in (*article.misses, *article.extras):
            assert fact.quote.split("\n")[0] in text


def test_a_file_that_is_no_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{"id": 1}', "utf-8")
    with pytest.raises(InputError, match=r"broken\.json: this is no annotated article"):
        read_gold(path)


def test_confidence_that_is_always_true_to_the_outcome_has_no_error() -> None:
    measured = calibration([(1.0, True), (0.0, False)])
    assert measured is not None
    assert (measured.error, measured.brier) == (0.0, 0.0)


def test_overconfidence_shows() -> None:
    measured = calibration([(0.95, True), (0.95, False)])
    assert measured is not None
    assert measured.error == pytest.approx(0.45)
    assert measured.bins[0].count == 2


def test_frames_that_fire_and_make_a_claim_are_not_listed_as_silent() -> None:
    report = check([read(b"The ministry suspended the Green Party on Monday.")])
    assert report.articles == 1
    assert not any(row.startswith("suspends (verb suspend") for row in (*report.silent, *report.barren))
    assert any(row.startswith("deniesRegistrationTo") for row in report.silent)


def test_frames_do_not_contradict_each_other_on_the_gold(shared: Path) -> None:
    articles = [read(read_gold(shared / "gold" / f"{n}.json").text.encode()) for n in ARTICLES]
    assert check(articles).contradictions == ()
