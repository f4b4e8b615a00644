"""Clients that nobody here wrote: curl, SPARQLWrapper, and rdflib's SPARQLStore."""

from __future__ import annotations

import json
import subprocess

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from tests.serve.running import DOCUMENT, LOYAL, Server

POL = rdflib.Namespace("https://w3id.org/political-kg/ontology#")
ID = rdflib.Namespace("https://w3id.org/political-kg/id/")
PREFIXED = f"PREFIX pol: <{POL}> " + LOYAL


def curl(*arguments: str) -> str:
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--fail-with-body", *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_curl(server: Server) -> None:
    endpoint = server.address + "sparql"
    data = f"query={PREFIXED}"
    assert json.loads(curl("-G", endpoint, "--data-urlencode", data))["head"]["vars"] == ["a", "b"]
    csv = curl(endpoint, "-H", "Accept: text/csv", "--data-urlencode", data)
    assert csv == f"a,b\n{ID.a},{ID.x}\n"
    direct = curl("--compressed", endpoint, "-H", "Content-Type: application/sparql-query", "-d", PREFIXED)
    assert json.loads(direct)["results"]["bindings"]
    assert "200 OK" in curl("-I", "-G", endpoint, "--data-urlencode", data)


def test_sparqlwrapper(server: Server) -> None:
    wrapper = SPARQLWrapper(server.address + "sparql")
    wrapper.setQuery(PREFIXED)
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["a"]["value"] == str(ID.a)
    wrapper.setMethod(POST)
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["a"]["value"] == str(ID.a)
    wrapper.setReturnFormat(XML)
    assert str(ID.a) in wrapper.queryAndConvert().toxml()
    for form in (CSV, TSV):
        wrapper.setReturnFormat(form)
        assert str(ID.a).encode() in wrapper.queryAndConvert()
    wrapper.setQuery(f"PREFIX pol: <{POL}> CONSTRUCT {{ ?a pol:loyalTo ?b }} WHERE {{ ?a pol:loyalTo ?b }}")
    for form in (TURTLE, N3, RDFXML, JSONLD):
        wrapper.setReturnFormat(form)
        found = wrapper.queryAndConvert()
        graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found)
        assert (ID.a, POL.loyalTo, ID.x) in graph, form


def test_sparqlwrapper_reads_errors(server: Server) -> None:
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    wrapper = SPARQLWrapper(server.address + "sparql")
    wrapper.setQuery("SELECT nonsense")
    with pytest.raises(QueryBadFormed):
        wrapper.query()


def test_rdflib_sparqlstore(server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(server.address + "sparql"))
    assert (ID.a, POL.loyalTo, ID.x) in graph
    assert set(graph.objects(ID.a, POL.loyalTo)) == {ID.x}
    assert [tuple(r) for r in graph.query(PREFIXED)] == [(ID.a, ID.x)]
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    assert len(graph.query(f"DESCRIBE <{ID.a}>").graph) > 3
    document = rdflib.Graph(SPARQLStore(server.address + "sparql"), identifier=rdflib.URIRef(DOCUMENT))
    assert len(document.query("SELECT * { ?s ?p ?o }")) > 10
