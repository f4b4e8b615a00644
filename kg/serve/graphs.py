"""One graph as RDF, and the SPARQL 1.1 Graph Store HTTP Protocol for reading."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.iris import rest_graph
from kg.namespaces import GRAPH
from kg.serve.answering import write_triples
from kg.serve.negotiation import RDF_FORMS, choose
from kg.serve.problem import Problem
from kg.serve.requests import Parameters, view_of
from kg.serve.service import service
from kg.serve.sink import Sink
from kg.store import Store

__all__ = ["graph", "graphs"]


async def graphs(request: Request) -> Response:
    """Answer `/graphs?default` or `/graphs?graph=IRI`."""
    given = Parameters(request.scope["query_string"])
    name = given.one("graph")
    if (name is None) != bool(given.every("default")):
        raise Problem(400, "name one graph: `?default`, or `?graph=` and its IRI")
    task = {
        "do": "graph",
        "graph": name,
        "view": view_of(request, given),
        "accept": request.headers.get("accept"),
        "formats": given.every("format"),
    }
    return await service(request).reply(request, task)


def graph(store: Store, task: Mapping[str, Any], sink: Sink) -> None:
    """Write a graph, in a reader; the task has `graph` (None for the default one) and `view`.

    Raises Problem 404 where there is no such graph.
    """
    form = choose(task["accept"], RDF_FORMS, wanted=task["formats"])
    if task["graph"] is None:
        parts = [
            store.quads.quads_for_pattern(None, None, None, name)
            for name in (DefaultGraph(), rest_graph(task["view"]))
        ]
        write_triples((q.triple for q in chain(*parts)), form, sink)
        return
    try:
        name = NamedNode(task["graph"])
    except ValueError:
        raise Problem(400, "the name of a graph is an absolute IRI") from None
    hidden = name.value.startswith(str(GRAPH["internal/"]))
    if hidden or not store.quads.contains_named_graph(name):
        raise Problem(404, "there is no such graph")
    write_triples((q.triple for q in store.quads.quads_for_pattern(None, None, None, name)), form, sink)
