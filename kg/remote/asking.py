"""Puts questions to a foreign store in the way in which the local one is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError
from kg.iris import ADDED, ONTOLOGY, SOURCES, direct_graph, inferred_graph, pol, term, value
from kg.namespaces import PREFIXES
from kg.remote.client import Client
from kg.remote.published import BASE, declared, graphs
from kg.sparql import outline, unparsable
from kg.store import Dataset, Results

__all__ = ["around", "ask", "substituted"]

_LEADING = tuple(pol(name) for name in ("heldBy", "reportedBy", "holder", "inDocument"))
_TOLD = (
    *_LEADING,
    *(pol(name) for name in ("quote", "status")),
    term("rdfs", "label"),
    term("dcterms", "title"),
    term("dcterms", "publisher"),
)
_MANY = 500


def ask(
    client: Client, text: str, *, view: str, views: Iterable[str], dataset: Dataset | None, base: str | None
) -> Results:
    """The answer to a text in SPARQL, in a view; `views` are those whose graphs GRAPH may name.

    Raises QueryError as `Store.query`, and StoreError where the server cannot be asked.
    """
    told = outline(text)
    _parsed(text, base)
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    if dataset is not None:
        default, named = dataset.default_graphs, dataset.named_graphs
    elif not told.has_dataset:
        default = graphs(view)
        named = tuple(_shown(client, views)) if "GRAPH" in told.words else ()
    whole = declared(text, base)
    if told.form in {"SELECT", "ASK"}:
        return client.ask(whole, default, named)
    held = ox.Store()
    held.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in client.triples(whole, default, named))
    return held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def substituted(text: str, substitutions: Mapping[str, NamedNode | Literal] | None) -> str:
    """The text with variables bound to terms."""
    for name, bound in (substitutions or {}).items():
        text = f"{text}\nVALUES ?{name} {{ {bound} }}"
    return text


def around(client: Client, nodes: Iterable[NamedNode]) -> ox.Store:
    """What is told of claims, of those who hold them and of their documents: a few questions in all."""
    held = ox.Store()
    asked: set[NamedNode] = set()
    wave = set(nodes)
    told = " ".join(map(str, _TOLD))
    while wave:
        asked |= wave
        following: set[NamedNode] = set()
        for several in _portions(sorted(wave, key=str)):
            subjects = " ".join(map(str, several))
            text = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {subjects} }} VALUES ?p {{ {told} }} ?s ?p ?o }}"
            for s, p, o in client.rows(text, (BASE.value,)):
                held.add(Quad(s, p, o))
                if p in _LEADING and isinstance(o, NamedNode):
                    following.add(o)
        wave = following - asked
    return held


def _portions(nodes: list[NamedNode]) -> Iterator[list[NamedNode]]:
    left = iter(nodes)
    while several := list(islice(left, _MANY)):
        yield several


def _shown(client: Client, views: Iterable[str]) -> Iterator[str]:
    """The named graphs that are for queries."""
    yield from (ONTOLOGY.value, SOURCES.value, ADDED.value)
    for view in views:
        yield from (direct_graph(view).value, inferred_graph(view).value)
    for (document,) in client.rows(f"SELECT ?d WHERE {{ GRAPH {SOURCES} {{ ?d {pol('contentHash')} ?h }} }}"):
        yield value(document)


def _parsed(text: str, base: str | None) -> None:
    """Raise QueryError, with line and column, for what is no query; the server is not asked then."""
    if "SERVICE" in outline(text).words:
        return
    try:
        ox.Store().query(text, base_iri=base, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise unparsable(text, str(error)) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {error}") from None
