"""Many articles at once, and long ones, give what each gives alone."""

from __future__ import annotations

import sys

import pytest

from kg import extract, read
from kg.errors import InputError
from kg.extract import many
from kg.extract.grammar.parse import parse, parse_all
from kg.extract.many import extract_many
from tests.extract.test_language import FOREIGN

TEXTS = [
    "The Justice Ministry suspended the Green Dawn party.\n\nIts leader, Ana Marsh, criticized it.",
    "PORT HALDEN, Dec 3 -- Ivo Tarn, the prime minister, resigned. He had led Civic Will since 2011.",
    "Heavy rain fell in the north.\n\nThe south stayed dry, and the roads were open.",
    "Police detained Petra Dolny. She leads the Agrarian Union, which was denied registration in May.",
]
ARTICLES = [read(text.encode()) for text in TEXTS]


def test_together_they_say_what_each_says_alone() -> None:
    together = list(extract_many((str(i), a) for i, a in enumerate(ARTICLES)))
    assert [name for name, _ in together] == [str(i) for i in range(len(ARTICLES))]
    assert [found for _, found in together] == [extract(a) for a in ARTICLES]


def test_one_that_fails_does_not_end_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    real = many.extract_parsed

    def broken(article: object, doc: object) -> object:
        if article is ARTICLES[1]:
            raise RuntimeError("broken")
        return real(article, doc)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "extract_parsed", broken)
    german = read(FOREIGN["German"].encode())
    found = dict(extract_many([("a", ARTICLES[0]), ("b", ARTICLES[1]), ("c", german), ("d", ARTICLES[0])]))
    assert found["a"] == found["d"] == extract(ARTICLES[0])
    assert isinstance(found["b"], RuntimeError)
    assert isinstance(found["c"], InputError)


def test_a_long_text_is_parsed_in_pieces_as_if_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    article = read("\n\n".join(a.text for a in ARTICLES).encode())
    whole = parse(article)
    monkeypatch.setattr(sys.modules[parse.__module__], "_PIECE", 120)
    pieces = next(parse_all([article]))
    assert pieces.text == whole.text
    assert [t.idx for t in pieces] == [t.idx for t in whole]
    same = [(a.dep_, a.head.i) == (b.dep_, b.head.i) for a, b in zip(pieces, whole, strict=True)]
    assert sum(same) >= 0.95 * len(same)
    assert extract(article).claims


def test_a_text_without_any_space_is_cut_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[parse.__module__], "_PIECE", 50)
    article = read(("word " * 30 + "x" * 200).encode())
    assert len(parse(article).text) == len(article.text)
