"""Nothing in the program or the ontology knows the packaged article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT

SUFFIXES = {".py", ".ttl", ".toml", ".rq", ".js", ".css", ".html"}
GENERIC = {"parliament", "election officials", "press conference in"}


def _names(shared: Path) -> list[str]:
    """Every name that the gold has for an actor, place, election or event of the article."""
    gold = json.loads((shared / "gold" / "seed.json").read_text("utf-8"))
    names = {n for e in gold["entities"] if not e.get("optional") for n in [e["name"], *e["mentions"]]}
    return sorted(n for n in names if any(c.isupper() for c in n) and n.lower() not in GENERIC)


def _files(folder: str) -> list[Path]:
    found = [p for p in (ROOT / folder).rglob("*") if p.suffix in SUFFIXES and "node_modules" not in p.parts]
    assert found
    return found


@pytest.mark.parametrize("folder", ["kg", "ontology"])
def test_no_name_of_the_article_occurs(shared: Path, folder: str) -> None:
    names = _names(shared)
    assert len(names) > 30
    hits = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in _files(folder)
        for text in [path.read_text("utf-8")]
        for name in names
        if name in text
    ]
    assert hits == []


@pytest.mark.parametrize("folder", ["kg", "ontology", "queries"])
def test_no_sentence_of_the_article_occurs(shared: Path, folder: str) -> None:
    gold = json.loads((shared / "gold" / "seed.json").read_text("utf-8"))
    pieces = {f["quote"][:40] for f in gold["facts"]}
    assert [p for path in _files(folder) for p in pieces if p in path.read_text("utf-8")] == []


def test_queries_name_nobody_but_in_the_answer_of_their_header(shared: Path) -> None:
    names = _names(shared)
    for path in _files("queries"):
        body = "\n".join(x for x in path.read_text("utf-8").splitlines() if not x.startswith("#"))
        assert [n for n in names if n in body] == []
