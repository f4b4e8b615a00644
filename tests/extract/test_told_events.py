"""Events that a verb tells: who took part, where it was, what it was against."""

from __future__ import annotations

import pytest

from tests.extract.texts import claims, extracted, facts, name


def _events(text: str) -> set[str]:
    return {e.name for e in extracted(text).entities if e.type in {"Protest", "Unrest"}}


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of people marched in Lima against the Harvest Party.",
        "About 500 students took to the streets of Lima.",
        "Tens of thousands of workers rallied in Lima on Monday.",
        "Demonstrators gathered in Lima to demand new elections.",
        "Supporters of the Harvest Party protested in Lima.",
    ],
)
def test_what_many_people_do_is_an_event_in_its_place(text: str) -> None:
    found = claims(text, "locatedIn")
    assert [name(extracted(text), c.object) for c in found] == ["Lima"]
    assert [c.object for c in claims(text, "participatesIn")] == [found[0].subject]


def test_people_who_took_part_are_counted_in_the_words_of_the_text() -> None:
    text = "About 500 students took to the streets of Lima."
    assert [c.agent_text for c in claims(text, "participatesIn")] == ["About 500 students"]


def test_a_crowd_that_clashes_with_the_police_is_unrest() -> None:
    assert _events("Opposition supporters clashed with police in Lima.") == {"unrest in Lima"}


def test_what_a_noun_and_a_verb_tell_is_one_event() -> None:
    text = "Thousands of people marched in Lima on Monday. The protest was called by the Harvest Party."
    event = claims(text, "participatesIn")[0].object
    assert [c.object for c in claims(text, "organizes")] == [event]


def test_protests_in_two_places_are_two() -> None:
    text = "Thousands of students marched in Lima on Monday. Hundreds of workers marched in Cusco."
    assert _events(text) == {"protest in Lima", "protest in Cusco"}


@pytest.mark.parametrize(
    "text",
    [
        "Markets rallied in Lima on Monday.",
        "Voters rallied behind the Harvest Party in Lima.",
        "Officials protested that the figures were wrong.",
        "Rebels clashed over the budget in Lima.",
        "Reporters gathered in Lima for the summit.",
        "Supporters did not march in Lima.",
    ],
)
def test_not_everything_that_people_do_together_is_a_protest(text: str) -> None:
    assert not _events(text)


def test_the_country_of_an_election_may_stand_before_it() -> None:
    text = "The Peruvian presidential election was held on Sunday. Turnout was low, officials in Lima said."
    assert {f[1] for f in facts(text, "locatedIn")} == {"Peru"}
