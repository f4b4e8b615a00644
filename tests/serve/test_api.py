"""The named queries over HTTP."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.queries import library
from tests import made
from tests.serve.running import Server, problem

PEOPLE = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_the_queries_are_listed(server: Server) -> None:
    listed = {q["name"]: q for q in server.ask("/api/queries").json()["queries"]}
    assert set(listed) == set(library())
    assert listed["actor-record"]["parameters"][0]["name"] == "actor"
    assert all(q["question"] for q in listed.values())


def test_every_query_answers_as_the_library_does(server: Server, filled_store: Path) -> None:
    with Graph.open(None) as graph:
        graph.add(made.extraction())
        graph.add(made.hostile())
        for name in library():
            for view in ("reported", "strict"):
                told = server.ask(f"/api/queries/{name}", view=view, evidence="true").json()
                result = graph.query(name, view=view, evidence=True)
                assert told["columns"] == list(result.variables)
                rows = [
                    {v: None if t is None else t.value for v, t in zip(result.variables, row, strict=True)}
                    for row in result.rows
                ]
                assert told["rows"] == rows, name


def test_an_answer_in_each_form(server: Server) -> None:
    told = server.ask("/api/queries/loyalty")
    assert told.headers["content-type"] == "application/json"
    (row,) = told.json()["rows"]
    assert (row["actor"], row["leader"], row["status"]) == ("Party A", "Ms. X", "considered")
    table = server.ask("/api/queries/loyalty", headers={"Accept": "text/csv"}).text
    assert next(csv.DictReader(io.StringIO(table)))["actor"] == "Party A"
    results = server.ask("/api/queries/loyalty", headers={"Accept": "application/sparql-results+json"})
    assert results.rows()[0]["actor"] == "Party A"
    page = server.ask("/api/queries/loyalty", headers=PEOPLE, evidence="true").text
    assert made.SENTENCES[0] in page
    assert "considered" in page


def test_parameters_are_bound_as_terms(server: Server) -> None:
    def who(actor: str) -> set[str]:
        rows = server.ask("/api/queries/actor-record", actor=actor).json()["rows"]
        return {r["who"] for r in rows}

    assert who("Ms. X") == {"Ms. X"}
    assert who("nobody") == set()
    assert who('") . ?claim a ?x . #') == set()
    assert who('x" } } UNION { { SELECT * { ?s ?p ?o } } #\\') == set()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/queries/loyalt", 404),
        ("/api/queries/..%2f..%2fetc", 404),
        ("/api/queries/loyalty?nothing=1", 400),
        ("/api/queries/loyalty?view=x", 400),
        ("/api/queries/loyalty?view=", 400),
        ("/api/queries/loyalty?evidence=maybe", 400),
        ("/api/queries/actor-record?actor=a&actor=b", 400),
        ("/api/queries/younger-than-document?from=yesterday", 400),
        ("/api/queries/actor-record?actor=%ff", 400),
        ("/api/queries/loyalty?as_of=soon", 400),
        ("/api/queries/loyalty?as_of=", 400),
        ("/api/queries/loyalty?known_on=2011-02-30", 400),
        ("/api/queries/loyalty?known_on=2011-04-02&known_on=2011-04-03", 400),
    ],
)
def test_what_cannot_be_answered_says_why(server: Server, path: str, status: int) -> None:
    assert problem(server.ask(path), status)


def test_either_clock_changes_the_answer(server: Server) -> None:
    """The article is of April 2, 2011, and speaks of a suspension in March."""

    def parties(query: str, **clocks: str) -> list[str]:
        told = server.ask(f"/api/queries/{query}", **clocks).json()
        assert {c: told[c] for c in ("as_of", "known_on")} == {"as_of": None, "known_on": None, **clocks}
        return sorted({row["party"] for row in told["rows"]})

    assert parties("suspensions") == ["Party B"]
    assert parties("suspensions", as_of="2011-02-28") == []
    assert parties("suspensions", as_of="2011-03-01") == ["Party B"]
    assert parties("suspensions", known_on="2011-04-01") == []
    assert parties("suspensions", known_on="2011-04-02") == ["Party B"]
    assert parties("suspensions", known_on="2011-04-02", as_of="2011-02-28") == []
    assert parties("suspensions") == ["Party B"], "the store itself is as it was"


def test_a_time_once_asked_answers_all_its_days_and_questions(server: Server) -> None:
    def rows(query: str, **clocks: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = server.ask(f"/api/queries/{query}", **clocks).json()["rows"]
        return found

    first = rows("statements", as_of="2010-05-01")
    assert rows("statements", as_of="2011-02-03") == rows("statements", as_of="2010-05-01") == first
    assert len(first) < len(rows("statements"))
    assert rows("statements", as_of="2031-01-01") == rows("statements")
    assert rows("statements", as_of="2010-05-01", view="strict") == first


def test_clocks_answer_as_the_library_does(server: Server) -> None:
    days = {"as_of": dt.date(2011, 2, 28), "known_on": dt.date(2011, 4, 2)}
    with Graph.open(None) as graph:
        graph.add(made.extraction())
        graph.add(made.hostile())
        for name in library():
            told = server.ask(
                f"/api/queries/{name}", view="strict", **{c: d.isoformat() for c, d in days.items()}
            )
            result = graph.query(name, view="strict", **days)
            values = [[None if t is None else t.value for t in row] for row in result.rows]
            assert [list(row.values()) for row in told.json()["rows"]] == values, name


def test_an_answer_of_a_day_has_a_tag_of_its_own(server: Server) -> None:
    tags = {
        server.ask("/api/queries/loyalty", **clocks).headers["etag"]
        for clocks in ({}, {"as_of": "2011-04-02"}, {"known_on": "2011-04-02"}, {"known_on": "20110402"})
    }
    assert len(tags) == 3, "one day is one question, however it is written"


def test_a_page_says_and_keeps_what_was_asked(server: Server) -> None:
    page = server.ask(
        "/api/queries/actor-record", headers=PEOPLE, actor="Ms. X", view="strict", known_on="2011-04-02"
    ).text
    assert "view: strict, known on 2011-04-02" in page
    assert "?actor=Ms.+X&amp;view=strict&amp;known_on=2011-04-02&amp;format=csv" in page


def test_an_answer_is_not_sent_twice(server: Server) -> None:
    first = server.ask("/api/queries/loyalty")
    again = server.ask("/api/queries/loyalty", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_the_openapi_document_tells_of_every_query(server: Server) -> None:
    document = server.ask("/api/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    for name, query in library().items():
        told = document["paths"][f"/api/queries/{name}"]["get"]
        names = {p["name"] for p in told["parameters"]}
        assert {p.name for p in query.parameters} <= names
        assert {"view", "evidence", "as_of", "known_on"} <= names
    assert "/documents" not in document["paths"], "what is off is not told of"
    assert server.address.rstrip("/") == document["servers"][0]["url"]
