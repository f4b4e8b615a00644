"""Several articles in one store, so that there is something to compare, two of them on one vote."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from html import escape
from pathlib import Path

from kg.extract import extract
from kg.intake import read
from kg.model import (
    Article,
    Claim,
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

__all__ = ["extractions", "final"]

GOLD = ("a1", "a2", "a3", "thailand_raksachart_2019")

SENTENCES = (
    "Kazakhstan's parliamentary election was held on January 15.",
    "According to final results, Nur Otan won 80.99 percent of the vote.",
    "Aq Zhol won 7.47 percent.",
    "The Communist People's Party won 7.19 percent.",
    "The Social Democratic-Azat Party won 1.68 percent.",
    "Nur Otan won 83 seats.",
    "The Communist People's Party won 7 seats.",
    "Aq Zhol is not loyal to President Nursultan Nazarbaev, Azat Peruashev said.",
    "A court in Almaty suspended the Communist Party on October 4, 2011.",
    "The Justice Ministry denied registration to the Algha party in 2010.",
    "President Nursultan Nazarbaev praised the election.",
)
_TEXT = "\n\n".join(SENTENCES)
_DOCUMENT = "steppe-gazette-2012-01-17"
LEADER = "nursultan-nazarbaev"


def extractions(seed_page: Path, shared: Path, folder: Path) -> Iterator[Extraction]:
    """What the program makes of the packaged article and of gold texts, and the second paper's claims."""
    yield extract(read(seed_page))
    for name in GOLD:
        given = json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))
        source = given["source"]
        yield extract(
            read(_page(folder / name, source["title"], f"Paper {name}", source["published"], given["text"]))
        )
    yield final()


def final() -> Extraction:
    """The final count, as another paper might tell it, with the official figures; 8 seats it leaves out."""
    names = (
        ("vote", "Kazakhstan parliamentary election, 15 January 2012", "Election"),
        ("nur-otan", "Nur Otan", "PoliticalParty"),
        ("aq-zhol", "Aq Zhol", "PoliticalParty"),
        ("cppk", "Communist People's Party", "PoliticalParty"),
        ("osdp", "Social Democratic-Azat Party", "PoliticalParty"),
        (LEADER, "Nursultan Nazarbaev", "Person"),
        ("peruashev", "Azat Peruashev", "Person"),
        ("communists", "Communist Party", "PoliticalParty"),
        ("algha", "Algha", "PoliticalParty"),
        ("court", "court in Almaty", "Court"),
        ("ministry", "Justice Ministry", "Institution"),
    )
    entities = tuple(Entity(_id(key), name, kind, (Mention(0, 10, _TEXT[:10]),)) for key, name, kind in names)
    claims = (
        _claim("vote", "heldOn", None, 0, value="2012-01-15", when=When.of("2012-01-15")),
        _result("nur-otan", "voteShare", "80.99", 1),
        _result("aq-zhol", "voteShare", "7.47", 2),
        _result("cppk", "voteShare", "7.19", 3),
        _result("osdp", "voteShare", "1.68", 4),
        _result("nur-otan", "seatsWon", "83", 5),
        _result("cppk", "seatsWon", "7", 6),
        _claim(
            "aq-zhol",
            "loyalTo",
            LEADER,
            7,
            status=Status.NEGATED,
            holder=Holder(_id("peruashev")),
            when=When.of("2012-01"),
        ),
        _claim("court", "suspends", "communists", 8, when=When.of("2011-10-04")),
        _claim("ministry", "deniesRegistrationTo", "algha", 9, when=When.of("2010")),
        _claim(LEADER, "praises", "vote", 10, value="the election", when=When.of("2012-01")),
    )
    return Extraction(_article(), entities, claims)


def _id(key: str) -> str:
    """An id of this document's own, but for the one whom both papers know."""
    return key if key == LEADER else f"gazette/{key}"


def _article() -> Article:
    zones, at = [], 0
    for sentence in SENTENCES:
        zones.append(Zone(ZoneKind.BODY, at, at + len(sentence)))
        at += len(sentence) + 2
    source = Source("Final Results", None, "The Steppe Gazette", None, dt.date(2012, 1, 17), "page")
    whole = (Segment(0, len(_TEXT), 0, len(_TEXT)),)
    return Article(_DOCUMENT, source, _TEXT, _TEXT, tuple(zones), whole)


def _claim(
    subject: str,
    relation: str,
    target: str | None,
    sentence: int,
    *,
    status: Status = Status.ASSERTED,
    holder: Holder | None = None,
    value: str | None = None,
    quantity: Quantity | None = None,
    when: When | None = None,
    qualifiers: tuple[Qualifier, ...] = (),
) -> Claim:
    start = _TEXT.index(SENTENCES[sentence])
    return Claim(
        _DOCUMENT,
        _id(subject),
        relation,
        _id(target) if target else None,
        Evidence(start, start + len(SENTENCES[sentence]), SENTENCES[sentence]),
        status,
        holder or Holder(),
        value,
        quantity,
        when,
        qualifiers=qualifiers,
    )


def _result(party: str, relation: str, number: str, sentence: int) -> Claim:
    unit = "percent" if relation == "voteShare" else "seats"
    return _claim(
        party,
        relation,
        "vote",
        sentence,
        quantity=Quantity(Decimal(number), unit),
        when=When.of("2012-01-15"),
        qualifiers=(Qualifier("vintage", "final"),),
    )


def _page(path: Path, title: str, publisher: str, day: str, text: str) -> Path:
    paragraphs = "".join(f"<p>{escape(' '.join(p.split()))}</p>\n" for p in text.split("\n\n") if p.strip())
    meta = {
        "og:title": title,
        "og:site_name": publisher,
        "article:published_time": day,
        "og:type": "article",
    }
    head = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in meta.items())
    file = path.with_suffix(".html")
    file.write_text(
        f'<!doctype html><html lang="en"><head><title>{escape(title)}</title>{head}</head>'
        f"<body><article><h1>{escape(title)}</h1>\n{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    return file
