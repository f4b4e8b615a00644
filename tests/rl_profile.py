"""Checks an ontology against the OWL 2 RL profile, axiom by axiom.

Follows the grammar of https://www.w3.org/TR/owl2-profiles/#OWL_2_RL: what may stand below a
subclass axiom, what above, which properties' axioms and datatypes there are. Whatever the
checker does not know is reported, so that nothing passes because it was not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

import rdflib
from rdflib import OWL, RDF, RDFS, XSD, BNode
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["violations"]

DATATYPES = {
    RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal, XSD.decimal, XSD.integer, XSD.nonNegativeInteger,
    XSD.nonPositiveInteger, XSD.positiveInteger, XSD.negativeInteger, XSD.long, XSD.int, XSD.short,
    XSD.byte, XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte, XSD.float, XSD.double,
    XSD.string, XSD.normalizedString, XSD.token, XSD.language, XSD.Name, XSD.NCName, XSD.NMTOKEN,
    XSD.boolean, XSD.hexBinary, XSD.base64Binary, XSD.anyURI, XSD.dateTime, XSD.dateTimeStamp,
}  # fmt: skip
KINDS = {
    OWL.Ontology, OWL.Class, OWL.Restriction, OWL.ObjectProperty, OWL.DatatypeProperty,
    OWL.AnnotationProperty, OWL.NamedIndividual, OWL.SymmetricProperty, OWL.TransitiveProperty,
    OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty,
    OWL.AllDisjointClasses, OWL.AllDisjointProperties,
}  # fmt: skip
AXIOMS = {
    RDF.type, RDF.first, RDF.rest, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.label,
    RDFS.comment, RDFS.isDefinedBy, RDFS.seeAlso, OWL.equivalentClass, OWL.disjointWith, OWL.members,
    OWL.inverseOf, OWL.equivalentProperty, OWL.propertyDisjointWith, OWL.propertyChainAxiom,
    OWL.intersectionOf, OWL.unionOf, OWL.oneOf, OWL.complementOf, OWL.onProperty, OWL.someValuesFrom,
    OWL.allValuesFrom, OWL.hasValue, OWL.maxCardinality, OWL.maxQualifiedCardinality, OWL.onClass,
    OWL.versionIRI, OWL.versionInfo, OWL.deprecated, OWL.imports,
}  # fmt: skip
BUILT_IN = (str(OWL), str(RDF), str(RDFS))


def violations(graph: rdflib.Graph) -> list[str]:
    """What in this ontology is outside the profile, or outside OWL 2 DL's rules for declarations; sorted."""
    return sorted(
        {
            *_vocabulary(graph),
            *_class_axioms(graph),
            *_property_axioms(graph),
            *_declarations(graph),
        }
    )


def _vocabulary(graph: rdflib.Graph) -> Iterator[str]:
    for subject, predicate, value in graph:
        if str(predicate).startswith(BUILT_IN) and predicate not in AXIOMS:
            yield f"{subject}: {predicate} is not of the profile"
        if predicate == RDF.type and str(value).startswith(BUILT_IN) and value not in KINDS:
            yield f"{subject}: {value} is not of the profile"


def _class_axioms(graph: rdflib.Graph) -> Iterator[str]:
    for below, above in graph.subject_objects(RDFS.subClassOf):
        if not _is_sub(graph, below):
            yield f"{_say(graph, below)} may not stand below a subclass axiom"
        if not _is_super(graph, above):
            yield f"{_say(graph, above)} may not stand above a subclass axiom (of {_say(graph, below)})"
    for one, other in graph.subject_objects(OWL.equivalentClass):
        for side in (one, other):
            if not _is_equivalent(graph, side):
                yield f"{_say(graph, side)} may not stand in an equivalence"
    for one, other in graph.subject_objects(OWL.disjointWith):
        for side in (one, other):
            if not _is_sub(graph, side):
                yield f"{_say(graph, side)} may not stand in a disjointness"
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        for member in _members(graph, graph.value(axiom, OWL.members)):
            if not _is_sub(graph, member):
                yield f"{_say(graph, member)} may not stand in a disjointness"


def _property_axioms(graph: rdflib.Graph) -> Iterator[str]:
    for subject, domain in graph.subject_objects(RDFS.domain):
        if not _is_super(graph, domain):
            yield f"{subject}: {_say(graph, domain)} may not be a domain"
    for subject, value in graph.subject_objects(RDFS.range):
        if (subject, RDF.type, OWL.DatatypeProperty) in graph:
            if value not in DATATYPES:
                yield f"{subject}: {value} is no datatype of the profile"
        elif not _is_super(graph, value):
            yield f"{subject}: {_say(graph, value)} may not be a range"
    for subject in graph.subjects(RDF.type, OWL.TransitiveProperty):
        for rule in (OWL.FunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty):
            if (subject, RDF.type, rule) in graph:
                yield f"{subject} is transitive and {rule}: not simple"


def _declarations(graph: rdflib.Graph) -> Iterator[str]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {kind: set(graph.subjects(RDF.type, kind)) for kind in kinds}
    for i, kind in enumerate(kinds):
        for other in kinds[i + 1 :]:
            for term in declared[kind] & declared[other]:
                yield f"{term} is both {kind} and {other}"
    for predicate in set(graph.predicates()):
        if not str(predicate).startswith(BUILT_IN) and not any(
            predicate in found for found in declared.values()
        ):
            yield f"{predicate} is used as a property and not declared"
    classes = set(graph.subjects(RDF.type, OWL.Class))
    for kind in set(graph.objects(None, RDF.type)):
        if not str(kind).startswith(BUILT_IN) and kind not in classes:
            yield f"{kind} is used as a class and not declared"
    for named in (OWL.inverseOf, RDFS.subClassOf, RDFS.domain):
        for term in set(graph.objects(None, named)):
            known = classes if named != OWL.inverseOf else declared[OWL.ObjectProperty]
            if not isinstance(term, BNode) and term not in known:
                yield f"{term} is used and not declared"
    for subject, predicate, value in graph:
        if predicate in declared[OWL.ObjectProperty] and isinstance(value, rdflib.Literal):
            yield f"{subject}: {predicate} is an object property and has the text {value!r}"
        if predicate in declared[OWL.DatatypeProperty] and not isinstance(value, rdflib.Literal):
            yield f"{subject}: {predicate} is a datatype property and has the thing {value}"


def _is_sub(graph: rdflib.Graph, term: Node) -> bool:
    """Whether this may stand below: subClassExpression of the grammar."""
    if not isinstance(term, BNode):
        return term != OWL.Thing
    form = _form(graph, term)
    match form:
        case {OWL.intersectionOf: parts} | {OWL.unionOf: parts}:
            return len(form) == 1 and all(_is_sub(graph, part) for part in _members(graph, parts))
        case {OWL.oneOf: _} | {OWL.onProperty: _, OWL.hasValue: _}:
            return len(form) in (1, 2)
        case {OWL.onProperty: _, OWL.someValuesFrom: filler}:
            return len(form) == 2 and (filler == OWL.Thing or filler in DATATYPES or _is_sub(graph, filler))
    return False


def _is_super(graph: rdflib.Graph, term: Node) -> bool:
    """Whether this may stand above: superClassExpression of the grammar."""
    if not isinstance(term, BNode):
        return term != OWL.Thing
    form = _form(graph, term)
    match form:
        case {OWL.intersectionOf: parts}:
            return len(form) == 1 and all(_is_super(graph, part) for part in _members(graph, parts))
        case {OWL.complementOf: part}:
            return len(form) == 1 and _is_sub(graph, part)
        case {OWL.onProperty: _, OWL.hasValue: _}:
            return len(form) == 2
        case {OWL.onProperty: _, OWL.allValuesFrom: filler}:
            return len(form) == 2 and (filler in DATATYPES or _is_super(graph, filler))
        case {OWL.onProperty: _, OWL.maxCardinality: count}:
            return len(form) == 2 and str(count) in "01"
        case {OWL.onProperty: _, OWL.maxQualifiedCardinality: count, OWL.onClass: filler}:
            return len(form) == 3 and str(count) in "01" and (filler == OWL.Thing or _is_sub(graph, filler))
    return False


def _is_equivalent(graph: rdflib.Graph, term: Node) -> bool:
    """Whether this may stand in an equivalence: equivClassExpression of the grammar."""
    if not isinstance(term, BNode):
        return term != OWL.Thing
    form = _form(graph, term)
    match form:
        case {OWL.intersectionOf: parts}:
            return len(form) == 1 and all(_is_equivalent(graph, part) for part in _members(graph, parts))
        case {OWL.onProperty: _, OWL.hasValue: _}:
            return len(form) == 2
    return False


def _form(graph: rdflib.Graph, term: Node) -> dict[Node, Node]:
    """The constructor of an anonymous class and its parts."""
    about = (RDF.type, RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith)
    return {p: o for p, o in graph.predicate_objects(term) if p not in about}


def _members(graph: rdflib.Graph, head: Node | None) -> list[Node]:
    return list(Collection(graph, head)) if head is not None else []


def _say(graph: rdflib.Graph, term: Node) -> str:
    if not isinstance(term, BNode):
        return str(term)
    return "[" + ", ".join(sorted(f"{str(p).rpartition('#')[2]}" for p in _form(graph, term))) + "]"
