"""Elections told apart by date, kind and round."""

from __future__ import annotations

import pytest

from tests.extract.texts import claims, extracted, facts


def _elections(text: str) -> set[str]:
    return {e.name for e in extracted(text).entities if e.type == "Election"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Harvest Party won Sunday's vote. The election was calm.", {"election, 9 June 2019"}),
        ("The general election is scheduled for October 4.", {"general election, 4 October 2019"}),
        (
            "The parliamentary elections were held on May 5. The presidential election is due in 2021.",
            {"parliamentary election, 5 May 2019", "presidential election, 2021"},
        ),
        (
            "Anna Pell won the first round on May 5. The run-off will be held on May 19.",
            {"election first round, 5 May 2019", "election run-off, 19 May 2019"},
        ),
        (
            "The 2015 elections were calm. The presidential election will be close.",
            {"election, 2015", "presidential election"},
        ),
        ("Voters went to the polls on Sunday.", {"election, 9 June 2019"}),
        ("The party had 92,153 votes.", set()),
        ("Lawmakers survived a no-confidence vote.", set()),
        ("The second round of talks failed.", set()),
    ],
)
def test_elections_are_told_apart(text: str, names: set[str]) -> None:
    assert _elections(text) == names


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Anna Pell ran in the May 5 presidential election.", "asserted"),
        ("Anna Pell will run in the October 4 presidential election.", "planned"),
        ("Anna Pell announced her candidacy for the October 4 presidential election.", "planned"),
        ("Anna Pell is seeking a second term in the October 4 presidential election.", "planned"),
        ("Anna Pell will face Boris Quant in the October 4 run-off.", "planned"),
        ("Anna Pell boycotted the May 5 presidential election.", "negated"),
        ("Anna Pell withdrew from the October 4 presidential election.", "negated"),
        ("Anna Pell lost the May 5 presidential election.", "asserted"),
    ],
)
def test_who_runs_in_which_election(text: str, status: str) -> None:
    found = facts(text, "contests")
    assert {s for who, _, s in found if who == "Anna Pell"} == {status}


def test_who_is_barred_does_not_run() -> None:
    text = "Anna Pell, a candidate in the October 4 election, was barred from running in the election."
    assert not {f for f in facts(text, "contests") if f[2] in {"asserted", "planned"}}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("President Anna Pell called an early election for October 4.", "asserted"),
        ("President Anna Pell set parliamentary elections for October 4.", "asserted"),
        ("President Anna Pell called for early elections in October.", "asserted"),
        ("President Anna Pell is expected to call an early election.", "planned"),
    ],
)
def test_who_calls_an_election(text: str, status: str) -> None:
    assert {s for _, _, s in facts(text, "callsElection")} == {status}


def test_a_demand_calls_no_election() -> None:
    assert facts("Activist Anna Pell called for early elections.", "callsElection") == set()


def test_the_day_for_which_an_election_is_called_is_not_that_of_the_call() -> None:
    (claim,) = claims("President Anna Pell called an early election for October 4.", "callsElection")
    assert claim.when is not None
    assert claim.when.value == "2019-06"


def test_a_winner_is_elected_on_the_day_of_the_election() -> None:
    text = "Anna Pell won Kenya's presidential election on Sunday, the commission said on Tuesday."
    (claim,) = claims(text, "electedTo")
    assert claim.when is not None
    assert claim.when.value == "2019-06-09"


def test_who_is_on_course_to_win_is_not_elected() -> None:
    text = "Anna Pell was on course to win Kenya's presidential election."
    assert {s for _, _, s in facts(text, "electedTo")} <= {"planned"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Anna Pell said the election had been neither free nor fair.", "had been neither free nor fair"),
        ("Anna Pell said the election was not fair.", "was not fair"),
        ("Anna Pell dismissed the election as a farce.", "a farce"),
        ("Anna Pell called the election a sham.", "a sham"),
    ],
)
def test_a_judgement_keeps_its_words(text: str, value: str) -> None:
    (claim,) = claims(text, "assesses")
    assert claim.value == value


def test_what_is_wise_to_do_is_no_judgement_of_the_election() -> None:
    text = "The October election is near. Anna Pell considered it inappropriate to speak."
    assert claims(text, "assesses") == []
