"""Each IRI of the project answers, for people and for programs; text of articles is never markup."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import pytest
import rdflib
from rdflib import RDF

from tests import made
from tests.serve.running import Server, filled, problem, running

BASE = "https://w3id.org/political-kg/"
PEOPLE = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
POL = rdflib.Namespace(BASE + "ontology#")


class Reader(HTMLParser):
    """The tags, links and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes the time that a long page needs on a busy machine."""
    with running(filled(tmp_path_factory.mktemp("pages") / "store")) as found:
        yield found


def iris(server: Server, kind: str) -> list[str]:
    """The IRIs of the project of a kind."""
    query = f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{BASE}{kind}')) }} ORDER BY ?s"
    return [r["s"] for r in server.sparql(query).rows()]


def path(iri: str) -> str:
    return quote("/" + iri.removeprefix(BASE).split("#")[0], safe="/%:")


@pytest.mark.parametrize("kind", ["id/", "claim/", "document/", "event/", "status/", "ontology#"])
def test_every_iri_answers_with_html_and_rdf(server: Server, kind: str) -> None:
    found = iris(server, kind)
    assert found
    for iri in found[:2] if kind == "ontology#" else found[:12]:
        page = server.ask(path(iri), headers=PEOPLE)
        assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8"), iri
        reply = server.ask(path(iri), headers={"Accept": "text/turtle"})
        graph = rdflib.Graph().parse(data=reply.body, format="turtle")
        assert any(True for _ in graph.predicate_objects(rdflib.URIRef(iri))), iri
        head = server.ask(path(iri), "HEAD", headers=PEOPLE)
        assert (head.status, head.body) == (200, b"")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/rdf+xml", "application/rdf+xml; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
    ],
)
def test_an_actor_in_each_form(server: Server, accept: str, kind: str) -> None:
    assert server.ask("/id/a", headers={"Accept": accept}).headers["content-type"] == kind
    problem(server.ask("/id/a", headers={"Accept": "image/png"}), 406)


def test_a_claim_comes_with_its_evidence_and_holders(server: Server) -> None:
    query = "SELECT ?c { ?c rdf:predicate pol:attacks }"
    (claim,) = [r["c"] for r in server.sparql(query).rows()]
    reply = server.ask(path(claim), headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=reply.body, format="turtle")
    assert (None, POL.reportedBy, None) in graph
    assert (None, RDF.type, rdflib.URIRef("http://www.w3.org/ns/oa#TextPositionSelector")) in graph
    page = Reader(server.ask(path(claim), headers=PEOPLE).text)
    assert made.SENTENCES[3] in page.text
    assert "alleged: Party B" in page.text
    assert "Ms. X, as reported by Police" in page.text


def test_a_page_follows_the_view(server: Server) -> None:
    reported, strict = (server.ask("/id/a", headers=PEOPLE, view=v).text for v in ("reported", "strict"))
    assert "not so in the view strict" in strict
    assert reported != strict


def test_links_on_pages_lead_somewhere(server: Server) -> None:
    starts = ("/", "/id/a", "/document/made-article", "/document/hostile")
    links = {link for start in starts for link in Reader(server.ask(start, headers=PEOPLE).text).links}
    targets: set[str] = set()
    for parts in map(urlsplit, links):
        if parts.netloc or parts.path.startswith("/api/"):
            assert parts.scheme in {"http", "https", ""}
        else:
            targets.add(parts.path + (f"?{parts.query}" if parts.query else ""))
    for target in sorted(targets):
        assert server.ask(quote(target, safe="/?=&%:"), "HEAD", headers=PEOPLE).status == 200, target


def test_text_of_articles_is_never_markup(server: Server) -> None:
    pages = [
        "/document/hostile",
        *(path(i) for i in iris(server, "claim/")),
        *(path(i) for i in iris(server, "id/")),
    ]
    shown = 0
    for address in pages:
        reply = server.ask(address, headers=PEOPLE)
        page = Reader(reply.text)
        assert page.tags.isdisjoint({"script", "img", "iframe", "object", "base"}), address
        assert not [a for a in page.attributes if a.startswith("on")], address
        assert not [x for x in page.links if x.startswith(("javascript:", "data:"))], address
        assert "\u202e" not in page.text
        assert "\u0001" not in page.text
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        shown += "<script>alert(1)</script>" in page.text
    assert shown >= 2, "the text itself is shown"


@pytest.mark.parametrize(
    "path",
    [
        "/id/nobody",
        "/document/x",
        "/claim/0",
        "/graph/internal/state",
        "/graph/internal/rest/reported",
        "/id/",
        "/id/a%20b%3Cc",
    ],
)
def test_what_is_not_known_is_not_found(server: Server, path: str) -> None:
    problem(server.ask(path, headers=PEOPLE), 404)


def test_a_graph_has_its_iri_as_address(server: Server) -> None:
    reply = server.ask("/graph/direct/reported", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=reply.body, format="turtle")
    assert (rdflib.URIRef(BASE + "id/a"), POL.loyalTo, rdflib.URIRef(BASE + "id/x")) in graph
