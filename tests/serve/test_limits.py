"""What a server withstands: bombs, floods, malformed and slow requests; after each it still answers."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.serve.running import BOMB, Server, problem, running

DIRECT = {"Content-Type": "application/sparql-query"}


def post(server: Server, query: str | bytes) -> http.client.HTTPResponse:
    return server.ask("/sparql", "POST", query, DIRECT)  # type: ignore[return-value]


def test_a_cartesian_bomb_ends_at_the_time_limit(server: Server) -> None:
    start = time.monotonic()
    assert "longer than 3 seconds" in problem(post(server, BOMB), 504)
    assert time.monotonic() - start < 5
    server.well()


def test_bombs_do_not_keep_others_waiting(server: Server) -> None:
    with ThreadPoolExecutor(8) as many:
        bombs = [many.submit(post, server, BOMB.replace("?n)", f"?n{i})")) for i in range(6)]
        time.sleep(0.5)
        waits = []
        for i in range(10):
            start = time.monotonic()
            assert server.sparql(f"SELECT ({i} AS ?x) {{ ?a pol:loyalTo ?b }}").status == 200
            waits.append(time.monotonic() - start)
        assert max(waits) < 2
        for bomb in bombs:
            problem(bomb.result(), 504)


def test_many_short_questions_at_once_each_get_their_own_answer(server: Server) -> None:
    def asked(number: int) -> str | None:
        if number % 40 == 0:  # what takes long, or is wrong, is in nobody's way
            problem(post(server, BOMB.replace("?n)", f"?m{number})")), 504)
            return None
        if number % 15 == 0:
            problem(post(server, f"SELECT ({number} AS ?x {{"), 400)
            return None
        return server.sparql(f"SELECT ({number} AS ?x) {{}}").rows()[0]["x"]

    with ThreadPoolExecutor(24) as many:
        for number, answer in enumerate(many.map(asked, range(1, 240)), 1):
            assert answer in {None, str(number)}


@pytest.mark.parametrize(
    "query",
    [
        # All rows would have to be in memory at once.
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?l",
        "SELECT ?a (GROUP_CONCAT(?f) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a",
        # A path without an end, over everything.
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)* ?b . ?c (!<x:x>|^!<x:x>)* ?d }",
        # Regular expressions that back-track elsewhere.
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
        'FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), "(.*a){25}")) }',
        'SELECT (REPLACE("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "((a|a)*)*b", "") AS ?x) '
        "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        'SELECT (REGEX("a", "((((a{1,999}){1,999}){1,999}){1,999}") AS ?x) {}',
        # Nested deep, for the parser.
        "SELECT * {" + "{" * 20000 + "}" * 20000 + "}",
        "ASK { FILTER(" + "(" * 50000 + "1" + ")" * 50000 + ") }",
        "ASK { FILTER(" + "!" * 100000 + "true) }",
        "ASK { ?a " + "(" * 20000 + "<x:x>" + ")*" * 20000 + " ?b }",
        "SELECT * { ?a " + "/".join(["<x:x>"] * 20000) + " ?b }",
        "ASK { VALUES ?x { " + "<x:x> " * 100000 + "} }",
        "SELECT * { " + " UNION ".join(["{ ?a ?b ?c }"] * 5000) + " }",
        "CONSTRUCT { ?a ?b ?c . ?d ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
)
def test_what_would_take_all_time_or_memory_is_cut_off(server: Server, query: str) -> None:
    start = time.monotonic()
    try:
        reply = post(server, query)
    except (http.client.IncompleteRead, ConnectionError):
        pass  # an answer that had begun was cut short, and the client can tell
    else:
        assert reply.status in {200, 400, 422, 504}, reply.body[:300]
        if reply.status != 200:
            problem(reply, reply.status)
    assert time.monotonic() - start < 8
    server.well()


def test_too_many_rows_are_an_error_and_not_a_shorter_answer(server: Server, filled_store: Path) -> None:
    with running(filled_store, "--rows", "10") as small:
        assert "more than 10 rows" in problem(small.sparql("SELECT * { ?s ?p ?o }"), 422)
        assert "more than 10 rows" in problem(small.sparql("CONSTRUCT WHERE { ?s ?p ?o }", "*/*"), 422)
        assert len(small.sparql("SELECT * { ?s ?p ?o } LIMIT 10").rows()) == 10
    with pytest.raises(http.client.IncompleteRead):
        server.sparql("SELECT * { ?s ?p ?o . ?a ?b ?c }")
    server.logged(ended="the answer has more than 20000 rows; ask for fewer with LIMIT and OFFSET")


def test_a_query_ends_when_its_client_goes_away(server: Server) -> None:
    line = socket.create_connection(("127.0.0.1", server.port))
    line.sendall(f"GET /sparql?{urlencode({'query': BOMB})} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    time.sleep(0.6)
    line.close()
    assert server.logged(ended="the client went away")["seconds"] < 1.5


def test_a_long_answer_ends_when_its_client_goes_away(server: Server) -> None:
    line = socket.create_connection(("127.0.0.1", server.port))
    query = urlencode({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"})
    line.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert line.recv(1000)
    line.close()
    server.well()
    readers = [x for x in server.ask("/metrics").text.splitlines() if x.startswith("kg_readers_waiting")]
    assert readers == ["kg_readers_waiting 0"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://169.254.169.254/> { ?s ?p ?o } }",
        "SELECT * { VALUES ?g { <http://[::1]/> } SERVICE ?g { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ex:a\\#b ?o . serVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        'SELECT * { FILTER("\\u0022 " != " ") SERVICE <http://127.0.0.1:1/> { FILTER("" != "") } }',
        "SELECT * { # it's \n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_other_servers_are_never_asked(server: Server, query: str) -> None:
    assert "SERVICE is refused" in problem(post(server, query), 403)


def test_the_word_service_may_be_said(server: Server) -> None:
    query = 'SELECT ("SERVICE <http://x/>" AS ?x) { BIND(1 AS ?service) # SERVICE\n }'
    assert server.sparql(query).rows() == [{"x": "SERVICE <http://x/>"}]


def test_bodies_and_addresses_have_a_size(server: Server) -> None:
    assert "bytes" in problem(post(server, "#" * (2 << 20)), 413)
    line = f"GET /sparql?query={'a' * 70000} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert server.raw(line.encode()).startswith((b"HTTP/1.1 414", b"HTTP/1.1 431"))
    head = "GET /health HTTP/1.1\r\nHost: x\r\n" + "".join(f"X-{i}: {'y' * 900}\r\n" for i in range(100))
    assert server.raw(head.encode() + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 431")
    chunked = (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b" " * 65536 + b"\r\n") * 20
    )
    assert server.raw(chunked).startswith(b"HTTP/1.1 413")
    server.well()


@pytest.mark.parametrize(
    "data",
    [
        b"\x16\x03\x01\x00\xa5\x01\x00",
        b"GET\r\n\r\n",
        b"\x00" * 100,
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
        b"GET / HTTP/1.1\nX" + b"\r\n\r\n",
    ],
)
def test_malformed_requests_are_refused(server: Server, data: bytes) -> None:
    answer = server.raw(data, patience=3)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4"), answer[:200]
    server.well()


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/id/..%2f..%2fetc", "//etc/passwd", "/%00", "/%ff"],
)
def test_paths_lead_nowhere_else(server: Server, path: str) -> None:
    reply = server.ask(path)
    assert reply.status in {400, 404}
    problem(reply, reply.status)


@pytest.mark.slow
def test_slow_clients_are_let_go(filled_store: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.serve import Limits, Settings;"
        "from kg.serve.running import run;"
        "run(Settings(Path(sys.argv[1]), port=0, limits=Limits(stall_seconds=1)),"
        " ready=lambda a: print(a, flush=True), log=None)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(filled_store)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        server = Server(process.stdout.readline().strip(), process, filled_store, filled_store)
        start = time.monotonic()
        assert server.raw(b"GET /health HTTP/1.1\r\nHos").startswith(b"HTTP/1.1 408")
        assert server.raw(b"").startswith(b"HTTP/1.1 408")
        head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        assert server.raw(head + b"Content-Length: 50\r\n\r\nASK").startswith(b"HTTP/1.1 408")
        assert time.monotonic() - start < 8
        # One that asks for much and takes nothing.
        with socket.create_connection(("127.0.0.1", server.port)) as line:
            query = urlencode({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 200000"})
            line.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(4)
            counts = server.ask("/metrics").text
            assert "kg_readers_waiting 0" in counts
            all_, idle = (
                int(next(x for x in counts.splitlines() if x.startswith(f"kg_readers_{n} ")).split()[1])
                for n in ("all", "idle")
            )
            assert all_ == idle, "the reader of the slow client is free again, or ended"
    finally:
        process.terminate()
        process.wait(20)
