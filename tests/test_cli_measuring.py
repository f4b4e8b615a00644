"""`kg eval` and `kg frames check`, run as a user does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import kg


@pytest.fixture
def gold(shared: Path, tmp_path: Path) -> Path:
    for name in ("c01", "c05"):
        text = (shared / "gold_snippets" / f"{name}.json").read_text("utf-8")
        (tmp_path / f"{name}.json").write_text(text, "utf-8")
    return tmp_path


def test_eval_prints_a_line_an_article_and_the_sums(gold: Path) -> None:
    done = kg("eval", str(gold))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["c01", "c05", "facts", "entities", "attribution"]
    assert "leaks 0 of " in lines[-1]


def test_eval_in_json_counts_given_predictions(gold: Path, tmp_path: Path) -> None:
    predicted = tmp_path / "predicted"
    predicted.mkdir()
    (predicted / "c01.json").write_text((gold / "c01.json").read_text("utf-8"), "utf-8")
    done = kg("eval", str(gold), "--predicted", str(predicted), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "c05.json: not there; counted as empty" in done.stderr
    figures = json.loads(done.stdout)
    assert figures["facts"]["precision"] == 1.0
    assert 0 < figures["facts"]["recall"] < 1
    assert figures["by_article"]["c05"]["hit"] == 0


def test_eval_of_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    done = kg("eval", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.strip().endswith("there is no annotated article here; give a folder of .json")


def test_frames_check_lists_what_the_corpus_does_not_reach(gold: Path) -> None:
    done = kg("frames", "check", str(gold))
    assert done.returncode == 0, done.stderr
    assert "never set off (" in done.stdout
    assert "contradict each other (0)" in done.stdout
    assert "frames on 2 articles: " in done.stderr
