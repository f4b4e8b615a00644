"""Search over HTTP: what is found, in which words, and from when on."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph
from tests import made
from tests.serve.running import DOCUMENT, Server, problem, running

TOKEN = "a-token-of-the-tests"
PAGE = "Green Party suspended\n\nThe ministry suspended the Green Party on Monday. The Green Party protested."
SENTENCE = "The ministry suspended the Green Party on Monday."
NEW = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/plain"}


@pytest.fixture
def copied(filled_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled_store, tmp_path / "store", ignore=shutil.ignore_patterns("serving")))


@pytest.fixture
def writable(copied: Path) -> Iterator[Server]:
    with running(copied, KG_TOKEN=TOKEN) as found:
        yield found


def found(server: Server, q: str, **more: str) -> dict[str, Any]:
    """What a search answers."""
    reply = server.ask("/api/search", q=q, **more)
    assert reply.status == 200, reply.body
    assert reply.headers["content-type"] == "application/json"
    told: dict[str, Any] = reply.json()
    return told


def names(server: Server, q: str) -> set[str]:
    """The actors that a search finds."""
    return {a["name"] for a in found(server, q)["actors"]}


def test_an_actor_is_found_by_name_and_leads_to_its_page(server: Server) -> None:
    (actor,) = [a for a in found(server, "parti b")["actors"] if a["name"] == "Party B"]
    assert server.ask(actor["href"], headers={"Accept": "text/html"}).status == 200
    assert actor["iri"].endswith(actor["href"])


def test_a_claim_is_found_by_its_sentence_and_says_by_whose_word(server: Server) -> None:
    told = found(server, "police said that Ms. X claimed")
    (claim,) = [c for c in told["claims"] if c["sentence"] == made.SENTENCES[3]]
    assert (claim["subject"], claim["object"]) == ("Party B", "Party A")
    assert claim["status"] == "alleged"
    assert claim["holder"] == "Ms. X, as reported by Police"
    assert (claim["document"], claim["title"]) == (DOCUMENT, "Parties before the vote")
    assert server.ask(claim["href"], headers={"Accept": "text/turtle"}).status == 200


def test_what_finds_nothing_is_an_answer(server: Server) -> None:
    assert found(server, "xyzzy") == {"query": "xyzzy", "limit": 20, "actors": [], "claims": []}
    for text in ('"', "AND", "text:(", "* ? ~ ^ \\", "й" * 500, "</script>"):
        assert found(server, text)["query"] == text


def test_the_limit_holds_for_each_kind(server: Server) -> None:
    told = found(server, "party", limit="2")
    assert (len(told["actors"]), len(told["claims"])) == (2, 2)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/search", 400),
        ("/api/search?q=", 400),
        ("/api/search?q=+", 400),
        ("/api/search?q=a&q=b", 400),
        ("/api/search?q=%ff", 400),
        ("/api/search?q=a&limit=0", 400),
        ("/api/search?q=a&limit=1001", 400),
        ("/api/search?q=a&limit=-1", 400),
        ("/api/search?q=a&limit=%D9%A1", 400),
        ("/api/search?q=a&limit=", 400),
        ("/api/search?q=a&view=strict", 400),
    ],
)
def test_what_cannot_be_searched_says_why(server: Server, path: str, status: int) -> None:
    assert problem(server.ask(path), status)


def test_a_search_follows_the_rules_of_the_other_routes(server: Server) -> None:
    first = server.ask("/api/search", q="party")
    again = server.ask("/api/search?q=party", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    problem(server.ask("/api/search?q=party", headers={"Accept": "text/csv"}), 406)
    problem(server.ask("/api/search", "POST", "q=party"), 405)
    told = server.ask("/api/openapi.json").json()
    names = {p["name"] for p in told["paths"]["/api/search"]["get"]["parameters"]}
    assert names == {"q", "limit"}
    schemas = told["components"]["schemas"]["Found"]["properties"]
    answer = first.json()
    for kind in ("actors", "claims"):
        assert set(schemas[kind]["items"]["properties"]) == set(answer[kind][0])


def test_a_page_is_found_right_after_it_came_and_not_after_it_went(writable: Server) -> None:
    before = writable.ask("/api/search", q="green party")
    assert before.json()["actors"] == []
    came = writable.ask("/documents", "POST", PAGE, NEW, published="2015-03-04")
    assert came.status == 201, came.body
    after = writable.ask("/api/search", q="green party")
    assert after.headers["etag"] != before.headers["etag"]
    assert "Green Party" in {a["name"] for a in after.json()["actors"]}
    claims = found(writable, "suspended on Monday")["claims"]
    assert {(c["sentence"], c["document"]) for c in claims} == {(SENTENCE, came.json()["iri"])}
    assert writable.ask(came.headers["location"], "DELETE", headers=NEW).status == 204
    assert names(writable, "green party") == set()
    assert SENTENCE not in {c["sentence"] for c in found(writable, "suspended on Monday")["claims"]}
    assert "Party B" in names(writable, "party b"), "the others are there as before"


def test_the_index_is_kept_and_what_others_changed_is_found_after_a_signal(copied: Path) -> None:
    with running(copied) as first:
        assert "Party B" in names(first, "party b")
        with Graph.open(copied) as graph:
            graph.retract("made-article")
        assert "Party B" in names(first, "party b")
        first.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 20
        while "Party B" in names(first, "party b"):
            assert time.monotonic() < end
            time.sleep(0.1)
    with running(copied) as second:
        assert names(second, "party b") == set()


@pytest.mark.parametrize("damaged", ["documents.json", "meta.json", "*.term"])
def test_a_damaged_index_is_made_anew_when_the_server_starts(copied: Path, damaged: str) -> None:
    with Graph.open(copied) as graph:
        graph.search("party")
    for file in (copied / "search").glob(damaged):
        file.write_text("{")
    with running(copied) as server:
        assert "Party B" in names(server, "party b")
