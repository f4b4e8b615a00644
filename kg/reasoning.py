"""Closes a view's direct graph under the OWL 2 RL rules of the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Triple
from rdflib import OWL, RDF, RDFS
from rdflib.term import Node

from kg.iris import STATE, TYPE, direct_graph, inferred_graph, pol, quad, value
from kg.ontology import ontology_digest
from kg.vocabulary import axioms

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["close", "closure", "inconsistencies"]


def close(store: Store, view: str) -> int:
    """Make the inferred graph of a view from its direct graph; the number of triples in it.

    Does nothing where the direct graph and the ontology are as they were the last time.
    Contradictions that the rules find are kept for `inconsistencies`.
    """
    graph = inferred_graph(view)
    mark = Quad(graph, pol("contentHash"), Literal(ontology_digest()), STATE)
    former = store.graph(graph)
    if mark in store.quads:
        return len(former)
    direct = {q.triple for q in store.graph(direct_graph(view))}
    inferred, errors = closure(direct, axioms())
    wanted = {quad(t, graph) for t in inferred}
    notes = {Quad(graph, pol("inconsistency"), Literal(e), STATE) for e in errors}
    outdated = set(store.quads.quads_for_pattern(graph, None, None, STATE))
    store.apply((former | outdated) - wanted - notes, wanted | notes | {mark})
    return len(wanted)


def inconsistencies(store: Store, view: str) -> list[str]:
    """The contradictions that the last closure of a view found, in the reasoner's words."""
    found = store.quads.quads_for_pattern(inferred_graph(view), pol("inconsistency"), None, STATE)
    return sorted(value(q.object) for q in found)


def closure(facts: Iterable[Triple], rules: rdflib.Graph) -> tuple[set[Triple], list[str]]:
    """What follows from the facts by the axioms and is not among them, and the contradictions found.

    Only facts that an axiom can touch are given to the reasoner: types, and properties
    that some axiom mentions. Of what it derives, statements about the axioms themselves
    and statements that say nothing (everything is a thing, everything is itself) are left out.
    """
    import owlrl  # type: ignore[import-untyped]  # imported here because only closing needs it

    given = set(facts)
    terms = {str(node) for triple in rules for node in triple}
    graph = rdflib.Graph()
    for triple in given:
        if triple.predicate == TYPE or triple.predicate.value in terms:
            graph.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    for axiom in rules:
        graph.add(axiom)
    reasoner = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    reasoner.closure()
    derived = {Triple(*(NamedNode(str(n)) for n in t)) for t in graph if _says_something(t, terms)}
    return derived - given, sorted(set(map(str, reasoner.error_messages)))


def _says_something(triple: tuple[Node, Node, Node], terms: set[str]) -> bool:
    subject, predicate, target = triple
    if not all(isinstance(n, rdflib.URIRef) for n in triple) or str(subject) in terms:
        return False
    if predicate == RDF.type:
        return not str(target).startswith((str(OWL), str(RDFS), str(RDF)))
    if predicate == OWL.sameAs:
        return subject != target
    return not str(predicate).startswith((str(OWL), str(RDFS), str(RDF)))


def _rdflib(term: object) -> Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        language = term.language
        return rdflib.Literal(term.value, lang=language, datatype=None if language else term.datatype.value)
    raise TypeError(f"{term!r} cannot be reasoned over")
