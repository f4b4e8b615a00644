"""A small made-up article that has every status, kind of end and awkward text that exports must carry."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from kg.model import (
    Article,
    Claim,
    Comparator,
    Entity,
    Evidence,
    Extraction,
    Holder,
    Mention,
    Qualifier,
    Quantity,
    Segment,
    Source,
    Status,
    When,
    Zone,
    ZoneKind,
)
from kg.policy import materialize
from kg.store import Store

SENTENCES = (
    "Party A is considered loyal to Ms. X.",
    "The ministry suspended Party B in March 2011 over a missing form.",
    "Party C has been denied registration.",
    "Police said that Ms. X claimed that Party B attacked Party A.",
    "Party B plans to contest the election.",
    "Ms. X denies that she leads Party A.",
    "Party C did not enter the parliament.",
    "Party A won slightly over 7 percent in the election.",
    "Ms. X promised more than one party.",
    "Party A and Party B are allied.",
)
TEXT = "\n\n".join(SENTENCES)
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)> \u202egnp.exe\u202c & \"quoted\" 'single'"
)


def article(
    identifier: str = "made-article", text: str = TEXT, title: str = "Parties before the vote"
) -> Article:
    """The page, one paragraph a sentence."""
    zones, at = [], 0
    for paragraph in text.split("\n\n"):
        zones.append(Zone(ZoneKind.BODY, at, at + len(paragraph)))
        at += len(paragraph) + 2
    return Article(
        identifier,
        Source(title, "A. Writer", "The Paper", "https://paper.example/a", dt.date(2011, 4, 2), "page"),
        text,
        text,
        tuple(zones),
        (Segment(0, len(text), 0, len(text)),),
    )


def evidence(n: int) -> Evidence:
    """The n-th sentence."""
    start = TEXT.index(SENTENCES[n])
    return Evidence(start, start + len(SENTENCES[n]), SENTENCES[n])


def entity(identifier: str, name: str, kind: str, *, named: bool = True) -> Entity:
    """An entity with its first mention in the text."""
    start = TEXT.find(name)
    mentions = (Mention(start, start + len(name), name),) if start >= 0 else ()
    return Entity(identifier, name, kind, mentions, named)


def extraction() -> Extraction:
    """Ten claims: every status, named and unnamed ends, a nested holder, a value, a number, dates."""
    entities = (
        entity("x", "Ms. X", "Person"),
        entity("a", "Party A", "PoliticalParty"),
        entity("b", "Party B", "PoliticalParty"),
        entity("c", "Party C", "PoliticalParty"),
        entity("ministry", "The ministry", "Institution"),
        entity("police", "Police", "Organization"),
        entity("vote", "the election", "Election"),
        entity("parliament", "the parliament", "Institution"),
    )
    nested = Holder("x", reported_by=Holder("police"))
    d = "made-article"
    claims = (
        Claim(d, "a", "loyalTo", "x", evidence(0), Status.CONSIDERED, Holder(label="observers")),
        Claim(
            d,
            "ministry",
            "suspends",
            "b",
            evidence(1),
            when=When.of("2011-03", "in March 2011"),
            qualifiers=(Qualifier("ground", "over a missing form"),),
        ),
        Claim(d, None, "deniesRegistrationTo", "c", evidence(2)),
        Claim(d, "b", "attacks", "a", evidence(3), Status.ALLEGED, nested),
        Claim(d, "b", "contests", "vote", evidence(4), Status.PLANNED),
        Claim(d, "x", "leads", "a", evidence(5), Status.DENIED, Holder("x")),
        Claim(d, "c", "enters", "parliament", evidence(6), Status.NEGATED),
        Claim(
            d,
            "a",
            "voteShare",
            "vote",
            evidence(7),
            quantity=Quantity(Decimal("7"), "percent", Comparator.SLIGHTLY_MORE, "slightly over 7 percent"),
        ),
        Claim(d, "x", "promises", None, evidence(8), value="more than one party"),
        Claim(d, "a", "alliedWith", "b", evidence(9)),
    )
    return Extraction(article(), entities, claims)


def hostile() -> Extraction:
    """An article whose title, names, quote, holder and value try to be markup, formulas and controls."""
    text = f"{HOSTILE} spoke.\n\n=HYPERLINK(1) praised \u0001 it."
    start = text.index("=HYPERLINK")
    quote = Evidence(start, len(text), text[start:])
    claim = Claim(
        "hostile",
        "h",
        "accuses",
        "f",
        quote,
        Status.ALLEGED,
        Holder(label=HOSTILE),
        value=HOSTILE,
        qualifiers=(Qualifier("ground", HOSTILE),),
    )
    entities = (
        Entity("h", HOSTILE, "Person", (Mention(0, len(HOSTILE), HOSTILE),)),
        Entity("f", "=HYPERLINK(1)", "PoliticalParty", (Mention(start, start + 13, "=HYPERLINK(1)"),)),
    )
    return Extraction(article("hostile", text, HOSTILE), entities, (claim,))


def store_of(*extractions: Extraction, views: tuple[str, ...] = ("reported",)) -> Store:
    """A store in memory with these documents and views."""
    store = Store.open()
    for found in extractions:
        store.add(found)
    for view in views:
        materialize(store, view)
    return store
