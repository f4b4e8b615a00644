"""The fast check of the shapes finds what the reference finds, and says where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import document_graph, pol
from kg.policy import materialize
from kg.shapes import check, check_by_reference
from kg.store import Store
from kg.validation import validate, validate_document
from tests import made
from tests.extractions import small_extractions

GRAPH = document_graph("made-article")


@st.composite
def damaged(draw: st.DrawFn) -> Store:
    """A store from whose documents a few triples were taken, in which a few have another object."""
    store = made.store_of(made.extraction(), draw(small_extractions("one")), draw(small_extractions("two")))
    quads = sorted(
        (q for q in store.quads if str(q.graph_name).startswith("<https://w3id.org/political-kg/document/")),
        key=str,
    )
    objects = sorted({q.object for q in quads} | {Literal("odd"), Literal(101), pol("Person")}, key=str)
    for quad in draw(st.lists(st.sampled_from(quads), max_size=6)):
        store.quads.remove(quad)
        if draw(st.booleans()):
            store.quads.add(
                Quad(quad.subject, quad.predicate, draw(st.sampled_from(objects)), quad.graph_name)
            )
    return store


def assert_same(store: Store) -> None:
    """Both find the same in the documents, the ontology and the view."""
    kept = [
        q.triple
        for q in store.quads
        if str(q.graph_name).startswith(
            ("<https://w3id.org/political-kg/document/", "<https://w3id.org/political-kg/graph/direct/")
        )
        or str(q.graph_name) == "<https://w3id.org/political-kg/graph/ontology>"
    ]
    assert check(kept) == check_by_reference(kept)


@settings(max_examples=4, deadline=None)
@given(damaged())
def test_both_find_the_same_in_damaged_documents(store: Store) -> None:
    assert_same(store)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(damaged())
def test_both_find_the_same_in_many_damaged_documents(store: Store) -> None:
    assert_same(store)


def test_a_finding_names_claim_document_and_sentence() -> None:
    with made.store_of(made.extraction()) as store:
        quad = next(iter(store.quads.quads_for_pattern(None, pol("status"), None, GRAPH)))
        store.quads.remove(quad)
        found = [f for f in validate(store, "reported") if "exactly one status" in f.message]
        assert [f.claim for f in found] == [quad.subject.value]
        assert found[0].document == "made-article"
        assert found[0].quote in made.SENTENCES
        assert found == [
            f for f in validate(store, "reported", reference=True) if "exactly one status" in f.message
        ]


def test_a_sum_of_shares_over_a_hundred_is_told_by_both() -> None:
    with made.store_of(made.extraction()) as store:
        materialize(store, "reported")
        direct = NamedNode("https://w3id.org/political-kg/graph/direct/reported")
        for quad in list(store.quads.quads_for_pattern(None, pol("share"), None, direct)):
            store.quads.add(Quad(quad.subject, quad.predicate, Literal(101), direct))
            store.quads.remove(quad)
        assert any("not a percentage" in f.message for f in validate(store, "reported"))
        assert_same(store)


def test_a_document_is_checked_by_itself() -> None:
    with made.store_of(made.extraction(), made.hostile()) as store:
        assert validate_document(store, "made-article") == []
        quad = next(iter(store.quads.quads_for_pattern(None, pol("status"), None, GRAPH)))
        store.quads.remove(quad)
        (found,) = validate_document(store, "made-article")
        assert (found.severity, found.claim) == ("violation", quad.subject.value)
        assert str(found).startswith("violation: The claim does not have exactly one status")
        assert str(found).endswith(f"(made-article) — “{found.quote}”")
        assert validate_document(store, "hostile") == []
