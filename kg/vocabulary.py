"""Reads the ontology: what relations, classes, families and statuses there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import pyoxigraph as ox
import rdflib

from kg import resources
from kg.errors import VocabularyError
from kg.namespaces import BASE, POL, PREFIXES, STATUS
from kg.terms import Family, NodeSpec, OntologyClass, Relation, StatusTerm

__all__ = [
    "COARSE",
    "Family",
    "NodeSpec",
    "OntologyClass",
    "Relation",
    "StatusTerm",
    "Vocabulary",
    "axioms",
    "exclusions",
    "load",
]

COARSE = ("Person", "PoliticalParty", "Organization", "Institution", "Country", "Place", "Election", "Event")
"""The entity types of the exchange format; every class of entities is one of them or under exactly one."""

_FAMILY = rdflib.Namespace(BASE + "family/")

Terms = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True)
class Vocabulary:
    """The ontology as the program uses it.

    >>> load().relations["suspends"].node.cls
    'Suspension'
    """

    relations: Mapping[str, Relation]
    classes: Mapping[str, OntologyClass]
    families: Mapping[str, Family]
    statuses: Mapping[str, StatusTerm]
    labels: Mapping[str, str]

    @property
    def graph(self) -> rdflib.Graph:
        """All of `ontology/*.ttl` as one graph."""
        return _graph()

    def label(self, name: str) -> str:
        """The English label of the term with that local name.

        Raises:
            VocabularyError: the ontology has no such term.

        >>> load().label("deniesRegistrationTo")
        'denies registration to'
        """
        try:
            return self.labels[name]
        except KeyError:
            raise VocabularyError(f"no term {name!r} in the ontology", where="ontology") from None

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether a class is another one or is under it.

        >>> load().is_a("Chamber", "Institution")
        True
        """
        return ancestor in self._lineages.get(name, ())

    @cached_property
    def _lineages(self) -> Mapping[str, set[str]]:
        """Each class with all that it is under."""
        return {name: _ancestors(name, self.classes) for name in self.classes}

    def coarse(self, name: str) -> str:
        """The exchange format's type for a class of entities.

        Raises:
            VocabularyError: there is no such class, or its members are no entities.

        >>> load().coarse("ObserverMission")
        'Institution'
        """
        found = self.classes.get(name)
        if found is None or found.coarse is None:
            raise VocabularyError(
                f"{name!r} is no class of entities",
                where="ontology",
                hint=f"use a class under {', '.join(COARSE)}",
            )
        return found.coarse


@cache
def load() -> Vocabulary:
    """Read `ontology/*.ttl` once.

    Raises:
        VocabularyError: a file is not Turtle, or a relation lacks a part that it must have.
    """
    terms = _terms()
    return Vocabulary(
        relations=dict(sorted((r.name, r) for r in _relations(terms))),
        classes=dict(_classes(terms)),
        families={f.name: f for f in sorted(_families(terms), key=lambda f: f.order)},
        statuses={s.name: s for s in _statuses(terms)},
        labels={
            _local(term): values[str(rdflib.RDFS.label)][0]
            for term, values in terms.items()
            if term.startswith(str(POL)) and str(rdflib.RDFS.label) in values
        },
    )


@cache
def axioms() -> rdflib.Graph:
    """What a reasoner needs of the ontology and nothing else: no labels, no declarations.

    Closure time grows with every axiom, so this leaves out whatever adds no answer
    (see `docs/decisions/0003-reasoning-axioms.md`).
    """
    return _chosen(_AXIOM_PREDICATES, _AXIOM_TYPES)


@cache
def exclusions() -> rdflib.Graph:
    """What the ontology says cannot be at once: disjoint classes and relations, relations that go one way."""
    return _chosen((rdflib.OWL.disjointWith, rdflib.OWL.propertyDisjointWith), _EXCLUDING_TYPES)


def _chosen(predicates: Iterable[rdflib.URIRef], kinds: Iterable[rdflib.URIRef]) -> rdflib.Graph:
    """The axioms of these predicates and types, with the class expressions and lists that they speak of."""
    source = _graph()
    chosen = rdflib.Graph()
    for predicate in predicates:
        for subject, value in source.subject_objects(predicate):
            chosen.add((subject, predicate, value))
    for kind in kinds:
        for subject in source.subjects(rdflib.RDF.type, kind):
            chosen.add((subject, rdflib.RDF.type, kind))
    pending = {node for triple in chosen for node in triple if isinstance(node, rdflib.BNode)}
    while pending:
        expression = pending.pop()
        for part in source.triples((expression, None, None)):
            if part not in chosen:
                chosen.add(part)
                if isinstance(part[2], rdflib.BNode):
                    pending.add(part[2])
    return chosen


_AXIOM_PREDICATES = (
    rdflib.RDFS.subClassOf,
    rdflib.RDFS.subPropertyOf,
    rdflib.OWL.inverseOf,
    rdflib.OWL.equivalentClass,
    rdflib.OWL.equivalentProperty,
    rdflib.OWL.propertyChainAxiom,
)
_EXCLUDING_TYPES = (
    rdflib.OWL.AllDisjointClasses,
    rdflib.OWL.AllDisjointProperties,
    rdflib.OWL.AsymmetricProperty,
    rdflib.OWL.IrreflexiveProperty,
)
_AXIOM_TYPES = (rdflib.OWL.SymmetricProperty, rdflib.OWL.TransitiveProperty)


@cache
def _graph() -> rdflib.Graph:
    graph = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for file in sorted(resources.path("ontology").glob("*.ttl")):
        graph.parse(file, format="turtle")
    return graph


def _terms() -> Terms:
    """Every named term with the values of its properties, as text."""
    terms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in sorted(resources.path("ontology").glob("*.ttl")):
        try:
            for quad in ox.parse(path=str(file)):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(
                    quad.object, ox.NamedNode | ox.Literal
                ):
                    terms[quad.subject.value][quad.predicate.value].append(quad.object.value)
        except SyntaxError as error:
            raise VocabularyError(str(error), where=file.name, hint="correct the Turtle") from error
    return terms


def _classes(terms: Terms) -> Iterator[tuple[str, OntologyClass]]:
    parents = {
        _local(term): tuple(
            _local(p) for p in values.get(str(rdflib.RDFS.subClassOf), ()) if p.startswith(str(POL))
        )
        for term, values in sorted(terms.items())
        if term.startswith(str(POL)) and str(rdflib.OWL.Class) in values.get(str(rdflib.RDF.type), ())
    }

    def above(name: str) -> Iterator[str]:
        yield name
        for parent in parents.get(name, ()):
            yield from above(parent)

    for name in parents:
        coarse = sorted(set(above(name)) & set(COARSE))
        if len(coarse) > 1:
            raise VocabularyError(
                f"{name} is under {' and '.join(coarse)}", where="ontology", hint="keep one"
            )
        values = terms[str(POL) + name]
        yield (
            name,
            OntologyClass(
                name=name,
                label=_one(values, rdflib.RDFS.label, name),
                definition=_one(values, rdflib.SKOS.definition, name),
                parents=parents[name],
                coarse=coarse[0] if coarse else None,
            ),
        )


def _relations(terms: Terms) -> Iterator[Relation]:
    for term, values in terms.items():
        types = values.get(str(rdflib.RDF.type), ())
        if str(POL.Relation) not in types:
            continue
        name = _local(term)
        inverse = _maybe(values, rdflib.OWL.inverseOf)
        is_data = str(rdflib.OWL.DatatypeProperty) in types
        yield Relation(
            name=name,
            label=_one(values, rdflib.RDFS.label, name),
            definition=_one(values, rdflib.SKOS.definition, name),
            example=_one(values, rdflib.SKOS.example, name),
            family=_local(_one(values, POL.family, name)),
            core=_one(values, POL.core, name) == "true",
            plain=_one(values, POL.plain, name) == "true",
            keeps_latest=_one(values, POL.keepsLatest, name) == "true",
            symmetric=str(rdflib.OWL.SymmetricProperty) in types,
            inverse=_local(inverse) if inverse else None,
            inverse_label=_one(terms[inverse], rdflib.RDFS.label, name) if inverse else None,
            domain=_local(_one(values, rdflib.RDFS.domain, name)),
            range=None if is_data else _local(_one(values, rdflib.RDFS.range, name)),
            plover=_maybe(values, POL.plover),
            quantity_unit=_maybe(values, POL.quantityUnit),
            node=_node(terms, values),
            contraries=frozenset(_local(c) for c in values.get(str(POL.contraryOf), ())),
            stance=_maybe(values, POL.stance),
        )


def _node(terms: Terms, values: Mapping[str, list[str]]) -> NodeSpec | None:
    cls = _maybe(values, POL.nodeClass)
    if cls is None:
        return None

    def role(predicate: rdflib.URIRef) -> str | None:
        found = _maybe(values, predicate)
        return _local(found) if found else None

    about = terms.get(cls, {})
    return NodeSpec(
        cls=_local(cls),
        subject_role=role(POL.subjectRole),
        object_role=role(POL.objectRole),
        value_role=role(POL.valueRole),
        number_role=role(POL.numberRole),
        keyed_by_subject=_maybe(about, POL.keyedBySubject) == "true",
        keyed_by_value=_maybe(about, POL.keyedByValue) == "true",
    )


def _families(terms: Terms) -> Iterator[Family]:
    for term, values in terms.items():
        if term.startswith(str(_FAMILY)):
            name = _local(term)
            yield Family(
                name=name,
                label=_one(values, rdflib.RDFS.label, name),
                definition=_one(values, rdflib.SKOS.definition, name),
                colour=_one(values, POL.colour, name),
                order=int(_one(values, POL.order, name)),
            )


def _statuses(terms: Terms) -> Iterator[StatusTerm]:
    for term, values in sorted(terms.items()):
        if term.startswith(str(STATUS)) and str(rdflib.RDFS.label) in values:
            name = _local(term)
            yield StatusTerm(
                name=name,
                label=_one(values, rdflib.RDFS.label, name),
                definition=_one(values, rdflib.SKOS.definition, name),
                holds=_one(values, POL.holds, name) == "true",
                line_style=_one(values, POL.lineStyle, name),
                crossbar=_maybe(values, POL.crossbar) == "true",
            )


def _ancestors(name: str, classes: Mapping[str, OntologyClass]) -> set[str]:
    found: set[str] = set()
    pending = [name]
    while pending:
        here = pending.pop()
        if here in classes and here not in found:
            found.add(here)
            pending.extend(classes[here].parents)
    return found


def _local(iri: str) -> str:
    return iri.removeprefix(str(POL)).removeprefix(str(STATUS)).removeprefix(str(_FAMILY))


def _maybe(values: Mapping[str, list[str]], predicate: rdflib.URIRef) -> str | None:
    found = values.get(str(predicate))
    return found[0] if found else None


def _one(values: Mapping[str, list[str]], predicate: rdflib.URIRef, name: str) -> str:
    found = values.get(str(predicate), [])
    if len(found) != 1:
        raise VocabularyError(
            f"{name} has {len(found)} values of {_local(predicate)}",
            where="ontology",
            hint="give it exactly one",
        )
    return found[0]
