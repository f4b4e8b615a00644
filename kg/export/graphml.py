"""GraphML: nodes, and an edge for each claim, for networkx, igraph, yEd, Cytoscape and others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kg.export.columns import NODE_COLUMNS, STATEMENT_COLUMNS, node_row, statement_row, xml_text
from kg.export.loss import Rendering
from kg.export.reading import read
from kg.vocabulary import load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["render"]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {str: "string", int: "int", bool: "boolean"}


def render(store: Store, view: str) -> Rendering:
    """The network of a view, every claim an edge that says whether the view passes it."""
    network, vocabulary = read(store, view), load()
    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for scope, columns in (("node", NODE_COLUMNS), ("edge", STATEMENT_COLUMNS)):
        for name, kind in columns.items():
            key = {"id": f"{scope}.{name}", "for": scope, "attr.name": name, "attr.type": _TYPES[kind]}
            ET.SubElement(root, "key", key)
    ET.SubElement(
        root, "key", {"id": "graph.view", "for": "graph", "attr.name": "view", "attr.type": "string"}
    )
    graph = ET.SubElement(root, "graph", id="claims", edgedefault="directed")
    ET.SubElement(graph, "data", key="graph.view").text = view
    for node in network.nodes:
        _data(ET.SubElement(graph, "node", id=node.id), "node", node_row(node))
    for s in network.statements:
        edge = ET.SubElement(graph, "edge", id=s.id, source=s.source, target=s.target)
        _data(edge, "edge", statement_row(s, network, vocabulary))
    ET.indent(root)
    content = ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return Rendering({"": content}, tuple(_lost(sum(len(s.holders) > 1 for s in network.statements))))


def _data(element: ET.Element, scope: str, row: Mapping[str, str | int | bool]) -> None:
    for name, value in row.items():
        if value != "":
            ET.SubElement(element, "data", key=f"{scope}.{name}").text = xml_text(value)


def _lost(nested: int) -> Iterable[str]:
    yield "the documents' full text"
    yield "which entity a holder is: holders are given by name"
    if nested:
        yield f"the nesting of {nested} holders: they are one text"
