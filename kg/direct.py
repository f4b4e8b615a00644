"""Says which direct triples a claim makes once a view lets it pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kg.iris import TYPE, node, number, pol
from kg.model import Claim
from kg.namespaces import ID
from kg.rdf import time_pairs
from kg.vocabulary import Vocabulary

__all__ = ["direct_triples"]

Pair = tuple[NamedNode, NamedNode | Literal]


def direct_triples(
    claim: Claim, iri: NamedNode, event: NamedNode | None, types: Mapping[str, str], vocabulary: Vocabulary
) -> Iterator[Triple]:
    """The statement itself, the types of those in it, and the node of the act or result.

    `event` is that node, if there is one; `types` gives the class of each entity of the
    claim's document.
    """
    relation = vocabulary.relations[claim.predicate]
    if relation.plain and claim.subject is not None and claim.object is not None:
        yield Triple(node(ID, claim.subject), pol(claim.predicate), node(ID, claim.object))
    entities = {claim.subject, claim.object}
    if event is not None:
        entities |= {q.entity for q in claim.qualifiers}
        yield from (Triple(event, *pair) for pair in _event(claim, iri, vocabulary))
    for entity in entities:
        if entity is not None and entity in types:
            yield Triple(node(ID, entity), TYPE, pol(types[entity]))


def _event(claim: Claim, iri: NamedNode, vocabulary: Vocabulary) -> Iterator[Pair]:
    spec = vocabulary.relations[claim.predicate].node
    if spec is None:
        return
    yield TYPE, pol(spec.cls)
    yield pol("describedBy"), iri
    if spec.subject_role and claim.subject is not None:
        yield pol(spec.subject_role), node(ID, claim.subject)
    if spec.object_role and claim.object is not None:
        yield pol(spec.object_role), node(ID, claim.object)
    if spec.value_role and claim.value is not None:
        yield pol(spec.value_role), Literal(claim.value)
    if spec.number_role and claim.quantity:
        yield pol(spec.number_role), number(claim.quantity.number)
        yield pol("comparator"), pol(claim.quantity.comparator.value)
    if claim.when:
        yield from time_pairs(claim.when)
    for qualifier in claim.qualifiers:
        if qualifier.entity is None:
            yield pol(qualifier.property), Literal(qualifier.value)
        else:
            yield pol(qualifier.property), node(ID, qualifier.entity)
            yield pol(f"{qualifier.property}Text"), Literal(qualifier.value)
