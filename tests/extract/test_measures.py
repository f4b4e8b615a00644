"""Acts against actors and protest: who did what to whom, in how many wordings."""

from __future__ import annotations

import pytest

from tests.extract.texts import claims, extracted, facts

OPEN = """
Ilsa Maren was taken into custody on Monday. | detains
Ilsa Maren was led away in handcuffs. | detains
Also arrested were the journalist Ilsa Maren and her lawyer. | detains
Among those arrested was Ilsa Maren. | detains
The jailed opposition leader Ilsa Maren wrote a letter. | detains
Ilsa Maren has been under house arrest since March. | detains
Ilsa Maren has been behind bars since March. | detains
Ilsa Maren has spent 200 days in detention. | detains
Ilsa Maren went on trial for treason. | charges
Ilsa Maren was among 12 activists charged with treason. | charges
A criminal case was opened against Ilsa Maren. | charges
Ilsa Maren was found guilty of fraud. | convicts
Ilsa Maren received a five-year prison sentence. | convicts
Ilsa Maren is serving a five-year sentence for fraud. | convicts
Ilsa Maren was jailed for five years. | convicts
Ilsa Maren was jailed for fraud. | convicts
Ilsa Maren pleaded not guilty to fraud. | charges
Ilsa Maren was stabbed to death outside her home. | attacks
The assassination of Ilsa Maren shocked the country. | attacks
Ilsa Maren was removed as interior minister. | dismisses
Ilsa Maren was relieved of her duties on Monday. | dismisses
Ilsa Maren was declared ineligible to run for president. | barsFromElection
Ilsa Maren was struck from the electoral roll. | barsFromElection
Ilsa Maren was fined 500 dollars for speaking without a permit. | sanctions
"""


@pytest.mark.parametrize("line", OPEN.strip().splitlines())
def test_an_act_whose_author_is_left_out(line: str) -> None:
    text, relation = line.split(" | ")
    assert facts(text, relation) == {(None, "Ilsa Maren", "asserted")}


PARTY = """
The Supreme Court ordered the liquidation of the Harvest Party. | bans
The Supreme Court stripped the Harvest Party of its registration. | bans
The Supreme Court imposed a ban on the Harvest Party. | bans
The Supreme Court halted the activities of the Harvest Party. | suspends
The Supreme Court refused to register the Harvest Party. | deniesRegistrationTo
The Supreme Court declined to register the Harvest Party. | deniesRegistrationTo
The Supreme Court froze the bank accounts of the Harvest Party. | sanctions
The Supreme Court kept the Harvest Party out of the election. | barsFromElection
The Supreme Court declared the Harvest Party an extremist group. | designates
The Supreme Court designated the Harvest Party as terrorist. | designates
"""


@pytest.mark.parametrize("line", PARTY.strip().splitlines())
def test_an_act_against_a_party(line: str) -> None:
    text, relation = line.split(" | ")
    assert facts(text, relation) == {("Supreme Court", "Harvest Party", "asserted")}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Police rounded up dozens of supporters of the Harvest Party.", "detains"),
        ("Police searched the homes of Harvest Party activists.", "raids"),
        ("Police fired tear gas at supporters of the Harvest Party.", "attacks"),
        ("Police carried out searches at the offices of the Harvest Party.", "raids"),
    ],
)
def test_what_befalls_some_people_of_a_group_is_told_of_the_group(text: str, relation: str) -> None:
    assert facts(text, relation) == {("police", "Harvest Party", "asserted")}


def test_an_act_told_twice_keeps_its_author() -> None:
    text = "Police arrested Ilsa Maren on Monday. Maren was arrested outside her home, her lawyer said."
    assert facts(text, "detains") == {("police", "Ilsa Maren", "asserted")}


def test_an_acquittal_is_no_conviction() -> None:
    assert {f[2] for f in facts("The Supreme Court acquitted Ilsa Maren.", "convicts")} == {"negated"}


HELD = {"asserted", "considered"}
OTHER_SENSE = """
Ruslan Adar beat Ilsa Maren in the election. | attacks
Ruslan Adar attacked Ilsa Maren over her record. | attacks
Ruslan Adar fired back at Ilsa Maren. | attacks
The storm injured Ilsa Maren. | attacks
Ilsa Maren was charged with forming a government. | charges
The hotel charged Ilsa Maren 200 crowns a night. | charges
Ruslan Adar dismissed Ilsa Maren as a lightweight. | dismisses
Ilsa Maren was held responsible for the defeat. | detains
Ilsa Maren was held up in traffic. | detains
Prosecutors asked for the arrest of Ilsa Maren. | detains
A judge issued a warrant for the arrest of Ilsa Maren. | detains
A ban on the Harvest Party was lifted in May. | bans
The Supreme Court overturned the ban on the Harvest Party. | bans
The government is considering a ban on the Harvest Party. | bans
Rumours spread that Ilsa Maren had been placed under house arrest. | detains
"Why was Ilsa Maren arrested?" her lawyer asked. | detains
Ilsa Maren was not among those held. | detains
Charges against Ilsa Maren were dropped. | charges
The law bans parties that take money from abroad. | bans
Pavel Irgen met members of an outlawed group. | bans
The Union vetoed sanctions against Ilsa Maren. | sanctions
Ilsa Maren narrowly survived an assassination attempt. | attacks
The Supreme Court ruled that Ilsa Maren could run for president. | barsFromElection
Critics labelled Ilsa Maren a foreign agent. | designates
Ilsa Maren will not be allowed to run for president. | barsFromElection
An appeals court threw out the conviction of Ilsa Maren. | convicts
Ilsa Maren was due to be sentenced on Friday. | convicts
The Harvest Party expelled Ilsa Maren. | sanctions
The Harvest Party would have been dissolved under the old law. | bans
Ilsa Maren vowed that the election called for May would be held on time. | detains
At least 54 people were killed in November. | attacks
"""


@pytest.mark.parametrize("line", OTHER_SENSE.strip().splitlines())
def test_what_is_no_such_act_is_not_held_to_be_one(line: str) -> None:
    text, relation = line.split(" | ")
    assert [f for f in facts(text, relation) if f[2] in HELD] == []


def test_an_act_behind_a_preposition_is_so_whatever_the_clause_says() -> None:
    text = "Nobody has resigned over the murder of Ilsa Maren."
    assert facts(text, "attacks") == {(None, "Ilsa Maren", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "Maren is accused by the government of conspiring with Sarnov to bring down President Ruslan Adar.",
        "The generals met in secret to oust President Ruslan Adar.",
        "The generals conspired to kill President Ruslan Adar.",
    ],
)
def test_what_something_is_done_for_is_not_thereby_done(text: str) -> None:
    for relation in ("dismisses", "attacks"):
        assert [f for f in facts(text, relation) if f[2] in HELD] == []


def test_what_something_is_used_for_is_done() -> None:
    text = "Police used tear gas to break up a demonstration in Sarnov."
    assert {(f[0], f[2]) for f in facts(text, "attacks")} == {("police", "asserted")}


def test_people_are_counted() -> None:
    text = "At least 20 activists were detained in Sarnov on Monday."
    assert {f[1] for f in facts(text, "detains")} == {"At least 20 activists"}


@pytest.mark.parametrize(
    ("text", "place", "whole"),
    [
        ("The parliament meets in Sarnov, Peru.", "Sarnov", "Peru"),
        ("The parliament meets in the Peruvian city of Sarnov.", "Sarnov", "Peru"),
        ("He flew to Lima, Peru's capital.", "Lima", "Peru"),
        ("Peru's presidential election was held in Lima.", "Peru presidential election", "Peru"),
    ],
)
def test_where_places_are(text: str, place: str, whole: str) -> None:
    assert (whole) in {f[1] for f in facts(text, "locatedIn") if f[0] and place in f[0]}


def test_soldiers_act_as_their_army() -> None:
    text = "The Peruvian army denied it. Pavel Irgen was beaten by soldiers outside his home."
    assert {(f[0] or "").split()[-1] for f in facts(text, "attacks")} == {"army"}


def test_an_event_is_named_with_what_it_is_against() -> None:
    extraction = extracted("Police broke up a protest against the removal of Ilsa Maren.")
    assert "protest against the removal of Ilsa Maren" in {
        m.text for e in extraction.entities for m in e.mentions
    }


def test_protest_against_what_is_no_actor_keeps_its_words() -> None:
    (claim,) = claims("Thousands of people protested in Sarnov against the new law.", "protestsAgainst")
    assert (claim.subject, claim.object, claim.value) == (None, None, "the new law")


def test_the_capital_is_the_city_of_that_rank() -> None:
    text = "LIMA (Newswire) - Peruvian police broke up a protest in the capital on Monday."
    assert {f[1] for f in facts(text, "locatedIn")} >= {"LIMA"}


def test_an_announced_event_is_nowhere_yet() -> None:
    text = "Ilsa Maren announced a rally in Sarnov for Sunday."
    assert {f[2] for f in facts(text, "locatedIn")} <= {"planned"}
    assert {f[2] for f in facts(text, "organizes")} == {"planned"}
