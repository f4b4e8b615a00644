"""A foreign server gives the answers that the local store gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError, VocabularyError
from kg.export import FORMATS
from kg.graph import Graph
from kg.model import Extraction
from kg.namespaces import GRAPH
from kg.queries import library
from tests import made
from tests.extractions import claim, extraction
from tests.foreign.servers import Server

VIEWS = ("reported", "strict", "by:kz/nazarbaev")


@dataclass(frozen=True)
class Pair:
    """The same graph, here and there."""

    local: Graph
    remote: Graph


@pytest.fixture(scope="module")
def pair(server: Server, seed: Extraction, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """The packaged article and three made-up ones in both stores."""
    server.empty()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with Graph.open() as local, Graph.open(server.address) as remote:
            for graph in (local, remote):
                graph.add(seed)
                graph.add(made.extraction())
                for day, share, vintage in ((16, "80.74", "preliminary"), (17, "80.99", "final")):
                    told = claim("union", "voteShare", "poll", share=share, vintage=vintage)
                    graph.add(extraction(told, name=f"day-{day}", published=dt.date(2012, 1, day)))
                for view in VIEWS:
                    graph.materialize(view)
            yield Pair(local, remote)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", sorted(library()))
def test_each_named_query_gives_the_same_rows_in_the_same_order(pair: Pair, name: str, view: str) -> None:
    here, there = pair.local.query(name, view=view), pair.remote.query(name, view=view)
    assert there.variables == here.variables
    assert there.rows == here.rows


@pytest.mark.parametrize("name", ["loyalty", "statements", "vote-shares", "allegations"])
def test_the_evidence_of_each_row_is_the_same(pair: Pair, name: str) -> None:
    assert pair.remote.query(name, evidence=True) == pair.local.query(name, evidence=True)


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("offices", {"actor": "soares"}),
        ("offices", {"actor": 'x" } UNION { ?s ?p ?o } #\\'}),
        ("vote-shares", {"date": "2012"}),
        ("changes", {"from": "2012-01-15", "to": "2012-01-16"}),
        ("who-says-what", {"speaker": "officials"}),
    ],
)
def test_parameters_narrow_it_in_the_same_way(pair: Pair, name: str, params: dict[str, str]) -> None:
    assert pair.remote.query(name, **params) == pair.local.query(name, **params)


@pytest.mark.parametrize(
    "clocks",
    [{"known_on": dt.date(2012, 1, 16)}, {"as_of": dt.date(2011, 12, 31)}, {"known_on": dt.date(2011, 5, 1)}],
)
def test_both_clocks_are_turned_back_in_the_same_way(pair: Pair, clocks: dict[str, dt.date]) -> None:
    assert pair.remote.query("vote-shares", **clocks) == pair.local.query("vote-shares", **clocks)
    assert pair.remote.query("statements", **clocks) == pair.local.query("statements", **clocks)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
        "SELECT ?p (COUNT(*) AS ?n) WHERE { ?c a pol:Claim ; ?p ?o } GROUP BY ?p ORDER BY ?p",
        "SELECT ?a ?b WHERE { ?a pol:loyalTo ?b } ORDER BY ?a ?b",
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?c a pol:Claim } } ORDER BY ?g",
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        "SELECT ?e ?n WHERE { ?e pol:named ?n } ORDER BY ?e ?n",
        "SELECT ?c ?n WHERE { ?c pol:number ?n . FILTER(?n > 50) } ORDER BY ?c ?n",
        "SELECT ?c ?w WHERE { ?c pol:when ?w } ORDER BY ?c",
        "PREFIX pol: <https://w3id.org/political-kg/ontology#> ASK { ?s pol:loyalTo ?o }",
        "ASK { ?s pol:nothingOfTheKind ?o }",
        "CONSTRUCT { ?s pol:loyalTo ?o } WHERE { ?s pol:loyalTo ?o }",
        f"PREFIX d: <{GRAPH}direct/> SELECT ?s ?o FROM d:strict WHERE {{ ?s pol:loyalTo ?o }} ORDER BY ?s",
    ],
)
def test_a_question_of_one_s_own_has_the_same_answer(pair: Pair, text: str) -> None:
    here, there = pair.local.query(text), pair.remote.query(text)
    assert (there.rows, there.boolean, set(there.triples)) == (here.rows, here.boolean, set(here.triples))


def test_a_variable_may_be_bound_before(pair: Pair) -> None:
    asked = "SELECT ?p ?name WHERE { ?p rdfs:label ?name }"
    bound: dict[str, NamedNode | Literal] = {"name": Literal("Party B")}
    answers = [list(g.store.query(asked, substitutions=bound)) for g in (pair.local, pair.remote)]
    assert len(answers[0]) == len(answers[1]) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT ?x WHERE { ?x a ", "line 1"),
        ("SELECT ?x WHERE { ?x nope:a ?y }", "line 1"),
        ("DELETE WHERE { ?s ?p ?o }", "would change the store"),
        ("loyality", "did you mean loyalty"),
        ("", "empty"),
    ],
)
def test_what_cannot_be_asked_says_the_same(pair: Pair, text: str, words: str) -> None:
    told = []
    for graph in (pair.local, pair.remote):
        with pytest.raises(QueryError, match=words) as caught:
            graph.query(text)
        told.append(str(caught.value))
    assert told[0] == told[1]


def test_an_unknown_view_is_refused(pair: Pair) -> None:
    with pytest.raises(VocabularyError, match="there is no view"):
        pair.remote.query("loyalty", view="strickt")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_export_has_the_same_bytes(pair: Pair, form: str, tmp_path: Path) -> None:
    for name, graph in (("here", pair.local), ("there", pair.remote)):
        graph.export(form, tmp_path / name)
    files = [
        sorted(p for p in (tmp_path / n).rglob("*") if p.is_file()) or [tmp_path / n]
        for n in ("here", "there")
    ]
    assert [p.read_bytes() for p in files[0]] == [p.read_bytes() for p in files[1]]


def test_checks_and_search_find_the_same(pair: Pair) -> None:
    assert pair.remote.validate() == pair.local.validate()
    assert pair.remote.verify() == pair.local.verify()
    assert pair.remote.search("rukhaniyat") == pair.local.search("rukhaniyat")
