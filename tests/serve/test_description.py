"""What a server says of itself, and its graphs by the Graph Store Protocol."""

from __future__ import annotations

from urllib.parse import quote

import pytest
import rdflib
from rdflib import DCAT, RDF, VOID

from tests.serve.running import COUNT, DOCUMENT, Server, problem

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
TURTLE = {"Accept": "text/turtle"}


@pytest.mark.parametrize("path", ["/", "/sparql"])
def test_the_root_and_the_bare_endpoint_describe_the_service(server: Server, path: str) -> None:
    reply = server.ask(path, headers=TURTLE)
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
    graph = rdflib.Graph().parse(data=reply.body, format="turtle")
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert graph.value(service, SD.endpoint) == rdflib.URIRef(server.address + "sparql")
    assert list(graph.objects(service, SD.supportedLanguage)) == [SD.SPARQL11Query], "updates are off"
    (data,) = graph.subjects(RDF.type, VOID.Dataset)
    counted = server.sparql(COUNT).rows()[0]["n"]
    assert str(graph.value(data, VOID.triples)) == counted
    assert str(graph.value(data, VOID.documents)) == "2"
    assert rdflib.URIRef(DOCUMENT) in set(graph.objects(None, SD.name))
    assert (None, RDF.type, DCAT.Catalog) in graph
    for link in graph.objects(None, DCAT.downloadURL):
        path = str(link).removeprefix(server.address.rstrip("/"))
        assert server.ask(path, "HEAD").status == 200


def test_people_get_a_page(server: Server) -> None:
    reply = server.ask("/", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert "style-src 'sha256-" in reply.headers["content-security-policy"]
    assert "script" not in reply.headers["content-security-policy"]
    assert "<form" in reply.text
    assert "made-article" in reply.text


def test_void_is_where_it_is_looked_for(server: Server) -> None:
    reply = server.ask("/.well-known/void")
    assert (reply.status, reply.headers["location"]) == (303, "/")


def test_a_host_that_is_none_is_refused(server: Server) -> None:
    problem(server.ask("/", headers={**TURTLE, "Host": "x/<script>"}), 400)
    problem(server.ask("/", headers={"Accept": "image/png"}), 406)


def test_graphs_are_read_by_the_graph_store_protocol(server: Server) -> None:
    def size(path: str, accept: str = "application/n-triples") -> int:
        reply = server.ask(path, headers={"Accept": accept})
        assert reply.status == 200
        return len(rdflib.Graph().parse(data=reply.body, format="turtle"))

    everything = int(server.sparql(COUNT).rows()[0]["n"])
    assert size("/graphs?default") == size("/graphs?default", "text/turtle") == everything
    assert size("/graphs?default&view=strict") < everything
    within = server.sparql(COUNT, **{"default-graph-uri": DOCUMENT}).rows()[0]["n"]
    assert size(f"/graphs?graph={quote(DOCUMENT, safe='')}") == int(within)


def test_graphs_that_are_not_there(server: Server) -> None:
    problem(server.ask("/graphs?graph=http%3A%2F%2Fnowhere.example%2F"), 404)
    hidden = quote("https://w3id.org/political-kg/graph/internal/state", safe="")
    problem(server.ask(f"/graphs?graph={hidden}"), 404)
    problem(server.ask("/graphs?graph=relative"), 400)
    problem(server.ask("/graphs"), 400)
    problem(server.ask("/graphs?default&graph=http%3A%2F%2Fx%2F"), 400)
    problem(server.ask("/graphs?default", headers={"Accept": "text/csv"}), 406)
    for method in ("PUT", "POST", "DELETE"):
        problem(server.ask("/graphs?default", method, "x"), 405)


def test_a_graph_is_not_sent_twice(server: Server) -> None:
    first = server.ask("/graphs?default", "HEAD", headers=TURTLE)
    assert first.body == b""
    again = server.ask("/graphs?default", headers={**TURTLE, "If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
