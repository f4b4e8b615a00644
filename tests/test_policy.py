"""Views: only what a policy lets pass becomes a direct statement, however the documents came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import VocabularyError
from kg.iris import TYPE, claim_iri, direct_graph, inferred_graph, node, pol, support_graph, value
from kg.model import Claim, Extraction, Holder, Qualifier, Status, When
from kg.namespaces import ID, POL
from kg.policy import View, materialize, view, views
from kg.reasoning import close
from kg.store import Store
from kg.vocabulary import load
from tests.extractions import claim, extraction, extractions, small_extractions

VIEWS = ("reported", "strict", "by:a")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open() as opened:
        yield opened


def direct(store: Store, name: str = "reported") -> set[tuple[str, str, str]]:
    """The direct graph of a view in local names."""
    return {
        (short(value(q.subject)), short(q.predicate.value), short(value(q.object)))
        for q in store.graph(direct_graph(name))
    }


def short(iri: str) -> str:
    """What comes after the last / or #."""
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def seen(name: str, *claims: Claim) -> set[tuple[str, str, str]]:
    """The direct graph that a view makes of one document."""
    with Store.open() as store:
        store.add(extraction(*claims))
        materialize(store, name)
        return direct(store, name)


# What a claim becomes


def test_a_passing_claim_becomes_a_plain_statement_with_the_types_of_both() -> None:
    made = claim("a", "loyalTo", "leader")
    assert seen("reported", made) == {
        ("a", "loyalTo", "leader"),
        ("a", "type", "PoliticalParty"),
        ("leader", "type", "Person"),
        (short(claim_iri(made)), "inView", "reported"),
    }


def test_an_act_is_an_event_with_roles_even_without_an_agent() -> None:
    made = replace(
        claim(None, "suspends", "b", when=When.of("2012-01")), qualifiers=(Qualifier("ground", "for a bloc"),)
    )
    found = seen("reported", made)
    (event,) = {s for s, p, o in found if (p, o) == ("type", "Suspension")}
    assert {(p, o) for s, p, o in found if s == event} == {
        ("type", "Suspension"),
        ("describedBy", short(claim_iri(made))),
        ("target", "b"),
        ("ground", "for a bloc"),
        ("when", "2012-01"),
        ("earliest", "2012-01-01"),
        ("latest", "2012-01-31"),
    }
    assert not [p for _, p, _ in found if p == "suspends"]


def test_a_result_has_party_election_share_and_comparator() -> None:
    found = seen("reported", claim("a", "voteShare", "vote", share="80"))
    (result,) = {s for s, p, o in found if (p, o) == ("type", "ElectionResult")}
    assert {("contestant", "a"), ("election", "vote"), ("share", "80"), ("comparator", "equal")} <= {
        (p, o) for s, p, o in found if s == result
    }
    assert ("a", "voteShare", "vote") not in found


# Which claims pass


@pytest.mark.parametrize("status", [Status.ALLEGED, Status.PLANNED, Status.DENIED, Status.NEGATED])
@pytest.mark.parametrize("name", VIEWS)
def test_what_nobody_holds_to_be_so_makes_no_triple(status: Status, name: str) -> None:
    assert seen(name, claim("a", "suspends", "b", status=status, holder=Holder("a"))) == set()


@given(extractions(), st.sampled_from(VIEWS))
@settings(max_examples=60, deadline=None)
def test_no_view_ever_leaks(given_extraction: Extraction, name: str) -> None:
    dim = replace(
        given_extraction,
        claims=tuple(
            replace(c, status=Status.ALLEGED) if c.status.holds else c for c in given_extraction.claims
        ),
    )
    with Store.open() as store:
        store.add(dim)
        materialize(store, name)
        assert not store.graph(direct_graph(name))
        assert close(store, name) == 0


@given(extractions())
@settings(max_examples=40, deadline=None)
def test_every_direct_statement_is_that_of_a_passing_claim(given_extraction: Extraction) -> None:
    sure = [c for c in given_extraction.claims if c.status.holds]
    said = {
        (node(ID, c.subject), pol(c.predicate), node(ID, c.object)) for c in sure if c.subject and c.object
    }
    relations = {pol(name) for name in load().relations}
    with Store.open() as store:
        store.add(given_extraction)
        materialize(store, "reported")
        for quad in store.graph(direct_graph("reported")):
            if quad.predicate in relations and value(quad.subject).startswith(str(ID)):
                assert (quad.subject, quad.predicate, quad.object) in said


@pytest.mark.parametrize(
    ("name", "holder", "passes"),
    [
        ("reported", Holder("a"), True),
        ("reported", Holder(label="observers"), True),
        ("strict", Holder(), True),
        ("strict", Holder("a"), False),
        ("strict", Holder(label="observers"), False),
        ("by:a", Holder("a"), True),
        ("by:a", Holder("a", reported_by=Holder("b")), True),
        ("by:a", Holder("b", reported_by=Holder("a")), False),
        ("by:a", Holder(), False),
    ],
)
def test_a_view_is_chosen_by_who_holds_the_claim(name: str, holder: Holder, passes: bool) -> None:
    assert view(name).passes(claim("a", "loyalTo", "leader", holder=holder)) is passes


def test_the_strict_view_does_not_take_what_is_only_considered_so() -> None:
    considered = claim("a", "loyalTo", "leader", status=Status.CONSIDERED)
    assert seen("strict", considered) == set()
    assert ("a", "loyalTo", "leader") in seen("reported", considered)


def test_a_view_is_named_in_words() -> None:
    assert view("by:kz/one").label == "as held by kz/one"
    assert set(views()) == {"by", "reported", "strict"}


def test_an_unknown_view_is_answered_with_a_near_one() -> None:
    with pytest.raises(VocabularyError, match="no view 'reportd'; did you mean reported"):
        view("reportd")
    with pytest.raises(VocabularyError, match="there is no view 'by'"):
        view("by")


def test_statuses_that_do_not_hold_pass_no_view_that_names_them() -> None:
    careless = View("careless", "careless", frozenset(Status), view("reported").holders)
    assert not careless.passes(claim("a", "suspends", "b", status=Status.ALLEGED))


# Documents come and go

_steps = st.lists(
    st.one_of(
        *(small_extractions(name) for name in ("one", "two", "three")),
        st.sampled_from(["retract one", "retract two", "retract three", "materialize"]),
    ),
    max_size=8,
)


@given(_steps, st.sampled_from(VIEWS))
@settings(max_examples=60, deadline=None)
def test_bringing_up_to_date_gives_what_a_rebuild_gives(steps: list[Extraction | str], name: str) -> None:
    last: dict[str, Extraction] = {}
    with Store.open() as store, Store.open() as fresh:
        for step in steps:
            if isinstance(step, Extraction):
                store.add(step)
                last[step.article.id] = step
            elif step == "materialize":
                materialize(store, name)
            elif last.pop(step.split()[1], None):
                store.retract(step.split()[1])
        materialize(store, name)
        for document in last.values():
            fresh.add(document)
        materialize(fresh, name)
        assert store.graph(direct_graph(name)) == fresh.graph(direct_graph(name))
        assert store.graph(support_graph(name)) == fresh.graph(support_graph(name))


@given(_steps)
@settings(max_examples=40, deadline=None)
def test_between_updates_a_view_says_nothing_that_no_document_says(steps: list[Extraction | str]) -> None:
    with Store.open() as store:
        for step in steps:
            if isinstance(step, Extraction):
                store.add(step)
            elif step == "materialize":
                materialize(store, "reported")
            elif step.split()[1] in store.documents():
                store.retract(step.split()[1])
            claims = {value(q.subject) for q in store.quads.quads_for_pattern(None, TYPE, pol("Claim"), None)}
            for quad in store.graph(direct_graph("reported")):
                if quad.predicate in (pol("inView"), pol("supersededBy")):
                    assert value(quad.subject) in claims
                if quad.predicate in (pol("describedBy"), pol("supersededBy")):
                    assert value(quad.object) in claims


def test_only_documents_that_came_or_changed_are_read_again(store: Store) -> None:
    for i in range(5):
        store.add(extraction(claim("a", "loyalTo", "leader"), name=f"d{i}"))
    assert materialize(store, "reported").documents == 5
    assert materialize(store, "reported").documents == 0
    store.add(extraction(claim("b", "loyalTo", "leader"), name="d2"))
    report = materialize(store, "reported")
    assert (report.documents, report.passing) == (1, 5)


def test_a_closure_loses_what_rested_on_a_document_and_nothing_else(store: Store) -> None:
    store.add(extraction(claim("a", "loyalTo", "leader"), name="one"))
    store.add(extraction(claim("b", "loyalTo", "leader"), name="two"))
    materialize(store, "reported")
    store.retract("one")
    with Store.open() as fresh:
        fresh.add(extraction(claim("b", "loyalTo", "leader"), name="two"))
        materialize(fresh, "reported")
        assert store.graph(inferred_graph("reported")) == fresh.graph(inferred_graph("reported")) != set()


# Later and final statements retire earlier and preliminary ones


def told(name: str, day: int, share: str, vintage: str | None = None, **more: object) -> Extraction:
    """A document of that day of January 2012 that tells a party's share of the vote."""
    made = claim("a", "voteShare", "vote", share=share, vintage=vintage, **more)  # type: ignore[arg-type]
    return extraction(made, name=name, published=dt.date(2012, 1, day))


def shares(*documents: Extraction) -> set[str]:
    """The shares in the direct graph that the documents make together."""
    with Store.open() as store:
        for document in documents:
            store.add(document)
        materialize(store, "reported")
        return {o for _, p, o in direct(store) if p == "share"}


def test_a_final_result_retires_a_preliminary_one() -> None:
    assert shares(told("one", 16, "80", "preliminary"), told("two", 17, "81", "final")) == {"81"}


def test_a_final_result_stands_against_a_later_preliminary_one() -> None:
    assert shares(told("one", 16, "81", "final"), told("two", 17, "80", "preliminary")) == {"81"}


def test_a_later_document_retires_an_earlier_one() -> None:
    assert shares(told("one", 16, "79"), told("two", 17, "80")) == {"80"}


def test_documents_of_one_day_stand_side_by_side() -> None:
    assert shares(told("one", 16, "79"), told("two", 16, "80")) == {"79", "80"}


def test_an_alleged_result_retires_nothing() -> None:
    assert shares(told("one", 16, "79"), told("two", 17, "30", "final", status=Status.ALLEGED)) == {"79"}


def test_results_told_of_times_apart_stand_side_by_side() -> None:
    first, second = told("one", 16, "79", when=When.of("2007")), told("two", 17, "80", when=When.of("2012"))
    assert shares(first, second) == {"79", "80"}


def test_a_relation_that_does_not_keep_the_latest_keeps_all(store: Store) -> None:
    for day in (16, 17):
        document = extraction(claim("a", "loyalTo", "leader"), name=str(day), published=dt.date(2012, 1, day))
        store.add(document)
    assert materialize(store, "reported").superseded == 0


def test_the_retired_claim_says_what_retired_it_and_is_not_in_the_view(store: Store) -> None:
    old, new = told("one", 16, "79"), told("two", 17, "80")
    store.add(old)
    store.add(new)
    materialize(store, "reported")
    loser, winner = (short(claim_iri(d.claims[0])) for d in (old, new))
    assert (loser, "supersededBy", winner) in direct(store)
    assert (loser, "inView", "reported") not in direct(store)


def test_a_retired_claim_stands_again_when_the_later_document_goes(store: Store) -> None:
    store.add(told("one", 16, "79"))
    store.add(told("two", 17, "80"))
    materialize(store, "reported")
    store.retract("two")
    materialize(store, "reported")
    assert {o for _, p, o in direct(store) if p in ("share", "supersededBy")} == {"79"}


def test_a_view_that_does_not_see_the_later_claim_keeps_the_earlier(store: Store) -> None:
    store.add(told("one", 16, "79"))
    store.add(told("two", 17, "80", holder=Holder("a")))
    materialize(store, "strict")
    assert {o for _, p, o in direct(store, "strict") if p == "share"} == {"79"}


@given(st.permutations(range(4)), st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_documents_come_does_not_matter(order: list[int], data: st.DataObject) -> None:
    documents = [data.draw(small_extractions(f"d{i}")) for i in range(4)]
    with Store.open() as store, Store.open() as other:
        for document in documents:
            store.add(document)
        for i in order:
            other.add(documents[i])
            materialize(other, "reported")
        materialize(store, "reported")
        assert direct(store) == direct(other)


def test_the_ontology_says_which_relations_keep_the_latest() -> None:
    keeping = {name for name, relation in load().relations.items() if relation.keeps_latest}
    assert {"voteShare", "seatsWon"} <= keeping
    assert str(POL).endswith("#")
