"""The competency questions about the seed article, asked of the real page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.queries import library

AQ, CPP, NUR = "Aq Zhol", "Communist People's Party", "Nur Otan"
AZAT, LEADER, COUNCIL = "Social Democratic-Azat Party", "Nursultan Nazarbaev", "People's Assembly"

Records = list[dict[str, str | None]]


@pytest.fixture(scope="module")
def graph(seed_page: Path) -> Iterator[Graph]:
    with Graph.open() as opened:
        opened.build(seed_page)
        yield opened


def _ask(graph: Graph, name: str, *, view: str = "reported", **params: object) -> Records:
    return graph.query(name, view=view, **params).records()


def _rows(records: Records, *columns: str) -> set[tuple[str | None, ...]]:
    return {tuple(r[c] for c in columns) for r in records}


def test_1_parties_that_contested_the_election(graph: Graph) -> None:
    records = _ask(graph, "election-contestants", date="2012-01-15")
    assert {r["party"] for r in records} == {NUR, AQ, CPP, AZAT}
    assert {r["inAll"] for r in records} == {"7"}


def test_2_vote_shares_by_whose_word(graph: Graph) -> None:
    records = _ask(graph, "vote-shares")
    assert _rows(records, "party", "comparison", "percent", "heldBy") == {
        (NUR, ">", "80", "Election officials"),
        (AQ, ">≈", "7", "Election officials"),
        (CPP, ">≈", "7", "Election officials"),
        (AZAT, "=", "1.6", "the document itself"),
    }
    assert {r["vintage"] for r in records} == {"preliminary"}


def test_3_parties_that_enter_the_parliament(graph: Graph) -> None:
    records = [r for r in _ask(graph, "parliament-entrants") if r["when"] != "2007"]
    assert {r["party"] for r in records} == {NUR, AQ, CPP}


def test_4_loyalty(graph: Graph) -> None:
    assert _rows(_ask(graph, "loyalty"), "actor", "leader", "status", "heldBy") == {
        (AQ, LEADER, "considered", "unnamed"),
        (CPP, LEADER, "considered", "unnamed"),
        (COUNCIL, LEADER, "asserted", "the document itself"),
    }


def test_4_loyalty_in_the_document_s_own_voice(graph: Graph) -> None:
    assert _rows(_ask(graph, "loyalty", view="strict"), "actor", "leader") == {(COUNCIL, LEADER)}


def test_5_registration_denials(graph: Graph) -> None:
    assert _rows(_ask(graph, "registration-denials"), "party", "by") == {("Algha", "unnamed")}


def test_6_suspensions(graph: Graph) -> None:
    assert _rows(_ask(graph, "suspensions"), "party", "by", "ground") == {
        ("Communist Party", "unnamed", "for trying to form a bloc with an unregistered group")
    }


def test_7_barring_with_its_time_ground_and_antecedent(graph: Graph) -> None:
    (row,) = [r for r in _ask(graph, "election-barrings") if r["barred"] == "Rukhaniat"]
    assert (row["by"], row["timing"], row["ground"]) == (
        "unnamed",
        "Shortly before the elections",
        "facing vague charges",
    )
    assert (row["after"] or "").startswith(
        "days after the party's leader criticized the authorities' handling"
    )


def test_8_judgements_against_each_other(graph: Graph) -> None:
    judged = _rows(_ask(graph, "election-judgements"), "judge", "direction")
    assert ("Organization for Security and Co-operation in Europe", "as worded") in judged
    assert ("Miklos Haraszti", "against") in judged
    assert ("Opposition activists", "against") in judged
    assert (LEADER, "for") in judged
    wordings = " / ".join(r["wording"] or "" for r in _ask(graph, "election-judgements"))
    for words in (
        "did not meet fundamental principles of democratic elections",
        "an orchestrated election",
        "marred by widespread violations",
        "a victory for all the people",
        "unprecedented transparency",
        "openness",
    ):
        assert words in wordings
    assert (LEADER, "Miklos Haraszti") in _rows(_ask(graph, "contradictions"), "one", "other")


def test_9_offices(graph: Graph) -> None:
    assert _rows(_ask(graph, "offices"), "person", "office", "of") == {
        (LEADER, "President", "Kazakhstan"),
        ("Joao Soares", "President", "OSCE Parliamentary Assembly"),
        ("Miklos Haraszti", "head", "OSCE long-term election-observation mission"),
    }


def test_10_the_chamber_adds_up(graph: Graph) -> None:
    (row,) = _ask(graph, "chamber-composition")
    assert (row["chamber"], row["seats"], row["byVote"], row["byAppointment"]) == (
        "Mazhilis",
        "107",
        "98",
        "9",
    )
    assert (row["appointedBy"], row["sum"], row["addsUp"]) == (COUNCIL, "107", "yes")


def test_11_threshold_and_its_exception(graph: Graph) -> None:
    (row,) = _ask(graph, "thresholds")
    assert row["percent"] == "7"
    assert "second-place party was guaranteed entry" in (row["exception"] or "")
    assert "For the first time" in (row["exception"] or "")


def test_12_allegations(graph: Graph) -> None:
    found = {(r["what"] or "")[:25]: r for r in _ask(graph, "allegations")}
    stuffing = next(r for what, r in found.items() if "ballot-stuffing" in what)
    assert "No. 374 near Almaty" in (stuffing["place"] or "")
    assert stuffing["documentedBy"] == "A correspondent for RFE/RL's Kazakh Service"
    assert found["widespread violations"]["heldBy"] == "Opposition activists"
    assert len(found) == 2


def test_13_announced_and_not_yet_done(graph: Graph) -> None:
    records = _ask(graph, "plans")
    assert (
        "Opposition activists",
        "demonstration in Almaty Central Square",
        "2012-01-17",
        "2012-01-16",
    ) in _rows(records, "who", "what", "when", "announced")
    assert (COUNCIL, "Lawmakers for the remaining nine seats", "2012-01-16") in _rows(
        records, "who", "what", "when"
    )


def test_14_what_the_president_did_and_promised(graph: Graph) -> None:
    records = _ask(graph, "actor-record", actor="Nazarbaev")
    acts = {r["relation"]: r for r in records}
    assert acts["promises"]["when"] == "2011-04"
    assert "more than one party" in (acts["promises"]["what"] or "")
    assert acts["dissolves"]["when"] == "2011-11"
    assert acts["calls an election"]["when"] == "2011-11"
    assert acts["calls an election"]["originally"] == "2012-08"


def test_15_who_criticised_whom_over_what(graph: Graph) -> None:
    over = {r["critic"]: (r["target"], r["over"] or "") for r in _ask(graph, "criticism")}
    assert over["Joao Soares"][0] == "Kazakhstan authorities"
    assert "allowed more genuine opposition parties" in over["Joao Soares"][1]
    assert "campaign environment" in over["Miklos Haraszti"][1]
    assert over["Opposition leaders"] == (
        "Kazakhstan authorities",
        "seeking to keep their opponents out of the Mazhilis",
    )
    assert "handling of the crisis" in over["leader of Rukhaniat"][1]


def test_16_what_happened_in_the_town(graph: Graph) -> None:
    assert _rows(_ask(graph, "escalations"), "before", "after", "place", "when") == {
        ("long-running peaceful protests", "deadly unrest", "Zhanaozen", "2011-12-16")
    }


def test_17_who_held_the_chamber_alone(graph: Graph) -> None:
    assert _rows(_ask(graph, "sole-occupants"), "party", "chamber", "since") == {(NUR, "Mazhilis", "2007")}


def test_18_parties_below_the_threshold(graph: Graph) -> None:
    records = _ask(graph, "threshold-failures")
    assert _rows(records, "party", "number", "ofAll") == {
        (AZAT, None, "7"),
        ("counted, not named", "4", "7"),
    }


def test_19_what_is_younger_than_the_article(graph: Graph) -> None:
    (row,) = _ask(graph, "younger-than-document")
    assert (row["who"], row["relation"], row["whom"]) == (
        "government of Russia",
        "designates",
        "Radio Free Europe/Radio Liberty",
    )
    assert "undesirable organization" in (row["what"] or "")


@pytest.mark.parametrize("name", sorted(library()))
def test_20_every_row_leads_to_its_sentence(graph: Graph, seed_page: Path, name: str) -> None:
    page = seed_page.read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    result = graph.query(name, evidence=True)
    if "sentence" not in result.variables:
        assert name in {"party-profile", "documents"}, "a row of claims must lead to them"
        return
    for row in result.records():
        assert row["sentence"] in page
        assert row["holder"]
        assert row["said to be"]
        assert row["document"] == "OSCE Monitors Criticize Kazakh Vote Failings"


def test_the_criticising_leader_stays_unnamed(graph: Graph) -> None:
    assert "leader of Rukhaniat" in {r["critic"] for r in _ask(graph, "criticism")}
    assert not [r for r in _ask(graph, "offices") if "Rukhaniat" in (r["of"] or "")]


def test_nobody_is_said_to_have_barred_anybody(graph: Graph) -> None:
    assert {r["by"] for r in _ask(graph, "election-barrings")} == {"unnamed"}


def test_the_ballot_box_was_not_stuffed_as_a_matter_of_fact(graph: Graph) -> None:
    asked = "ASK { ?c rdf:predicate pol:electionViolation ; pol:inView ?v }"
    assert graph.query(asked).boolean is False
    assert graph.query("ASK { ?event a pol:FraudAllegation }").boolean is False


def test_the_demonstration_has_not_taken_place(graph: Graph) -> None:
    assert graph.query("ASK { ?who pol:organizes ?what }").boolean is False


def test_the_real_opposition_party_is_not_loyal(graph: Graph) -> None:
    assert AZAT not in {r["actor"] for r in _ask(graph, "loyalty")}


def test_the_communist_party_did_not_enter_parliament(graph: Graph) -> None:
    assert "Communist Party" not in {r["party"] for r in _ask(graph, "parliament-entrants")}


def test_most_opposition_parties_did_not_run(graph: Graph) -> None:
    assert not [r for r in _ask(graph, "election-contestants") if "opposition" in (r["party"] or "").lower()]
