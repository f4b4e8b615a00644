"""Which contestant won which share and how many seats."""

from __future__ import annotations

import pytest

from tests.extract.texts import claims, extracted, name

_VOTE = "The Harvest Party and the Civic Union met in the May 5 election. "


def _results(text: str, relation: str) -> set[tuple[str | None, str]]:
    extraction = extracted(text)
    return {
        (name(extraction, c.subject), str(c.quantity.number)) for c in claims(text, relation) if c.quantity
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Harvest Party won 54 percent of the vote and the Civic Union 41 percent.",
        "The Harvest Party took 54 percent of the vote, against 41 percent for the Civic Union.",
        "The Harvest Party came first with 54 percent of votes, ahead of the Civic Union on 41 percent.",
        "The Harvest Party finished first on 54% of the vote, followed by the Civic Union with 41%.",
        "The Harvest Party had 54 percent of the vote to the Civic Union's 41 percent.",
        "Figures put the Harvest Party at 54 percent of the vote and the Civic Union at 41.",
        "Results: Harvest Party: 54%, Civic Union: 41%, turnout: 66%",
        "The Harvest Party beat the Civic Union 54 percent to 41 percent.",
        "The Harvest Party and the Civic Union won 54 and 41 percent respectively.",
        "The Harvest Party lost to the Civic Union by 54 percent to 41.",
        "The Harvest Party surged to 54 percent while the Civic Union slumped to 41 percent.",
        "The Harvest Party won 54 percent of the vote. The Civic Union took 41.",
        "The Harvest Party won 54 percent, compared with 41 percent for Anna Pell's Civic Union.",
    ],
)
def test_shares_in_many_wordings(text: str) -> None:
    assert _results(_VOTE + text, "voteShare") == {("Harvest Party", "54"), ("Civic Union", "41")}


@pytest.mark.parametrize(
    "text",
    [
        "With 98 percent of the votes counted, the Harvest Party claimed victory.",
        "Turnout in the Harvest Party's strongholds was 54 percent.",
        "The Harvest Party lost 12 seats.",
        "The Harvest Party needs 61 seats for a majority.",
        "An opinion poll gave the Harvest Party 54 percent.",
        "The Harvest Party has promised to cut taxes by 10 percent.",
        "The Harvest Party fell just short of the 7 percent needed.",
        "Under the Harvest Party the economy grew 6 percent a year.",
    ],
)
def test_other_numbers_are_no_results(text: str) -> None:
    assert _results(_VOTE + text, "voteShare") | _results(_VOTE + text, "seatsWon") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The Harvest Party won 61 of the 120 seats and the Civic Union 14.",
        "The Harvest Party and the Civic Union won 61 and 14 seats respectively.",
        "The Harvest Party secured 61 seats, while the Civic Union got 14 seats.",
    ],
)
def test_seats_in_many_wordings(text: str) -> None:
    assert _results(_VOTE + text, "seatsWon") == {("Harvest Party", "61"), ("Civic Union", "14")}


def test_one_number_of_several_subjects_without_each_is_left_open() -> None:
    assert _results(_VOTE + "The Harvest Party and the Civic Union won 61 seats.", "seatsWon") == set()


def test_a_passive_gives_its_share_to_whoever_is_elected() -> None:
    text = _VOTE + "President Anna Pell was re-elected on Sunday with 51.6 percent of the vote."
    assert _results(text, "voteShare") == {("Anna Pell", "51.6")}
