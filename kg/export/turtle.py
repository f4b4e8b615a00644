"""The direct graph of a view as Turtle: plain triples that any RDF tool reads without knowing claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg.export.loss import Rendering
from kg.export.reading import read
from kg.iris import direct_graph, term
from kg.namespaces import DOC
from kg.trig import to_trig

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["render"]


def render(store: Store, view: str) -> Rendering:
    """What the view holds to be so, with the labels of all that it names.

    What is lost: every claim's evidence, holder and status, and the claims that the view does not pass.
    """
    direct = store.graph(direct_graph(view))
    named = {t for q in direct for t in (q.subject, q.object) if isinstance(t, NamedNode)}
    labels = (
        q
        for t in named
        for q in store.quads.quads_for_pattern(t, term("rdfs", "label"), None)
        if isinstance(q.graph_name, NamedNode) and q.graph_name.value.startswith(str(DOC))
    )
    triples = {Quad(q.subject, q.predicate, q.object) for q in (*direct, *labels)}
    network = read(store, view)
    held_back = sum(not s.passes for s in network.statements)
    lost = (
        f"the sentence, holder, status and date of {len(network.statements)} claims",
        *((f"{held_back} claims that the view does not pass",) if held_back else ()),
    )
    return Rendering({"": to_trig(triples).encode()}, lost)
