"""The explorer over HTTP: its page and script, and the part of a store that it is given."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from kg.explore.data import explorer_data
from kg.explore.selection import Outline
from kg.export.reading import read
from kg.graph import Graph
from kg.iris import document_graph
from tests import made
from tests.extractions import claim, extraction
from tests.serve.running import Server, problem, running

HUBS = 12


@pytest.fixture(scope="module")
def wide_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve actors of which two to thirteen documents speak, each with one that only one does."""
    path = tmp_path_factory.mktemp("wide") / "store"
    with Graph.open(path) as graph:
        for n in range(HUBS + 1):
            claims = [claim(f"hub{h:02}", "alliedWith", f"hub{h + 1:02}") for h in range(HUBS - n - 1)]
            claims.append(claim("hub00", "praises", f"leaf{n:02}", at=6))
            graph.add(extraction(*claims, name=f"doc{n:02}"))
        graph.materialize("reported")
        graph.materialize("strict")
    return path


def test_the_page_may_run_its_script_and_nothing_else(server: Server) -> None:
    reply = server.ask("/explore")
    policy = reply.headers["content-security-policy"]
    script = server.ask("/explore/explore.js")
    digest = base64.b64encode(hashlib.sha256(script.body).digest()).decode()
    assert f"script-src 'sha256-{digest}' 'sha256-" in policy
    assert "unsafe" not in policy
    assert "connect-src 'self'" in policy
    assert policy.startswith("default-src 'none'")
    assert f'integrity="sha256-{digest}"' in reply.text
    assert script.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/explore", "/explore/explore.js", "/api/explore"])
def test_what_a_client_has_is_not_sent_again(server: Server, path: str) -> None:
    tag = server.ask(path).headers["etag"]
    again = server.ask(path, headers={"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/explore/page.html", "/explore/..%2fpage.py", "/explore/none.js"])
def test_nothing_but_scripts_is_sent(server: Server, path: str) -> None:
    problem(server.ask(path), 404)


def test_the_front_page_and_the_page_of_an_actor_lead_to_it(server: Server) -> None:
    html = {"Accept": "text/html"}
    assert 'href="/explore"' in server.ask("/", headers=html).text
    assert 'href="/explore#focus=id%2Fx&amp;open=id%2Fx"' in server.ask("/id/x", headers=html).text


def test_a_small_store_is_given_whole_and_as_the_file_has_it(server: Server) -> None:
    served = server.ask("/api/explore").json()
    store = made.store_of(made.extraction(), made.hostile())
    data = explorer_data(read(store, "reported"), title="", version="")
    there = {a for c in data["claims"] for a in (c["source"], c["target"])}
    assert sorted(served["claims"], key=lambda c: c["id"]) == sorted(data["claims"], key=lambda c: c["id"])
    assert served["documents"] == data["documents"]
    assert served["views"] == data["views"]
    known = {a["id"]: a for a in data["actors"]}
    assert there <= {a["id"] for a in served["actors"]}
    assert all(known[a["id"]] == a for a in served["actors"])


def test_of_a_large_store_the_best_evidenced_actors_come_first(wide_store: Path) -> None:
    with running(wide_store) as server:
        data = server.ask("/api/explore", limit="4").json()
        assert {a["id"] for a in data["actors"]} == {f"id/hub{n:02}" for n in range(4)}
        assert data["total"] == {"actors": HUBS + HUBS + 1, "claims": 79, "documents": HUBS + 1}
        around = server.ask("/api/explore", actor="id/hub09", depth="1").json()
        assert {a["id"] for a in around["actors"]} == {"id/hub08", "id/hub09", "id/hub10"}
        two = server.ask("/api/explore", actor="id/hub09", depth="2").json()
        assert {a["id"] for a in two["actors"]} == {f"id/hub{n:02}" for n in (7, 8, 9, 10, 11)}
        one = around["claims"][0]["id"]
        alone = server.ask("/api/explore", claim=one).json()
        assert one in [c["id"] for c in alone["claims"]]


def test_what_was_not_known_on_a_day_is_not_given(filled_store: Path) -> None:
    with running(filled_store) as server:
        assert server.ask("/api/explore", known_on="2011-04-01").json()["claims"] == []
        assert len(server.ask("/api/explore", known_on="2011-04-02").json()["claims"]) == 11


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("limit=0", 400, "limit"),
        ("depth=9", 400, "depth"),
        ("view=none", 400, "view"),
        ("known_on=soon", 400, "soon"),
        ("actor=x", 400, "id/"),
        ("actor=id/nobody", 404, "id/nobody"),
        ("claim=claim/none", 404, "claim/none"),
        ("colour=red", 400, "colour"),
        ("&".join(["actor=id/x"] * 51), 400, "50"),
    ],
)
def test_what_cannot_be_asked_is_said(server: Server, query: str, status: int, word: str) -> None:
    assert word in problem(server.ask(f"/api/explore?{query}"), status)


def test_a_part_of_a_document_reads_as_the_whole_does() -> None:
    store = made.store_of(made.extraction())
    whole = {s.id: s for s in read(store, "reported").statements}
    for iri, statement in whole.items():
        (part,) = read(store, "reported", only={document_graph("made-article").value: [iri]}).statements
        assert part == statement


def test_the_outline_counts_each_actor_once_a_document() -> None:
    store = made.store_of(
        *(extraction(claim("a", "alliedWith", "b"), claim("a", "praises", "b", at=6), name=n) for n in "xy")
    )
    outline = Outline.of(store)
    evidence = dict(zip((re.sub(".*/", "", a) for a in outline.actors), outline.evidence, strict=True))
    assert evidence == {"a": (2, 4), "b": (2, 4)}
