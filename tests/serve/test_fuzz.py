"""Whatever is sent, the answer is a proper one, and the server stays up."""

from __future__ import annotations

import http.client
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.serve.running import Reply, Server, problem

FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
    "negative_data_rejection,unsupported_method"
)
KEYWORDS = """
SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED GRAPH SERVICE OPTIONAL UNION MINUS BIND VALUES UNDEF FILTER
EXISTS NOT ORDER BY GROUP HAVING LIMIT OFFSET DISTINCT COUNT REGEX CONCAT IRI BNODE PREFIX BASE INSERT DELETE
DATA
{ } ( ) [ ] . ; , * / | ^ ! + - = < > && || ? ?x $y <x:a> <> a pol:loyalTo id: _:b 1 -1.5 1e9 # <<( )>> %41
"""
OTHERS = ('"s"', "'t'", '"""u"""', '"s"@en', '"1"^^xsd:integer', "\\u0041", "\\", "\u0000", "\U0001f600")
WORDS = st.sampled_from([*KEYWORDS.split(), *OTHERS])
PATHS = st.sampled_from(
    [
        "/",
        "/sparql",
        "/graphs",
        "/id/",
        "/document/",
        "/claim/",
        "/ontology",
        "/api/queries/",
        "/api/queries/loyalty",
        "/api/search",
        "/health",
        "/metrics",
    ]
)


def proper(reply: Reply) -> None:
    assert reply.status < 500 or reply.status in {503, 504}, reply.body[:300]
    if reply.status >= 400:
        problem(reply, reply.status)


@FUZZ
@given(words=st.lists(WORDS, max_size=40))
def test_any_words_as_a_query(server: Server, words: list[str]) -> None:
    text = " ".join(words)
    try:
        reply = server.ask("/sparql", "POST", text.encode(), {"Content-Type": "application/sparql-query"})
    except http.client.IncompleteRead:
        return
    proper(reply)


@FUZZ
@given(
    path=PATHS,
    rest=st.text(max_size=30),
    names=st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "query",
                    "view",
                    "format",
                    "graph",
                    "default",
                    "evidence",
                    "as_of",
                    "actor",
                    "q",
                    "limit",
                    "x",
                ]
            ),
            st.binary(max_size=20),
        ),
        max_size=4,
    ),
    accept=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
    method=st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "BREW"]),
)
def test_any_address(
    server: Server, path: str, rest: str, names: list[tuple[str, bytes]], accept: str, method: str
) -> None:
    address = path + quote(rest, safe="/") + "?" + "&".join(f"{n}={quote(v)}" for n, v in names)
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    line.request(method, address, headers={"Accept": accept})
    answer = line.getresponse()
    reply = Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    line.close()
    assert reply.status < 500, reply.body[:300]
    if reply.status >= 400 and method != "HEAD":
        problem(reply, reply.status)


@FUZZ
@given(
    body=st.binary(max_size=200),
    kind=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30),
)
def test_any_body(server: Server, body: bytes, kind: str) -> None:
    for known in ("application/sparql-query", "application/x-www-form-urlencoded", kind):
        try:
            proper(server.ask("/sparql", "POST", body, {"Content-Type": known}))
        except http.client.IncompleteRead:
            return


@FUZZ
@given(data=st.binary(min_size=1, max_size=200))
def test_any_bytes_on_the_line(server: Server, data: bytes) -> None:
    answer = server.raw(b"GET /health HTTP/1.1\r\n" + data + b"\r\n\r\n", patience=0.05)
    assert answer == b"" or answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 4")), answer[:100]


def test_the_server_is_well_after_all_that(server: Server) -> None:
    server.well()


@pytest.mark.slow
def test_schemathesis_finds_nothing(server: Server, tmp_path: Path) -> None:
    command = [
        *(str(Path(sys.executable).parent / "schemathesis"), "run", server.address + "api/openapi.json"),
        *("--max-examples", "10", "--seed", "1", "--checks", CHECKS),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stdout[-3000:]
    server.well()
