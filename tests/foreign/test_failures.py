"""Whatever fails between here and the server leaves a document old or new, and says what to do."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.graph import Graph
from kg.iris import document_graph
from kg.rdf import to_quads
from kg.remote.client import Client
from kg.remote.endpoint import Endpoint
from kg.remote.store import RemoteStore
from tests.extractions import claim, extraction
from tests.foreign.servers import KINDS, Proxy, Server, environment, proxy, running
from tests.foreign.test_changes import OTHER, expected

OLD = extraction(claim("a", "loyalTo", "leader"), claim("b", "suspends", "a"), name="one")
NEW = OTHER


def impatient(address: str, **changed: object) -> RemoteStore:
    """A store that gives up soon."""
    settings = {"timeout": 30.0, "retries": 0, "backoff": 0.0, **changed}
    plain = Endpoint.of(address, {})
    return RemoteStore(Client(Endpoint(plain.query, plain.update, **settings)), None)  # type: ignore[arg-type]


@pytest.fixture
def behind(oxigraph: Server) -> Iterator[Proxy]:
    """A proxy before a server with the old document."""
    oxigraph.clean()
    with impatient(oxigraph.address) as store:
        store.add(OLD)
        store.materialize("reported")
    with proxy(oxigraph) as stands:
        yield stands


@pytest.mark.parametrize("fate", [500, "lost", "unheard"])
def test_whichever_request_fails_the_document_is_the_old_one_or_the_new(
    oxigraph: Server, behind: Proxy, fate: int | str
) -> None:
    found = set()
    for at in range(16):
        first = behind.count
        behind.plan = lambda number, _, at=at + first: fate if number == at else None  # type: ignore[misc]
        with suppress(StoreError), impatient(behind.address) as store:
            store.add(NEW)
        found.add(_which(oxigraph))
        with impatient(oxigraph.address) as store:
            store.add(OLD)
    assert found == {"old", "new"}
    with impatient(oxigraph.address) as store:
        store.materialize("reported")
    assert oxigraph.held() == expected([OLD], ["reported"])


@pytest.mark.parametrize("fate", [503, 429, "lost", "unheard"])
def test_every_request_may_be_repeated(oxigraph: Server, behind: Proxy, fate: int | str) -> None:
    behind.plan = lambda number, _: fate if number % 2 == 0 else None
    with impatient(behind.address, retries=3) as store:
        store.add(NEW)
        store.materialize("reported")
    assert oxigraph.held() == expected([NEW], ["reported"])


def test_what_is_too_large_is_sent_in_smaller_portions(oxigraph: Server, behind: Proxy) -> None:
    behind.plan = lambda _, body: 413 if len(body) > 8_000 else None
    with impatient(behind.address) as store:
        store.add(NEW)
        store.materialize("reported")
    assert oxigraph.held() == expected([NEW], ["reported"])


def test_a_triple_that_is_too_large_is_told(behind: Proxy) -> None:
    behind.plan = lambda _, body: 413 if len(body) > 300 else None
    with (
        impatient(behind.address) as store,
        pytest.raises(StoreError, match=r"this size \(413\); raise the limit"),
    ):
        store.add(NEW)


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        (
            401,
            r"wants credentials \(401\); put KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN",
        ),
        (403, r"wants credentials \(403\)"),
        (404, r"no SPARQL is spoken here \(404\); check the path"),
        (500, r"failed \(500\): refused by the proxy; look into the server's log"),
        (302, r"failed \(302\)"),
        ("lost", "cannot be reached"),
    ],
)
def test_a_refusal_says_what_where_and_what_to_do(behind: Proxy, fate: int | str, words: str) -> None:
    behind.plan = lambda _, __: fate
    with impatient(behind.address) as store, pytest.raises(StoreError, match=words) as caught:
        store.documents()
    assert str(caught.value).startswith(behind.address)


def test_a_page_is_no_answer(oxigraph: Server) -> None:
    with (
        impatient(oxigraph.address.removesuffix("query")) as store,
        pytest.raises(StoreError, match="SPARQL"),
    ):
        store.documents()


def test_nobody_at_the_address_is_told() -> None:
    with (
        impatient("http://127.0.0.1:1/query") as store,
        pytest.raises(StoreError, match="refuses the connection"),
    ):
        store.documents()


def test_a_server_that_is_silent_is_not_waited_for(behind: Proxy) -> None:
    def slowly(_: int, __: bytes) -> None:
        time.sleep(1)

    behind.plan = slowly
    with (
        impatient(behind.address, timeout=0.2) as store,
        pytest.raises(StoreError, match=r"within 0\.2 seconds"),
    ):
        store.documents()


@pytest.mark.parametrize("url", ["http://", "http://[x", "https:///sparql"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="is no web address"):
        RemoteStore.connect(url)


def _which(server: Server) -> str:
    """Which of the two documents the server has."""
    home = document_graph("one")
    there = server.client.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {home} {{ ?s ?p ?o }} }}")
    for name, found in (("old", OLD), ("new", NEW)):
        if there == {q.triple for q in to_quads(found) if q.graph_name == home}:
            return name
    return "neither"


# Credentials


def test_credentials_in_an_address_are_refused_and_not_shown() -> None:
    with pytest.raises(StoreError, match="KG_ENDPOINT_USER") as caught:
        RemoteStore.connect("http://me:secret@127.0.0.1/sparql")
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(Endpoint.of("http://h/q", {"KG_ENDPOINT_PASSWORD": "secret"}))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"KG_ENDPOINT_TOKEN": "word"}, "Bearer word"),
        ({"KG_ENDPOINT_USER": "me", "KG_ENDPOINT_PASSWORD": "ü:x"}, "Basic bWU6w7w6eA=="),
    ],
)
def test_credentials_come_from_the_environment(
    behind: Proxy, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], wanted: str
) -> None:
    behind.wants = wanted
    with impatient(behind.address) as store, pytest.raises(StoreError, match="wants credentials"):
        store.documents()
    for name, text in given.items():
        monkeypatch.setenv(name, text)
    with Graph.open(behind.address) as graph:
        assert graph.documents() == ["one"]
    behind.wants = "nothing"
    with Graph.open(behind.address) as graph, pytest.raises(StoreError, match="refuses the credentials"):
        graph.documents()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso that lets nobody change it who does not say who they are."""
    with running("virtuoso", tmp_path_factory.mktemp("guarded"), open_to_all=False) as server:
        yield server


def test_who_may_not_write_is_told(guarded: Server) -> None:
    with Graph.open(guarded.address) as graph, pytest.raises(StoreError, match="wants credentials"):
        graph.add(OLD)
    assert guarded.held() == set()


def test_digest_is_answered(guarded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    address = guarded.address + "-auth"
    with Graph.open(address) as graph, pytest.raises(StoreError, match=r"wants credentials \(401\)"):
        graph.add(OLD)
    monkeypatch.setenv("KG_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "dba")
    with Graph.open(address) as graph:
        graph.add(OLD)
        graph.materialize()
        assert graph.query("loyalty").rows
    assert guarded.held() == expected([OLD], ["reported"])


# Ends at any moment

_WRITING = """
import sys
from kg.graph import Graph
from kg.iris import document_graph
from kg.rdf import to_quads
from tests.foreign.test_failures import NEW, OLD
with Graph.open(sys.argv[1]) as graph:
    print("ready", flush=True)
    while True:
        for found in (NEW, OLD):
            graph.add(found)
            graph.materialize()
"""


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_no_half_document(clean: Server, tmp_path: Path) -> None:
    moments = random.Random(1)
    with Graph.open(clean.address) as graph:
        graph.add(OLD)
        graph.materialize()
    for _ in range(6):
        writer = _writer(clean, tmp_path)
        time.sleep(moments.uniform(0, 1.5))
        writer.kill()
        writer.wait()
        _one_of_two(clean)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_is_killed_leaves_no_half_document(kind: str, tmp_path: Path) -> None:
    moments = random.Random(2)
    with running(kind, tmp_path / "server", durable=True) as server:
        with Graph.open(server.address) as graph:
            graph.add(OLD)
            graph.materialize()
        for _ in range(4):
            writer = _writer(server, tmp_path)
            time.sleep(moments.uniform(0, 1.5))
            server.kill()
            writer.kill()
            writer.wait()
            server.start()
            _one_of_two(server)


def _writer(server: Server, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _WRITING, server.address]
    writer = subprocess.Popen(
        command, env=environment(folder / "copies"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    return writer


def _one_of_two(server: Server) -> None:
    """The server holds the old document or the new, and what queries read is in step with it.

    A writer may have died after a document came and before its view was made: that is made first, and
    is never told to be complete before it is.
    """
    assert _which(server) in {"old", "new"}
    with RemoteStore.connect(server.address, anew=True) as store:
        store.materialize("reported")
        assert store.astray() == {}
