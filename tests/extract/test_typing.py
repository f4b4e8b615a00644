"""What a name stands for by the company it keeps: owners, posts, seats, lists, words of its own."""

from __future__ import annotations

import pytest

from kg.vocabulary import load
from tests.extract.texts import extracted


def types(text: str) -> dict[str, str]:
    """The named entities of a text and their types in the exchange format."""
    return {e.name: load().coarse(e.type) for e in extracted(text).entities if e.named}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Zorvaka's Mira Toldan ruled out a deal.", "Zorvaka", "PoliticalParty"),
        ("Zorvaka's Mira Toldan ruled out a deal.", "Mira Toldan", "Person"),
        ("The Zorvaka Melin's Durga Poltan was in the gallery.", "Durga Poltan", "Person"),
        ("Ioan Mardeu of the PZB beat Karel Vostin.", "PZB", "PoliticalParty"),
        ("The ZKP of Menduk Tachi has two seats.", "Menduk Tachi", "Person"),
        ("The Upendar Yadov-led Harvest Party supports him.", "Upendar Yadov", "Person"),
        ("The Madhar Kumal faction left. Madhar Kumal wept.", "Madhar Kumal", "Person"),
    ],
)
def test_people_of_parties_and_parties_of_people(text: str, name: str, kind: str) -> None:
    assert types(text)[name] == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Roman Catholic Church condemned it.", "Roman Catholic Church", "Organization"),
        ("The Human Rights Defenders Coalition marched.", "Human Rights Defenders Coalition", "Organization"),
        ("The Democratic Party of the United States won.", "Democratic Party", "PoliticalParty"),
        ("The National Democratic Congress won 94 seats.", "National Democratic Congress", "PoliticalParty"),
        ("The Independent High Authority for Elections spoke.", "Independent High Authority", "Institution"),
        ("The Zorvaka Institute of the PZB won praise.", "Zorvaka Institute", "Organization"),
        ("The Rally for Peru won 94 seats.", "Rally for Peru", "PoliticalParty"),
        ("The Central Committee of Peru Doctors spoke.", "Central Committee", "Organization"),
        ("Downing Street declined to comment.", "Downing Street", "Institution"),
        ("The electoral authority TZE published the figures.", "TZE", "Institution"),
    ],
)
def test_the_noun_that_heads_a_name_decides(text: str, name: str, kind: str) -> None:
    assert {n: k for n, k in types(text).items() if n.startswith(name)}.popitem()[1] == kind


def test_a_number_in_brackets_behind_a_name_counts_its_seats() -> None:
    found = types("The Harvest Party (21) and the Zorvaka movement (5) will govern.")
    assert found["Zorvaka"] == "PoliticalParty"


def test_a_special_prosecutor_is_a_person() -> None:
    assert types("Special prosecutor Katrina Janova is investigating him.")["Katrina Janova"] == "Person"


def test_a_name_of_parties_that_news_agencies_share_is_that_of_the_party() -> None:
    text = "The ruling DPA lost. The DPA candidate conceded. Mira Toldan of the DPA wept."
    assert types(text)["DPA"] == "PoliticalParty"


def test_what_a_colon_says_the_list_behind_it_is_of() -> None:
    found = types("Three other parties passed the threshold: Zorvaka, Bir Melin and Ata Vostin.")
    assert found == {
        "Zorvaka": "PoliticalParty",
        "Bir Melin": "PoliticalParty",
        "Ata Vostin": "PoliticalParty",
    }


def test_initials_among_parties_are_a_party() -> None:
    parties = "The Harvest Party, the Purple Party and the Liberal Party won seats."
    assert types(f"{parties} The ZKP was silent.")["ZKP"] == "PoliticalParty"
    assert types("The ZKP was silent.")["ZKP"] == "Organization"


def test_initials_of_agencies_are_no_party_among_parties() -> None:
    parties = "The Harvest Party, the Purple Party and the Liberal Party won seats."
    assert types(f"{parties} ZKP director Mira Toldan spoke.")["ZKP"] == "Organization"


def test_what_is_called_an_alliance_is_one_whatever_its_name() -> None:
    found = types("Frente Zorvaka, an alliance of three parties, won the election.")
    assert found["Frente Zorvaka"] == "Organization"


def test_places_that_are_listed_together() -> None:
    found = types("They held rallies in London, Karl Darom and Moragh.")
    assert {found["Karl Darom"], found["Moragh"]} == {"Place"}


def test_coalitions_by_what_they_are_called_in_other_languages() -> None:
    assert types("Pakatan Zorvaka is to govern.")["Pakatan Zorvaka"] == "Organization"


def test_a_name_before_the_noun_of_a_place_is_a_place() -> None:
    assert types("He is held at Zorvaka prison.")["Zorvaka"] == "Place"


def test_a_surname_is_no_state() -> None:
    found = extracted("Jim Jordan met Rob Jordan in Kirovo. Jim Jordan and Rob Jordan voted in the election.")
    assert not any("Jordan election" in e.name for e in found.entities)
