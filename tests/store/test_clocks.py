"""Two clocks: what was known on a day, what had come about by a day, and what later documents retire."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.cli import main
from kg.clocks import ChangeDays, at
from kg.graph import Graph
from kg.iris import ADDED, direct_graph, pol
from kg.model import Evidence, Extraction, Status, When, ZoneKind
from kg.policy import materialize
from kg.rdf import from_quads
from kg.store import Store
from tests.extractions import WORDS, claim, extraction, small_extractions


def day(number: int) -> dt.date:
    """A day of January 2012."""
    return dt.date(2012, 1, number)


def told(name: str, published: int, share: str, vintage: str | None = None) -> Extraction:
    """A document that tells a party's share of the vote."""
    return extraction(
        claim("a", "voteShare", "vote", share=share, vintage=vintage), name=name, published=day(published)
    )


def shares(graph: Graph, **clocks: dt.date) -> set[str | None]:
    """The shares that the query gives."""
    return {r["percent"] for r in graph.query("vote-shares", **clocks).records()}


# What was known


def test_the_preliminary_and_the_final_result_each_hold_on_their_day(shared: Path) -> None:
    results = json.loads((shared / "data" / "kz_2012_election_results.json").read_text("utf-8"))
    first = str(results["cec_preliminary_2012-01-16"]["shares"]["nur_otan"])
    last = str(results["cec_final_2012-01-17"]["shares"]["nur_otan"])
    with Graph.open() as graph:
        graph.add(told("one", 16, first, "preliminary"))
        graph.add(told("two", 17, last, "final"))
        assert shares(graph, known_on=day(15)) == set()
        assert shares(graph, known_on=day(16)) == {first} == {"80.74"}
        assert shares(graph, known_on=day(17)) == {last} == {"80.99"}
        assert shares(graph) == {last}


def test_what_has_no_date_was_not_known_on_any_day() -> None:
    footer = Evidence(0, 5, WORDS[:5], ZoneKind.FOOTER)
    with Graph.open() as graph:
        graph.add(extraction(claim("a", "loyalTo", "leader"), name="undated", published=None))
        graph.add(
            extraction(
                replace(claim("b", "loyalTo", "leader"), evidence=footer),
                claim("c", "loyalTo", "leader", at=6),
                name="dated",
                published=day(16),
            )
        )
        actors = {r["actor"] for r in graph.query("loyalty", known_on=day(20)).records()}
        assert actors == {"C"}
        assert graph.at(known_on=day(15)).documents() == []


@pytest.mark.parametrize("number", [15, 16])
def test_what_an_update_added_was_not_known_on_any_day(number: int) -> None:
    with Graph.open() as graph:
        for i in range(3):
            graph.add(told(f"d{i}", 16, "7"))
        graph.store.apply(set(), {Quad(pol("a"), pol("b"), pol("c"), ADDED)})
        assert graph.at(known_on=day(number)).query("ASK { pol:a pol:b pol:c }").boolean is False
        assert graph.at(as_of=day(number)).query("ASK { pol:a pol:b pol:c }").boolean is True


# What had come about


def test_what_is_dated_later_had_not_come_about() -> None:
    with Graph.open() as graph:
        graph.add(
            extraction(
                claim("ministry", "suspends", "a", when=When.of("2011-03")),
                claim("ministry", "suspends", "b", at=6, when=When.of("2012-02")),
                claim("ministry", "suspends", "c", at=12),
                claim("ministry", "suspends", "d", at=18, when=When.of("2012-02"), status=Status.PLANNED),
            )
        )
        for text, found in (
            ("2012-01-16", {"A", "C"}),
            ("2012-02-01", {"A", "B", "C"}),
            ("2011-02-28", {"C"}),
        ):
            rows = graph.query("suspensions", as_of=dt.date.fromisoformat(text)).records()
            assert {r["party"] for r in rows} == found
        plans = graph.query("plans", as_of=day(16)).records()
        assert len(plans) == 1


def test_the_clocks_can_be_turned_on_the_command_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Graph.open(tmp_path) as graph:
        graph.add(told("one", 16, "80.74", "preliminary"))
        graph.add(told("two", 17, "80.99", "final"))
    for clock, share in (("2012-01-16", "80.74"), ("2012-01-17", "80.99")):
        ask = ["query", "vote-shares", "--format", "csv", "--store", str(tmp_path)]
        assert main([*ask, "--known-on", clock, "--as-of", "2012-12-31"]) == 0
        assert share in capfd.readouterr().out
    assert main(["query", "vote-shares", "--known-on", "soon", "--store", str(tmp_path)]) == 2
    assert "is not a day" in capfd.readouterr().err


# The same as if the later documents had never come

_documents = st.tuples(*(small_extractions(f"d{i}") for i in range(4)))


@settings(max_examples=10, deadline=None)
@given(_documents, st.sampled_from([15, 16, 17]), st.booleans())
def test_a_clock_gives_what_the_documents_of_its_day_give(
    documents: tuple[Extraction, ...], number: int, made: bool
) -> None:
    with Store.open() as store, Store.open() as fresh:
        for document in documents:
            store.add(document)
            published = document.article.source.published
            if published and published <= day(number):
                fresh.add(document)
        if made:
            materialize(store, "reported")
        turned = at(store, known_on=day(number))
        materialize(turned, "reported")
        materialize(fresh, "reported")
        assert turned.dump() == fresh.dump()


@settings(max_examples=10, deadline=None)
@given(_documents, st.booleans())
def test_the_last_day_of_change_gives_what_the_days_after_it_give(
    documents: tuple[Extraction, ...], made: bool
) -> None:
    with Store.open() as store:
        for document in documents:
            store.add(document)
        if made:
            materialize(store, "reported")
        changes = ChangeDays.of(store)
        for clocks in ({"as_of": day(16)}, {"known_on": day(16)}, {"as_of": day(14), "known_on": day(18)}):
            as_of, known_on = changes.last(clocks.get("as_of"), clocks.get("known_on"))
            asked, last = at(store, **clocks), at(store, as_of=as_of, known_on=known_on)
            materialize(asked, "reported")
            materialize(last, "reported")
            assert asked.dump() == last.dump()


@settings(max_examples=10, deadline=None)
@given(_documents, small_extractions("new"))
def test_retracting_a_document_undoes_exactly_what_it_did(
    documents: tuple[Extraction, ...], new: Extraction
) -> None:
    with Store.open() as store:
        for document in documents:
            store.add(document)
        materialize(store, "reported")
        before = set(store.quads)
        store.add(new)
        materialize(store, "reported")
        store.retract("new")
        materialize(store, "reported")
        assert set(store.quads) == before


@settings(max_examples=8, deadline=None)
@given(_documents)
def test_only_claims_of_one_subject_and_relation_retire_each_other(documents: tuple[Extraction, ...]) -> None:
    with Store.open() as store:
        for document in documents:
            store.add(document)
        materialize(store, "reported")
        for quad in store.graph(direct_graph("reported")):
            if quad.predicate.value.endswith("#supersededBy"):
                ends = [
                    {
                        (q.predicate.value, str(q.object))
                        for q in store.quads.quads_for_pattern(claim_node, None, None, None)
                        if q.predicate.value.endswith(("#subject", "#predicate", "#object"))
                    }
                    for claim_node in (quad.subject, quad.object)
                ]
                assert ends[0] == ends[1]
        assert all(from_quads(store, d) for d in store.documents())
