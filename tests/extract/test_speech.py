"""Who criticizes, accuses, praises, calls on, promises and denies."""

from __future__ import annotations

import pytest

from tests.extract.texts import claims, extracted, facts, name

SAID = """
criticizes | Pavel Irgen | Ilsa Maren | Pavel Irgen lashed out at Ilsa Maren on Monday.
criticizes | Pavel Irgen | Ilsa Maren | Pavel Irgen took aim at Ilsa Maren over the budget.
criticizes | Pavel Irgen | Ilsa Maren | Pavel Irgen called Ilsa Maren a liar.
criticizes | Pavel Irgen | Ilsa Maren | Pavel Irgen described Ilsa Maren as weak and dishonest.
criticizes | Pavel Irgen | Ilsa Maren | Pavel Irgen attacked Ilsa Maren's record on crime.
criticizes | Pavel Irgen | Ilsa Maren | Pavel Irgen has been highly critical of Ilsa Maren.
criticizes | Pavel Irgen | Ilsa Maren | Ilsa Maren drew sharp criticism from Pavel Irgen.
criticizes | Pavel Irgen | Ilsa Maren | Pavel Irgen said Ilsa Maren had failed the voters.
criticizes | Pavel Irgen | Ilsa Maren | Pavel Irgen said Ilsa Maren's remarks were unacceptable.
criticizes | Pavel Irgen | None | Pavel Irgen condemned the arrest of Ilsa Maren.
criticizes | Pavel Irgen | None | Pavel Irgen rejected the result, describing it as a sham.
criticizes | Pavel Irgen | None | "We condemn the law," Pavel Irgen said.
accuses | Pavel Irgen | Ilsa Maren | Ilsa Maren was accused by Pavel Irgen of taking bribes.
accuses | Pavel Irgen | Ilsa Maren | Pavel Irgen alleged that Ilsa Maren had taken bribes.
accuses | Pavel Irgen | Ilsa Maren | Pavel Irgen pointed the finger at Ilsa Maren.
accuses | Pavel Irgen | Ilsa Maren | Ilsa Maren was arrested for treason, accused by Pavel Irgen of plotting.
praises | Pavel Irgen | Ilsa Maren | Pavel Irgen paid tribute to Ilsa Maren.
praises | Pavel Irgen | Ilsa Maren | Pavel Irgen congratulated Ilsa Maren on her victory.
praises | Pavel Irgen | None | Pavel Irgen hailed the deal as a triumph.
praises | Pavel Irgen | None | The ruling was welcomed by Pavel Irgen.
callsFor | Pavel Irgen | Ilsa Maren | Pavel Irgen called for Ilsa Maren to resign.
callsFor | Pavel Irgen | Ilsa Maren | "I urge Ilsa Maren to resign," Pavel Irgen said.
callsFor | Pavel Irgen | Ilsa Maren | Pavel Irgen pleaded with Ilsa Maren for mercy.
callsFor | Pavel Irgen | Ilsa Maren | Pavel Irgen issued an ultimatum to Ilsa Maren to leave.
callsFor | Pavel Irgen | Ilsa Maren | Pavel Irgen said Ilsa Maren must resign.
callsFor | Pavel Irgen | None | "All prisoners should be released," said Pavel Irgen.
promises | Pavel Irgen | None | Pavel Irgen committed to lower taxes.
promises | Pavel Irgen | None | Pavel Irgen made a pledge to lower taxes.
promises | Pavel Irgen | None | Pavel Irgen said he would lower taxes.
promises | Pavel Irgen | None | "We will lower taxes," Pavel Irgen said.
promises | Pavel Irgen | Peru | Pavel Irgen pledged three million dollars in aid to Peru.
denies | Pavel Irgen | None | Pavel Irgen pleaded not guilty.
denies | Pavel Irgen | None | Pavel Irgen denies taking bribes.
denies | Pavel Irgen | None | Pavel Irgen said the allegations were baseless.
denies | Pavel Irgen | None | Pavel Irgen dismissed the report as fake news.
denies | Pavel Irgen | None | Pavel Irgen maintains his innocence.
denies | Pavel Irgen | None | Pavel Irgen said he had no knowledge of the transfer.
denies | Pavel Irgen | None | "I have done nothing wrong," Pavel Irgen said.
criticizes | Pavel Irgen | Ilsa Maren | Ilsa Maren was called a liar by Pavel Irgen.
criticizes | Pavel Irgen | None | Pavel Irgen said he was deeply concerned by the arrests.
criticizes | Pavel Irgen | None | Pavel Irgen said the law was not acceptable.
criticizes | Pavel Irgen | None | Ilsa Maren was jailed in May, a verdict that Pavel Irgen calls unjust.
denies | Ilsa Maren | None | Pavel Irgen accused Ilsa Maren of fraud, which she denies.
denies | Ilsa Maren | None | Ilsa Maren was jailed over allegations that she rejects.
callsFor | Pavel Irgen | Ilsa Maren | Ilsa Maren was called on by Pavel Irgen to resign.
callsFor | Pavel Irgen | Ilsa Maren | Pavel Irgen demanded the resignation of Ilsa Maren.
callsFor | Pavel Irgen | Ilsa Maren | Pavel Irgen issued a statement urging Ilsa Maren to resign.
accuses | Pavel Irgen | Ilsa Maren | Pavel Irgen said Ilsa Maren was trying to rig the vote.
criticizes | Pavel Irgen | None | Pavel Irgen complained that the vote was unfair.
criticizes | Pavel Irgen | police | Pavel Irgen said police had used excessive force.
denies | Pavel Irgen | None | Pavel Irgen says the charges against him were fabricated.
denies | Pavel Irgen | None | Pavel Irgen called the allegations nonsense.
accuses | None | Ilsa Maren | An opposition leader accused Ilsa Maren of fraud.
callsFor | Pavel Irgen | None | Pavel Irgen stressed the need for dialogue.
callsFor | Pavel Irgen | None | Pavel Irgen asked that the vote be repeated.
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_ways_of_saying(line: str) -> None:
    predicate, subject, target, text = line.split(" | ")
    wanted = (None if subject == "None" else subject, None if target == "None" else target, "asserted")
    assert wanted in facts(text, predicate)


@pytest.mark.parametrize(
    ("predicate", "text"),
    [
        ("denies", "The Supreme Court rejected the appeal of Ilsa Maren."),
        ("denies", "Ilsa Maren was denied entry by the ministry."),
        ("callsFor", "Ilsa Maren called an early election for June."),
        ("callsFor", "Ilsa Maren appealed to the Supreme Court."),
        ("praises", "Pavel Irgen welcomed Ilsa Maren at the airport."),
        ("criticizes", "Pavel Irgen did not criticize Ilsa Maren."),
        ("criticizes", "Pavel Irgen denied that Ilsa Maren had failed the voters."),
        ("criticizes", "Pavel Irgen said Ilsa Maren was not a liar."),
        ("praises", "Pavel Irgen called the vote neither free nor fair."),
        ("promises", "Pavel Irgen said Ilsa Maren would lower taxes."),
        ("promises", "Pavel Irgen announced that he would not run."),
        ("criticizes", "Pavel Irgen called on Ilsa Maren to condemn the attack."),
    ],
)
def test_what_only_sounds_like_it(predicate: str, text: str) -> None:
    assert facts(text, predicate) == set()


def test_whoever_suffers_an_act_is_not_blamed_for_it() -> None:
    text = "Pavel Irgen condemned Ilsa Maren's arrest and the killing of Ruslan Adar."
    assert {target for _, target, _ in facts(text, "criticizes")} == {None}


def test_an_accusation_that_nobody_makes_is_only_alleged() -> None:
    text = "Ilsa Maren was accused of taking bribes."
    assert facts(text, "accuses") == {(None, "Ilsa Maren", "alleged")}


@pytest.mark.parametrize(
    "text",
    [
        "Ilsa Maren faces allegations of fraud.",
        "Ilsa Maren is suspected of fraud.",
        "Ilsa Maren is alleged to have taken bribes.",
    ],
)
def test_a_suspicion_is_only_alleged(text: str) -> None:
    assert facts(text, "accuses") == {(None, "Ilsa Maren", "alleged")}


def test_a_capital_that_speaks_is_the_state() -> None:
    assert facts("Lima denied the report.", "denies") == {("Peru", None, "asserted")}


def test_first_persons_are_whoever_is_quoted() -> None:
    text = '"I condemn the violence," Ilsa Maren said on Monday.'
    (claim,) = claims(text, "criticizes")
    assert name(extracted(text), claim.subject) == "Ilsa Maren"
    assert claim.holder.is_document
