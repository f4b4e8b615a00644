"""The IRIs of this project, in one place."""

from __future__ import annotations

import rdflib

__all__ = ["BASE", "CLAIM", "DOC", "EVENT", "FRAME", "GRAPH", "ID", "POL", "PREFIXES", "STATUS", "VIEW"]

BASE = "https://w3id.org/political-kg/"

FRAME = rdflib.Namespace(BASE + "frame#")
POL = rdflib.Namespace(BASE + "ontology#")
STATUS = rdflib.Namespace(BASE + "status/")
VIEW = rdflib.Namespace(BASE + "view/")
ID = rdflib.Namespace(BASE + "id/")
DOC = rdflib.Namespace(BASE + "document/")
CLAIM = rdflib.Namespace(BASE + "claim/")
EVENT = rdflib.Namespace(BASE + "event/")
GRAPH = rdflib.Namespace(BASE + "graph/")

PREFIXES: dict[str, str] = {
    "pol": str(POL),
    "status": str(STATUS),
    "view": str(VIEW),
    "id": str(ID),
    "doc": str(DOC),
    "claim": str(CLAIM),
    "event": str(EVENT),
    "graph": str(GRAPH),
    "rdf": str(rdflib.RDF),
    "rdfs": str(rdflib.RDFS),
    "owl": str(rdflib.OWL),
    "xsd": str(rdflib.XSD),
    "skos": str(rdflib.SKOS),
    "dcterms": str(rdflib.DCTERMS),
    "prov": str(rdflib.PROV),
    "oa": "http://www.w3.org/ns/oa#",
}
