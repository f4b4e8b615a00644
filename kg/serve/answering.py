"""Answers SPARQL queries, in a process that may be killed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

import pyoxigraph as ox
from pyoxigraph import RdfFormat

from kg.namespaces import PREFIXES
from kg.queries.writing import BOOLEANS, ROWS
from kg.serve.negotiation import RDF_FORMS, ROW_FORMS, Form, choose
from kg.serve.problem import Problem
from kg.serve.sink import Sink
from kg.sparql import CHANGING, outline
from kg.store import Dataset, Store

__all__ = ["query", "within", "write_triples"]

_GRAPHS = {"CONSTRUCT", "DESCRIBE"}
_RDF = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "xml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.STREAMING_JSON_LD,
}

T = TypeVar("T")


def query(store: Store, task: Mapping[str, Any], sink: Sink) -> None:
    """Answer a query in the form that the client accepts.

    The task has `query`, `view`, `accept`, `formats`, `rows`, `base`, and `dataset` (two lists of
    graphs, or None). Raises Problem, and QueryError for a text that cannot be parsed.
    """
    text = task["query"]
    told = outline(text)
    if "SERVICE" in told.words:
        raise Problem(403, "SERVICE is refused: this server asks no other servers")
    if told.form in CHANGING:
        raise Problem(400, f"{told.form} is an update; send it as `update` by POST")
    forms = RDF_FORMS if told.form in _GRAPHS else ROW_FORMS
    form = choose(task["accept"], forms, wanted=task["formats"])
    given = task["dataset"]
    dataset = Dataset(tuple(given[0]), tuple(given[1])) if given else None
    answer = store.query(text, view=task["view"], dataset=dataset, base=task["base"])
    if isinstance(answer, ox.QueryTriples):
        write_triples(within(answer, task["rows"]), form, sink)
        return
    sink.begin(form.header)
    if isinstance(answer, ox.QueryBoolean):
        sink.write(BOOLEANS[form.name](bool(answer)).encode())
        return
    variables = [v.value for v in answer.variables]
    rows = cast("Iterable[tuple[Any, ...]]", within(answer, task["rows"]))
    for piece in ROWS[form.name](variables, rows):
        sink.write(piece.encode())


def write_triples(triples: Iterable[ox.Triple], form: Form, sink: Sink) -> None:
    """Write triples in one of the forms for RDF.

    Raises Problem 406 for triples that the form cannot hold.
    """
    sink.begin(form.header)
    prefixes = PREFIXES if form.name in {"ttl", "xml"} else None
    try:
        ox.serialize(triples, cast("Any", sink), format=_RDF[form.name], prefixes=prefixes)
    except ValueError as error:
        raise Problem(406, f"the answer cannot be written as {form.media_type}: {error}") from None


def within(members: Iterable[T], limit: int) -> Iterator[T]:
    """The members; raises Problem 422 where there are more than the limit."""
    for number, member in enumerate(members):
        if number == limit:
            raise Problem(422, f"the answer has more than {limit} rows; ask for fewer with LIMIT and OFFSET")
        yield member
