"""What the query view of a page needs: words for its editor, and an engine where no server is."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from pyoxigraph import NamedNode, Quad

from kg.iris import ADDED, ONTOLOGY, SOURCES, direct_graph, document_graph, inferred_graph
from kg.namespaces import POL, PREFIXES
from kg.vocabulary import load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["asking"]

Json = dict[str, Any]

_BUILT = Path(__file__).parent / "built"
_KINDS = {
    POL.Relation: "relation",
    rdflib.OWL.Class: "class",
    rdflib.OWL.ObjectProperty: "property",
    rdflib.OWL.DatatypeProperty: "property",
}


def asking(store: Store | None = None, views: Sequence[str] = (), *, endpoint: str | None = None) -> Json:
    """What the query view needs: an engine over a store's views, or the address of an endpoint, and words.

    `views` are those that can be asked. The words are the prefixes that need no declaration, and the terms
    of the ontology with their meaning.

    >>> told = asking(endpoint="/sparql")
    >>> next(w for w in told["words"] if w["text"] == "pol:loyalTo")["kind"]
    'relation'
    """
    return {
        "prefixes": PREFIXES,
        "words": list(_words()),
        "endpoint": endpoint,
        "views": list(views),
        "engine": None if store is None else _engine(store, views),
    }


def _words() -> Iterator[dict[str, str]]:
    graph = load().graph
    for term in sorted(set(graph.subjects(rdflib.RDFS.label)), key=str):
        prefix = next((p for p in ("pol", "status") if str(term).startswith(PREFIXES[p])), "")
        local = str(term).removeprefix(PREFIXES.get(prefix, ""))
        types = set(graph.objects(term, rdflib.RDF.type))
        kind = next((said for kind, said in _KINDS.items() if kind in types), prefix and "status")
        if not prefix or not kind or not local.isidentifier() or (prefix == "pol" and kind == "status"):
            continue
        yield {
            "text": f"{prefix}:{local}",
            "label": str(graph.value(term, rdflib.RDFS.label)),
            "kind": kind,
            "about": str(graph.value(term, rdflib.SKOS.definition) or ""),
        }


def _engine(store: Store, views: Sequence[str]) -> Json:
    """An engine that answers SPARQL in the page, with all documents, the ontology and these views.

    The views are to be up to date. The parts are gzipped and in base64, for a page that unpacks them itself.
    """
    shared = [ONTOLOGY, ADDED, *map(document_graph, store.documents())]
    derived = {view: [direct_graph(view), inferred_graph(view)] for view in dict.fromkeys(views)}
    graphs = [*shared, SOURCES, *(g for both in derived.values() for g in both)]
    quads = ox.serialize(_quads(store, graphs), format=ox.RdfFormat.N_QUADS) or b""
    return {
        "script": _packed((_BUILT / "engine.js").read_bytes()),
        "module": base64.b64encode((_BUILT / "engine.wasm.gz").read_bytes()).decode(),
        "quads": _packed(quads),
        "shared": [g.value for g in shared if store.quads.contains_named_graph(g)],
        "views": {view: [g.value for g in both] for view, both in derived.items()},
    }


def _quads(store: Store, graphs: Iterable[NamedNode]) -> Iterator[Quad]:
    for graph in graphs:
        yield from sorted(store.quads.quads_for_pattern(None, None, None, graph), key=str)


def _packed(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, mtime=0)).decode()
