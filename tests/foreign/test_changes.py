"""What is changed through the store is on the server as in a local one, whoever else is at work."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph

from kg import doctor
from kg.errors import StoreError
from kg.graph import Graph
from kg.iris import ONTOLOGY, STATE, document_graph, pol, value
from kg.model import Extraction
from kg.ontology import ontology_quads
from kg.rdf import from_quads
from kg.reading import ordered
from kg.remote import RemoteStore
from kg.remote.published import BASE, REVISION, published_in
from kg.store import Store
from kg.updating import update
from tests import made
from tests.extractions import claim, extraction, extractions, small_extractions
from tests.foreign.servers import Server

ONE = extraction(claim("a", "loyalTo", "leader"), name="one")
OTHER = extraction(claim("b", "loyalTo", "leader"), claim("a", "suspends", "b"), name="one")
TWO = extraction(claim("a", "loyalTo", "leader"), claim("ministry", "suspends", "b"), name="two")

_several = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


def opened(server: Server) -> Graph:
    """The graph on a server, with a working copy in memory."""
    return Graph(RemoteStore.connect(server.address, anew=True))


def expected(documents: Iterable[Extraction], views: Iterable[str] = ()) -> set[tuple[str, str]]:
    """What a server is to hold that has these documents and views: what a local store holds, published."""
    with Store.open() as store:
        for found in documents:
            store.add(found)
        for view in views:
            store.materialize(view)
        known = {q.triple for q in ontology_quads()}
        return {
            (graph, str(q.triple))
            for q in store.quads
            if (graph := published_in(q)) is not None and graph != ONTOLOGY.value and q.triple not in known
        }


def test_a_document_is_on_the_server_as_in_a_local_store(empty: Server) -> None:
    with opened(empty) as graph:
        assert graph.add(TWO)
        graph.materialize()
        assert graph.documents() == ["two"]
    assert empty.held() == expected([TWO], ["reported"])


def test_nothing_is_written_by_asking(empty: Server) -> None:
    with opened(empty) as graph:
        assert graph.documents() == []
    assert empty.held() == set()
    assert empty.client.rows(f"SELECT ?s WHERE {{ GRAPH {REVISION} {{ ?s ?p ?o }} }}") == []


def test_the_same_document_twice_changes_nothing(clean: Server) -> None:
    with opened(clean) as graph:
        graph.add(ONE)
        graph.materialize()
    before = clean.held()
    with opened(clean) as graph:
        assert graph.add(ONE) is False
        assert graph.materialize().added == 0
    assert clean.held() == before


def test_a_changed_document_takes_the_place_of_the_earlier(clean: Server) -> None:
    with opened(clean) as graph:
        graph.add(ONE)
        graph.materialize()
        assert graph.add(OTHER)
        graph.materialize()
    assert clean.held() == expected([OTHER], ["reported"])


def test_a_retracted_document_leaves_nothing_behind(clean: Server) -> None:
    with opened(clean) as graph:
        graph.add(ONE)
        graph.add(TWO)
        graph.materialize()
        graph.materialize("strict")
        graph.retract("two")
        with pytest.raises(StoreError, match=r"http.*no document 'two'"):
            graph.retract("two")
    assert clean.held() == expected([ONE], ["reported", "strict"])


def test_what_is_not_the_project_s_is_left_alone(clean: Server) -> None:
    mine = "GRAPH <http://example.org/g> { <http://example.org/a> <http://example.org/b> 'c' }"
    clean.client.update(f"INSERT DATA {{ {mine} }}")
    with opened(clean) as graph:
        graph.add(ONE)
        graph.materialize()
        graph.retract("one")
    asked = clean.client.ask(f"ASK {{ {mine} }}")
    assert bool(asked)


@_several
@given(st.lists(small_extractions("one") | small_extractions("two"), min_size=1, max_size=4), st.booleans())
def test_any_documents_in_any_order_give_what_a_local_store_holds(
    server: Server, several: list[Extraction], retracted: bool
) -> None:
    server.clean()
    last = {e.article.id: e for e in several}
    with opened(server).store as store:
        for found in several:
            store.add(found)
            store.materialize("reported")
        if retracted:
            gone = several[0].article.id
            store.retract(gone)
            del last[gone]
        store.materialize("reported")
    assert server.held() == expected(last.values(), ["reported"])


@_several
@given(extractions())
def test_any_text_comes_back_as_it_went(server: Server, found: Extraction) -> None:
    server.clean()
    with opened(server).store as store:
        store.add(found)
    with opened(server).store as store:
        assert from_quads(store, found.article.id) == ordered(found)


@pytest.mark.parametrize("length", [5_000, 400_000])
def test_a_long_text_comes_back_as_it_went(clean: Server, length: int) -> None:
    text = ("A long story, told “twice” – наполовину.\n" * (length // 40))[:length].strip()
    found = Extraction(made.article("long", text), (), ())
    with opened(clean).store as store:
        store.add(found)
    with opened(clean).store as store:
        assert from_quads(store, "long") == ordered(found)


# Others


def test_the_changes_of_others_are_seen(
    clean: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    with Graph.open(clean.address) as here:
        here.add(ONE)
        monkeypatch.setenv("XDG_CACHE_HOME", f"{tmp_path}/elsewhere")
        with Graph.open(clean.address) as there:
            there.add(TWO)
            there.materialize()
        here.materialize()
        assert here.documents() == ["one", "two"]
        assert len(here.query("documents").rows) == 2
    assert clean.held() == expected([ONE, TWO], ["reported"])


def test_of_two_who_write_at_once_both_get_in(clean: Server) -> None:
    with Graph.open(clean.address) as here, Graph.open(clean.address) as there:
        assert here.documents() == there.documents() == []
        here.add(ONE)
        there.add(TWO)
        here.add(OTHER)
        there.materialize()
    assert clean.held() == expected([OTHER, TWO], ["reported"])


def test_a_lost_copy_is_fetched_again(
    clean: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    with Graph.open(clean.address) as graph:
        graph.add(TWO)
        graph.materialize()
    monkeypatch.setenv("XDG_CACHE_HOME", f"{tmp_path}/elsewhere")
    with Graph.open(clean.address) as graph:
        assert from_quads(graph.store, "two") == ordered(TWO)
        graph.add(ONE)
        graph.materialize()
    assert clean.held() == expected([ONE, TWO], ["reported"])


def test_a_copy_that_is_ahead_of_the_server_falls_back(clean: Server) -> None:
    with Graph.open(clean.address) as graph:
        graph.add(ONE)
    before = clean.held()
    with Graph.open(clean.address) as graph:
        graph.add(TWO)
    clean.clean()
    clean.put(before)  # as from a backup of the server's own
    with Graph.open(clean.address) as graph:
        assert graph.documents() == ["one"]
        graph.add(OTHER)
        graph.materialize()
    assert clean.held() == expected([OTHER], ["reported"])


# Checks and repairs


def test_what_somebody_took_out_by_hand_is_told_and_put_back(clean: Server) -> None:
    with opened(clean) as graph:
        graph.add(TWO)
        graph.materialize()
    whole = clean.held()
    clean.client.update(f"DELETE WHERE {{ GRAPH {BASE} {{ ?c {pol('quote')} ?q }} }}")
    with opened(clean).store as store:
        found = doctor.examine(store)
        assert [t.graph for t in found] == [BASE.value]
        assert "on the server" in found[0].message
        assert doctor.repair(store) == []
    assert clean.held() == whole


def test_a_document_that_was_changed_by_hand_does_not_hold(clean: Server) -> None:
    with opened(clean) as graph:
        graph.add(ONE)
        graph.materialize()
    quote, home = pol("quote"), document_graph("one")
    clean.client.update(
        f"DELETE {{ GRAPH {home} {{ ?c {quote} ?q }} }} INSERT {{ GRAPH {home} {{ ?c {quote} 'else' }} }} "
        f"WHERE {{ GRAPH {home} {{ ?c {quote} ?q }} }}"
    )
    with opened(clean) as graph:
        assert not graph.verify().ok
        assert [t.repairable for t in doctor.examine(graph.store) if t.graph == value(home)] == [False]


def test_a_graph_of_another_version_is_brought_to_this_one(clean: Server) -> None:
    with opened(clean) as graph:
        graph.add(ONE)
        graph.materialize()
    whole = clean.held()
    state = f"GRAPH {STATE} {{ ?s ?p ?o }}"
    mark = f"GRAPH {REVISION} {{ ?s {pol('revision')} ?o }}"
    other = "'of-another-version'"
    clean.client.update(f"DELETE WHERE {{ {state} }}")
    clean.client.update(f"DELETE WHERE {{ GRAPH {REVISION} {{ ?s {pol('complete')} ?o }} }}")
    clean.client.update(f"DELETE {{ {mark} }} INSERT {{ {mark.replace('?o', other)} }} WHERE {{ {mark} }}")
    with opened(clean) as graph:
        graph.materialize()
    assert clean.held() == whole


def test_an_update_is_made_on_the_server(clean: Server) -> None:
    with opened(clean).store as store:
        store.add(ONE)
        assert update(store, "INSERT DATA { id:a rdfs:seeAlso <http://example.org/a> }")
        assert bool(store.query("ASK { id:a rdfs:seeAlso ?x }"))
    with opened(clean).store as store:
        assert update(store, "DELETE WHERE { ?s rdfs:seeAlso ?o }")
        assert not bool(store.query("ASK { id:a rdfs:seeAlso ?x }"))
        assert {q.graph_name for q in store.quads} >= {DefaultGraph()}
