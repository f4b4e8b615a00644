"""What a server says of itself: SPARQL Service Description, VoID and DCAT, and a page for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from kg.iris import TYPE, value
from kg.namespaces import BASE, DOC, POL, PREFIXES
from kg.queries import library
from kg.serve import html
from kg.serve.answering import write_triples
from kg.serve.html import tag
from kg.serve.negotiation import HTML, RDF_FORMS, choose
from kg.serve.sink import Sink
from kg.store import Store

__all__ = ["describe"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_FORMATS = "http://www.w3.org/ns/formats/"
_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
_TITLE = "Political news as a knowledge graph"
_ABOUT = "What news says of parties, leaders, institutions and elections, each statement with its sentence."
_EXAMPLE = """SELECT ?actor ?leader WHERE {
  ?a pol:loyalTo ?b ; rdfs:label ?actor .
  ?b rdfs:label ?leader
}"""
MOST_GRAPHS = 1000
SHOWN = 200


def describe(store: Store, task: Mapping[str, Any], sink: Sink) -> None:
    """Write the description; the task has `base`, `view`, `updates`, `accept` and `formats`."""
    form = choose(task["accept"], (*RDF_FORMS, HTML), wanted=task["formats"])
    if form is not HTML:
        write_triples(list(_triples(store, task)), form, sink)
        return
    sink.begin(form.header, headers=html.HEADERS)
    sink.write(_page(store))


def _triples(store: Store, task: Mapping[str, Any]) -> Iterator[Triple]:
    base, view = task["base"], task["view"]
    service, data, catalog = (NamedNode(base + part) for part in ("#service", "#dataset", "#catalog"))
    endpoint = NamedNode(base + "sparql")

    def say(subject: NamedNode, space: str, name: str, what: str | int | NamedNode) -> Triple:
        if isinstance(what, int):
            return Triple(subject, NamedNode(space + name), Literal(str(what), datatype=_INTEGER))
        return Triple(
            subject,
            NamedNode(space + name),
            what if isinstance(what, NamedNode) else Literal(what, language="en"),
        )

    dct = PREFIXES["dcterms"]
    for kind in (_SD + "Service", _DCAT + "DataService"):
        yield Triple(service, TYPE, NamedNode(kind))
    yield say(service, dct, "title", f"{_TITLE}: SPARQL")
    yield say(service, _SD, "endpoint", endpoint)
    yield say(service, _DCAT, "endpointURL", endpoint)
    yield say(service, _DCAT, "endpointDescription", NamedNode(base + "api/openapi.json"))
    yield say(service, _DCAT, "servesDataset", data)
    yield say(service, _SD, "supportedLanguage", NamedNode(_SD + "SPARQL11Query"))
    if task["updates"]:
        yield say(service, _SD, "supportedLanguage", NamedNode(_SD + "SPARQL11Update"))
    for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"):
        yield say(service, _SD, "resultFormat", NamedNode(_FORMATS + name))
    for name in ("Turtle", "N-Triples", "RDF_XML", "JSON-LD"):
        yield say(service, _SD, "resultFormat", NamedNode(_FORMATS + name))
    yield say(service, _SD, "defaultDataset", data)

    for kind in (_SD + "Dataset", _VOID + "Dataset", _DCAT + "Dataset"):
        yield Triple(data, TYPE, NamedNode(kind))
    yield say(data, dct, "title", _TITLE)
    yield say(data, dct, "description", _ABOUT)
    yield say(data, _VOID, "sparqlEndpoint", endpoint)
    yield say(data, _VOID, "uriSpace", BASE)
    yield say(data, _VOID, "vocabulary", NamedNode(str(POL).rstrip("#")))
    default = NamedNode(base + "#default-graph")
    yield say(data, _SD, "defaultGraph", default)
    yield Triple(default, TYPE, NamedNode(_SD + "Graph"))
    (triples,) = _counts(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", view)[0]
    yield say(default, _VOID, "triples", int(triples))
    yield say(data, _VOID, "triples", int(triples))
    documents = store.documents()
    yield say(data, _VOID, "documents", len(documents))
    yield from (say(data, dct, "source", NamedNode(iri)) for iri in _documents(store)[:MOST_GRAPHS])
    classes = _counts(store, "SELECT ?c (COUNT(?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c", view)
    yield say(data, _VOID, "classes", len(classes))
    for number, (name, count) in enumerate(sorted(classes)):
        part = NamedNode(f"{base}#class-{number}")
        yield say(data, _VOID, "classPartition", part)
        yield say(part, _VOID, "class", NamedNode(name))
        yield say(part, _VOID, "entities", int(count))
    properties = _counts(store, "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p", view)
    yield say(data, _VOID, "properties", len(properties))
    for number, (name, count) in enumerate(sorted(properties)):
        part = NamedNode(f"{base}#property-{number}")
        yield say(data, _VOID, "propertyPartition", part)
        yield say(part, _VOID, "property", NamedNode(name))
        yield say(part, _VOID, "triples", int(count))
    graphs = _counts(store, "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", view)
    for number, (name, count) in enumerate(sorted(graphs)[:MOST_GRAPHS]):
        named, graph = NamedNode(f"{base}#named-{number}"), NamedNode(f"{base}#graph-{number}")
        yield say(data, _SD, "namedGraph", named)
        yield Triple(named, TYPE, NamedNode(_SD + "NamedGraph"))
        yield say(named, _SD, "name", NamedNode(name))
        yield say(named, _SD, "graph", graph)
        yield Triple(graph, TYPE, NamedNode(_SD + "Graph"))
        yield say(graph, _VOID, "triples", int(count))

    yield Triple(catalog, TYPE, NamedNode(_DCAT + "Catalog"))
    yield say(catalog, dct, "title", _TITLE)
    yield say(catalog, _DCAT, "dataset", data)
    yield say(catalog, _DCAT, "service", service)
    for name, kind in (("ttl", "text/turtle"), ("nt", "application/n-triples")):
        whole = NamedNode(f"{base}graphs?default&format={name}")
        yield say(data, _DCAT, "distribution", whole)
        yield Triple(whole, TYPE, NamedNode(_DCAT + "Distribution"))
        yield say(whole, _DCAT, "downloadURL", whole)
        yield say(whole, _DCAT, "accessURL", whole)
        yield say(
            whole, _DCAT, "mediaType", NamedNode("https://www.iana.org/assignments/media-types/" + kind)
        )


def _counts(store: Store, query: str, view: str) -> list[tuple[str, ...]]:
    answer = store.query(query, view=view)
    assert isinstance(answer, QuerySolutions)
    return [tuple(value(t) for t in row) for row in answer]


def _documents(store: Store) -> list[str]:
    return sorted(g.value for g in store.quads.named_graphs() if g.value.startswith(str(DOC)))


def _page(store: Store) -> bytes:
    documents = _documents(store)
    forms = [tag("option", name, value=name) for name in ("csv", "json", "xml", "tsv")]
    named = [
        tag(
            "li",
            tag("a", q.title or q.name, href=f"/api/queries/{q.name}"),
            " ",
            tag("span", q.question, class_="quiet"),
        )
        for q in library().values()
    ]
    listed = [
        tag("li", tag("a", iri.removeprefix(str(DOC)), href="/" + iri.removeprefix(BASE)))
        for iri in documents[:SHOWN]
    ]
    return html.page(
        _TITLE,
        tag("h1", _TITLE),
        tag("p", _ABOUT),
        tag(
            "nav",
            tag("a", "Explorer", href="/explore"),
            tag("a", "Ontology", href="/ontology"),
            tag("a", "API", href="/api/openapi.json"),
            tag("a", "This description as Turtle", href="/?format=ttl"),
        ),
        tag("h2", "Ask in SPARQL"),
        tag(
            "form",
            tag("label", "Query", for_="query"),
            tag("textarea", _EXAMPLE, name="query", id="query", spellcheck="false"),
            tag("label", "Form of the answer ", tag("select", *forms, name="format")),
            " ",
            tag("button", "Ask"),
            action="/sparql",
            method="get",
        ),
        tag("h2", "Questions"),
        tag("ul", *named),
        tag("h2", f"Documents ({len(documents)})"),
        tag("ul", *listed),
        alternates=tuple((f"/?format={form.name}", form.media_type) for form in RDF_FORMS),
    )
