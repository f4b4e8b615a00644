"""The SPARQL 1.1 Protocol, one behaviour after the other."""

from __future__ import annotations

import csv
import gzip
import io
import json
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
import rdflib

from tests.serve.running import COUNT, DOCUMENT, LOYAL, ONTOLOGY, Server, problem

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
CONSTRUCT = "CONSTRUCT { ?a pol:loyalTo ?b } WHERE { ?a pol:loyalTo ?b }"
LOYAL_ROW = {
    "a": "https://w3id.org/political-kg/id/a",
    "b": "https://w3id.org/political-kg/id/x",
}


def test_a_query_may_come_in_three_ways(server: Server) -> None:
    by_get = server.ask("/sparql", query=LOYAL)
    by_form = server.ask("/sparql", "POST", urlencode({"query": LOYAL}), FORM)
    direct = server.ask("/sparql", "POST", LOYAL, DIRECT)
    with_charset = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    assert by_get.rows() == [LOYAL_ROW]
    assert by_get.body == by_form.body == direct.body
    assert server.ask("/sparql", "POST", LOYAL, with_charset).body == direct.body


def test_a_query_may_hold_any_character(server: Server) -> None:
    query = 'SELECT ("наблюдатели & 選挙 + 100 %" AS ?x) {}'
    expected = [{"x": "наблюдатели & 選挙 + 100 %"}]
    assert server.sparql(query).rows() == expected
    assert server.ask("/sparql", "POST", query.encode(), DIRECT).rows() == expected


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/sparql-results+xml"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;q=0.1, text/csv;q=0.2", "text/csv; charset=utf-8"),
        ("*/*;q=0.1, text/csv;q=0", "application/sparql-results+json"),
        ("nonsense, ;;, text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_form_of_rows_is_what_the_client_likes_best(
    server: Server, accept: str | None, kind: str
) -> None:
    for query in (LOYAL, "ASK {}"):
        reply = server.ask("/sparql", headers={"Accept": accept} if accept else {}, query=query)
        assert reply.status == 200
        assert reply.headers["content-type"].replace("xml; charset=utf-8", "xml") == kind
        assert "accept" in reply.headers["vary"]


def test_each_form_of_rows_is_read_by_its_readers(server: Server) -> None:
    query = (
        'SELECT * { VALUES (?a ?b ?c) { (<http://e/é> "a\\t\\"b\\",\\n<c>&"@en-GB 1.5) (UNDEF "ü" UNDEF) } }'
    )
    read = [
        rdflib.query.Result.parse(io.BytesIO(server.sparql(query, accept).body), format=form)
        for accept, form in (
            ("application/sparql-results+json", "json"),
            ("application/sparql-results+xml", "xml"),
            ("text/tab-separated-values", "tsv"),
        )
    ]
    rows = [[dict(r) for r in result.bindings] for result in read]
    assert rows[0] == rows[1] == rows[2]
    first = {str(k): v for k, v in rows[0][0].items()}
    assert first["a"] == rdflib.URIRef("http://e/é")
    assert first["b"] == rdflib.Literal('a\t"b",\n<c>&', lang="en-GB")
    assert first["c"].toPython() == rdflib.Literal("1.5", datatype=rdflib.XSD.decimal).toPython()
    table = list(csv.reader(io.StringIO(server.sparql(query, "text/csv").text, newline="")))
    assert table == [["a", "b", "c"], ["http://e/é", 'a\t"b",\n<c>&', "1.5"], ["", "ü", ""]]


def test_truth_is_told_in_each_form(server: Server) -> None:
    assert server.sparql("ASK {}").json() == {"head": {}, "boolean": True}
    root = ElementTree.fromstring(server.sparql("ASK { FILTER(false) }", "application/xml").body)
    assert root.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "false"
    assert server.sparql("ASK {}", "text/csv").text == "true"


@pytest.mark.parametrize(
    ("accept", "kind", "reader"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml; charset=utf-8", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("*/*", "text/turtle; charset=utf-8", "turtle"),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{LOYAL_ROW['a']}>"])
def test_graphs_come_in_the_forms_of_rdf(
    server: Server, accept: str, kind: str, reader: str, query: str
) -> None:
    reply = server.sparql(query, accept)
    assert (reply.status, reply.headers["content-type"]) == (200, kind)
    graph = rdflib.Graph().parse(data=reply.body, format=reader)
    loyal = rdflib.URIRef("https://w3id.org/political-kg/ontology#loyalTo")
    assert (rdflib.URIRef(LOYAL_ROW["a"]), loyal, rdflib.URIRef(LOYAL_ROW["b"])) in graph


def test_the_form_may_be_named_in_the_address(server: Server) -> None:
    assert server.sparql(LOYAL, "text/html", format="csv").text.startswith("a,b\r\n")
    assert server.sparql(CONSTRUCT, format="nt").text.count(" .\n") == 1


@pytest.mark.parametrize(
    ("query", "accept"), [(LOYAL, "text/turtle"), (CONSTRUCT, "text/csv"), ("ASK {}", "image/png")]
)
def test_a_form_that_an_answer_cannot_take_is_not_acceptable(server: Server, query: str, accept: str) -> None:
    assert "accept one of" in problem(server.sparql(query, accept), 406)


def test_the_graphs_asked_may_be_named_by_the_protocol(server: Server) -> None:
    def count(path: str = "", query: str = COUNT) -> int:
        return int(server.ask("/sparql?" + urlencode({"query": query}) + path).rows()[0]["n"])

    document = "&" + urlencode({"default-graph-uri": DOCUMENT})
    ontology = "&" + urlencode({"default-graph-uri": ONTOLOGY})
    named = "&" + urlencode({"named-graph-uri": DOCUMENT})
    one, other = count(document), count(ontology)
    assert 0 < one < other < count()
    assert count(document + ontology) == one + other
    assert count(document + document) == one, "a graph named twice is merged once"
    assert count(named) == 0, "without a default graph, the default graph is empty"
    inside = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert count(named, inside) == one
    assert count(document, inside) == 0
    by_from = COUNT.replace("WHERE", f"FROM <{DOCUMENT}> FROM <{ONTOLOGY}> WHERE")
    assert count("", by_from) == one + other
    assert count(document, by_from) == one, "the protocol's graphs come before those of the text"
    assert "absolute" in problem(
        server.ask("/sparql?" + urlencode({"query": COUNT}) + "&default-graph-uri=x+y"), 400
    )


def test_the_stores_own_bookkeeping_is_not_shown(server: Server) -> None:
    graphs = {r["g"] for r in server.sparql("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows()}
    assert DOCUMENT in graphs
    assert not [g for g in graphs if "/internal/" in g]


def test_a_view_is_a_parameter(server: Server) -> None:
    assert server.sparql(LOYAL, view="reported").rows() == [LOYAL_ROW]
    assert server.sparql(LOYAL, view="strict").rows() == []
    assert "reported, strict" in problem(server.sparql(LOYAL, view="nobody's"), 400)


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        ("/sparql?query=" + "SELEC", None, {}, 400),
        ("/sparql", "", FORM, 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400),
        ("/sparql?query=%ff%fe", None, {}, 400),
        ("/sparql?query=ASK%7B%7D&view=reported&view=strict", None, {}, 400),
        ("/sparql?query=INSERT%20DATA%20%7B%7D", None, {}, 400),
        ("/sparql", "query=ASK%7B%7D&update=CLEAR%20ALL", FORM, 400),
        ("/sparql?query=ASK%7B%7D", "ASK {}", DIRECT, 400),
        ("/sparql", b"ASK { \xff }", DIRECT, 400),
        ("/sparql", "ASK {}", {}, 415),
        ("/sparql", "ASK {}", {"Content-Type": "text/plain"}, 415),
        ("/sparql", "ASK {}", {"Content-Type": "application/sparql-query; charset=utf-16"}, 415),
        ("/sparql", gzip.compress(b"ASK {}"), {**DIRECT, "Content-Encoding": "gzip"}, 415),
        ("/sparql?update=CLEAR%20ALL", None, {}, 405),
        ("/nothing", None, {}, 404),
        ("/sparql/", None, {}, 404),
    ],
)
def test_what_cannot_be_answered_says_why(
    server: Server, path: str, body: str | bytes | None, headers: dict[str, str], status: int
) -> None:
    problem(server.ask(path, "POST" if body is not None else "GET", body, headers), status)


def test_other_methods_are_not_allowed(server: Server) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        reply = server.ask("/sparql?query=ASK%7B%7D", method)
        problem(reply, 405)
        assert {"GET", "POST"} <= set(reply.headers["allow"].replace(" ", "").split(","))


def test_head_is_get_without_the_body(server: Server) -> None:
    got, head = server.ask("/sparql", query=LOYAL), server.ask("/sparql", "HEAD", query=LOYAL)
    assert head.status == 200
    assert head.body == b""
    for name in ("content-type", "etag", "content-length", "vary"):
        assert head.headers[name] == got.headers[name]


def test_options_and_cors(server: Server) -> None:
    reply = server.ask("/sparql", "OPTIONS", headers={"Origin": "https://page.example"})
    assert reply.status == 204
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert server.sparql(LOYAL).headers["access-control-allow-origin"] == "*"
    assert "ETag" in server.sparql(LOYAL).headers["access-control-expose-headers"]
    problem(server.ask("/nothing", "OPTIONS"), 404)


def test_what_the_client_has_already_is_not_sent_again(server: Server) -> None:
    first = server.sparql(LOYAL)
    tag = first.headers["etag"]
    same = {"Accept": "application/sparql-results+json", "If-None-Match": f'"x", {tag}'}
    again = server.ask("/sparql", headers=same, query=LOYAL)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    other = {"Accept": "text/csv", "If-None-Match": tag}
    assert server.ask("/sparql", headers=other, query=LOYAL).status == 200
    assert server.sparql("SELECT (NOW() AS ?n) {}").headers.get("etag") is None


def test_long_answers_are_packed_where_the_client_can_unpack(server: Server) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 5000"
    plain = server.ask("/sparql", headers={"Accept": "text/csv"}, query=query)
    packed = server.ask("/sparql", headers={"Accept": "text/csv", "Accept-Encoding": "br, gzip"}, query=query)
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 3
    assert gzip.decompress(packed.body) == plain.body
    refused = {"Accept": "text/csv", "Accept-Encoding": "gzip;q=0"}
    assert "content-encoding" not in server.ask("/sparql", headers=refused, query=query).headers
    assert "accept-encoding" in plain.headers["vary"]


def test_long_answers_are_streamed(server: Server) -> None:
    reply = server.sparql("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 15000")
    assert reply.headers["transfer-encoding"] == "chunked"
    assert len(reply.rows()) == 15000


def test_security_headers_are_on_every_answer(server: Server) -> None:
    for reply in (server.sparql(LOYAL), server.ask("/nothing"), server.ask("/health")):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert "server" not in reply.headers


def test_the_access_log_is_a_line_of_json_for_each_request(server: Server) -> None:
    server.ask("/nothing%22%0a%7b", headers={"X": "y"})
    server.ask("/never-there", "POST", "x")
    last = server.logged(method="POST", path="/never-there", status=404)
    assert {"time", "client", "bytes", "seconds"} <= set(last)
    assert all(json.dumps(line) for line in server.lines())


def test_health_and_metrics(server: Server) -> None:
    health = server.ask("/health")
    assert (health.status, health.json()["status"]) == (200, "ok")
    text = server.ask("/metrics").text
    assert 'kg_http_requests_total{route="sparql",method="GET",status="200"}' in text
    assert "kg_readers_all" in text
    assert 'le="+Inf"' in text


def test_an_answer_given_again_is_the_same_and_is_counted(server: Server) -> None:
    """The second time, the answer comes from the connection itself."""
    query = "SELECT ?a { ?a pol:loyalTo ?b } # again"

    def hits() -> int:
        lines = server.ask("/metrics").text.splitlines()
        return next((int(x.split()[1]) for x in lines if 'event="cache_hit"' in x), 0)

    before = hits()
    first, second = server.sparql(query), server.sparql(query)
    assert (first.status, first.body) == (second.status, second.body)
    assert set(first.headers) == set(second.headers)
    assert first.headers["etag"] == second.headers["etag"]
    assert hits() == before + 1
    server.logged(path="/metrics")
    again = [x for x in server.lines() if x["path"] == "/sparql"][-2:]
    assert [x["bytes"] for x in again] == [len(first.body)] * 2
    other = server.sparql(query, "text/csv")
    assert other.headers["content-type"].startswith("text/csv")
    tag = {"Accept": "application/sparql-results+json", "If-None-Match": first.headers["etag"]}
    assert server.ask("/sparql", headers=tag, query=query).status == 304
    assert server.ask("/sparql", "HEAD", headers={"Accept": tag["Accept"]}, query=query).body == b""


def test_requests_may_be_pipelined(server: Server) -> None:
    path = "/sparql?" + urlencode({"query": "SELECT ?x { BIND('pipelined' AS ?x) }"})
    one = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"
    last = one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
    for _ in range(3):
        answer = server.raw((one * 4 + last).encode())
        assert answer.count(b"HTTP/1.1 200 OK") == 5
        assert answer.count(b'"pipelined"') == 5
