"""Names things: the IRIs of documents, entities, claims and events, and the literals of dates and numbers."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from urllib.parse import unquote

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.model import Claim
from kg.namespaces import CLAIM, DOC, EVENT, GRAPH, PREFIXES
from kg.vocabulary import Vocabulary

__all__ = [
    "ADDED",
    "ONTOLOGY",
    "SOURCES",
    "STATE",
    "TYPE",
    "Term",
    "claim_iri",
    "claim_iris",
    "date",
    "direct_graph",
    "document_graph",
    "event_iris",
    "inferred_graph",
    "local",
    "node",
    "number",
    "pol",
    "quad",
    "rest_graph",
    "support_graph",
    "term",
    "value",
]


Term = NamedNode | BlankNode | Literal | Triple


def value(term: Term | DefaultGraph) -> str:
    """The IRI of a node or the text of a literal."""
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else str(term)


def quad(triple: Triple, graph: NamedNode | BlankNode | DefaultGraph) -> Quad:
    """The triple in a graph."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def term(prefix: str, name: str) -> NamedNode:
    """The term `prefix:name`, with the prefixes of `kg.namespaces`."""
    return NamedNode(PREFIXES[prefix] + name)


_GRAPH = str(GRAPH)
TYPE = term("rdf", "type")
SOURCES = NamedNode(f"{_GRAPH}sources")
ONTOLOGY = NamedNode(f"{_GRAPH}ontology")
ADDED = NamedNode(f"{_GRAPH}added")
STATE = NamedNode(f"{_GRAPH}internal/state")


def direct_graph(view: str) -> NamedNode:
    """The graph of what a view lets pass."""
    return NamedNode(f"{_GRAPH}direct/{view}")


def inferred_graph(view: str) -> NamedNode:
    """The graph of what follows from a view's direct graph."""
    return NamedNode(f"{_GRAPH}inferred/{view}")


def support_graph(view: str) -> NamedNode:
    """Which claim supports which triple of a view's direct graph."""
    return NamedNode(f"{_GRAPH}internal/support/{view}")


def rest_graph(view: str) -> NamedNode:
    """What a view adds to the documents and the ontology, for queries to read."""
    return NamedNode(f"{_GRAPH}internal/rest/{view}")


def pol(name: str) -> NamedNode:
    """The term of the ontology with that local name."""
    return NamedNode(PREFIXES["pol"] + name)


def node(namespace: str, name: str) -> NamedNode:
    """The IRI of a local name; characters that an IRI may not hold are percent-encoded.

    >>> node(DOC, "paper/party one").value
    'https://w3id.org/political-kg/document/paper/party%20one'
    """
    kept = "-._~!$&'()*+,;=:@/"
    return NamedNode(
        str(namespace)
        + "".join(c if c.isalnum() or c in kept else "".join(f"%{b:02X}" for b in c.encode()) for c in name)
    )


def local(iri: str, namespace: str) -> str:
    """The local name that `node` made this IRI from."""
    return unquote(iri.removeprefix(str(namespace)))


def document_graph(document: str) -> NamedNode:
    """The name of a document's graph, which is also the IRI of the document."""
    return node(DOC, document)


def claim_iri(claim: Claim) -> str:
    """The IRI of a claim: a hash of the document, the span and what is said.

    Two claims that agree in all of these and differ in status or holder share it;
    `claim_iris` tells them apart.
    """
    return f"{CLAIM}{_hash(_identity(claim))}"


def claim_iris(claims: Iterable[Claim]) -> dict[Claim, str]:
    """The IRI of each distinct claim of one document, whatever the order of the claims."""
    iris: dict[Claim, str] = {}
    taken: Counter[str] = Counter()
    for claim in sorted(set(claims), key=lambda c: (_identity(c), repr(c))):
        identity = _identity(claim)
        taken[identity] += 1
        ordinal = "" if taken[identity] == 1 else f"\n{taken[identity]}"
        iris[claim] = f"{CLAIM}{_hash(identity + ordinal)}"
    return iris


def _identity(claim: Claim) -> str:
    amount = number(claim.quantity.number).value if claim.quantity else ""
    return "\n".join(
        (
            claim.document,
            str(claim.evidence.start),
            str(claim.evidence.end),
            claim.subject or claim.agent_text or "",
            claim.predicate,
            claim.object or "",
            claim.value or amount,
            "+" if claim.positive else "-",
        )
    )


def event_iris(claims: Iterable[Claim], vocabulary: Vocabulary) -> dict[Claim, NamedNode]:
    """The nodes of the acts and results that the claims of one document describe.

    A claim whose relation makes no node is left out. The same act told twice is one node;
    dates that cannot both be right make two of it. An act upon nobody that the text names
    is a node of its own, because nothing says that two of them are one.
    """
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in set(claims):
        key = _event_key(claim, vocabulary)
        if key is not None:
            groups[key].append(claim)
    return {
        claim: NamedNode(str(EVENT) + _hash(key + suffix))
        for key, group in groups.items()
        for suffix, told in _by_date(group)
        for claim in told
    }


def _event_key(claim: Claim, vocabulary: Vocabulary) -> str | None:
    spec = vocabulary.relations[claim.predicate].node
    if spec is None:
        return None
    unknown = "" if spec.keyed_by_subject else f"@{claim.evidence.start}"
    parts = [claim.document, spec.cls, claim.object or claim.target_text or unknown]
    if spec.keyed_by_subject:
        parts.append(claim.subject or claim.agent_text or "")
    if spec.keyed_by_value:
        parts.append(claim.value or "")
    return "\n".join(parts)


def _by_date(claims: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Claims of one act in groups whose dates overlap; the undated go with an only group."""
    dated = sorted(((c.when.earliest, c.when.latest, c) for c in claims if c.when), key=lambda d: d[:2])
    clusters: list[list[Claim]] = []
    until = dt.date.min
    for earliest, latest, claim in dated:
        if clusters and earliest <= until:
            clusters[-1].append(claim)
            until = min(until, latest)
        else:
            clusters.append([claim])
            until = latest
    undated = [c for c in claims if c.when is None]
    if len(clusters) <= 1:
        yield "", [c for cluster in clusters for c in cluster] + undated
        return
    yield "", undated
    for cluster in clusters:
        yield f"\n{min(c.when.earliest for c in cluster if c.when)}", cluster


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def number(amount: Decimal) -> Literal:
    """An xsd:decimal in canonical form.

    >>> number(Decimal("7.50")).value
    '7.5'
    """
    text = format(amount, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal("0" if text == "-0" else text, datatype=term("xsd", "decimal"))


def date(day: dt.date) -> Literal:
    """An xsd:date."""
    return Literal(day.isoformat(), datatype=term("xsd", "date"))
