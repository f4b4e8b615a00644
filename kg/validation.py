"""Checks a view against the shapes, and says what is wrong in words and with the sentence behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import Literal, NamedNode
from rdflib import RDF, SH, XSD

from kg import resources
from kg.errors import VocabularyError
from kg.iris import Term, direct_graph, document_graph, local, pol, term, value
from kg.namespaces import DOC
from kg.ontology import ontology_quads
from kg.reasoning import contradictions

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["Finding", "validate"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: `severity` is "violation", "warning" or "info".

    `claim`, `document` and `quote` lead to the sentence behind it, where there is one.
    """

    severity: str
    message: str
    node: str
    claim: str | None = None
    document: str | None = None
    quote: str | None = None


def validate(store: Store, view: str) -> list[Finding]:
    """Check the documents and a view's direct graph against `ontology/shapes.ttl`; violations first.

    What contradicts itself by the ontology is a violation too, told once for each sentence
    behind it. An empty list means that everything conforms.
    """
    import pyshacl  # imported here because only checking needs it

    graph = _data(store, view)
    _, report, text = pyshacl.validate(
        graph, shacl_graph=_shapes(), advanced=False, inference="none", allow_warnings=True, inplace=True
    )
    if not isinstance(report, rdflib.Graph):
        raise VocabularyError(f"the shapes cannot be used: {text}", where="shapes.ttl", hint="correct them")
    found = {_finding(store, report, result) for result in report.subjects(RDF.type, SH.ValidationResult)}
    for contradiction in contradictions(store, view):
        found |= {
            Finding(
                "violation",
                f"{contradiction.message}; here because {ground.statement}",
                contradiction.node,
                ground.claim,
                ground.document,
                ground.quote,
            )
            for ground in contradiction.grounds
        }
    order = ("violation", "warning", "info")
    return sorted(found, key=lambda f: (order.index(f.severity), f.message, f.node, f.claim or ""))


def _data(store: Store, view: str) -> rdflib.Graph:
    # Backed by Oxigraph because rdflib's own SPARQL needs a minute for the shapes' queries
    # over a single article (docs/decisions/0004-store.md).
    graph = rdflib.Graph(store="Oxigraph")
    names = [*map(document_graph, store.documents()), direct_graph(view)]
    quads = (q for name in names for q in store.quads.quads_for_pattern(None, None, None, name))
    triples = (map(_rdflib, q.triple) for q in (*quads, *ontology_quads()))
    graph.addN((s, p, o, graph) for s, p, o in triples)
    return graph


@cache
def _shapes() -> rdflib.Graph:
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


def _finding(store: Store, report: rdflib.Graph, result: rdflib.term.Node) -> Finding:
    def of(predicate: rdflib.URIRef) -> str | None:
        found = sorted(map(str, report.objects(result, predicate)))
        return found[0] if found else None

    node = of(SH.focusNode) or ""
    claim = _claim(store, node)
    document = _first(store, claim, pol("inDocument")) if claim else None
    severity = (of(SH.resultSeverity) or str(SH.Violation)).removeprefix(str(SH)).lower()
    return Finding(
        severity=severity,
        message=" ".join((of(SH.resultMessage) or "does not conform").split()),
        node=node,
        claim=claim,
        document=local(document, DOC) if document else None,
        quote=_first(store, claim, pol("quote")) if claim else None,
    )


def _claim(store: Store, node: str) -> str | None:
    """The claim that a node is, is a part of, or was made from."""
    whole = node.partition("#")[0]
    if not whole or " " in whole:
        return None
    if _first(store, whole, term("rdf", "predicate")):
        return whole
    return _first(store, node, pol("describedBy"))


def _first(store: Store, subject: str, predicate: NamedNode) -> str | None:
    found = store.quads.quads_for_pattern(NamedNode(subject), predicate, None, None)
    return min((value(q.object) for q in found), default=None)
