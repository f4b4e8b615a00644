"""Named queries, their parameters, and the forms of an answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph import Graph
from kg.queries import library, parse, run
from kg.queries.binding import bind


@pytest.fixture(scope="module")
def graph(seed_page: Path) -> Iterator[Graph]:
    with Graph.open() as opened:
        opened.build(seed_page)
        yield opened


def test_there_are_at_least_25_named_queries() -> None:
    assert len(library()) >= 25


@pytest.mark.parametrize("name", sorted(library()))
def test_each_says_what_it_asks_and_what_the_seed_answers(name: str) -> None:
    query = library()[name]
    assert query.title
    assert query.question.endswith("?")
    assert query.tags
    assert query.expected


@pytest.mark.parametrize("name", sorted(library()))
def test_each_parameter_has_its_place_in_the_text(name: str) -> None:
    query = library()[name]
    given = {"string": "x", "date": "2012-01-01"}
    assert bind(query, {p.name: given[p.type] for p in query.parameters})


@pytest.mark.parametrize("name", sorted(library()))
def test_each_names_nobody(name: str, shared: Path) -> None:
    body = "\n".join(line for line in library()[name].text.splitlines() if not line.startswith("#"))
    gold = json.loads((shared / "gold" / "seed.json").read_text("utf-8"))
    assert not [e["name"] for e in gold["entities"] if e["name"] in body]


def test_a_parameter_narrows_the_answer(graph: Graph) -> None:
    everybody = graph.query("offices").records()
    one = graph.query("offices", actor="soares").records()
    assert 0 < len(one) < len(everybody)
    assert {r["person"] for r in one} == {"Joao Soares"}


def test_dates_bound_what_was_known(graph: Graph) -> None:
    assert graph.query("changes", to="2012-01-15").rows == ()
    assert graph.query("changes", **{"from": "2012-01-15"}).rows


@given(st.text(max_size=60))
def test_a_value_never_ends_its_literal(value: str) -> None:
    value = value.encode("utf-8", "ignore").decode()
    text = bind(library()["offices"], {"actor": value})
    start = text.index("VALUES ?actor {") + len("VALUES ?actor {")
    literal = text[start : text.index("}\n  { SELECT", start)].strip()
    graph = rdflib.Graph().parse(data=f"<urn:s> <urn:p> {literal} .", format="turtle")
    assert [str(o) for o in graph.objects()] == [value]


def test_an_injected_query_finds_nothing(graph: Graph) -> None:
    assert graph.query("offices", actor='" } UNION { ?s ?p ?o } #').rows == ()


@pytest.mark.parametrize(
    ("name", "params", "words"),
    [
        ("loyality", {}, "did you mean loyalty"),
        ("nothing-like-it", {}, "kg queries"),
        ("offices", {"acter": "x"}, "did you mean 'actor'"),
        ("loyalty", {"actor": "x"}, "takes no parameters"),
        ("changes", {"from": "yesterday"}, "no date"),
        ("SELECT ?x WHERE { ?x a ", {}, "line 1"),
        ("", {}, "empty"),
    ],
)
def test_what_cannot_be_asked_says_why(graph: Graph, name: str, params: dict[str, str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        run(graph.store, name, params=params)


def test_updates_are_refused(graph: Graph) -> None:
    with pytest.raises(QueryError):
        run(graph.store, "DELETE WHERE { ?s ?p ?o }")


def test_csv_is_read_back(graph: Graph) -> None:
    rows = list(csv.DictReader(io.StringIO(graph.query("loyalty").write("csv"))))
    assert {r["status"] for r in rows} == {"considered", "asserted"}


def test_json_is_in_the_standard_results_form(graph: Graph) -> None:
    result = graph.query("vote-shares")
    data = json.loads(result.write("json"))
    assert data["head"]["vars"] == list(result.variables)
    assert len(data["results"]["bindings"]) == len(result.rows)
    assert data["results"]["bindings"][0]["percent"]["datatype"].endswith("decimal")


def test_tsv_writes_terms(graph: Graph) -> None:
    head, first, *_ = graph.query("loyalty").write("tsv").splitlines()
    assert head.startswith("?actor\t?leader")
    assert first.startswith('"')


def test_construct_answers_with_turtle(graph: Graph) -> None:
    result = graph.query("CONSTRUCT { ?s pol:loyalTo ?o } WHERE { ?s pol:loyalTo ?o }")
    assert len(rdflib.Graph().parse(data=result.write("ttl"), format="turtle")) == 3


def test_ask_answers_yes_or_no(graph: Graph) -> None:
    assert graph.query("ASK { ?s pol:loyalTo ?o }").write("table") == "yes"


def test_rows_cannot_be_written_as_triples(graph: Graph) -> None:
    with pytest.raises(QueryError, match="CONSTRUCT"):
        graph.query("loyalty").write("ttl")


def test_a_table_says_whose_view_it_is(graph: Graph) -> None:
    assert graph.query("loyalty", view="strict").write("table").endswith("1 row, view: strict")


def test_text_of_articles_is_never_read_as_markup_or_control() -> None:
    from pyoxigraph import Literal

    from kg.queries import Result

    table = Result("select", "reported", "", ("a",), ((Literal("[red]x[/red]\x1b[31m\u202e"),),)).write(
        "table"
    )
    assert "[red]x[/red]" in table
    assert "\x1b" not in table
    assert "\u202e" not in table


def test_one_s_own_file_may_declare_parameters(graph: Graph) -> None:
    header = '# title: T\n# param: n xsd:string? "name"\n'
    text = header + "SELECT ?l WHERE { VALUES ?n { UNDEF } ?x rdfs:label ?l FILTER(?l = ?n) }"
    assert run(graph.store, text, params={"n": "Algha"}).records() == [{"l": "Algha"}]
    assert parse(text).title == "T"
