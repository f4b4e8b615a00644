"""Extraction against gold facts, by the gold's own scorer."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.intake import read
from kg.interchange import to_facts


def _score(
    shared: Path, gold: list[Path], folder: Path, pages: dict[str, Path] | None = None
) -> dict[str, Any]:
    """Extract each gold file's text (or its raw page) and run the scorer over the lot."""
    (folder / "gold").mkdir()
    (folder / "predicted").mkdir()
    for path in gold:
        data = json.loads(path.read_text("utf-8"))
        page = (pages or {}).get(path.stem)
        published = data["source"].get("published")
        article = (
            read(page)
            if page
            else read(
                data["text"].encode(), published=dt.date.fromisoformat(published) if published else None
            )
        )
        facts = to_facts(extract(article))
        (folder / "predicted" / path.name).write_text(json.dumps(facts), "utf-8")
        (folder / "gold" / path.name).write_text(path.read_text("utf-8"), "utf-8")
    scorer = shared / "score" / "score_facts.py"
    out = subprocess.run(
        [sys.executable, str(scorer), str(folder / "gold"), str(folder / "predicted"), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(out.stdout))


@pytest.fixture(scope="module")
def seed_score(shared: Path, seed_page: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return _score(
        shared, [shared / "gold" / "seed.json"], tmp_path_factory.mktemp("seed"), pages={"seed": seed_page}
    )


def test_facts_of_the_seed_page(seed_score: dict[str, Any]) -> None:
    assert seed_score["facts"]["f1"] >= 0.93
    assert seed_score["facts"]["precision"] >= 0.93


def test_attribution_and_status_of_the_seed_page(seed_score: dict[str, Any]) -> None:
    assert seed_score["attribution"] >= 0.93
    assert seed_score["status"] >= 0.95


def test_nothing_alleged_planned_or_denied_on_the_seed_page_is_stated_as_fact(
    seed_score: dict[str, Any],
) -> None:
    assert seed_score["leaks"] == 0


def test_every_quote_of_the_seed_page_is_in_its_text(seed_score: dict[str, Any]) -> None:
    assert seed_score["spans_in_text"] == 1.0


def test_constructions(shared: Path, tmp_path: Path) -> None:
    score = _score(shared, sorted((shared / "gold_snippets").glob("*.json")), tmp_path)
    assert score["leaks"] == 0
    assert score["facts"]["f1"] >= 0.86


def test_articles_never_leak_and_always_quote(shared: Path, tmp_path: Path) -> None:
    score = _score(shared, sorted((shared / "gold").glob("*.json")), tmp_path)
    assert score["leaks"] == 0
    assert score["spans_in_text"] == 1.0
    assert score["facts"]["precision"] >= 0.83
    assert score["facts"]["recall"] >= 0.55
    assert score["entities"]["f1"] >= 0.83
    assert score["attribution"] >= 0.93
    assert score["when"] >= 0.90
