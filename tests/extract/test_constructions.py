"""One construction, one test: how a relation is said, and what becomes of it."""

from __future__ import annotations

import pytest

from tests.extract.texts import claims, extracted, facts, name


def test_active_clause() -> None:
    text = "The Supreme Court suspended the Harvest Party on Monday."
    assert facts(text, "suspends") == {("Supreme Court", "Harvest Party", "asserted")}


def test_passive_with_agent() -> None:
    text = "The Harvest Party was suspended by the Supreme Court on Monday."
    assert facts(text, "suspends") == {("Supreme Court", "Harvest Party", "asserted")}


def test_passive_without_agent_leaves_the_agent_open() -> None:
    text = "The Harvest Party was suspended on Monday."
    assert facts(text, "suspends") == {(None, "Harvest Party", "asserted")}


def test_the_receiver_of_a_ditransitive_passive_is_the_target() -> None:
    text = "The Harvest Party has been denied registration."
    assert facts(text, "deniesRegistrationTo") == {(None, "Harvest Party", "asserted")}


def test_nominalisation() -> None:
    text = "The suspension of the Harvest Party drew protests from rights groups."
    assert facts(text, "suspends") == {(None, "Harvest Party", "asserted")}


def test_reduced_relative_clause() -> None:
    text = "The Harvest Party, suspended in 2010 for taking money from abroad, is back."
    assert facts(text, "suspends") == {(None, "Harvest Party", "asserted")}


def test_coordinated_verbs_share_their_subject() -> None:
    text = "President Ruslan Adar dissolved the parliament in April and called for early elections."
    assert {f[0] for f in facts(text, "dissolves")} == {"Ruslan Adar"}
    assert {f[0] for f in facts(text, "callsElection")} == {"Ruslan Adar"}


def test_respectively_pairs_names_with_numbers() -> None:
    text = "The Unity Party and the Harvest Party won 92 and 14 seats respectively in the new parliament."
    extraction = extracted(text)
    seats = {
        name(extraction, c.subject): int(c.quantity.number) for c in claims(text, "seatsWon") if c.quantity
    }
    assert seats == {"Unity Party": 92, "Harvest Party": 14}


def test_both_distributes_over_a_list() -> None:
    text = "Two parties -- Green Dawn and Civic Will -- both considered loyal to President Ruslan Adar, ran."
    assert facts(text, "loyalTo") == {
        ("Green Dawn", "Ruslan Adar", "considered"),
        ("Civic Will", "Ruslan Adar", "considered"),
    }


def test_an_apposition_says_of_whom_an_adjective_is_said() -> None:
    text = (
        "Nine seats will be filled by the People's Council, an advisory body loyal to President Ruslan Adar."
    )
    assert facts(text, "loyalTo") == {("People's Council", "Ruslan Adar", "asserted")}


def test_a_parenthesis_between_dashes_keeps_the_main_verb() -> None:
    text = (
        "The Harvest Party -- considered the only real opposition party contesting the polls -- "
        "received 1.6 percent of the vote in the January 15 election."
    )
    assert [str(c.quantity.number) for c in claims(text, "voteShare") if c.quantity] == ["1.6"]


def test_near_homonyms_stay_two() -> None:
    text = "The Communist Party was suspended. The Communist People's Party won 7 percent of the vote."
    assert facts(text, "suspends") == {(None, "Communist Party", "asserted")}
    assert {f[0] for f in facts(text, "voteShare")} == {"Communist People's Party"}


def test_acronym_in_brackets_is_the_same_actor() -> None:
    text = "The Central Election Commission (CEC) barred the Harvest Party from the race. It gave no reason."
    assert facts(text, "barsFromElection") == {("Central Election Commission", "Harvest Party", "asserted")}


def test_share_below_the_stated_threshold_fails_it() -> None:
    text = "The Harvest Party took 1.6 percent of the vote. The election has a 7 percent threshold."
    assert {f[0] for f in facts(text, "failsThreshold")} == {"Harvest Party"}


def test_share_above_the_stated_threshold_does_not() -> None:
    text = "The Harvest Party took 8 percent of the vote. The election has a 7 percent threshold."
    assert facts(text, "failsThreshold") == set()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Supreme Court plans to ban the Harvest Party.", "planned"),
        ("The Supreme Court will ban the Harvest Party.", "planned"),
        ("Prosecutors have asked the Supreme Court to ban the Harvest Party.", "planned"),
        ("The Supreme Court did not ban the Harvest Party.", "negated"),
        ("The Supreme Court never banned the Harvest Party.", "negated"),
        ("The Supreme Court allegedly banned the Harvest Party.", "alleged"),
        ("The Supreme Court tried to ban the Harvest Party.", "planned"),
        ("The Supreme Court failed to ban the Harvest Party.", "negated"),
        ("Officials deny that the Supreme Court banned the Harvest Party.", "denied"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert facts(text, "bans") == {("Supreme Court", "Harvest Party", status)}


@pytest.mark.parametrize(
    "text",
    [
        "If the Supreme Court bans the Harvest Party, others will follow.",
        "Should the Supreme Court have banned the Harvest Party?",
        "The Supreme Court may have banned the Harvest Party.",
        "It is unclear whether the Supreme Court banned the Harvest Party.",
        "The Supreme Court could ban the Harvest Party.",
    ],
)
def test_what_is_only_supposed_makes_no_claim_that_holds(text: str) -> None:
    assert {status for _, _, status in facts(text, "bans")} <= {"planned"}


def test_a_page_without_political_content_makes_no_claims() -> None:
    assert (
        extracted("Mix the flour with two eggs. Bake the cake for forty minutes and let it cool.").claims
        == ()
    )


def test_a_result_of_another_year_is_not_of_the_coming_election() -> None:
    text = (
        "The Harvest Party won 61 percent of the vote in 2016, while the Unity Party took 35 percent. "
        "The next presidential election is on August 4."
    )
    assert {(c.object, c.when.value if c.when else None) for c in claims(text, "voteShare")} == {
        (None, "2016")
    }


def test_what_a_survey_finds_is_no_result() -> None:
    text = "According to an opinion poll, the Harvest Party would win 48 percent in the August election."
    assert claims(text, "voteShare") == []


def test_an_election_day_without_a_year_is_the_nearest() -> None:
    text = "Parties formed alliances last year to win the August 4 election. Unity contests the election."
    assert [c.when.value for c in claims(text, "heldOn") if c.when] == ["2019-08-04"]


def test_a_dateline_is_no_part_of_its_sentence() -> None:
    text = "SARNOV (Newswire) - The Supreme Court banned the Harvest Party."
    assert facts(text, "bans") == {("Supreme Court", "Harvest Party", "asserted")}
    assert "Newswire" not in {
        m.text for e in extracted(text).entities if e.name == "SARNOV" for m in e.mentions
    }


def test_the_commission_is_one_that_is_called_a_commission() -> None:
    text = "The European Union objected. Ambassador Ilsa Maren urged the commission to reverse its decision."
    assert "European Union" not in {object_ for _, object_, _ in facts(text, "callsFor")}


def test_a_list_in_a_relative_clause_stays_in_it() -> None:
    text = (
        "Pakatan Harapan, which groups the People's Justice Party (PKR), the Democratic Action Party (DAP), "
        "Bersatu and Amanah, took 113 of the 222 seats in the lower house."
    )
    members = {who for who, _, _ in facts(text, "memberOf")}
    assert members == {"People's Justice Party", "Democratic Action Party", "Bersatu", "Amanah"}


def test_two_participles_of_one_noun_are_joined() -> None:
    text = "The Harvest Party, a group based in Sarnov and led by Ilsa Maren, won no seats."
    assert facts(text, "leads") == {("Ilsa Maren", "Harvest Party", "asserted")}


def test_two_names_before_a_plural_are_both_meant() -> None:
    text = "The ministry suspended the Popular Front and Harvest Wave parties on Monday."
    assert {whom for _, whom, _ in facts(text, "suspends")} == {"Popular Front", "Harvest Wave"}


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        (
            "The Harvest Party switched its allegiance to President Ana Vell.",
            "supports",
            ("Harvest Party", "Ana Vell", "asserted"),
        ),
        (
            "The Harvest Party came out in support of President Ana Vell.",
            "supports",
            ("Harvest Party", "Ana Vell", "asserted"),
        ),
        (
            "The Harvest Party tabled a motion of no confidence against Boris Tarn.",
            "opposes",
            ("Harvest Party", "Boris Tarn", "asserted"),
        ),
        (
            "The Harvest Party campaigned against the mining bill.",
            "opposes",
            ("Harvest Party", None, "asserted"),
        ),
        (
            "Boris Tarn walked out of the Harvest Party in January.",
            "resignsFrom",
            ("Boris Tarn", "Harvest Party", "asserted"),
        ),
        (
            "Boris Tarn resigned from the Harvest Party's board.",
            "resignsFrom",
            ("Boris Tarn", "Harvest Party", "asserted"),
        ),
        (
            "The Harvest Party and the River Party sealed a pact to fight the election together.",
            "alliedWith",
            ("Harvest Party", "River Party", "asserted"),
        ),
    ],
)
def test_indirect_ways_of_taking_sides(
    text: str, predicate: str, expected: tuple[str, str | None, str]
) -> None:
    assert expected in facts(text, predicate) | {(o, s, t) for s, o, t in facts(text, predicate)}


def test_what_people_gather_to_protest_against_is_protested_against() -> None:
    text = "Some 500 people gathered in Alport to protest against the Harvest Party."
    assert {(o, s) for _, o, s in facts(text, "protestsAgainst")} == {("Harvest Party", "asserted")}


def test_the_name_of_a_source_is_not_the_subject_behind_it() -> None:
    text = "According to her lawyer, Hugo Benn, officers of the National Police detained Ana Vell."
    assert "Hugo Benn" not in {s for s, _, _ in facts(text, "detains")}


def test_a_labour_minister_is_of_no_labour_party() -> None:
    assert facts("Labour Minister Ana Vell opened the meeting.", "memberOf") == set()


def test_an_aside_inside_reported_speech_leaves_a_whole_tree() -> None:
    text = (
        "Her campaign got a boost Monday when acting leader Jan Sarn, considered the leading conservative"
        " challenger to Adar, said he won't run."
    )
    assert extracted(text).article.body.startswith("Her campaign")
