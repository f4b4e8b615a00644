"""Updates and pages by those who have the token, while others read."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from SPARQLWrapper import POST, SPARQLWrapper

from kg.graph import Graph
from tests.serve.running import COUNT, DOCUMENT, Server, problem, running

TOKEN = "a-token-of-the-tests"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
UPDATE = {"Content-Type": "application/sparql-update"}
RIGHT = {"Authorization": f"Bearer {TOKEN}"}
PAGE = "Green Party suspended\n\nThe ministry suspended the Green Party on Monday. The Green Party protested."


@pytest.fixture
def copied(filled_store: Path, tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("serving")
    return Path(shutil.copytree(filled_store, tmp_path / "store", ignore=ignored))


@pytest.fixture
def writable(copied: Path) -> Iterator[Server]:
    with running(copied, KG_TOKEN=TOKEN) as found:
        yield found


def change(server: Server, text: str, **more: str) -> int:
    return server.ask("/sparql", "POST", text, {**UPDATE, **RIGHT}, **more).status


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/sparql", UPDATE), ("/sparql", FORM), ("/documents", {"Content-Type": "text/plain"})],
)
def test_nothing_changes_without_a_token(
    server: Server, writable: Server, path: str, headers: dict[str, str]
) -> None:
    body = urlencode({"update": "CLEAR ALL"}) if headers is FORM else "CLEAR ALL"
    before = server.sparql(COUNT).body, writable.sparql(COUNT).body
    assert "read-only" in problem(server.ask(path, "POST", body, headers), 403)
    problem(server.ask(path, "POST", body, {**headers, **RIGHT}), 403)
    wrong = (
        {},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": "Bearer "},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": f"Bearer {TOKEN[:-1]}"},
        {"Authorization": "Bearer é".encode().decode("latin-1")},
    )
    for given in wrong:
        reply = writable.ask(path, "POST", body, {**headers, **given})
        problem(reply, 401)
        assert reply.headers["www-authenticate"] == "Bearer"
    assert (server.sparql(COUNT).body, writable.sparql(COUNT).body) == before


def test_an_update_may_come_in_two_ways_and_is_seen_at_once(writable: Server) -> None:
    old = writable.sparql("SELECT ?o { <x:a> <x:p> ?o } ORDER BY ?o")
    assert old.rows() == []
    assert change(writable, "INSERT DATA { <x:a> <x:p> 1 }") == 204
    form = urlencode({"update": "INSERT DATA { <x:a> <x:p> 2 }"})
    assert writable.ask("/sparql", "POST", form, {**FORM, **RIGHT}).status == 204
    new = writable.sparql("SELECT ?o { <x:a> <x:p> ?o } ORDER BY ?o")
    assert new.rows() == [{"o": "1"}, {"o": "2"}]
    assert new.headers["etag"] != old.headers["etag"]
    into = {"using-graph-uri": "x:g"}
    assert change(writable, "INSERT DATA { GRAPH <x:g> { <x:a> <x:q> 3 } }") == 204
    assert change(writable, "INSERT { ?s <x:r> ?o } WHERE { ?s ?p ?o }", **into) == 204
    assert writable.sparql("SELECT ?o { ?s <x:r> ?o }").rows() == [{"o": "3"}]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("INSERT DATA { nonsense", 400),
        ("LOAD <http://127.0.0.1:1/>", 400),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
        ("SELECT * { ?s ?p ?o }", 400),
        (f"DELETE WHERE {{ GRAPH <{DOCUMENT}> {{ ?c oa:start ?e }} }}", 400),
    ],
)
def test_a_wrong_update_changes_nothing(writable: Server, text: str, status: int) -> None:
    before = writable.sparql(COUNT)
    problem(writable.ask("/sparql", "POST", text, {**UPDATE, **RIGHT}), status)
    after = writable.sparql(COUNT)
    assert (after.body, after.headers["etag"]) == (before.body, before.headers["etag"])


def test_a_page_becomes_a_document(writable: Server, copied: Path) -> None:
    headers = {**RIGHT, "Content-Type": "text/plain; charset=utf-8"}
    reply = writable.ask(
        "/documents", "POST", PAGE, headers, published="2015-03-04", url="https://p.example/1"
    )
    assert reply.status == 201, reply.body
    told = reply.json()
    assert told["claims"] >= 1
    assert told["findings"] == [], "it was checked against the shapes"
    ask = (
        f"ASK {{ GRAPH <{told['iri']}> {{ ?d dcterms:issued '2015-03-04'^^xsd:date }} ?e a pol:Suspension }}"
    )
    assert writable.sparql(ask).json()["boolean"] is True
    again = writable.ask(
        "/documents", "POST", PAGE, headers, published="2015-03-04", url="https://p.example/1"
    )
    assert (again.status, again.json()["changed"]) == (200, False)
    problem(writable.ask("/documents", "POST", PAGE, headers, published="yesterday"), 400)
    problem(writable.ask("/documents", "POST", "", headers), 400)
    problem(writable.ask("/documents", "POST", b"\x00\xff" * 50, headers), 400)
    problem(writable.ask("/documents", "POST", "{}", {**RIGHT, "Content-Type": "application/json"}), 415)
    problem(writable.ask("/documents", "GET"), 405)
    assert writable.ask("/health").json()["version"]


def test_foreign_clients_write(writable: Server) -> None:
    endpoint = writable.address + "sparql"
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setMethod(POST)
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    wrapper.setQuery("INSERT DATA { <x:a> <x:p> 'by SPARQLWrapper' }")
    wrapper.query()
    store = SPARQLUpdateStore(endpoint, endpoint, headers=RIGHT)
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("x:g"))
    graph.add((rdflib.URIRef("x:a"), rdflib.URIRef("x:p"), rdflib.Literal("by rdflib")))
    query = "SELECT ?o { { ?s <x:p> ?o } UNION { GRAPH <x:g> { ?s <x:p> ?o } } } ORDER BY ?o"
    assert [r["o"] for r in writable.sparql(query).rows()] == ["by SPARQLWrapper", "by rdflib"]


def test_readers_see_the_old_or_the_new_and_never_wait(writable: Server) -> None:
    """Two triples go in together, by a writer that never rests, while eight clients read."""
    stop, seen, waits, wrong = threading.Event(), set(), [], []
    query = "SELECT ?o (1 AS ?x) { { <x:left> <x:is> ?o } UNION { <x:right> <x:is> ?o } }"

    def read(number: int) -> None:
        while not stop.is_set():
            start = time.monotonic()
            reply = writable.sparql(f"{query} # {number} {start}")
            waits.append(time.monotonic() - start)
            values = tuple(sorted(r["o"] for r in reply.rows()))
            seen.add(values)
            if len(values) not in {0, 2} or len(set(values)) > 1:
                wrong.append(values)

    clients = [threading.Thread(target=read, args=(n,)) for n in range(8)]
    for client in clients:
        client.start()
    for number in range(12):
        text = (
            "DELETE WHERE { <x:left> <x:is> ?o } ; DELETE WHERE { <x:right> <x:is> ?o } ; "
            f"INSERT DATA {{ <x:left> <x:is> {number} . <x:right> <x:is> {number} }}"
        )
        assert change(writable, text) == 204
    stop.set()
    for client in clients:
        client.join()
    assert not wrong
    assert len(seen) > 5
    assert max(waits) < 3
    assert len(list((writable.store / "serving").glob("*/*"))) <= 3, "old snapshots go"


def test_what_is_changed_stays_after_a_stop(copied: Path) -> None:
    with running(copied, KG_TOKEN=TOKEN) as first:
        assert change(first, "INSERT DATA { <x:a> <x:p> 1 }") == 204
        tag = first.sparql("ASK { <x:a> <x:p> 1 }").headers["etag"]
    assert not (copied / "serving").exists()
    with running(copied) as second:
        reply = second.sparql("ASK { <x:a> <x:p> 1 }")
        assert reply.json()["boolean"] is True
        assert reply.headers["etag"] == tag, "the same content has the same tag"


def test_relative_iris_are_relative_to_the_endpoint(writable: Server) -> None:
    assert change(writable, "INSERT DATA { <x:a> <x:p> <test> }") == 204
    rows = writable.sparql("SELECT ?o { <x:a> <x:p> ?o }").rows()
    assert rows == [{"o": writable.address + "test"}]
    assert writable.sparql("ASK { <x:a> <x:p> <test> }").json()["boolean"] is True


def test_a_server_without_a_token_lets_others_change_the_store_and_follows(copied: Path) -> None:
    with running(copied) as reading:
        with Graph.open(copied) as graph:
            graph.retract("made-article")
        assert reading.sparql("ASK { pol:loyalTo ^rdf:predicate ?c }").json()["boolean"] is True
        reading.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 20
        while reading.sparql("ASK { pol:loyalTo ^rdf:predicate ?c }").json()["boolean"]:
            assert time.monotonic() < end
            time.sleep(0.1)
        problem(reading.ask("/document/made-article"), 404)
        with Graph.open(copied):
            pass


def test_a_document_is_taken_out(writable: Server) -> None:
    problem(writable.ask("/document/made-article", "DELETE"), 401)
    assert writable.ask("/document/made-article", "DELETE", headers=RIGHT).status == 204
    problem(writable.ask("/document/made-article"), 404)
    problem(writable.ask("/document/made-article", "DELETE", headers=RIGHT), 404)
    assert writable.sparql("ASK { ?a pol:loyalTo ?b }").json()["boolean"] is False


def children(parent: int) -> dict[str, int]:
    """The processes that a process has started, by the module that they run."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                status = (folder / "stat").read_text().rpartition(")")[2].split()
                command = (folder / "cmdline").read_text().split("\0")
            except OSError:
                continue
            if int(status[1]) == parent and status[0] != "Z" and "-m" in command:
                found[command[command.index("-m") + 1]] = int(folder.name)
    return found


def test_processes_that_break_are_replaced(writable: Server) -> None:
    assert change(writable, "INSERT DATA { <x:a> <x:p> 1 }") == 204
    helpers = children(writable.process.pid)
    assert set(helpers) == {"kg.serve.nursery", "kg.serve.writer"}
    for helper in helpers.values():
        os.kill(helper, signal.SIGKILL)
    time.sleep(0.3)
    for number in range(4):
        assert writable.sparql(f"SELECT ({number} AS ?n) {{ <x:a> <x:p> ?o }}").rows() == [{"n": str(number)}]
    assert change(writable, "INSERT DATA { <x:a> <x:p> 2 }") == 204
    assert len(writable.sparql("SELECT ?o { <x:a> <x:p> ?o }").rows()) == 2
    assert children(writable.process.pid).keys() == helpers.keys()


def test_a_server_that_is_killed_leaves_nothing_running(copied: Path) -> None:
    with running(copied, ends=(-signal.SIGKILL,), KG_TOKEN=TOKEN) as first:
        assert change(first, "INSERT DATA { <x:a> <x:p> 1 }") == 204
        helpers = children(first.process.pid)
        first.process.kill()
        end = time.monotonic() + 5
        while any(Path(f"/proc/{n}").exists() for n in helpers.values()) and time.monotonic() < end:
            time.sleep(0.05)
        assert not any(Path(f"/proc/{n}").exists() for n in helpers.values())
    with running(copied) as second:
        assert second.sparql("ASK { <x:a> <x:p> 1 }").json()["boolean"] is True
        folders = [f.name for f in (copied / "serving").iterdir()]
        assert folders == [str(second.process.pid)], "the snapshots of the first are gone"


def test_a_token_must_be_long(copied: Path) -> None:
    with pytest.raises(AssertionError, match="too short"), running(copied, KG_TOKEN="short"):
        pass


def test_a_store_in_use_says_so(writable: Server, copied: Path) -> None:
    with pytest.raises(AssertionError, match="in use"), running(copied):
        pass


def test_log_and_errors_never_show_the_token(writable: Server) -> None:
    change(writable, "INSERT DATA { <x:a> <x:p> 1 }")
    change(writable, "nonsense")
    time.sleep(0.2)
    assert TOKEN not in writable.log.read_text()
    assert TOKEN not in json.dumps(writable.ask("/metrics").text)
