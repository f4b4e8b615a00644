"""Checks a view against the shapes, and says what is wrong in words and with the sentence behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.iris import direct_graph, document_graph, local, pol, term, value
from kg.namespaces import DOC
from kg.ontology import ontology_quads
from kg.reasoning import contradictions
from kg.shapes import Broken, check, check_by_reference

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


def validate(store: Store, view: str, *, reference: bool = False) -> list[Finding]:
    """Check the documents and a view's direct graph against `ontology/shapes.ttl`; violations first.

    What contradicts itself by the ontology is a violation too, told once for each sentence
    behind it. An empty list means that everything conforms. `reference` has pyshacl check.
    """
    names = [*map(document_graph, store.documents()), direct_graph(view)]
    quads = (q for name in names for q in store.quads.quads_for_pattern(None, None, None, name))
    triples = (q.triple for q in (*quads, *ontology_quads()))
    broken = check_by_reference(triples) if reference else check(triples)
    found = {_finding(store, b) for b in broken}
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


def _finding(store: Store, broken: Broken) -> Finding:
    claim = _claim(store, broken.node)
    document = _first(store, claim, pol("inDocument")) if claim else None
    return Finding(
        severity=broken.severity,
        message=broken.message,
        node=broken.node,
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
