"""Checks triples against the ontology's shapes: fast with pyshifty, or with pyshacl as the reference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

import pyoxigraph as ox
import rdflib
from pyoxigraph import Literal, Triple
from rdflib import RDF, SH, XSD

from kg import resources
from kg.errors import VocabularyError
from kg.iris import Term, value

__all__ = ["Broken", "check", "check_by_reference"]

_BRACKETS = re.compile(r"<([^<>\s]+)>")


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """A node that does not conform; `severity` is "violation", "warning" or "info"."""

    node: str
    severity: str
    message: str


def check(triples: Iterable[Triple]) -> set[Broken]:
    """What does not conform, by pyshifty where there is a wheel of it for this machine, else by pyshacl.

    Raises VocabularyError where the shapes cannot be used.
    """
    if find_spec("shifty") is None:
        return check_by_reference(triples)
    import shifty

    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    shapes = resources.path("ontology", "shapes.ttl").read_bytes()
    try:
        _, report, _ = shifty.validate(data, shapes, infer=False, graph_mode="data", on_unsupported="error")
    except (ValueError, RuntimeError) as error:
        raise VocabularyError(
            f"the shapes cannot be used: {error}", where="shapes.ttl", hint="correct them"
        ) from error
    return _broken(report)


def check_by_reference(triples: Iterable[Triple]) -> set[Broken]:
    """What does not conform, by pyshacl.

    Raises VocabularyError where the shapes cannot be used.
    """
    import pyshacl  # imported here because only checking needs it

    # Backed by Oxigraph because rdflib's own SPARQL needs a minute for the shapes' queries
    # over a single article (docs/decisions/0004-store.md).
    graph = rdflib.Graph(store="Oxigraph")
    graph.addN((_rdflib(t.subject), _rdflib(t.predicate), _rdflib(t.object), graph) for t in triples)
    _, report, text = pyshacl.validate(
        graph, shacl_graph=_typed(), advanced=False, inference="none", allow_warnings=True, inplace=True
    )
    if not isinstance(report, rdflib.Graph):
        raise VocabularyError(f"the shapes cannot be used: {text}", where="shapes.ttl", hint="correct them")
    return _broken(report)


@cache
def _typed() -> rdflib.Graph:
    """The shapes, with every plain string typed as Oxigraph types it, so that the two compare equal."""
    plain = rdflib.Graph().parse(resources.path("ontology", "shapes.ttl"), format="turtle")
    typed = rdflib.Graph()
    for subject, predicate, target in plain:
        if isinstance(target, rdflib.Literal) and not target.language and target.datatype is None:
            target = rdflib.Literal(str(target), datatype=XSD.string)
        typed.add((subject, predicate, target))
    return typed


def _rdflib(node: Term) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(node, Literal):
        if node.language:
            return rdflib.Literal(node.value, lang=node.language)
        return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value))
    return rdflib.URIRef(value(node))


def _broken(report: rdflib.Graph) -> set[Broken]:
    return {_result(report, node) for node in report.subjects(RDF.type, SH.ValidationResult)}


def _result(report: rdflib.Graph, result: rdflib.term.Node) -> Broken:
    def of(predicate: rdflib.URIRef) -> str:
        return min(map(str, report.objects(result, predicate)), default="")

    severity = (of(SH.resultSeverity) or str(SH.Violation)).removeprefix(str(SH)).lower()
    message = " ".join((of(SH.resultMessage) or "does not conform").split())
    return Broken(of(SH.focusNode), severity, _BRACKETS.sub(r"\1", message))
