"""Ways of saying a relation that news uses often, each in one sentence."""

from __future__ import annotations

import pytest

from tests.extract.texts import claims, facts

_OPENING = "Peru's president, Ruslan Adar, and the Harvest Party disagree. Olena Sarn leads the Unity Party. "


_ADAR, _SARN, _HARVEST, _UNITY = "Ruslan Adar", "Olena Sarn", "Harvest Party", "Unity Party"


@pytest.mark.parametrize(
    ("text", "relation", "who", "whom"),
    [
        ("Ruslan Adar placed the blame for the crisis squarely on Olena Sarn.", "accuses", _ADAR, _SARN),
        ("Ruslan Adar made allegations Olena Sarn was running a drug ring.", "accuses", _ADAR, _SARN),
        ("Ruslan Adar accused the Dutch of meddling.", "accuses", _ADAR, "Netherlands"),
        ("Olena Sarn said she was grateful to Ruslan Adar for his help.", "praises", _SARN, _ADAR),
        ("Olena Sarn voiced admiration for Ruslan Adar.", "praises", _SARN, _ADAR),
        ("Olena Sarn admires Ruslan Adar.", "praises", _SARN, _ADAR),
        ("Olena Sarn disagreed with Ruslan Adar.", "criticizes", _SARN, _ADAR),
        ("Ruslan Adar defended Olena Sarn on Monday.", "supports", _ADAR, _SARN),
        ("Ruslan Adar urged voters to back Olena Sarn.", "supports", _ADAR, _SARN),
        ("Olena Sarn received backing from the Harvest Party.", "supports", _HARVEST, _SARN),
        ("Ruslan Adar defeated Olena Sarn in the 2016 election.", "opposes", _ADAR, _SARN),
        ("Ruslan Adar announced his pick for finance minister, Olena Sarn.", "nominates", _ADAR, _SARN),
        ("Ruslan Adar picked Olena Sarn to head the commission.", "appoints", _ADAR, _SARN),
    ],
)  # fmt: skip
def test_a_wording(text: str, relation: str, who: str, whom: str) -> None:
    assert (who, whom, "asserted") in facts(_OPENING + text, relation)


@pytest.mark.parametrize(
    "text",
    [
        "Ruslan Adar has been dogged by corruption allegations for years.",
        "Ruslan Adar was implicated in a bribery scandal.",
        "The inquiry followed allegations that Ruslan Adar took bribes.",
    ],
)
def test_what_nobody_vouches_for_is_alleged(text: str) -> None:
    assert (None, _ADAR, "alleged") in facts(_OPENING + text, "accuses")


def test_a_clause_with_a_gap_is_no_content_of_a_claim() -> None:
    assert not facts(_OPENING + "The allegations Olena Sarn made were false.", "accuses")


@pytest.mark.parametrize(
    "text",
    [
        "Ruslan Adar finished second in the 2016 election.",
        "Ruslan Adar scored a victory in the 2016 election.",
        "Ruslan Adar beat Olena Sarn in the 2016 election.",
        "Olena Sarn beat Ruslan Adar in the 2016 election.",
    ],
)
def test_who_wins_and_loses_has_run(text: str) -> None:
    assert "Ruslan Adar" in {f[0] for f in facts(_OPENING + text, "contests")}


def test_a_minister_of_no_known_state_resigns_all_the_same() -> None:
    assert ("Alan Sarn", None, "asserted") in facts(
        "Alan Sarn, the justice minister, resigned.", "resignsFrom"
    )


def test_a_conference_has_an_organizer_and_those_who_take_part() -> None:
    text = (
        _OPENING + "The conference was organized by the Unity Party. Ruslan Adar took part in the conference."
    )
    assert ("Unity Party", "conference", "asserted") in facts(text, "organizes")
    assert ("Ruslan Adar", "conference", "asserted") in facts(text, "participatesIn")


def test_the_time_of_a_welcome_does_not_hide_it() -> None:
    assert ("Olena Sarn", None, "asserted") in facts(
        _OPENING + "Olena Sarn at the time welcomed the change.", "praises"
    )


def test_a_presidential_hopeful_runs() -> None:
    text = "The presidential election is on 20 October. Conservative presidential hopeful Olena Sarn says so."
    assert (_SARN, "planned") in {(f[0], f[2]) for f in facts(text, "contests")}


def test_who_runs_for_a_party_is_its_candidate() -> None:
    assert (_HARVEST, _SARN, "asserted") in facts(
        _OPENING + "Olena Sarn ran for the Harvest Party.", "nominates"
    )


def test_an_appointee_was_appointed() -> None:
    text = _OPENING + "Judge Jan Robar, an appointee of Ruslan Adar, ruled against it."
    assert (_ADAR, "Jan Robar", "asserted") in facts(text, "appoints")


def test_a_state_pulls_out_of_what_states_have_founded() -> None:
    text = "Gambia pulled out of NATO in 2013."
    assert {(f[0], f[2]) for f in facts(text, "resignsFrom")} == {("Gambia", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors are investigating Ruslan Adar for fraud.",
        "Ruslan Adar has been placed under investigation for fraud.",
    ],
)
def test_who_is_investigated_is_accused(text: str) -> None:
    assert (_ADAR, "alleged") in {(f[1], f[2]) for f in facts(_OPENING + text, "accuses")}


def test_whom_parliament_elects_to_be_president() -> None:
    text = "Peru's parliament elected Jorge Privert, the speaker, to be interim president."
    assert ("Jorge Privert", "Peru", "asserted") in facts(text, "electedTo")


def test_whom_somebody_is_named_to_replace_is_his_predecessor() -> None:
    text = _OPENING + "Ruslan Adar named Viktor Tomak to replace Olena Sarn as prime minister."
    assert {f[:2] for f in facts(text, "successorOf")} == {("Viktor Tomak", _SARN)}


def test_an_inquiry_into_somebody_alleges_something() -> None:
    text = _OPENING + "Prosecutors opened an inquiry into Olena Sarn on Monday."
    assert (_SARN, "alleged") in {(f[1], f[2]) for f in facts(text, "accuses")}


def test_who_is_behind_protests_does_not_protest() -> None:
    text = _OPENING + "Olena Sarn was asked about the protests against the Harvest Party."
    assert _SARN not in {f[0] for f in facts(text, "protestsAgainst")}


def test_who_holds_a_protest_protests() -> None:
    text = _OPENING + "The Unity Party held a rally against Ruslan Adar."
    assert (_UNITY, _ADAR, "asserted") in facts(text, "protestsAgainst")


def test_who_speaks_where_an_event_is_takes_part() -> None:
    text = _OPENING + "Thousands came to the rally in Lima where Olena Sarn spoke."
    assert _SARN in {f[0] for f in facts(text, "participatesIn")}


def test_who_competes_for_an_office_opposes_the_rival() -> None:
    text = _OPENING + "Olena Sarn competed for the role against Ruslan Adar."
    assert (_SARN, _ADAR) in {f[:2] for f in facts(text, "opposes")}


def test_who_blocks_an_appointment_opposes_the_appointed() -> None:
    text = _OPENING + "The Harvest Party blocked the appointment of Olena Sarn."
    assert (_HARVEST, _SARN, "asserted") in facts(text, "opposes")


def test_a_count_of_votes_is_no_office() -> None:
    found = claims(_OPENING + "Parliament chose Olena Sarn by 59 votes to 42.", "appoints")
    assert [c.value for c in found] == [None]
