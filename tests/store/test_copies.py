"""A store asked again and again answers from a copy in memory, and never with what is no longer so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.copies import WORTHWHILE
from kg.graph import Graph
from kg.queries import library
from tests.made import extraction, hostile, store_of

OFTEN = WORTHWHILE + 2


@pytest.fixture(params=["in memory", "on disk"])
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Graph]:
    with Graph.open(tmp_path / "store" if request.param == "on disk" else None) as opened:
        opened.add(extraction())
        opened.materialize()
        yield opened


@pytest.mark.parametrize("name", sorted(library()))
def test_the_same_question_has_the_same_answer_however_often_it_is_asked(name: str) -> None:
    graph = Graph(store_of(extraction()))
    assert len({graph.query(name).rows for _ in range(OFTEN)}) == 1


def test_what_comes_and_goes_between_two_questions_is_in_the_answer(graph: Graph) -> None:
    def titles() -> set[str | None]:
        for _ in range(OFTEN):
            found = {row["id"] for row in graph.query("documents").records()}
        return found

    assert titles() == {"made-article"}
    graph.add(hostile())
    assert titles() == {"made-article", "hostile"}
    graph.retract("made-article")
    assert titles() == {"hostile"}


def test_each_view_has_its_own_answers(graph: Graph) -> None:
    for _ in range(OFTEN):
        assert len(graph.query("loyalty").rows) == 1
        assert graph.query("loyalty", view="strict").rows == ()


def test_a_question_about_one_graph_is_asked_of_that_graph(graph: Graph) -> None:
    for _ in range(OFTEN):
        found = graph.query("SELECT DISTINCT ?g { ?c a pol:Claim . GRAPH ?g { ?c a pol:Claim } }")
        assert [row["g"] for row in found.records()] == ["doc:made-article"]


def test_what_two_documents_say_alike_is_counted_once(graph: Graph) -> None:
    alike = extraction()
    graph.add(replace(alike, article=replace(alike.article, id="again"), claims=()))
    graph.materialize()
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert len({graph.query(count).rows for _ in range(OFTEN)}) == 1
