"""GEXF 1.3 for Gephi: a claim is an edge with the ontology's colour and line, and the claim's dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kg.export.columns import NODE_COLUMNS, STATEMENT_COLUMNS, node_row, statement_row, xml_text
from kg.export.loss import Rendering
from kg.export.network import Network, Statement
from kg.export.reading import read
from kg.vocabulary import Vocabulary, load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["render"]

_NAMESPACE = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"
_TYPES = {str: "string", int: "integer", bool: "boolean"}


def render(store: Store, view: str) -> Rendering:
    """The network of a view. A date is the interval of its bounds; a claim without one is always there."""
    network, vocabulary = read(store, view), load()
    root = ET.Element("gexf", {"xmlns": _NAMESPACE, "xmlns:viz": _VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "political-kg"
    ET.SubElement(meta, "description").text = xml_text(f"Claims, view {view}: {network.view_label}")
    graph = ET.SubElement(
        root,
        "graph",
        defaultedgetype="directed",
        mode="dynamic",
        timeformat="date",
        timerepresentation="interval",
    )
    for scope, columns in (("node", NODE_COLUMNS), ("edge", STATEMENT_COLUMNS)):
        attributes = ET.SubElement(graph, "attributes", {"class": scope, "mode": "static"})
        for name, kind in _told(columns).items():
            ET.SubElement(attributes, "attribute", id=f"{scope}.{name}", title=name, type=_TYPES[kind])
    nodes = ET.SubElement(graph, "nodes", count=str(len(network.nodes)))
    for node in network.nodes:
        element = ET.SubElement(nodes, "node", id=node.id, label=xml_text(node.label))
        _values(element, "node", node_row(node))
    edges = ET.SubElement(graph, "edges", count=str(len(network.statements)))
    for s in network.statements:
        _edge(edges, s, network, vocabulary)
    ET.indent(root)
    content = ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return Rendering({"": content}, tuple(_lost(network)))


def _told(columns: Mapping[str, type]) -> dict[str, type]:
    return {name: kind for name, kind in columns.items() if name not in {"label", "colour"}}


def _values(element: ET.Element, scope: str, row: Mapping[str, str | int | bool]) -> None:
    values = ET.SubElement(element, "attvalues")
    for name, value in row.items():
        if value != "" and name not in {"label", "colour"}:
            ET.SubElement(values, "attvalue", {"for": f"{scope}.{name}", "value": xml_text(value)})


def _edge(edges: ET.Element, s: Statement, network: Network, vocabulary: Vocabulary) -> None:
    row = statement_row(s, network, vocabulary)
    about = {
        "id": s.id,
        "source": s.source,
        "target": s.target,
        # Parallel edges between two nodes are told apart by their kind.
        "kind": s.relation,
        "label": s.label,
        "type": "mutual" if s.symmetric else "directed",
        "weight": "1",
    }
    if s.valid_from:
        about |= {"start": s.valid_from, "end": s.valid_until}
    edge = ET.SubElement(edges, "edge", about)
    _values(edge, "edge", row)
    colour = vocabulary.families[s.family].colour
    red, green, blue = (str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    ET.SubElement(edge, "viz:color", r=red, g=green, b=blue)
    ET.SubElement(edge, "viz:shape", value=vocabulary.statuses[s.status].line_style)


def _lost(network: Network) -> Iterable[str]:
    yield "the documents' full text"
    yield "which entity a holder is: holders are given by name"
    rough = sum(bool(s.when) and s.valid_from != s.valid_until for s in network.statements)
    if rough:
        yield f"the precision of {rough} dates of a month or year: they became the interval of their bounds"
    crossed = sum(s.status in {"denied", "negated"} for s in network.statements)
    if crossed:
        yield f"the crossbar of {crossed} denied or negated claims: see the attribute line"
