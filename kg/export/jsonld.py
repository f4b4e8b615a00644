"""Every graph of the store as JSON-LD, with a context generated from the ontology."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import rdflib
from pyoxigraph import Dataset, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import OWL, RDF, RDFS

from kg.export.loss import Rendering
from kg.namespaces import POL, PREFIXES
from kg.trig import quad_key
from kg.vocabulary import load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["context", "render"]

_XSD_STRING = PREFIXES["xsd"] + "string"
_BOOLEAN = PREFIXES["xsd"] + "boolean"


def render(store: Store, view: str) -> Rendering:
    """The same graphs as the TriG export; the context stands in the file, and beside it for other JSON."""
    terms = context()
    quads = parse(store.dump(), RdfFormat.TRIG)
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in sorted(Dataset(quads), key=quad_key):
        graphs[quad.graph_name.value].append(quad)
    document = {
        "@context": terms,
        "@graph": [
            {"@id": _compact(name), "@graph": _nodes(members, terms)}
            for name, members in sorted(graphs.items())
        ],
    }
    return Rendering({"": _json(document), ".context.jsonld": _json({"@context": terms})})


def context() -> dict[str, Any]:
    """A term for each property and class of the ontology, with the type of its values where that is fixed.

    >>> context()["loyalTo"]
    {'@id': 'pol:loyalTo', '@type': '@id'}
    """
    graph = load().graph
    terms: dict[str, Any] = dict(sorted(PREFIXES.items()))
    subjects = {s for s in graph.subjects(RDF.type, None) if isinstance(s, rdflib.URIRef)}
    for subject in sorted(s for s in subjects if s.startswith(str(POL))):
        name = str(subject).removeprefix(str(POL))
        if name in PREFIXES:
            continue  # a prefix has that name; the property is written with its own prefix
        kinds = set(graph.objects(subject, RDF.type))
        if OWL.ObjectProperty in kinds:
            terms[name] = {"@id": f"pol:{name}", "@type": "@id"}
        elif OWL.DatatypeProperty in kinds:
            datatype = graph.value(subject, RDFS.range)
            typed = isinstance(datatype, rdflib.URIRef) and str(datatype) not in {
                _XSD_STRING,
                str(RDFS.Literal),
            }
            terms[name] = {"@id": f"pol:{name}", "@type": _compact(str(datatype))} if typed else f"pol:{name}"
        elif OWL.Class in kinds:
            terms[name] = f"pol:{name}"
    return terms


def _nodes(quads: Iterable[Quad], terms: dict[str, Any]) -> list[dict[str, Any]]:
    nodes: dict[str, dict[str, Any]] = {}
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        node = nodes.setdefault(quad.subject.value, {"@id": _compact(quad.subject.value)})
        if quad.predicate.value == str(RDF.type):
            assert isinstance(quad.object, NamedNode)
            node.setdefault("@type", []).append(_term(quad.object.value, terms))
        else:
            key = _term(quad.predicate.value, terms)
            node.setdefault(key, []).append(_value(quad.object, terms.get(key)))
    return [
        {k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in n.items()} for n in nodes.values()
    ]


def _term(iri: str, terms: dict[str, Any]) -> str:
    name = iri.removeprefix(str(POL))
    return name if name != iri and name in terms and name not in PREFIXES else _compact(iri)


def _value(value: Any, definition: Any) -> Any:
    fixed = definition.get("@type") if isinstance(definition, dict) else None
    if isinstance(value, NamedNode):
        return _compact(value.value) if fixed == "@id" else {"@id": _compact(value.value)}
    assert isinstance(value, Literal)
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if fixed is not None and fixed != "@id" and fixed == _compact(datatype):
        return value.value
    if datatype == _BOOLEAN and fixed is None:
        return value.value == "true"
    if datatype == _XSD_STRING and fixed is None:
        return value.value
    return {"@value": value.value, "@type": _compact(datatype)}


def _compact(iri: str) -> str:
    """The IRI with a prefix where what follows cannot be misread (`//` would make it a URL)."""
    for name, base in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(base) and not iri.startswith("//", len(base)):
            return f"{name}:{iri.removeprefix(base)}"
    return iri


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
