"""Looks at the words of a SPARQL text without parsing it: what it asks for, and on which graphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

from kg.errors import QueryError
from kg.namespaces import PREFIXES

__all__ = ["CHANGING", "Outline", "outline", "tokens", "unparsable"]

CHANGING = frozenset({"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
_FIRST_WORD = re.compile(
    r"(?:\s|#[^\n]*(?:\n|$)|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*(?P<word>[^\s{(<]*)", re.IGNORECASE
)
_PROLOGUE = {"PREFIX", "BASE"}
_TELLING = re.compile(r"\\[uU]|SERVICE|FROM|GRAPH", re.IGNORECASE)
_ASKING = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(0010[0-9A-Fa-f]{4}|000[0-9A-Fa-f]{5})")
_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<variable>[?$]\w+)
  | (?P<tag>@[A-Za-z][A-Za-z0-9-]*)
  | (?P<word>[A-Za-z_][\w]*)
  | (?P<number>\d+)
  | (?P<mark>\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """What the words of a text tell.

    `form` is the word that starts it after its prologue, in capitals; `words` are all bare
    words, in capitals; the graphs are those of FROM and FROM NAMED.
    """

    form: str
    words: frozenset[str]
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]

    @property
    def has_dataset(self) -> bool:
        """Whether the text says which graphs it is asked of."""
        return bool(self.default_graphs or self.named_graphs)


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """The tokens of a text: kind, characters, position; spaces and comments left out."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "space":
            yield found.lastgroup or "", found[0], found.start()


@lru_cache(maxsize=64)
def outline(text: str) -> Outline:
    """The outline of a query or an update, well formed or not.

    Of a query that names no graphs and no other servers, the words are not looked for.

    A word counts whether or not its letters are written as code points (`\\u0053`), and where
    the two readings differ, the words of both count.

    >>> outline('PREFIX e: <http://e/> SELECT * FROM e:g { ?s ?p "SERVICE" }').default_graphs
    ('http://e/g',)
    """
    if not _TELLING.search(text):
        form = next((t.upper() for k, t, _ in tokens(text) if k == "word" and t.upper() not in _PROLOGUE), "")
        if form in _ASKING:
            return Outline(form, frozenset({form}), (), ())
    told = _Reading.of(text)
    plain = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text)
    words = told.words if plain == text else told.words | _Reading.of(plain).words
    return Outline(told.form, frozenset(words), tuple(told.default), tuple(told.named))


def unparsable(text: str, message: str) -> QueryError:
    """What the engine said of a query that it cannot parse, as an error for the user."""
    first = _FIRST_WORD.match(text)
    word = first["word"].upper() if first else ""
    if not text.strip():
        return QueryError("the query is empty", hint="start it with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if word in CHANGING:
        return QueryError(
            f"{word} would change the store, and a query may not",
            hint="documents come and go by `kg build` and `kg retract`",
        )
    if first and word and word not in _ASKING | _PROLOGUE:
        before = text[: first.start("word")]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return QueryError(
            f"line {line}, column {column}: {first['word']!r} starts no query",
            hint="start it with SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    found = _POSITION.match(message)
    if found is None:
        return QueryError(f"the query cannot be parsed: {message}")
    expected = " ".join(found[3].split())
    short = expected if len(expected) <= 100 else expected[:100] + " …"
    return QueryError(f"line {found[1]}, column {found[2]}: {short}", hint="correct the SPARQL text there")


class _Reading:
    """One pass over the tokens."""

    def __init__(self) -> None:
        self.form = ""
        self.words: set[str] = set()
        self.default: list[str] = []
        self.named: list[str] = []
        self._prefixes = dict(PREFIXES)
        self._base = ""

    @classmethod
    def of(cls, text: str) -> _Reading:
        reading, before, earlier, depth = cls(), "", "", 0
        for kind, token, _ in tokens(text):
            word = token.upper() if kind == "word" else ""
            if word:
                reading.words.add(word)
                if not reading.form and word not in _PROLOGUE:
                    reading.form = word
            elif token in "{}":
                depth += 1 if token == "{" else -1
            elif kind in {"iri", "name"} and depth == 0:
                reading._named(kind, token, before, earlier)
            earlier, before = before, word or token
        return reading

    def _named(self, kind: str, token: str, before: str, earlier: str) -> None:
        if before == "BASE" and not self.form:
            self._base = token[1:-1]
        elif earlier == "PREFIX" and not self.form:
            self._prefixes[before.removesuffix(":")] = urljoin(self._base, token[1:-1])
        elif before == "FROM":
            self.default.append(self._iri(kind, token))
        elif before == "NAMED" and earlier == "FROM":
            self.named.append(self._iri(kind, token))

    def _iri(self, kind: str, token: str) -> str:
        if kind == "iri":
            return urljoin(self._base, token[1:-1])
        prefix, _, name = token.partition(":")
        return self._prefixes.get(prefix, prefix + ":") + re.sub(r"\\(.)", r"\1", name)
