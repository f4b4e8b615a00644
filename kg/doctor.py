"""Looks for what is wrong in a store, graph by graph, and makes again what follows from the documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import policy
from kg.errors import KgError
from kg.iris import (
    ADDED,
    ONTOLOGY,
    SOURCES,
    STATE,
    direct_graph,
    document_graph,
    inferred_graph,
    local,
    pol,
    quad,
    rest_graph,
    support_graph,
    value,
)
from kg.namespaces import DOC, GRAPH
from kg.ontology import ontology_digest, ontology_quads
from kg.rdf import content_hash
from kg.reading import read_with_iris
from kg.store import Store

__all__ = ["Trouble", "examine", "repair"]

_DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True, order=True)
class Trouble:
    """What is wrong with a graph; `repairable` where it follows from the documents."""

    graph: str
    message: str
    repairable: bool


def examine(store: Store) -> list[Trouble]:
    """Check each document, the ontology, what queries read, and each view against a view made anew; sorted.

    A document that is damaged is told; views are then compared with what the others give.
    """
    found = [*_documents(store)]
    if store.graph(ONTOLOGY) != ontology_quads():
        found.append(Trouble(ONTOLOGY.value, "is not the ontology of this version", True))
    less, more = _reading(store)
    for graph in sorted({value(q.graph_name) for q in less | more}):
        wrong = sum(value(q.graph_name) == graph for q in less | more)
        name = graph if graph.startswith(str(GRAPH)) else "the default graph"
        found.append(Trouble(name, f"what queries read is out of step by {wrong} triples", True))
    for graph, wrong in store.astray().items():
        found.append(Trouble(graph, f"is out of step on the server by {wrong} triples", True))
    broken = any(not t.repairable for t in found)
    for view in [] if broken else store.views():
        found += _view(store, view)
    known = set(store.views())
    for name in _graphs(store):
        kind, _, view = name.removeprefix(str(GRAPH)).rpartition("/")
        if kind in _KINDS and view not in known:
            found.append(Trouble(name, "belongs to no view", True))
    return sorted(found)


_KINDS = ("direct", "inferred", "internal/support", "internal/rest")


def repair(store: Store) -> list[Trouble]:
    """Make again all that follows from the documents, and say what was wrong and what still is.

    Documents are left as they are. Raises KgError where a damaged document keeps a view from being made.
    """
    found = examine(store)
    if any(t.repairable for t in found):
        views = store.views()
        made = {q for q in store.quads if _is_made(q)}
        digest = Quad(ONTOLOGY, pol("contentHash"), Literal(ontology_digest()), STATE)
        store.write(made, {*ontology_quads(), digest})
        store.write(*_reading(store))
        for view in views if all(t.repairable for t in found) else ():
            policy.materialize(store, view)
        store.settle()
    return [t for t in found if not t.repairable]


def _graphs(store: Store) -> list[str]:
    """The named graphs that hold something, sorted."""
    quads = store.quads
    return sorted(value(g) for g in quads.named_graphs() if any(quads.quads_for_pattern(None, None, None, g)))


def _is_made(member: Quad) -> bool:
    name = value(member.graph_name)
    kinds = (f"{GRAPH}{kind}/" for kind in ("direct", "inferred", "internal/support", "internal/rest"))
    if member.graph_name == STATE:
        return value(member.subject) != ADDED.value
    return member.graph_name in (ONTOLOGY, _DEFAULT) or name.startswith(tuple(kinds))


def _documents(store: Store) -> Iterator[Trouble]:
    told = {g for g in _graphs(store) if g.startswith(str(DOC))}
    kept = {value(q.subject) for q in store.quads.quads_for_pattern(None, None, None, SOURCES)}
    for iri in sorted(told | kept):
        document = local(iri, str(DOC))
        if iri not in kept:
            yield Trouble(iri, "its text is missing: build it again from its page", False)
            continue
        if iri not in told:
            yield Trouble(iri, "its claims are missing: build it again from its page", False)
            continue
        quads = [
            *store.quads.quads_for_pattern(None, None, None, document_graph(document)),
            *store.quads.quads_for_pattern(NamedNode(iri), None, None, SOURCES),
        ]
        try:
            read_with_iris(quads, document)
        except (KgError, ValueError, KeyError, TypeError, IndexError) as error:
            yield Trouble(iri, f"cannot be read ({error}): build it again from its page", False)
            continue
        if all(value(q.object) != content_hash(quads) for q in quads if q.predicate == pol("contentHash")):
            yield Trouble(iri, "is not as it was stored: build it again from its page", False)


def _reading(store: Store) -> tuple[set[Quad], set[Quad]]:
    """What must go from and come to the graphs that queries read."""
    base = {_at(q, _DEFAULT) for q in store.quads if _is_base(q)}
    wanted = set(base)
    for view in store.views():
        for graph in (direct_graph(view), inferred_graph(view)):
            triples = {_at(q, rest_graph(view)) for q in store.graph(graph)}
            wanted |= {q for q in triples if _at(q, _DEFAULT) not in base}
    rests = {rest_graph(view) for view in store.views()}
    have = {q for q in store.quads if q.graph_name == _DEFAULT or q.graph_name in rests}
    return have - wanted, wanted - have


def _at(member: Quad, graph: NamedNode | DefaultGraph) -> Quad:
    return quad(member.triple, graph)


def _is_base(member: Quad) -> bool:
    return member.graph_name in (ONTOLOGY, ADDED) or value(member.graph_name).startswith(str(DOC))


def _view(store: Store, view: str) -> Iterator[Trouble]:
    with Store.open() as fresh:
        documents = {q for d in store.documents() for q in store.document_quads(d)}
        fresh.write(set(), documents)
        policy.materialize(fresh, view)
        for graph in (direct_graph(view), support_graph(view), inferred_graph(view)):
            wrong = len(store.graph(graph) ^ fresh.graph(graph))
            if wrong:
                yield Trouble(graph.value, f"is out of step with the documents by {wrong} triples", True)
