"""Each way of not stating an act, over acts of every family: none may come out as holding."""

from __future__ import annotations

import pytest

from tests.extract.texts import extracted

# relation: subject, past tense, infinitive, participle with "have", gerund
ACTS = {
    "bans": "the Supreme Court|banned the Harvest Party|ban the Harvest Party|banned the Harvest Party",
    "detains": "the police|arrested Ilsa Maren|arrest Ilsa Maren|arrested Ilsa Maren",
    "sanctions": "the European Union|sanctioned Ilsa Maren|sanction Ilsa Maren|sanctioned Ilsa Maren",
    "dismisses": "President Ruslan Adar|dismissed Ilsa Maren|dismiss Ilsa Maren|dismissed Ilsa Maren",
    "nominates": "the Harvest Party|nominated Ilsa Maren|nominate Ilsa Maren|nominated Ilsa Maren",
    "leads": "Ilsa Maren|led the Harvest Party|lead the Harvest Party|led the Harvest Party",
    "memberOf": "Ilsa Maren|joined the Harvest Party|join the Harvest Party|joined the Harvest Party",
    "supports": "the Harvest Party|backed Ilsa Maren|back Ilsa Maren|backed Ilsa Maren",
    "dissolves": "President Ruslan Adar|dissolved parliament|dissolve parliament|dissolved parliament",
    "seatsWon": "the Harvest Party|won 30 seats|win 30 seats|won 30 seats",
    "organizes": "the Harvest Party|organized a rally|organize a rally|organized a rally",
    "criticizes": "Pavel Irgen|condemned Ilsa Maren|condemn Ilsa Maren|condemned Ilsa Maren",
    "praises": "Pavel Irgen|praised Ilsa Maren|praise Ilsa Maren|praised Ilsa Maren",
}

UNREAL = """
{s} did not {inf}.
{s} never {past}.
{s} refused to {inf}.
{s} has yet to {inf}.
{s} plans to {inf}.
{s} is to {inf}.
{s} is ready to {inf}.
{s} was about to {inf}.
{s} was unable to {inf}.
{s} threatened to {inf}.
{s} tried to {inf}.
{s} would {inf}.
{s} may {inf}.
{s} should have {done}.
{s} allegedly {past}.
{s} is said to have {done}.
{s} is believed to have {done}.
{s} was wrongly reported to have {done}.
{s} falsely claimed to have {done}.
{s} has been asked to {inf}.
{s} pretended to {inf}.
Critics want {s} to {inf}.
Tomas Ferreol urged {s} to {inf}.
Tomas Ferreol warned {s} not to {inf}.
Tomas Ferreol denied that {s} {past}.
Tomas Ferreol doubted that {s} {past}.
Tomas Ferreol dismissed reports that {s} {past}.
Tomas Ferreol proposed that {s} {inf}.
There are rumours that {s} {past}.
It is possible that {s} {past}.
It is unclear whether {s} {past}.
If {s} {past}, others would follow.
Had {s} {done}, there would be protests.
Did {s} {inf}?
Perhaps {s} {past}.
In the film, {s} {past}.
The law allows {s} to {inf}.
The lawsuit claims that {s} {past}.
Social media users claimed falsely that {s} {past}.
Unconfirmed reports said {s} {past}.
"""


@pytest.mark.parametrize("template", UNREAL.strip().splitlines())
def test_what_is_not_stated_does_not_hold(template: str) -> None:
    leaks = []
    for relation, forms in ACTS.items():
        subject, past, infinitive, done = forms.split("|")
        text = template.format(s=subject, past=past, inf=infinitive, done=done)
        found = extracted(text[0].upper() + text[1:]).claims
        leaks += [relation for c in found if c.predicate == relation and c.status.holds]
    assert leaks == []


@pytest.mark.parametrize(
    "template",
    [
        "{s} managed to {inf}.",
        "{s} went on to {inf}.",
    ],
)
def test_what_is_stated_in_other_words_holds(template: str) -> None:
    for relation in ("bans", "detains", "memberOf"):
        subject, past, infinitive, done = ACTS[relation].split("|")
        text = template.format(s=subject, past=past, inf=infinitive, done=done)
        found = extracted(text[0].upper() + text[1:]).claims
        assert any(c.predicate == relation and c.status.holds for c in found), (relation, text)


NOUNS = {
    "detains": "the arrest of Ilsa Maren",
    "bans": "the dissolution of the Harvest Party",
    "sanctions": "sanctions on Ilsa Maren",
    "dismisses": "the dismissal of Ilsa Maren",
    "nominates": "the nomination of Ilsa Maren for president",
}


@pytest.mark.parametrize(
    "template",
    [
        "Tomas Ferreol called for {noun}.",
        "Tomas Ferreol advocated {noun}.",
        "Tomas Ferreol warned against {noun}.",
        "Tomas Ferreol ruled out {noun}.",
        "Parliament voted against {noun}.",
        "The bill provides for {noun}.",
        "The idea of {noun} was rejected.",
        "Rumours of {noun} spread.",
        "Reports of {noun} were false.",
        "Fears of {noun} grew.",
        "There was talk of {noun}.",
        "Without {noun}, nothing will change.",
    ],
)
def test_an_act_that_is_only_spoken_of_does_not_hold(template: str) -> None:
    leaks = []
    for relation, noun in NOUNS.items():
        found = extracted(template.format(noun=noun)).claims
        leaks += [relation for c in found if c.predicate == relation and c.status.holds]
    assert leaks == []
