"""Names of an invented country: where they end, what they stand for, which are one."""

from __future__ import annotations

import pytest

from kg.vocabulary import load
from tests.extract.texts import extracted


def entities(text: str) -> dict[str, str]:
    """The named entities of a text and their types in the exchange format."""
    return {e.name: load().coarse(e.type) for e in extracted(text).entities if e.named}


def mentions(text: str, name: str) -> list[str]:
    """The wordings of one entity, in text order."""
    return [m.text for e in extracted(text).entities if e.name == name for m in e.mentions]


@pytest.mark.parametrize(
    ("text", "name", "later"),
    [
        ("Rafael de la Cruz won. De la Cruz thanked voters.", "Rafael de la Cruz", "De la Cruz"),
        ("Omar al-Harun fled to Peru. Harun was sentenced.", "Omar al-Harun", "Harun"),
        ("Aleksandr Brandt resigned. Brandt said he was tired.", "Aleksandr Brandt", "Brandt"),
        ("Lim Jun Seok met reporters. Lim said he would stay.", "Lim Jun Seok", "Lim"),
        ("Atilio Sarandë won. Sarande said he was glad.", "Atilio Sarandë", "Sarande"),
        ("Samrat Sonthaya was ousted. Mr. Samrat denied it.", "Samrat Sonthaya", "Samrat"),
    ],
)
def test_shortened_names_of_people(text: str, name: str, later: str) -> None:
    assert later in mentions(text, name)
    assert entities(text)[name] == "Person"


def test_a_surname_that_two_people_bear_is_whoever_was_named_last() -> None:
    text = (
        "Boris Lukin, a lawmaker and brother of President Viktor Lukin, has quit the Harvest Party. "
        "Lukin announced it on Monday. Viktor Lukin condemned the move. Lukin said it was a mistake."
    )
    assert mentions(text, "Boris Lukin") == ["Boris Lukin", "Lukin"]
    assert mentions(text, "Viktor Lukin") == ["Viktor Lukin", "Viktor Lukin", "Lukin"]


def test_a_party_is_not_its_namesake() -> None:
    found = entities("Sam Velden, a former minister, founded the Sam Velden Party. The party was banned.")
    assert found["Sam Velden"] == "Person"
    assert found["Sam Velden Party"] == "PoliticalParty"


@pytest.mark.parametrize(
    ("text", "person", "others"),
    [
        ("Deputy Commissioner of Police Deepak Maru spoke.", "Deepak Maru", {"police"}),
        ("Prime Minister Sheikh Salim Haddar resigned.", "Salim Haddar", set()),
        ("Harvest Party MPs Maya Roth and Mila Bond fainted.", "Maya Roth", {"Harvest Party", "Mila Bond"}),
        ("The Queen met Mrs May, and May smiled.", "May", set()),
    ],
)
def test_titles_are_no_part_of_a_name(text: str, person: str, others: set[str]) -> None:
    found = entities(text)
    assert found[person] == "Person"
    assert set(found) == {person, *others}


@pytest.mark.parametrize(
    "text",
    [
        "She was sworn in as Minister of Finance, Urban Development, Housing and Buddhist Affairs.",
        "Prominent European and African leaders met on Monday in May.",
        "They signed the Hydrocarbons Law and the Northern Climate Accord.",
        "The pro-Alvaria camp and the anti-Alvaria camp met.",
    ],
)
def test_charges_laws_and_adjectives_are_no_names(text: str) -> None:
    assert not any(e.named for e in extracted(text).entities)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The U.N. and Amnesty International condemned it.", "United Nations", "Institution"),
        ("The U.N. and Amnesty International condemned it.", "Amnesty International", "Organization"),
        ("The far-right Alternative for Peru won 94 seats.", "Alternative for Peru", "PoliticalParty"),
        ("The Brothers of Peru won 94 seats.", "Brothers of Peru", "PoliticalParty"),
        ("The Movement Toward Renewal won 94 seats.", "Movement Toward Renewal", "PoliticalParty"),
        ("Lena Ortiz, 52, was arrested at home.", "Lena Ortiz", "Person"),
        ("The Chief Executive of Hong Kong Ada Lim spoke.", "Hong Kong", "Place"),
        ("The House of Representatives condemned it.", "House of Representatives", "Institution"),
        (
            "He spoke of the Quiet Revolution. The Quiet Revolution in Alvaria began.",
            "Quiet Revolution",
            "Event",
        ),
    ],
)
def test_what_a_name_stands_for(text: str, name: str, kind: str) -> None:
    assert entities(text)[name] == kind


def test_a_body_with_and_without_its_country() -> None:
    text = (
        "The Peruvian Constitutional Court met. The Constitutional Court adjourned. "
        "The Ministry of Justice of Peru was silent. The Justice Ministry declined to comment."
    )
    assert mentions(text, "Peruvian Constitutional Court") == [
        "Peruvian Constitutional Court",
        "Constitutional Court",
    ]


def test_plural_of_a_party() -> None:
    text = (
        "The Social Democratic Party lost. The Social Democrats blamed the Liberal Party. The Liberals won."
    )
    assert mentions(text, "Social Democratic Party") == ["Social Democratic Party", "Social Democrats"]
    assert mentions(text, "Liberal Party") == ["Liberal Party", "Liberals"]


def test_a_party_of_its_leader_is_two_names() -> None:
    text = "The Purple Party of Franco Sagrenti voted against it. Sagrenti said it was a mistake."
    assert entities(text) == {"Purple Party": "PoliticalParty", "Franco Sagrenti": "Person"}
    assert list(entities("The Party of National Unity won. The Alliance for Unity lost.")) == [
        "Alliance for Unity",
        "Party of National Unity",
    ]


def test_congresses_that_are_parties() -> None:
    assert entities("The Amani National Congress lost.") == {"Amani National Congress": "PoliticalParty"}
    assert entities("The National Congress adjourned.") == {"National Congress": "Institution"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Mira Tovan, who heads Zorana Vesta, resigned on Monday.", "Zorana Vesta", "Organization"),
        ("Velda Mirosk MP Daran Holt said the vote was fair.", "Velda Mirosk", "PoliticalParty"),
        ("KVD deputy Mira Tovan said the vote was fair.", "KVD", "PoliticalParty"),
        ("KVD leader Mira Tovan said the vote was fair.", "KVD", "PoliticalParty"),
        ("Northern Front leader Mira Tovan said the vote was fair.", "Northern Front", "Organization"),
    ],
)
def test_names_that_people_lead_or_sit_for_are_bodies(text: str, name: str, kind: str) -> None:
    assert entities(text)[name] == kind


def test_an_acronym_also_counts_the_small_words_of_a_name_in_another_language() -> None:
    text = "The Movimiento al Bienestar won. MAB supporters cheered, and MAB took the capital."
    assert set(mentions(text, "Movimiento al Bienestar")) == {"Movimiento al Bienestar", "MAB"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Prime Minister-designate Mira Toldan spoke.", {"Mira Toldan"}),
        ("Economist Mira Toldan will head the bank.", {"Mira Toldan"}),
        ("Sultan Omar Sultan Karim Shad swore him in.", {"Omar Sultan Karim Shad"}),
        ("The Cabinet of Ministers of Peru met.", {"Cabinet of Ministers of Peru"}),
        ("Mira Toldan, KC, spoke.", {"Mira Toldan"}),
        ("The ultra-Orthodox Harvest Party quit.", {"Harvest Party"}),
        ("The Free Union of President Mira Toldan lost.", {"Free Union", "Mira Toldan"}),
        ("Mlader Ivanik of the Harvest Party lost.", {"Mlader Ivanik", "Harvest Party"}),
        ("The Harvest Party of Slamir Riachi lost.", {"Harvest Party", "Slamir Riachi"}),
        ("Zorvaka per Alvaria won 94 seats.", {"Zorvaka per Alvaria"}),
        ("The Deputy Chief Minister of Peru died.", {"Peru"}),
        ("Debout la Zorvaka won 94 seats.", {"Debout la Zorvaka"}),
        ('They elected Ferdinand "Bongbong" Marcos.', {'Ferdinand "Bongbong" Marcos'}),
        ("The Greens of the CDZ won 94 seats.", {"Greens", "CDZ"}),
        ("Congolese leaders met.", set()),
        ("The Parti communiste zorvais lost in Peru.", {"Parti communiste", "Peru"}),
        ("The Result Transmission System had failed.", set()),
        ("The Justice and Equality Movement lost.", {"Justice and Equality Movement"}),
        ("He invoked the 25th Amendment.", set()),
        ("Mr President, people are waiting.", set()),
        ("It cost US$ 5 million, or A$7 million.", set()),
    ],
)
def test_where_names_begin_and_end(text: str, names: set[str]) -> None:
    assert set(entities(text)) == names


def test_an_adjective_before_a_name_that_stands_alone_elsewhere_is_none_of_it() -> None:
    text = "The poll was won by the Islamist Zorvaka. In May, critics of Zorvaka had rallied against it."
    assert "Zorvaka" in entities(text)
    assert "Islamist Zorvaka" not in entities(text)


def test_what_somebody_is_also_known_as() -> None:
    text = "Pushkar Kamol Dahol, also known as Prakandha, resigned. Prakandha left the country."
    assert set(mentions(text, "Pushkar Kamol Dahol")) == {"Pushkar Kamol Dahol", "Prakandha"}


def test_initials_in_the_order_of_another_language() -> None:
    text = "The National Electoral Council published the figures. CNE president Mira Toldan spoke."
    assert set(mentions(text, "National Electoral Council")) == {"National Electoral Council", "CNE"}


def test_plural_of_a_party_of_a_place() -> None:
    text = "The Zorvaka Liberal Party lost. The Liberals will have a new leader."
    assert set(mentions(text, "Zorvaka Liberal Party")) == {"Zorvaka Liberal Party", "Liberals"}
