"""Brings a working copy in step with the server: documents are fetched, views are made of them again."""

from __future__ import annotations

from collections.abc import Set
from contextlib import suppress

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError, StoreError
from kg.iris import (
    ADDED,
    ONTOLOGY,
    SOURCES,
    STATE,
    direct_graph,
    inferred_graph,
    local,
    pol,
    rest_graph,
    value,
)
from kg.namespaces import DOC, GRAPH
from kg.rdf import content_hash
from kg.remote.client import Client
from kg.remote.mirror import Mirror
from kg.remote.published import BASE, is_derived, published_in
from kg.remote.switching import revision

__all__ = ["astray", "pull"]

_BROKEN = (KgError, ValueError, KeyError, TypeError, IndexError)


def pull(client: Client, mirror: Mirror, marks: Set[Quad]) -> None:
    """Fetch the documents that are not in the copy as they are on the server, and make their views again.

    A copy of the same revision is in step already. Raises StoreError where the server gives less than it has.
    """
    if mirror.revision == revision(marks):
        return
    theirs, ours = _hashes(client), _own_hashes(mirror)
    for graph in sorted(ours.keys() - theirs.keys(), key=str):
        mirror.put(local(graph.value, DOC), set())
    for graph in sorted(theirs.keys(), key=str):
        if ours.get(graph) != theirs[graph]:
            mirror.put(local(graph.value, DOC), _document(client, graph))
    state = _fetch(client, STATE)
    noted = {q for q in mirror.graph(STATE) if q.subject == ADDED}
    mirror.apply(
        mirror.graph(ADDED) | noted, _fetch(client, ADDED) | {q for q in state if q.subject == ADDED}
    )
    views = {local(value(q.subject), GRAPH["direct/"]) for q in state if q.predicate == pol("definitionHash")}
    for view in sorted(set(mirror.views()) - views):
        mirror.forget(view)
    for view in sorted(views):
        with suppress(*_BROKEN):  # what is wrong with a document, checks tell
            mirror.materialize(view)


def astray(client: Client, mirror: Mirror) -> tuple[set[Quad], set[Quad]]:
    """What must go from and come to the server for what follows from its documents to be as in the copy."""
    wanted = {
        Quad(q.subject, q.predicate, q.object, NamedNode(graph))
        for q in mirror.quads
        if (graph := published_in(q)) is not None and is_derived(graph)
    }
    state = _fetch(client, STATE)
    views = {local(value(q.subject), GRAPH["direct/"]) for q in state if q.predicate == pol("definitionHash")}
    names = {BASE, ONTOLOGY, ADDED, *(NamedNode(value(q.graph_name)) for q in wanted)} - {STATE}
    for view in views:
        names |= {direct_graph(view), inferred_graph(view), rest_graph(view)}
    there = state.union(*(_fetch(client, name) for name in sorted(names, key=str)))
    return there - wanted, wanted - there


def _hashes(client: Client) -> dict[NamedNode, str]:
    """The documents on the server, each with the hash of what it says."""
    pattern = f"GRAPH {SOURCES} {{ ?d {pol('contentHash')} ?h }}"
    rows = client.rows(f"SELECT ?d ?h WHERE {{ {pattern} }}")
    _whole(client, pattern, len(rows))
    return {d: value(h) for d, h in rows}


def _own_hashes(mirror: Mirror) -> dict[NamedNode, str]:
    found = mirror.quads.quads_for_pattern(None, pol("contentHash"), None, SOURCES)
    return {NamedNode(value(q.subject)): value(q.object) for q in found}


def _document(client: Client, graph: NamedNode) -> set[Quad]:
    told = client.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    source = client.triples(f"CONSTRUCT {{ {graph} ?p ?o }} WHERE {{ GRAPH {SOURCES} {{ {graph} ?p ?o }} }}")
    quads = {Quad(t.subject, t.predicate, t.object, graph) for t in told}
    quads |= {Quad(t.subject, t.predicate, t.object, SOURCES) for t in source}
    if not any(value(q.object) == content_hash(quads) for q in quads if q.predicate == pol("contentHash")):
        _whole(client, f"GRAPH {graph} {{ ?s ?p ?o }}", len(told))
        _whole(client, f"GRAPH {SOURCES} {{ {graph} ?p ?o }}", len(source))
    return quads


def _fetch(client: Client, graph: NamedNode) -> set[Quad]:
    pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
    found = client.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")
    _whole(client, pattern, len(found))
    return {Quad(t.subject, t.predicate, t.object, graph) for t in found}


def _whole(client: Client, pattern: str, received: int) -> None:
    """Raise StoreError where the server has more matches of a pattern than it gave."""
    ((count,),) = client.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    if int(value(count)) != received:
        raise StoreError(
            f"gives {received} of {value(count)} triples",
            where=client.endpoint.query,
            hint="raise the server's limit on the rows of an answer (in Virtuoso ResultSetMaxRows)",
        )
