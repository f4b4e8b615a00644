"""Compiles axioms of the ontology into rules: conditions over triples, and the triple that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import rdflib
from rdflib import OWL, RDF, RDFS
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import VocabularyError

__all__ = ["TYPE", "Atom", "Fact", "Rule", "compile_clashes", "compile_rules"]

Fact = tuple[str, str, str]
"""A triple whose terms are written as in N-Triples."""

Atom = tuple[str, str, str]
"""A pattern of a triple: a term that starts with "?" is a variable."""

TYPE = f"<{RDF.type}>"


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """What follows where all of the body holds; a rule without a head says that it cannot hold.

    `why` names the axiom that a rule without a head stands for.
    """

    body: tuple[Atom, ...]
    head: Atom | None
    why: str = ""


def compile_rules(axioms: rdflib.Graph) -> frozenset[Rule]:
    """The rules that together derive what OWL 2 RL derives of individuals from these axioms.

    Understood are subclasses and equivalent classes over names, intersections, unions, existential
    and value restrictions; universal restrictions above; subproperties, equivalent and inverse properties,
    chains, symmetry, transitivity, domains and ranges.

    Raises VocabularyError for an axiom of another kind, so that none is left out silently.
    """
    found: set[Rule] = set()
    for subject, predicate, value in axioms:
        found.update(_axiom(axioms, subject, predicate, value))
    if any(r.head and {t for t in r.head if t[0] == "?"}.difference(*r.body) for r in found):
        raise VocabularyError("an axiom speaks of everything there is", where="ontology", hint=_HINT)
    return frozenset(r for r in found if r.head not in r.body)


def _axiom(graph: rdflib.Graph, subject: Node, predicate: Node, value: Node) -> Iterator[Rule]:
    match predicate:
        case RDFS.subClassOf:
            yield from _subclass(graph, subject, value)
        case OWL.equivalentClass:
            yield from _subclass(graph, subject, value)
            yield from _subclass(graph, value, subject)
        case RDFS.subPropertyOf:
            yield _property(subject, value)
        case OWL.equivalentProperty:
            yield _property(subject, value)
            yield _property(value, subject)
        case OWL.inverseOf:
            yield _property(subject, value, swapped=True)
            yield _property(value, subject, swapped=True)
        case OWL.propertyChainAxiom:
            steps = list(Collection(graph, value))
            body = tuple((f"?c{i}", _n3(step), f"?c{i + 1}") for i, step in enumerate(steps))
            yield Rule(body, ("?c0", _n3(subject), f"?c{len(steps)}"))
        case RDFS.domain:
            yield from _above(graph, (("?x", _n3(subject), "?y"),), "?x", value, 0)
        case RDFS.range:
            yield from _above(graph, (("?x", _n3(subject), "?y"),), "?y", value, 0)
        case RDF.type:
            yield from _kind(subject, value)
        case _ if predicate not in _PARTS:
            raise VocabularyError(f"no rule is known for {predicate}", where=str(subject), hint=_HINT)


_HINT = "write it as a constraint in ontology/shapes.ttl, or teach kg/reasoning/rules.py the rule"
_PARTS = {OWL.intersectionOf, OWL.unionOf, OWL.onProperty, OWL.someValuesFrom, OWL.allValuesFrom}
_PARTS |= {OWL.hasValue, RDF.first, RDF.rest}


def _kind(subject: Node, kind: Node) -> Iterator[Rule]:
    if kind == OWL.SymmetricProperty:
        yield _property(subject, subject, swapped=True)
    elif kind == OWL.TransitiveProperty:
        name = _n3(subject)
        yield Rule((("?x", name, "?y"), ("?y", name, "?z")), ("?x", name, "?z"))
    elif kind not in (OWL.Class, OWL.Restriction):
        raise VocabularyError(f"no rule is known for {kind}", where=str(subject), hint=_HINT)


def _property(lower: Node, upper: Node, *, swapped: bool = False) -> Rule:
    ends = ("?y", "?x") if swapped else ("?x", "?y")
    return Rule((("?x", _n3(lower), "?y"),), (ends[0], _n3(upper), ends[1]))


def _subclass(graph: rdflib.Graph, lower: Node, upper: Node) -> Iterator[Rule]:
    for body in _below(graph, "?x", lower, 0):
        yield from _above(graph, body, "?x", upper, 0)


def _below(graph: rdflib.Graph, of: str, cls: Node, depth: int) -> Iterator[tuple[Atom, ...]]:
    """The conditions, each enough by itself, under which something is of a class."""
    if isinstance(cls, rdflib.URIRef):
        yield () if cls == OWL.Thing else ((of, TYPE, _n3(cls)),)
        return
    part = _expression(graph, cls)
    if parts := part.get(OWL.intersectionOf):
        ways = [
            list(_below(graph, of, p, depth + 1 + 10 * i)) for i, p in enumerate(Collection(graph, parts))
        ]
        for choice in product(*ways):
            yield tuple(atom for body in choice for atom in body)
    elif parts := part.get(OWL.unionOf):
        for member in Collection(graph, parts):
            yield from _below(graph, of, member, depth + 1)
    elif OWL.someValuesFrom in part:
        other = f"?v{depth}{of.removeprefix('?')}"
        for body in _below(graph, other, part[OWL.someValuesFrom], depth + 1):
            yield ((of, _n3(part[OWL.onProperty]), other), *body)
    elif OWL.hasValue in part:
        yield ((of, _n3(part[OWL.onProperty]), _n3(part[OWL.hasValue])),)
    else:
        raise VocabularyError("no rule is known for a class expression below", where=str(cls), hint=_HINT)


def _above(graph: rdflib.Graph, body: tuple[Atom, ...], of: str, cls: Node, depth: int) -> Iterator[Rule]:
    """The rules that say what follows where something is of a class by these conditions."""
    if isinstance(cls, rdflib.URIRef):
        if cls != OWL.Thing:
            yield Rule(body, (of, TYPE, _n3(cls)))
        return
    part = _expression(graph, cls)
    if parts := part.get(OWL.intersectionOf):
        for member in Collection(graph, parts):
            yield from _above(graph, body, of, member, depth)
    elif OWL.allValuesFrom in part:
        other = f"?w{depth}"
        longer = (*body, (of, _n3(part[OWL.onProperty]), other))
        yield from _above(graph, longer, other, part[OWL.allValuesFrom], depth + 1)
    elif OWL.hasValue in part:
        yield Rule(body, (of, _n3(part[OWL.onProperty]), _n3(part[OWL.hasValue])))
    elif OWL.someValuesFrom not in part and OWL.unionOf not in part:
        raise VocabularyError("no rule is known for a class expression above", where=str(cls), hint=_HINT)


def _expression(graph: rdflib.Graph, cls: Node) -> dict[Node, Node]:
    return {p: o for p, o in graph.predicate_objects(cls) if p in _PARTS}


def compile_clashes(axioms: rdflib.Graph) -> tuple[Rule, ...]:
    """The rules that say what cannot hold at once: disjoint classes and properties, one-way properties.

    owlrl does not report members of owl:AllDisjointClasses and owl:AllDisjointProperties, so
    contradictions are never left to it.
    """
    found: set[Rule] = set()
    for left, right in _pairs(axioms, OWL.AllDisjointClasses, OWL.disjointWith):
        found.add(Rule((("?x", TYPE, left), ("?x", TYPE, right)), None, "disjoint classes"))
    for left, right in _pairs(axioms, OWL.AllDisjointProperties, OWL.propertyDisjointWith):
        found.add(Rule((("?x", left, "?y"), ("?x", right, "?y")), None, "disjoint relations"))
    for name in map(_n3, axioms.subjects(RDF.type, OWL.AsymmetricProperty)):
        found.add(Rule((("?x", name, "?y"), ("?y", name, "?x")), None, "a relation that goes one way"))
    for name in map(_n3, axioms.subjects(RDF.type, OWL.IrreflexiveProperty)):
        found.add(Rule((("?x", name, "?x"),), None, "a relation to something else"))
    return tuple(sorted(found, key=lambda r: r.body))


def _pairs(axioms: rdflib.Graph, kind: Node, between: Node) -> Iterator[tuple[str, str]]:
    for node in axioms.subjects(RDF.type, kind):
        for parts in axioms.objects(node, OWL.members):
            members = sorted(map(_n3, Collection(axioms, parts)))
            yield from ((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
    for one, other in axioms.subject_objects(between):
        first, second = sorted((_n3(one), _n3(other)))
        yield first, second


def _n3(node: Node) -> str:
    return node.n3()
