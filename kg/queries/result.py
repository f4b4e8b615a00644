"""Answers, and the forms in which they are written."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.queries.writing import BOOLEANS, ROWS

__all__ = ["FORMATS", "UNSAFE", "Result", "Row", "Term"]

Term = NamedNode | BlankNode | Literal | None
Row = tuple[Term, ...]

FORMATS = ("table", "csv", "tsv", "json", "ttl")
# Control characters and marks that reorder text: they would act on a terminal.
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Result:
    """What a query answered, in which view.

    `kind` is "select" with `variables` and `rows`, "ask" with `boolean`, or "graph"
    with `triples`. `evidence` names those of the variables that are not the answer but
    what it rests on.
    """

    kind: str
    view: str
    title: str = ""
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()
    evidence: tuple[str, ...] = ()

    def records(self) -> list[dict[str, str | None]]:
        """The rows as dictionaries of plain text, by variable."""
        return [
            {v: None if t is None else _plain(t) for v, t in zip(self.variables, row, strict=True)}
            for row in self.rows
        ]

    def write(self, fmt: str) -> str:
        """The answer as a table for people, csv, tsv, json (SPARQL 1.1 results) or ttl.

        Raises QueryError for a form that this kind of answer cannot take.
        """
        if fmt not in FORMATS:
            raise QueryError(f"there is no format {fmt!r}", hint=f"choose from {', '.join(FORMATS)}")
        if self.kind == "graph":
            if fmt not in {"ttl", "table"}:
                raise QueryError(f"a graph cannot be written as {fmt}", hint="use --format ttl")
            return _turtle(self.triples)
        if fmt == "ttl":
            raise QueryError("only CONSTRUCT and DESCRIBE answer with triples", hint="use another format")
        if self.kind == "ask":
            return _boolean(bool(self.boolean), fmt)
        return self._table() if fmt == "table" else self._rows(fmt)

    def _columns(self, *, answer: bool) -> list[int]:
        """The positions of the answer's own columns, or of its evidence."""
        return [i for i, v in enumerate(self.variables) if (v in self.evidence) != answer]

    def _rows(self, fmt: str) -> str:
        return "".join(ROWS[fmt](self.variables, self.rows)).removesuffix("\n").removesuffix("\r")

    def _table(self) -> str:
        """A table that says whose view it is; text of articles is shown, never obeyed."""
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        shown = [i for i in self._columns(answer=True) if any(row[i] is not None for row in self.rows)]
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_footer=False)
        table.add_column("")
        for i in shown:
            table.add_column(Text(_heading(self.variables[i])), overflow="fold")
        for number, row in enumerate(self.rows, 1):
            table.add_row(str(number), *(Text(_plain(row[i])) for i in shown))
        out = io.StringIO()
        width = max(shutil.get_terminal_size((110, 24)).columns, 60)
        console = Console(file=out, width=width, force_terminal=False, highlight=False)
        if self.title:
            console.print(Text(self.title))
        if self.rows:
            console.print(table)
        for number, row in enumerate(self.rows if self.evidence else (), 1):
            sentence, *rest = (_plain(row[i]) for i in self._columns(answer=False))
            console.print(Padding(Text(f"{number}  “{sentence}”"), (0, 0, 0, 1)))
            console.print(Padding(Text(" · ".join(r for r in rest if r)), (0, 0, 1, 4)))
        count = {0: "no rows", 1: "1 row"}.get(len(self.rows), f"{len(self.rows)} rows")
        console.print(Text(f"{count}, view: {self.view}"))
        return out.getvalue().rstrip("\n")


def _heading(variable: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable).lower()


def _value(term: NamedNode | BlankNode | Literal) -> str:
    return str(term) if isinstance(term, BlankNode) else term.value


def _plain(term: NamedNode | BlankNode | Literal | None) -> str:
    """A term as people read it: text without controls, IRIs with their prefix."""
    if term is None:
        return ""
    text = _value(term)
    if isinstance(term, NamedNode):
        for prefix, start in PREFIXES.items():
            if text.startswith(start):
                return f"{prefix}:{text.removeprefix(start)}"
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def _boolean(value: bool, fmt: str) -> str:
    if fmt == "table":
        return "yes" if value else "no"
    return BOOLEANS[fmt](value)


def _turtle(triples: tuple[Triple, ...]) -> str:
    ordered = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    return (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode().rstrip("\n")
