"""Closes facts with owlrl: the reference that the rules of this package are tested against."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import OWL, RDF, RDFS
from rdflib.term import Node

from kg.iris import TYPE, term

__all__ = ["closure"]


def closure(facts: Iterable[Triple], rules: rdflib.Graph) -> set[Triple]:
    """What follows from the facts by the axioms and is not among them.

    Only facts that an axiom can touch are given to owlrl: types, and properties
    that some axiom mentions. Of what it derives, statements about the axioms themselves
    and statements that say nothing (everything is a thing, everything is itself) are left out.
    """
    import owlrl  # type: ignore[import-untyped]  # imported here because only a comparison needs it

    given = set(facts)
    terms = {str(node) for triple in rules for node in triple}
    graph = rdflib.Graph()
    for triple in given:
        if triple.predicate == TYPE or triple.predicate.value in terms:
            graph.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    for axiom in rules:
        graph.add(axiom)
    owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False).closure()
    about = {str(n) for s, p, o in rules for n in (s, p, o) if (p, n) != (OWL.hasValue, o)}
    derived = {
        Triple(NamedNode(str(s)), NamedNode(str(p)), _node(o))
        for s, p, o in graph
        if _says_something((s, p, o), about)
    }
    return derived - given


def _says_something(triple: tuple[Node, Node, Node], about: set[str]) -> bool:
    subject, predicate, target = triple
    if not isinstance(subject, rdflib.URIRef) or isinstance(target, rdflib.BNode):
        return False
    if str(predicate).startswith((str(OWL), str(RDFS), str(RDF))) and predicate != RDF.type:
        return predicate == OWL.sameAs and subject != target and isinstance(target, rdflib.URIRef)
    if predicate == RDF.type:
        return str(subject) not in about and not str(target).startswith((str(OWL), str(RDFS), str(RDF)))
    return True


def _node(node: Node) -> NamedNode | Literal:
    if isinstance(node, rdflib.Literal):
        datatype = None if node.datatype is None else NamedNode(str(node.datatype))
        return Literal(str(node), datatype=datatype, language=node.language)
    return NamedNode(str(node))


def _rdflib(term: object) -> Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        plain = term.datatype == _STRING
        return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value))
    raise TypeError(f"{term!r} cannot be reasoned over")


_STRING = term("xsd", "string")
