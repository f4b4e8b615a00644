"""Checks a view against the shapes, and says what is wrong in words and with the sentence behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.iris import direct_graph, document_graph, local, pol, term, value
from kg.namespaces import DOC
from kg.ontology import ontology_quads
from kg.reasoning import contradictions
from kg.shapes import Broken, check, check_by_reference

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["Finding", "validate", "validate_document"]


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

    def __str__(self) -> str:
        """One line: what is wrong, where, and in which sentence."""
        quote = f" — “{' '.join(self.quote.split())}”" if self.quote else ""
        line = f"{self.severity}: {self.message} ({self.document or self.node}){quote}"
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


def validate(store: Store, view: str, *, reference: bool = False) -> list[Finding]:
    """Check the documents and a view's direct graph against `ontology/shapes.ttl`; violations first.

    What contradicts itself by the ontology is a violation too, told once for each sentence
    behind it. An empty list means that everything conforms. `reference` has pyshacl check.
    """
    names = [*map(document_graph, store.documents()), direct_graph(view)]
    quads = (q for name in names for q in store.quads.quads_for_pattern(None, None, None, name))
    triples = (q.triple for q in (*quads, *ontology_quads()))
    broken = check_by_reference(triples) if reference else check(triples)
    found = {_finding(store.quads, b) for b in broken}
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
    return _ordered(found)


def validate_document(store: Store, document: str) -> list[Finding]:
    """Check one document against the shapes; violations first.

    What only shows between documents, or in a view, is for `validate`. Raises StoreError where there is
    no such document.
    """
    quads = ox.Store()
    quads.extend(store.document_quads(document))
    told = quads.quads_for_pattern(None, None, None, document_graph(document))
    return _ordered(_finding(quads, b) for b in check(q.triple for q in (*told, *ontology_quads())))


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    order = ("violation", "warning", "info")
    return sorted(findings, key=lambda f: (order.index(f.severity), f.message, f.node, f.claim or ""))


def _finding(quads: ox.Store, broken: Broken) -> Finding:
    claim = _claim(quads, broken.node)
    document = _first(quads, claim, pol("inDocument")) if claim else None
    return Finding(
        severity=broken.severity,
        message=broken.message,
        node=broken.node,
        claim=claim,
        document=local(document, DOC) if document else None,
        quote=_first(quads, claim, pol("quote")) if claim else None,
    )


def _claim(quads: ox.Store, node: str) -> str | None:
    """The claim that a node is, is a part of, or was made from."""
    whole = node.partition("#")[0]
    if not whole or " " in whole:
        return None
    if _first(quads, whole, term("rdf", "predicate")):
        return whole
    return _first(quads, node, pol("describedBy"))


def _first(quads: ox.Store, subject: str, predicate: NamedNode) -> str | None:
    found = quads.quads_for_pattern(NamedNode(subject), predicate, None, None)
    return min((value(q.object) for q in found), default=None)
