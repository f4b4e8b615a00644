"""Dates and numbers as the text gives them."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract.dates.time import find_dates
from kg.extract.grammar.parse import load
from kg.extract.numbers.quantity import find_quantities
from kg.extract.words import gazetteer
from kg.model import Comparator
from tests.extract.texts import claims

WEDNESDAY = dt.date(2019, 6, 12)


def _dates(text: str) -> list[str]:
    return [d.when.value for d in find_dates(load()(text), WEDNESDAY) if d.when is not None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The court banned the party on Tuesday.", "2019-06-11"),
        ("The court banned the party on Wednesday.", "2019-06-12"),
        ("The rally will be held on Friday.", "2019-06-14"),
        ("The court banned the party on May 6.", "2019-05-06"),
        ("The court banned the party on 6 May 2014.", "2014-05-06"),
        ("The court banned the party in November.", "2018-11"),
        ("The election will be held in November.", "2019-11"),
        ("The court banned the party in April 2011.", "2011-04"),
        ("The court banned the party in 2014.", "2014"),
        ("The court banned the party last month.", "2019-05"),
        ("The court banned the party last year.", "2018"),
        ("The court banned the party yesterday.", "2019-06-11"),
        ("The party won the 2007 elections.", "2007"),
    ],
)
def test_a_date_is_resolved_by_tense_and_nearness(text: str, value: str) -> None:
    assert _dates(text) == [value]


def test_without_a_date_of_publication_a_partial_date_stays_open() -> None:
    assert [d.when for d in find_dates(load()("The court banned it on May 6."), None)] == [None]


@pytest.mark.parametrize(
    ("text", "number", "comparator", "unit"),
    [
        ("It won more than 80 percent of the vote.", "80", Comparator.MORE, "percent"),
        ("It won slightly over 7 percent.", "7", Comparator.SLIGHTLY_MORE, "percent"),
        ("It won nearly 80 percent of the vote.", "80", Comparator.SLIGHTLY_LESS, "percent"),
        ("It won about 2.5 percent.", "2.5", Comparator.ABOUT, "percent"),
        ("It won at least 30 seats.", "30", Comparator.AT_LEAST, "seats"),
        ("Ninety-eight seats will be filled.", "98", Comparator.EQUAL, "seats"),
        ("It won 64% of the vote.", "64", Comparator.EQUAL, "percent"),
    ],
)
def test_a_quantity_keeps_its_comparator(text: str, number: str, comparator: Comparator, unit: str) -> None:
    (found,) = find_quantities(load()(text))
    assert (str(found.quantity.number), found.quantity.comparator, found.quantity.unit) == (
        number,
        comparator,
        unit,
    )


def test_a_part_remembers_its_whole() -> None:
    (found,) = find_quantities(load()("Four out of seven parties did not pass."))
    assert (str(found.quantity.number), str(found.of)) == ("4", "7")


def test_a_threshold_is_no_share() -> None:
    (found,) = find_quantities(load()("It failed to pass the 7 percent threshold."))
    assert found.role == "threshold"


def test_countries_are_found_by_any_of_their_words() -> None:
    places = gazetteer.load()
    for word in ("Peru", "peru"):
        assert (found := places.country(word)) is not None
        assert found.code == "PE"
    assert (found := places.by_demonym("Peruvian")) is not None
    assert (found := places.by_capital("Lima")) is not None
    assert (found := places.country("the U.S.")) is not None
    assert found.code == "US"
    assert places.country("us") is None


def test_words_of_several_states_name_none() -> None:
    places = gazetteer.load()
    assert places.by_demonym("Congolese") is None
    assert "congolese" in places.ambiguous


def test_every_state_has_a_code_a_capital_and_a_people() -> None:
    countries = gazetteer.load().countries
    assert len(countries) >= 193
    assert len({c.code for c in countries}) == len(countries)
    assert all(len(c.code) == 2 and c.capital and c.demonyms for c in countries)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Supreme Court banned the Harvest Party.", "2019-06"),
        ("The court banned the Harvest Party in 2014.", "2014"),
        ("The Harvest Party was founded in 2009. A court banned it.", "2009"),
        ("The group, which banned the Harvest Party, met Tomas Ferreol.", None),
        ("The Supreme Court will ban the Harvest Party.", None),
    ],
)
def test_an_act_without_a_date_is_of_the_days_before_the_report(text: str, value: str | None) -> None:
    found = {c.when.value if c.when else None for c in claims(text, "bans")}
    assert found == {value}


def test_what_is_said_without_a_date_is_of_the_days_before_the_report() -> None:
    (claim,) = claims("Mission head Tomas Ferreol criticized the Harvest Party.", "criticizes")
    assert claim.when is not None
    assert claim.when.value == "2019-06"


def test_a_second_verb_in_another_tense_has_not_the_date_of_the_first() -> None:
    (claim,) = claims("Tomas Ferreol quit the Harvest Party in 2015 and leads the Civic Union.", "leads")
    assert claim.when is not None
    assert claim.when.value == "2019-06"


def test_what_lasts_is_so_since_the_date_that_its_clause_gives() -> None:
    (claim,) = claims("Tomas Ferreol has led the Civic Union since 2015.", "leads")
    assert claim.when is not None
    assert claim.when.value == "2015"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A Sarnov court on Tuesday banned the Harvest Party; it had won seats in 2014.", "2019-06-11"),
        ("The Supreme Court banned the Harvest Party in 2014 and the group fled.", "2014"),
        ("The Harvest Party was banned by the Supreme Court a week earlier.", "2019-06"),
    ],
)
def test_a_day_beside_a_name_is_that_of_the_verb(text: str, value: str) -> None:
    assert {c.when.value if c.when else None for c in claims(text, "bans")} == {value}


def test_what_lasted_from_one_year_to_another_began_in_the_first() -> None:
    (claim, *_) = claims("Tomas Ferreol had been president of Kenya from 1981 to 2003.", "holdsOffice")
    assert claim.when is not None
    assert claim.when.value == "1981"
