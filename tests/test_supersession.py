"""Which statements retire which: never those of another subject or relation, in whatever order they come."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.supersession import Statement, superseded

DAYS = st.sampled_from([None, "2012-01-16", "2012-01-17", "2012-01-18"])
PERIODS = st.sampled_from([(None, None), ("2007-01-01", "2007-12-31"), ("2012-01-01", "2012-01-31")])


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    """Statements that often speak of the same thing."""
    found = []
    for i in range(draw(st.integers(0, 6))):
        earliest, latest = draw(PERIODS)
        found.append(
            Statement(
                iri=f"claim-{i}",
                subject=draw(st.sampled_from([None, "a", "b"])),
                predicate=draw(st.sampled_from(["voteShare", "seatsWon"])),
                about=draw(st.sampled_from([None, "", "vote"])),
                content=draw(st.sampled_from(["7", "8"])),
                final=draw(st.booleans()),
                known=draw(DAYS),
                earliest=earliest,
                latest=latest,
            )
        )
    return found


@given(statements())
def test_claims_of_different_subjects_or_relations_never_retire_each_other(
    given_statements: list[Statement],
) -> None:
    by_iri = {s.iri: s for s in given_statements}
    for loser, winner in superseded(given_statements).items():
        one, other = by_iri[loser], by_iri[winner]
        assert (one.subject, one.predicate, one.about) == (other.subject, other.predicate, other.about)
        assert one.subject is not None


@given(statements(), st.randoms())
def test_the_order_does_not_matter(given_statements: list[Statement], random: st.DataObject) -> None:
    mixed = [*given_statements]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert superseded(mixed) == superseded(given_statements)


@given(statements())
def test_some_statement_of_each_matter_stands(given_statements: list[Statement]) -> None:
    retired = superseded(given_statements)
    matters = {(s.subject, s.predicate, s.about) for s in given_statements}
    standing = {(s.subject, s.predicate, s.about) for s in given_statements if s.iri not in retired}
    assert standing == matters


@given(statements())
def test_who_says_the_same_retires_nobody(given_statements: list[Statement]) -> None:
    by_iri = {s.iri: s for s in given_statements}
    assert all(
        by_iri[one].content != by_iri[other].content for one, other in superseded(given_statements).items()
    )


@given(statements())
def test_times_that_do_not_overlap_retire_nothing(given_statements: list[Statement]) -> None:
    by_iri = {s.iri: s for s in given_statements}
    for loser, winner in superseded(given_statements).items():
        one, other = by_iri[loser], by_iri[winner]
        if one.earliest and one.latest and other.earliest and other.latest:
            assert one.earliest <= other.latest
            assert other.earliest <= one.latest


@given(statements())
def test_an_undated_document_retires_nothing_by_its_date(given_statements: list[Statement]) -> None:
    by_iri = {s.iri: s for s in given_statements}
    for loser, winner in superseded(given_statements).items():
        if by_iri[loser].final == by_iri[winner].final:
            assert by_iri[loser].known
            assert by_iri[winner].known
