"""Which state, body or party an office is of: coordinated, possessed, told elsewhere, or not at all."""

from __future__ import annotations

import pytest

from tests.extract.texts import extracted, facts, name


def offices(text: str) -> set[tuple[str | None, str | None, str | None]]:
    """(who, of what, title) of every office that the text gives."""
    extraction = extracted(text)
    return {
        (name(extraction, c.subject), name(extraction, c.object), c.value)
        for c in extraction.claims
        if c.predicate == "holdsOffice"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Polish President Luis Vega and Foreign Minister Ana Torres met in Peru. Peru was pleased.",
         ("Ana Torres", "Poland", "Foreign Minister")),
        ("Polish President Luis Vega and his defence minister, Ana Torres, met in Peru. Peru was pleased.",
         ("Ana Torres", "Poland", "defence minister")),
        ("In Peru, Polish Prime Minister Luis Vega spoke. Peru and Peruvians liked Prime Minister Vega.",
         ("Luis Vega", "Poland", "Prime Minister")),
        ("Peru's right-wing Prime Minister Ana Torres spoke.", ("Ana Torres", "Peru", "Prime Minister")),
        ("Peru spoke. Deputy Defence Minister Ana Torres resigned.",
         ("Ana Torres", "Peru", "Deputy Defence Minister")),
        ("Peru spoke. The Emergency Services Minister Ana Torres resigned.",
         ("Ana Torres", "Peru", "Emergency Services Minister")),
        ("President Ana Torres of Peru visited Poland. The country's president, Luis Vega, was pleased.",
         ("Luis Vega", "Poland", "president")),
        ("Ana Torres was elected governor of the region of Cusco in Peru.",
         ("Ana Torres", "Cusco", "governor")),
    ],
)  # fmt: skip
def test_of_what(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in offices(text)


@pytest.mark.parametrize(
    "text",
    [
        "Polish Prime Minister Luis Vega met Peruvians. Peru liked Prime Minister Vega.",
        "Peru spoke. Deputy Defence Minister Ana Torres resigned.",
    ],
)
def test_nobody_gets_a_second_office_from_half_a_title(text: str) -> None:
    people = [who for who, _, _ in offices(text)]
    assert len(people) == len(set(people))


def test_what_an_anti_party_commander_commands_is_not_the_party() -> None:
    assert facts("The anti-Harvest commander Ana Torres met the Harvest Party in Peru.", "leads") == set()


def test_who_is_elected_to_what_stands_before_the_title() -> None:
    text = "Ana Torres, elected mayor of Cusco in 2015, spoke in Peru."
    assert facts(text, "electedTo") == {("Ana Torres", "Cusco", "asserted")}


@pytest.mark.parametrize(
    "text",
    ["Luis Vega, an MP for the Harvest Party, spoke in Peru.", "Harvest Party MP Luis Vega spoke in Peru."],
)
def test_a_member_of_parliament_for_a_party_belongs_to_it(text: str) -> None:
    assert facts(text, "memberOf") == {("Luis Vega", "Harvest Party", "asserted")}
    assert offices(text) == set()


def test_some_titles_tell_the_parliament() -> None:
    text = "MEP Luis Vega spoke in Peru."
    assert facts(text, "memberOf") == {("Luis Vega", "European Parliament", "asserted")}
    assert offices(text) == set()


def test_whoever_presides_over_a_body_leads_it() -> None:
    text = "The Legislative Council of Cusco met. Council President Ana Torres closed the session."
    assert facts(text, "leads") == {("Ana Torres", "Legislative Council of Cusco", "asserted")}


def test_a_name_may_follow_what_kind_of_body_it_is() -> None:
    text = "The editor of the newspaper Horizonte, Luis Vega, was arrested in Peru."
    assert facts(text, "leads") == {("Luis Vega", "Horizonte", "asserted")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "UN Secretary-General Luis Vega spoke in Peru.",
            ("Luis Vega", "United Nations", "Secretary-General"),
        ),
        ("Host German Chancellor Ana Torres spoke in Berlin.", ("Ana Torres", "Germany", "Chancellor")),
    ],
)
def test_titles_in_a_run_of_capitals(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in offices(text)


@pytest.mark.parametrize(
    "text",
    [
        "Labour's Ana Torres spoke in the United Kingdom.",
        "Luis Vega met Ana Torres (Labour) in the United Kingdom.",
    ],
)
def test_the_name_of_a_kind_of_party_is_that_of_the_party(text: str) -> None:
    assert facts(text, "memberOf") == {("Ana Torres", "Labour Party", "asserted")}


def test_two_posts_of_one_party_are_both_of_it() -> None:
    text = "Harvest Party founder and treasurer Ana Torres spoke in Peru."
    assert facts(text, "memberOf") == {("Ana Torres", "Harvest Party", "asserted")}
    assert offices(text) == set()


def test_whom_somebody_supports_has_the_post_that_follows() -> None:
    text = "Luis Vega, a supporter of Mrs Ana Torres, the leader of the Harvest Party, spoke in Peru."
    assert facts(text, "leads") == {("Ana Torres", "Harvest Party", "asserted")}


def test_whose_group_has_members_is_none_of_them() -> None:
    text = "The house was used by members of suspected mastermind Luis Vega's Harvest Party in Peru."
    assert facts(text, "memberOf") == set()


def test_a_party_has_negotiators_who_do_not_lead_it() -> None:
    text = "The chief negotiator of the Harvest Party, Luis Vega, spoke in Peru."
    assert facts(text, "leads") == set()
    assert facts(text, "memberOf") == {("Luis Vega", "Harvest Party", "asserted")}


def test_the_leader_of_the_opposition_leads_no_party_of_that_name() -> None:
    assert facts("Federal Opposition leader Luis Vega agreed with Peru.", "leads") == set()


def test_senators_sit_in_no_assembly() -> None:
    assert facts("Senator Luis Vega spoke. The Grand Assembly met in Kabul.", "memberOf") == set()


def test_two_ministers_who_resign_do_not_swap_their_posts() -> None:
    text = "Peru spoke. Health Minister Ana Torres and Finance Minister Luis Vega resigned."
    assert {obj for _, obj, _ in facts(text, "resignsFrom")} <= {None}


def test_representatives_in_the_name_of_an_assembly_are_part_of_it() -> None:
    text = "The Assembly of the Representatives of the People of Peru met. It suspended the Harvest Party."
    extraction = extracted(text)
    assert "Assembly of the Representatives of the People of Peru" in {e.name for e in extraction.entities}


def test_the_town_is_in_the_region_and_not_the_region_in_the_town() -> None:
    text = "Police detained Ana Torres in the West Bank town of Jenin."
    assert facts(text, "locatedIn") == {("Jenin", "West Bank", "asserted")}
