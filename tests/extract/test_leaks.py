"""What is alleged, feared, planned, denied or supposed never becomes a fact."""

from __future__ import annotations

import pytest

from tests.extract.texts import extracted, facts

ACTS = {"bans", "suspends", "attacks", "detains", "loyalTo"}

NOT_SO = """
The Supreme Court is accused of banning the Harvest Party.
Ilsa Maren was charged with attacking Pavel Irgen.
Police are suspected of beating Pavel Irgen.
Critics accuse the Supreme Court of suspending the Harvest Party.
The Supreme Court was urged to ban the Harvest Party.
The Supreme Court has threatened to ban the Harvest Party.
There are rumours that the Supreme Court banned the Harvest Party.
The Supreme Court considered banning the Harvest Party.
It is not true that the Supreme Court banned the Harvest Party.
The Supreme Court is expected to ban the Harvest Party.
Nobody has banned the Harvest Party.
The Harvest Party was nearly banned.
The Supreme Court would have banned the Harvest Party.
A proposal to ban the Harvest Party was rejected by the Supreme Court.
The Supreme Court refused to ban the Harvest Party.
The Harvest Party fears that it will be banned.
The Harvest Party has been cleared of charges that it attacked Pavel Irgen.
Ilsa Maren denied that she attacked Pavel Irgen.
The alleged attack on Pavel Irgen by Ilsa Maren was filmed.
The party says Ilsa Maren may be arrested.
Ilsa Maren, who denies detaining Pavel Irgen, resigned.
The Supreme Court stopped short of banning the Harvest Party.
Had the Supreme Court banned the Harvest Party, there would be protests.
Without banning the Harvest Party, the Supreme Court ended its session.
The Supreme Court is considering a request to ban the Harvest Party.
The government wants the Supreme Court to ban the Harvest Party.
The Supreme Court has the power to ban the Harvest Party.
The Supreme Court can ban the Harvest Party.
The bill would ban the Harvest Party.
Reports that Ilsa Maren was arrested are false.
Ilsa Maren was reportedly arrested.
According to unconfirmed reports, Ilsa Maren was arrested.
Unconfirmed reports say Ilsa Maren was arrested.
The claim that Ilsa Maren was arrested is a lie.
Ilsa Maren was not arrested, contrary to reports.
Ilsa Maren narrowly avoided arrest.
Police failed to arrest Ilsa Maren.
Police tried to arrest Ilsa Maren.
An attempt to arrest Ilsa Maren failed.
Ilsa Maren said she feared being arrested.
The arrest warrant for Ilsa Maren was issued on Monday.
Supporters of Ilsa Maren believe she was arrested.
Is Ilsa Maren loyal to Ruslan Adar?
Ilsa Maren is no longer loyal to Ruslan Adar.
Ilsa Maren is anything but loyal to Ruslan Adar.
Ilsa Maren pretended to be loyal to Ruslan Adar.
The planned ban on the Harvest Party drew criticism.
A ban on the Harvest Party is unlikely.
There was no suspension of the Harvest Party.
The government denied the suspension of the Harvest Party.
Activists fear the arrest of Ilsa Maren.
Pavel Irgen said he had dreamed that Ilsa Maren was arrested.
Imagine that Ilsa Maren was arrested.
The Supreme Court is to ban the Harvest Party on Friday.
"""


@pytest.mark.parametrize("text", NOT_SO.strip().splitlines())
def test_what_the_text_does_not_state_is_not_held_to_be_so(text: str) -> None:
    holding = [c for c in extracted(text).claims if c.predicate in ACTS and c.status.holds]
    assert holding == []


@pytest.mark.parametrize(
    "text",
    [
        "The Supreme Court banned the Harvest Party.",
        "The fact that the Supreme Court banned the Harvest Party changes little.",
        "After banning the Harvest Party, the Supreme Court ended its session.",
        "Pavel Irgen resigned because the Supreme Court banned the Harvest Party.",
        "Ilsa Maren confirmed that the Supreme Court banned the Harvest Party.",
    ],
)
def test_what_the_text_states_is(text: str) -> None:
    assert [c.status.holds for c in extracted(text).claims if c.predicate == "bans"] == [True]


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("The Harvest Party hopes to win 50 percent of the vote in the August election.", "voteShare"),
        ("The Harvest Party is projected to win 40 percent of the vote in the August election.", "voteShare"),
        ("Ilsa Maren is tipped to be appointed interior minister.", "appoints"),
        ("President Ruslan Adar could dissolve the parliament.", "dissolves"),
        ("The Harvest Party has no chance to enter the parliament.", "enters"),
        ("The Harvest Party ruled out forming a coalition with the Unity Party.", "alliedWith"),
        ("Ilsa Maren refused to condemn President Ruslan Adar.", "criticizes"),
        ("Ilsa Maren was not the leader of the Harvest Party.", "leads"),
        ("The European Union is preparing to impose sanctions on Ilsa Maren.", "sanctions"),
        ("Prosecutors asked the court to sentence Ilsa Maren to five years in prison.", "convicts"),
    ],
)
def test_no_relation_is_stated_by_its_hope_refusal_or_denial(text: str, predicate: str) -> None:
    assert [c for c in extracted(text).claims if c.predicate == predicate and c.status.holds] == []


def test_a_refusal_has_the_status_of_the_refusing() -> None:
    said = facts("The Justice Ministry refused to register the Harvest Party.", "deniesRegistrationTo")
    assert {status for _, _, status in said} == {"asserted"}
    plan = facts(
        "The Justice Ministry plans to refuse to register the Harvest Party.", "deniesRegistrationTo"
    )
    assert not {status for _, _, status in plan} & {"asserted", "considered"}


def test_what_is_considered_so_is_not_asserted() -> None:
    text = (
        "Two parties -- the Harvest Party and Unity -- both considered to be loyal to Ruslan Adar, won seats."
    )
    said = facts(text, "loyalTo")
    assert {(who, status) for who, _, status in said} == {
        ("Harvest Party", "considered"),
        ("Unity", "considered"),
    }
