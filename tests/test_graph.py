"""The graph as one object: closure, validation, verification, incremental views, the Python API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.errors import StoreError
from kg.graph import Graph
from kg.model import Comparator, Quantity, Status
from kg.namespaces import POL, PREFIXES
from tests import made

POL_ = str(POL)


@pytest.fixture(scope="module")
def graph(seed_page: Path) -> Iterator[Graph]:
    with Graph.open() as opened:
        opened.build(seed_page)
        yield opened


def _kinds(graph: Graph, view: str = "reported") -> set[tuple[str | None, str | None]]:
    return {(r["party"], r["kind"]) for r in graph.query("party-profile", view=view).records()}


def test_the_reasoner_derives_what_kind_of_party(graph: Graph) -> None:
    assert {
        ("Algha", "unregistered party"),
        ("Algha", "opposition party"),
        ("Communist Party", "suspended party"),
        ("Rukhaniat", "barred party"),
        ("Nur Otan", "ruling party"),
        ("Aq Zhol", "loyal party"),
        ("Nur Otan", "parliamentary party"),
    } <= _kinds(graph)


def test_what_kind_of_party_depends_on_the_view(graph: Graph) -> None:
    assert ("Aq Zhol", "loyal party") not in _kinds(graph, "strict")


def test_inverses_are_derived(graph: Graph) -> None:
    assert graph.query("ASK { ?leader pol:hasLoyalist|^pol:loyalTo ?party }").boolean


def test_a_view_of_one_actor_holds_what_that_actor_holds(graph: Graph) -> None:
    records = graph.query("election-barrings", view="by:joao-soares").records()
    assert [r["barred"] for r in records] == ["most opposition parties"]


def test_the_seed_conforms_to_the_shapes(graph: Graph) -> None:
    assert graph.validate() == []


def test_every_quotation_of_the_seed_holds(graph: Graph) -> None:
    found = graph.verify()
    assert found.ok
    assert found.checked == found.held > 60


def test_a_changed_sentence_fails_verification() -> None:
    with Graph.open() as graph:
        graph.add(made.extraction())
        quote = NamedNode(POL_ + "quote")
        document = NamedNode(PREFIXES["doc"] + graph.documents()[0])
        quad = next(iter(graph.store.quads.quads_for_pattern(None, quote, None, document)))
        graph.store.quads.remove(quad)
        graph.store.quads.add(Quad(quad.subject, quote, Literal("Nobody said this."), quad.graph_name))
        assert not graph.verify().ok


def test_shares_over_a_hundred_are_found() -> None:
    extraction = made.extraction()
    share = next(c for c in extraction.claims if c.predicate == "voteShare")
    assert share.quantity is not None
    parties = [e.id for e in extraction.entities if e.type == "PoliticalParty"][:2]
    claims = [
        replace(share, subject=p, quantity=replace(share.quantity, number=share.quantity.number * 0 + 60))
        for p in parties
    ]
    with Graph.open() as graph:
        graph.add(replace(extraction, claims=tuple(claims)))
        findings = graph.validate()
    assert any("120 percent" in f.message for f in findings)


def test_seats_that_do_not_add_up_are_found(seed_page: Path) -> None:
    extraction = kg.extract(kg.read(seed_page))
    wrong = tuple(
        replace(c, quantity=Quantity(c.quantity.number + 1, "seats", Comparator.EQUAL))
        if c.predicate == "seatsByVote" and c.quantity
        else c
        for c in extraction.claims
    )
    with Graph.open() as graph:
        graph.add(replace(extraction, claims=wrong))
        findings = graph.validate()
    assert findings
    assert all(f.severity == "violation" for f in findings)


def test_a_planted_leak_is_found(seed_page: Path) -> None:
    with Graph.open() as graph:
        extraction = graph.build(seed_page)
        assert any(c.status is Status.ALLEGED for c in extraction.claims)
        alleged = next(
            iter(
                graph.store.quads.quads_for_pattern(
                    None, NamedNode(POL_ + "status"), NamedNode(PREFIXES["status"] + "alleged")
                )
            )
        )
        view = NamedNode(PREFIXES["view"] + "reported")
        direct = NamedNode(PREFIXES["graph"] + "direct/reported")
        graph.store.apply(set(), {Quad(alleged.subject, NamedNode(POL_ + "inView"), view, direct)})
        from kg.validation import validate

        assert validate(graph.store, "reported")


def test_a_retracted_document_leaves_nothing_behind(seed_page: Path) -> None:
    with Graph.open() as graph:
        empty = graph.store.dump()
        extraction = graph.build(seed_page)
        graph.retract(extraction.article.id)
        assert graph.documents() == []
        assert graph.query("statements").rows == ()
        assert graph.store.dump() == empty


def test_retracting_what_is_not_there_says_so(graph: Graph) -> None:
    with pytest.raises(StoreError, match="no document"):
        graph.retract("nothing")


def test_a_document_again_changes_nothing(seed_page: Path) -> None:
    with Graph.open() as graph:
        extraction = graph.build(seed_page)
        before = graph.store.dump()
        assert graph.add(extraction) is False
        assert graph.store.dump() == before


def test_the_network_has_an_edge_for_each_claim_between_nodes(graph: Graph) -> None:
    network = graph.to_networkx()
    loyal = [d for _, _, d in network.edges(data=True) if d["relation"] == "loyalTo"]
    assert {d["status"] for d in loyal} == {"considered", "asserted"}
    assert all(d["quote"] for d in loyal)
