"""Several articles in one store, so that there is something to compare, two of them on one vote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from kg.extract import extract
from kg.intake import read
from kg.model import Extraction

__all__ = ["FINAL", "extractions"]

GOLD = ("a1", "a2", "a3", "thailand_raksachart_2019")

FINAL = (
    "Kazakh Commission Announces Final Results",
    "The Steppe Gazette",
    "2012-01-17",
    """The Central Election Commission of Kazakhstan announced the final results of the January 15
parliamentary election on January 17.

According to final results, Nur Otan won 80.99 percent of the vote, the Aq Zhol party won 7.47 percent
and the Communist People's Party won 7.19 percent in the January 15 parliamentary election.

Nur Otan won 83 seats in the Mazhilis, the Aq Zhol party won 8 seats and the Communist People's Party
won 7 seats.

The Social Democratic-Azat Party received 1.68 percent of the vote.

President Nursultan Nazarbaev praised the parliamentary election. Bolat Abilov, the leader of the Social
Democratic-Azat Party, said the party does not recognize the results. Abilov accused the authorities of
fraud.

The Aq Zhol party is not loyal to President Nursultan Nazarbaev, Azat Peruashev said. Peruashev
criticized the Central Election Commission.

A court in Almaty suspended the Communist Party on October 4, 2011. The Justice Ministry denied
registration to the Algha party in 2010.""",
)
"""The final count, as another paper might tell it: title, publisher, date, text. The figures are official."""


def extractions(seed_page: Path, shared: Path, folder: Path) -> Iterator[Extraction]:
    """What the program makes of the packaged article, of gold texts and of the second paper."""
    yield extract(read(seed_page))
    for name in GOLD:
        given = json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))
        source = given["source"]
        yield extract(
            read(_page(folder / name, source["title"], f"Paper {name}", source["published"], given["text"]))
        )
    yield extract(read(_page(folder / "final", *FINAL)))


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
