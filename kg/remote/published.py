"""Says how what a store holds is written for a foreign one: named graphs alone, and plain RDF 1.1.

The default graph of the working copy is a named graph there, because stores differ in what their default
graph is. What supports a derived statement is not published: it is made of RDF 1.2 triple terms, and it
follows from the documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kg.iris import SOURCES, rest_graph, value
from kg.namespaces import DOC, GRAPH, PREFIXES

__all__ = ["BASE", "REVISION", "Moves", "declared", "graphs", "is_derived", "moves", "published_in"]

BASE = NamedNode(f"{GRAPH}internal/base")
REVISION = NamedNode(f"{GRAPH}internal/revision")

Moves = Mapping[Triple, tuple[frozenset[str], frozenset[str]]]
"""For each triple the graphs that it leaves and those that it enters."""

_SUPPORT = f"{GRAPH}internal/support/"
_DECLARED = re.compile(r"PREFIX\s+([^\s:]*):", re.IGNORECASE)


def graphs(view: str) -> tuple[str, str]:
    """The graphs that a question in a view is asked of; no triple is in both."""
    return BASE.value, rest_graph(view).value


def published_in(member: Quad) -> str | None:
    """The graph in which a quad is published; None where it is not."""
    if isinstance(member.graph_name, DefaultGraph):
        return BASE.value
    name = value(member.graph_name)
    return None if name.startswith(_SUPPORT) or member.graph_name == REVISION else name


def is_derived(graph: str) -> bool:
    """Whether what is published in a graph follows from the documents."""
    return not graph.startswith(str(DOC)) and graph != SOURCES.value


def moves(less: Iterable[Quad], more: Iterable[Quad]) -> Moves:
    """What is published of quads that go and quads that come; the two have none in common."""
    sides: dict[Triple, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for side, quads in enumerate((less, more)):
        for member in quads:
            if (graph := published_in(member)) is not None:
                sides[member.triple][side].add(graph)
    return {t: (frozenset(out), frozenset(into)) for t, (out, into) in sides.items()}


def declared(text: str, base: str | None = None) -> str:
    """A query with the prefixes of `kg.namespaces` that it does not declare itself."""
    own = {name.lower() for name in _DECLARED.findall(text)}
    lines = [f"BASE <{base}>"] if base else []
    lines += [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if name not in own]
    return "\n".join([*lines, text])
