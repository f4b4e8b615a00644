"""Runs a query in a view and, where asked, adds to each row the evidence behind it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.namespaces import DOC, PREFIXES
from kg.queries.binding import bind
from kg.queries.library import NamedQuery, library, parse
from kg.queries.result import Result, Row, Term
from kg.store import Store

__all__ = ["run"]

EVIDENCE = ("sentence", "document", "holder", "said to be")
_POL, _RDFS, _DCTERMS = PREFIXES["pol"], PREFIXES["rdfs"], PREFIXES["dcterms"]


def run(
    store: Store,
    name_or_text: str,
    *,
    view: str = "reported",
    evidence: bool = False,
    params: Mapping[str, object] | None = None,
) -> Result:
    """Answer a named query, or a text in SPARQL 1.1, in a view.

    Parameters: `evidence` adds to each row that has a `?claim` its sentence, document,
    holder and status; `params` are bound as terms.

    Raises QueryError for an unknown name or parameter and for a text that cannot be parsed.
    """
    query = _query(name_or_text)
    answer = store.query(bind(query, params or {}), view=view)
    if isinstance(answer, ox.QueryBoolean):
        return Result("ask", view, query.title, boolean=bool(answer))
    if isinstance(answer, ox.QueryTriples):
        return Result("graph", view, query.title, triples=tuple(answer))
    variables = tuple(v.value for v in answer.variables)
    rows = [cast("Row", tuple(solution)) for solution in answer]
    if "claim" not in variables:
        return Result("select", view, query.title, variables, tuple(rows))
    shown = EVIDENCE if evidence else ()
    if evidence:
        at = variables.index("claim")
        quads = store.around(claim for row in rows if isinstance(claim := row[at], NamedNode))
        rows = [row + _evidence(quads, row[at]) for row in rows]
        variables += EVIDENCE
    if query.name or evidence:
        variables, rows = _without("claim", variables, rows)
    return Result("select", view, query.title, variables, tuple(_distinct(rows)), evidence=shown)


def _query(name_or_text: str) -> NamedQuery:
    known = library()
    word = name_or_text.strip()
    if word in known:
        return known[word]
    if any(c.isspace() for c in word) or "{" in word:
        return parse(name_or_text)
    if not word:
        raise QueryError("the query is empty", hint="`kg queries` lists the named ones")
    near = difflib.get_close_matches(word, known, n=3)
    advice = f"did you mean {' or '.join(near)}?" if near else "`kg queries` lists them"
    raise QueryError(f"there is no query {word!r}", hint=advice)


def _without(name: str, variables: tuple[str, ...], rows: list[Row]) -> tuple[tuple[str, ...], list[Row]]:
    at = variables.index(name)
    return variables[:at] + variables[at + 1 :], [row[:at] + row[at + 1 :] for row in rows]


def _distinct(rows: list[Row]) -> Iterator[Row]:
    """Rows that differ in the claim alone are one answer, once the claim is not shown."""
    yield from dict.fromkeys(rows)


def _evidence(quads: ox.Store, claim: Term) -> tuple[Term, ...]:
    if not isinstance(claim, NamedNode):
        return (None,) * len(EVIDENCE)
    quote = _value(quads, claim, "quote")
    document = _value(quads, claim, "inDocument")
    title = _label(quads, document, _DCTERMS + "title") if isinstance(document, NamedNode) else None
    status = _value(quads, claim, "status")
    shown = status.value.rsplit("/", 1)[-1] if isinstance(status, NamedNode) else ""
    return quote, title or document, Literal(holder(quads, claim)), Literal(shown)


def holder(quads: ox.Store, claim: NamedNode) -> str:
    """Who holds a claim, from the inside out: "X, as reported by Y"."""
    names = []
    node = _value(quads, claim, "heldBy")
    while isinstance(node, NamedNode):
        names.append(_holder_name(quads, node))
        node = _value(quads, node, "reportedBy")
    return ", as reported by ".join(names)


def _holder_name(quads: ox.Store, node: NamedNode) -> str:
    entity = _value(quads, node, "holder")
    if isinstance(entity, NamedNode) and entity.value.startswith(str(DOC)):
        publisher = _label(quads, entity, _DCTERMS + "publisher")
        return f"the document itself ({publisher.value})" if publisher else "the document itself"
    named = _label(quads, entity, _RDFS + "label") if isinstance(entity, NamedNode) else None
    words = named or _label(quads, node, _RDFS + "label")
    return words.value if words else "unnamed"


def _value(quads: ox.Store, node: NamedNode, name: str) -> Term:
    found = next(iter(quads.quads_for_pattern(node, NamedNode(_POL + name), None)), None)
    return found.object if found is not None else None  # type: ignore[return-value]


def _label(quads: ox.Store, node: NamedNode, predicate: str) -> Literal | None:
    values = [q.object for q in quads.quads_for_pattern(node, NamedNode(predicate), None)]
    return min((v for v in values if isinstance(v, Literal)), key=lambda v: v.value, default=None)
