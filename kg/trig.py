"""Writes quads as canonical TriG: the same quads give the same bytes, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.namespaces import PREFIXES

__all__ = ["quad_key", "sparql_block", "to_trig"]

Term = NamedNode | BlankNode | Literal | Triple

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_RDF_TYPE = PREFIXES["rdf"] + "type"
_XSD_STRING = PREFIXES["xsd"] + "string"
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: len(item[1]), reverse=True)


def quad_key(quad: Quad) -> tuple[str, str, str, str]:
    """The order of quads: by graph, subject, predicate (type first), object."""
    predicate = "" if quad.predicate.value == _RDF_TYPE else str(quad.predicate)
    return _graph_key(quad), str(quad.subject), predicate, str(quad.object)


def to_trig(quads: Iterable[Quad]) -> str:
    """The quads as TriG text: fixed prefixes, sorted graphs, subjects, predicates and objects.

    >>> quad = Quad(NamedNode("https://w3id.org/political-kg/id/a"),
    ...             NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("A"))
    >>> print(to_trig([quad]).splitlines()[-1])
    id:a rdfs:label "A" .
    """
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items())]
    for graph, members in groupby(sorted(set(quads), key=quad_key), key=_graph_key):
        blocks = [_subject_block(list(group)) for _, group in groupby(members, key=lambda q: str(q.subject))]
        if graph:
            inner = "\n\n".join(blocks).replace("\n", "\n    ").replace("\n    \n", "\n\n")
            lines += ["", f"{_iri(graph[1:-1])} {{", f"    {inner}", "}"]
        else:
            lines += ["", "\n\n".join(blocks)]
    return "\n".join(lines) + "\n"


def sparql_block(quads: Iterable[Quad]) -> str:
    """The quads as the inside of a SPARQL `INSERT DATA` or `DELETE DATA`."""
    lines = []
    for graph, members in groupby(sorted(quads, key=_graph_key), key=_graph_key):
        triples = "\n".join(f"{q.subject} {q.predicate} {_plain(q.object)} ." for q in members)
        lines.append(f"GRAPH {graph} {{\n{triples}\n}}" if graph else triples)
    return "\n".join(lines)


def _plain(term: Term) -> str:
    return f"<<( {term} )>>" if isinstance(term, Triple) else str(term)


def _graph_key(quad: Quad) -> str:
    return "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)


def _subject_block(quads: list[Quad]) -> str:
    pairs = []
    for predicate, group in groupby(quads, key=lambda q: q.predicate):
        name = "a" if predicate.value == _RDF_TYPE else _term(predicate)
        pairs.append(f"{name} {', '.join(_term(q.object) for q in group)}")
    return f"{_term(quads[0].subject)} " + " ;\n    ".join(pairs) + " ."


def _term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return _iri(term.value)
    if isinstance(term, Literal) and not term.language and term.datatype.value != _XSD_STRING:
        lexical = str(Literal(term.value))
        return f"{lexical}^^{_iri(term.datatype.value)}"
    if isinstance(term, Triple):
        return f"<<( {_term(term.subject)} {_term(term.predicate)} {_term(term.object)} )>>"
    return str(term)


def _iri(value: str) -> str:
    for name, base in _BY_LENGTH:
        if value.startswith(base) and _LOCAL.fullmatch(value, len(base)):
            return f"{name}:{value[len(base) :]}"
    return f"<{value}>"
