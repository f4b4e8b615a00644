"""CSV: nodes.csv, edges.csv and claims.csv, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.export.columns import NODE_COLUMNS, STATEMENT_COLUMNS, node_row, statement_row
from kg.export.loss import Rendering
from kg.export.network import Network
from kg.export.reading import read
from kg.vocabulary import load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["render", "safe"]

_EDGE_COLUMNS = ("Source", "Target", "Type", "Id", "Label", "relation", "family", "status", "inView")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Row = Mapping[str, str | int | bool]


def render(store: Store, view: str) -> Rendering:
    """Three tables.

    `nodes.csv` and `edges.csv` have the headings that Gephi reads; `claims.csv` is for people: a
    row for each claim with the names of both sides and everything that is known of it.
    """
    network = read(store, view)
    tables: dict[str, tuple[Sequence[str], list[Row]]] = {
        "nodes.csv": (("Id", *NODE_COLUMNS), [{"Id": n.id, **node_row(n)} for n in network.nodes]),
        "edges.csv": (_EDGE_COLUMNS, list(_edges(network))),
        "claims.csv": (("id", "subject", "object", *STATEMENT_COLUMNS), list(_claims(network))),
    }
    guarded = sum(
        safe(value) != value
        for _, rows in tables.values()
        for row in rows
        for value in row.values()
        if isinstance(value, str)
    )
    lost = ["the documents' full text", "which entity a holder is: holders are given by name"]
    if guarded:
        lost.append(
            f"the exact text of {guarded} cells that a spreadsheet would run: they start with an apostrophe"
        )
    files = {name: _table(columns, rows) for name, (columns, rows) in tables.items()}
    return Rendering(files, tuple(lost), folder=True)


def safe(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> safe("=1+1"), safe("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _edges(network: Network) -> Iterable[Row]:
    for s in network.statements:
        yield {
            "Source": s.source,
            "Target": s.target,
            "Type": "Undirected" if s.symmetric else "Directed",
            "Id": s.id,
            "Label": s.label,
            "relation": s.relation,
            "family": s.family,
            "status": s.status,
            "inView": s.passes,
        }


def _claims(network: Network) -> Iterable[Row]:
    vocabulary = load()
    names = {n.id: n.label for n in network.nodes}
    for s in network.statements:
        row = statement_row(s, network, vocabulary)
        yield {"id": s.id, "subject": names[s.source], "object": names[s.target], **row}


def _table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(_cell(row[c]) for c in columns)
    return stream.getvalue().encode()


def _cell(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # A bare carriage return or NUL breaks readers; neither says anything in a cell.
    return safe(str(value).replace("\x00", "\ufffd").replace("\r\n", "\n").replace("\r", "\n"))
