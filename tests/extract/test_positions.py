"""Titles, appositions and predicates: who is what, and of what."""

from __future__ import annotations

import pytest

from tests.extract.texts import claims, extracted, facts, name

HOME = "Peru's election went ahead. "


def posts(text: str) -> set[tuple[str | None, str | None, str | None]]:
    extraction = extracted(text)
    return {
        (name(extraction, c.subject), name(extraction, c.object), c.value)
        for c in extraction.claims
        if c.predicate == "holdsOffice"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peruvian President Ana Torres spoke.", ("Ana Torres", "Peru", "President")),
        ("Ana Torres, the Peruvian president, spoke.", ("Ana Torres", "Peru", "president")),
        ("Ana Torres, 61, Peru's finance minister, spoke.", ("Ana Torres", "Peru", "finance minister")),
        ("Peru's foreign minister, Ana Torres, spoke.", ("Ana Torres", "Peru", "foreign minister")),
        ("Former Peruvian prime minister Ana Torres spoke.", ("Ana Torres", "Peru", "Former prime minister")),
        ("Peru's minister of defence Ana Torres spoke.", ("Ana Torres", "Peru", "minister of defence")),
        ("Ana Torres became Peru's prime minister.", ("Ana Torres", "Peru", "prime minister")),
        ("Ana Torres was sworn in as Peru's president.", ("Ana Torres", "Peru", "president")),
        ("Ana Torres served as Peru's ambassador to Chile.", ("Ana Torres", "Peru", "ambassador to Chile")),
    ],
)
def test_offices(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in posts(text)


def test_ministers_of_two_states_are_told_apart() -> None:
    text = "The foreign ministers of Peru and Chile, Ana Torres and Luis Vega, met."
    assert posts(text) == {
        ("Ana Torres", "Peru", "foreign minister"),
        ("Luis Vega", "Chile", "foreign minister"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The club's president, Luis Vega, left Peru.",
        "Would-be president Luis Vega spoke in Peru.",
        "Luis Vega, a candidate for president of Peru, spoke.",
        "Luis Vega wants to become president of Peru.",
        "To become president of Peru, Luis Vega must win in Lima.",
        "According to Luis Vega, the president said little in Peru.",
    ],
)
def test_what_gives_nobody_an_office(text: str) -> None:
    asserted = {c.subject for c in claims(text, "holdsOffice") if c.status.holds}
    assert asserted == set()


@pytest.mark.parametrize(
    "text",
    [
        "Harvest Party leader Luis Vega spoke.",
        "The Harvest Party's chairman, Luis Vega, spoke.",
        "Luis Vega, president of the Harvest Party, spoke.",
        "Luis Vega, who heads the Harvest Party, spoke.",
        "The Harvest Party elected Luis Vega as its leader.",
        "Luis Vega became the leader of the Harvest Party.",
    ],
)
def test_leaders_of_a_party(text: str) -> None:
    assert facts(text, "leads") == {("Luis Vega", "Harvest Party", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "Luis Vega of the Harvest Party spoke.",
        "Luis Vega, from the ruling Harvest Party, spoke.",
        "Luis Vega, deputy leader of the Harvest Party, spoke.",
        "Harvest Party lawmaker Luis Vega spoke.",
        "Luis Vega, spokesman for the Harvest Party, spoke.",
        "Luis Vega (Harvest Party) spoke.",
    ],
)
def test_members_of_a_party(text: str) -> None:
    assert facts(text, "memberOf") == {("Luis Vega", "Harvest Party", "asserted")}
    assert facts(text, "leads") == set()


def test_one_person_may_bear_two_posts() -> None:
    text = "Luis Vega, chairman of the Harvest Party and president of the National Farmers' Union, spoke."
    assert facts(text, "leads") == {
        ("Luis Vega", "Harvest Party", "asserted"),
        ("Luis Vega", "National Farmers' Union", "asserted"),
    }


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Luis Vega, an ally of Ana Torres, spoke.", "alliedWith", ("Luis Vega", "Ana Torres")),
        ("Ana Torres's rival, Luis Vega, spoke.", "opposes", ("Luis Vega", "Ana Torres")),
        ("Luis Vega, a fierce critic of Ana Torres, spoke.", "opposes", ("Luis Vega", "Ana Torres")),
        ("Luis Vega, the Harvest Party's candidate, spoke.", "nominates", ("Harvest Party", "Luis Vega")),
        ("Harvest Party candidate Luis Vega spoke.", "nominates", ("Harvest Party", "Luis Vega")),
        (
            "The Sickle Youth, the youth wing of the Harvest Party, met.",
            "partOf",
            ("Sickle Youth", "Harvest Party"),
        ),
        (
            "The Green Party, the successor to the Harvest Party, met.",
            "successorOf",
            ("Green Party", "Harvest Party"),
        ),
    ],
)
def test_nouns_that_tie_two_actors(text: str, relation: str, expected: tuple[str, str]) -> None:
    assert {(*expected, "asserted")} == facts(text, relation)


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        (
            "Luis Vega stepped down as leader of the Harvest Party.",
            "resignsFrom",
            ("Luis Vega", "Harvest Party"),
        ),
        ("Peru's finance minister, Luis Vega, resigned on Monday.", "resignsFrom", ("Luis Vega", "Peru")),
        ("Luis Vega was elected president of Peru.", "electedTo", ("Luis Vega", "Peru")),
        (
            "President Ana Torres on Monday named Luis Vega as prime minister of Peru.",
            "appoints",
            ("Ana Torres", "Luis Vega"),
        ),
        ("The Harvest Party named Luis Vega as its candidate.", "nominates", ("Harvest Party", "Luis Vega")),
        ("The Lima-based Andean Rights Union spoke.", "headquarteredIn", ("Andean Rights Union", "Lima")),
        ("Luis Vega, whose Harvest Party won, spoke.", "leads", ("Luis Vega", "Harvest Party")),
        ("Luis Vega founded the Harvest Party.", "memberOf", ("Luis Vega", "Harvest Party")),
        ("Ana Torres was succeeded by Luis Vega.", "successorOf", ("Luis Vega", "Ana Torres")),
        ("Opposition leader Luis Vega spoke.", "opposes", ("Luis Vega", None)),
    ],
)
def test_changes_and_ties(text: str, relation: str, expected: tuple[str, str | None]) -> None:
    assert {(*expected, "asserted")} == facts(text, relation)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Luis Vega refused to resign as leader of the Harvest Party.", "resignsFrom"),
        ("Rights groups urged Luis Vega to step down as leader of the Harvest Party.", "resignsFrom"),
        ("Luis Vega will succeed Ana Torres as leader of the Harvest Party.", "successorOf"),
        ("The Harvest Party plans to nominate Luis Vega.", "nominates"),
        ("The Harvest Party may form an alliance with the Green Party.", "alliedWith"),
    ],
)
def test_what_is_not_so_yet(text: str, relation: str) -> None:
    assert not [c for c in claims(text, relation) if c.status.holds]


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        (
            "The Harvest Party lost in Lima. Party leader Luis Vega resigned.",
            "leads",
            ("Luis Vega", "Harvest Party"),
        ),
        (
            "Luis Vega, a Harvest Party member of parliament, spoke in Peru.",
            "memberOf",
            ("Luis Vega", "Harvest Party"),
        ),
        (
            "The National Alliance, which groups the Harvest Party, the Green Party and Civic Will, won.",
            "memberOf",
            ("Civic Will", "National Alliance"),
        ),
        (
            "Ana Torres and Luis Vega, the co-leaders of the Harvest Party, spoke.",
            "leads",
            ("Luis Vega", "Harvest Party"),
        ),
        ("Ana Torres, the mayor of Trujillo, spoke in Peru.", "holdsOffice", ("Ana Torres", "Trujillo")),
    ],
)
def test_of_what_in_the_text_at_large(text: str, relation: str, expected: tuple[str, str]) -> None:
    assert (*expected, "asserted") in facts(text, relation)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The Harvest Party supports the amendments.", "supports"),
        ("The Harvest Party is against the reform.", "opposes"),
        ("The Harvest Party did not support the decision.", "opposes"),
        ("The Harvest Party voted against the budget.", "opposes"),
    ],
)
def test_undertakings_are_kept_in_words(text: str, relation: str) -> None:
    (claim,) = claims(text, relation)
    assert claim.object is None
    assert claim.value is not None
    assert claim.status.holds


def test_allies_are_taken_in_pairs() -> None:
    text = "The Harvest Party and the Green Party formed a coalition."
    assert facts(text, "alliedWith") == {("Harvest Party", "Green Party", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "The head of the Harvest Party in Peru, Luis Vega, spoke.",
        "Peru's prime minister and leader of the Harvest Party, Luis Vega, spoke.",
        "Luis Vega's Harvest Party won in Peru.",
    ],
)
def test_leaders_behind_a_place_a_second_title_or_a_possessive(text: str) -> None:
    assert ("Luis Vega", "Harvest Party", "asserted") in facts(text, "leads")


def test_a_title_may_end_in_an_adjective() -> None:
    assert ("Ana Torres", "Peru", "attorney general") in posts("Ana Torres, Peru's attorney general, spoke.")
    text = "Ana Torres, secretary-general of the Harvest Party, spoke in Peru."
    assert facts(text, "leads") == {("Ana Torres", "Harvest Party", "asserted")}
