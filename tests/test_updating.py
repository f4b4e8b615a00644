"""SPARQL Update on a store: the default graph, documents, and what follows from them."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.policy import materialize
from kg.store import Dataset, Store
from kg.updating import update, with_dataset
from tests import made

DOCUMENT = "https://w3id.org/political-kg/document/made-article"
LOYAL = "ASK { ?a pol:loyalTo ?b }"


@pytest.fixture
def store() -> Store:
    return made.store_of(made.extraction())


def asks(store: Store, text: str) -> bool:
    return bool(store.query(text))


def test_what_is_put_into_the_default_graph_is_there_and_goes_again(store: Store) -> None:
    assert update(store, "INSERT DATA { <x:a> <x:p> 1 , 'two' }")
    assert asks(store, "ASK { <x:a> <x:p> 1 , 'two' }")
    assert asks(store, "ASK { GRAPH graph:added { <x:a> <x:p> 1 } }")
    assert not update(store, "INSERT DATA { <x:a> <x:p> 1 }"), "it is there already"
    assert update(store, "DELETE DATA { <x:a> <x:p> 1 }")
    assert not asks(store, "ASK { <x:a> <x:p> 1 }")
    assert asks(store, "ASK { <x:a> <x:p> 'two' }")


def test_a_pattern_sees_what_queries_see(store: Store) -> None:
    assert update(store, "INSERT { ?a <x:likes> ?b } WHERE { ?a pol:loyalTo ?b }")
    assert asks(store, "ASK { id:a <x:likes> id:x }")
    assert update(store, "DELETE WHERE { ?a <x:likes> ?b }")
    assert not asks(store, "ASK { ?a <x:likes> ?b }")


def test_other_graphs_are_anybodys(store: Store) -> None:
    update(store, "CREATE GRAPH <x:g> ; INSERT DATA { GRAPH <x:g> { <x:a> <x:p> [ <x:q> 1 ] } }")
    assert asks(store, "ASK { GRAPH <x:g> { <x:a> <x:p>/<x:q> 1 } }")
    assert not asks(store, "ASK { <x:a> <x:p> ?b }"), "they are not part of the default graph"
    update(store, "COPY <x:g> TO <x:h> ; DROP GRAPH <x:g>")
    assert asks(store, "ASK { GRAPH <x:h> { <x:a> <x:p>/<x:q> 1 } }")
    assert not asks(store, "ASK { GRAPH <x:g> { ?s ?p ?o } }")


def test_a_document_may_be_dropped_and_all_that_follows_goes(store: Store) -> None:
    assert asks(store, LOYAL)
    update(store, f"DROP GRAPH <{DOCUMENT}>")
    assert store.documents() == []
    assert not asks(store, LOYAL)
    assert not asks(store, "ASK { ?c a pol:Claim }")


def test_a_changed_claim_changes_the_view(store: Store) -> None:
    text = (
        f"WITH <{DOCUMENT}> DELETE {{ ?c pol:status ?old }} INSERT {{ ?c pol:status status:alleged }} "
        "WHERE { ?c rdf:predicate pol:loyalTo ; pol:status ?old }"
    )
    assert update(store, text)
    materialize(store, "reported")
    assert not asks(store, LOYAL)
    assert len(store.documents()) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"DELETE WHERE {{ GRAPH <{DOCUMENT}> {{ ?c oa:start ?e }} }}",
        "INSERT DATA { GRAPH doc:new { <x:a> <x:p> 1 } }",
        "DELETE WHERE { ?a rdfs:label ?b }",
        "CLEAR DEFAULT",
        "INSERT DATA { GRAPH graph:direct/reported { id:a pol:loyalTo id:b } }".replace(
            "direct/", "direct\\/"
        ),
        "INSERT DATA { GRAPH graph:ontology { pol:x rdfs:label 'x' } }",
        "INSERT DATA { GRAPH <https://w3id.org/political-kg/graph/internal/state> { <x:a> <x:p> 1 } }",
        "LOAD <http://127.0.0.1:1/>",
        "LOAD SILENT <file:///etc/passwd>",
        "INSERT { <x:a> <x:p> ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "nonsense",
        "SELECT * { ?s ?p ?o }",
        "INSERT DATA { <x:a> <x:p> ?o }",
    ],
)
def test_what_would_break_something_is_refused_and_changes_nothing(store: Store, text: str) -> None:
    before = set(store.quads)
    with pytest.raises(QueryError):
        update(store, text)
    assert set(store.quads) == before


def test_everything_may_be_cleared(store: Store) -> None:
    update(store, "INSERT DATA { <x:a> <x:p> 1 . GRAPH <x:g> { <x:a> <x:p> 1 } }")
    update(store, "CLEAR ALL")
    materialize(store, "reported")
    assert store.documents() == []
    assert not asks(store, "ASK { <x:a> ?p ?o }")
    assert not asks(store, "ASK { GRAPH <x:g> { ?s ?p ?o } }")
    assert asks(store, "ASK { pol:loyalTo rdfs:label ?x }"), "the ontology stays"
    store.add(made.extraction())
    materialize(store, "reported")
    assert asks(store, LOYAL)


def test_the_protocols_graphs_become_using() -> None:
    graphs = Dataset(("x:a", "x:b"), ("x:c",))
    using = "USING <x:a> USING <x:b> USING NAMED <x:c> "
    text = "INSERT { ?s ?p 'WHERE {' } WHERE { ?s ?p ?o } ; CLEAR GRAPH <x:z>"
    assert with_dataset(text, graphs) == text.replace("WHERE { ?s", f"{using}WHERE {{ ?s")
    short = with_dataset("DELETE WHERE { ?s <x:p> ?o }", graphs)
    assert short == f"DELETE  {{ ?s <x:p> ?o }} {using}WHERE {{ ?s <x:p> ?o }}"
    with pytest.raises(QueryError, match="exclude"):
        with_dataset("WITH <x:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", graphs)
    with pytest.raises(QueryError, match="absolute"):
        with_dataset(text, Dataset(("x y",)))


def test_the_protocols_graphs_are_where_patterns_look(store: Store) -> None:
    update(store, "INSERT DATA { GRAPH <x:g> { <x:a> <x:p> 1 } GRAPH <x:h> { <x:b> <x:p> 2 } }")
    update(store, "INSERT { GRAPH <x:i> { ?s ?p ?o } } WHERE { ?s ?p ?o }", dataset=Dataset(("x:g",)))
    assert asks(store, "ASK { GRAPH <x:i> { <x:a> <x:p> 1 } }")
    assert not asks(store, "ASK { GRAPH <x:i> { <x:b> ?p ?o } }")
