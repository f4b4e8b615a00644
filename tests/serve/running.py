"""A real server process, and requests to it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from kg.graph import Graph
from tests import made
from tests.conftest import ROOT

DOCUMENT = "https://w3id.org/political-kg/document/made-article"
ONTOLOGY = "https://w3id.org/political-kg/graph/ontology"
LOYAL = "SELECT ?a ?b WHERE { ?a pol:loyalTo ?b }"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
BOMB = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o FILTER(?a != ?m) }"
)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)

    def rows(self) -> list[dict[str, str]]:
        """The values of the rows of SPARQL JSON."""
        bindings = self.json()["results"]["bindings"]
        return [{k: v["value"] for k, v in row.items()} for row in bindings]


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    process: subprocess.Popen[str]
    log: Path
    store: Path

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        **parameters: str,
    ) -> Reply:
        """One request on a connection of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        if parameters:
            path += "?" + urlencode(parameters)
        try:
            line.request(method, path, body, dict(headers or {}))
            reply = line.getresponse()
            fields = {k.lower(): v for k, v in reply.getheaders()}
            return Reply(reply.status, fields, reply.read())
        finally:
            line.close()

    def sparql(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> Reply:
        """A query by GET."""
        return self.ask("/sparql", headers={"Accept": accept}, query=query, **more)

    def raw(self, data: bytes, patience: float = 30) -> bytes:
        """Bytes as they are, and all that comes back until the server closes or says no more."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as line:
            line.sendall(data)
            parts = []
            try:
                while part := line.recv(65536):
                    parts.append(part)
            except TimeoutError:
                pass
            return b"".join(parts)

    def lines(self) -> list[dict[str, Any]]:
        """The access log."""
        return [json.loads(x) for x in self.log.read_text().splitlines() if x.startswith("{")]

    def logged(self, **fields: object) -> dict[str, Any]:
        """The last record of the access log, once it has these values."""
        end = time.monotonic() + 3
        while time.monotonic() < end:
            last = self.lines()[-1]
            if last.items() >= fields.items():
                return last
            time.sleep(0.05)
        raise AssertionError(f"no {fields} at the end of the log: {self.lines()[-3:]}")

    def well(self) -> None:
        """The server still answers, at once."""
        start = time.monotonic()
        assert self.sparql("ASK {}").json()["boolean"] is True
        assert time.monotonic() - start < 5


@contextmanager
def running(
    store: Path, *arguments: str, ends: tuple[int, ...] = (0, 2, -signal.SIGTERM), **environment: str
) -> Iterator[Server]:
    """`kg serve` on a store, until the end of the block."""
    log = Path(tempfile.mkstemp(suffix=".log", dir=store.parent)[1])
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment}
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *arguments],
            env=variables,
            stderr=out,
            text=True,
        )
    try:
        address = _address(log, process)
        yield Server(address, process, log, store)
    finally:
        process.send_signal(signal.SIGTERM)
        status = process.wait(20)
        assert status in ends


def _address(log: Path, process: subprocess.Popen[str]) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"at (http://\S+)", log.read_text()):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"the server did not start: {log.read_text()}")


def problem(reply: Reply, status: int) -> str:
    """Check that a reply is a problem in one line, and give what it says."""
    assert reply.status == status, reply.body[:500]
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.body.count(b"\n") == 1
    assert reply.body.endswith(b"\n")
    data = reply.json()
    assert data["status"] == status
    assert "Traceback" not in data["detail"]
    return str(data["detail"])


def filled(path: Path) -> Path:
    """A store with the made-up articles."""
    with Graph.open(path) as graph:
        graph.add(made.extraction())
        graph.add(made.hostile())
        for view in ("reported", "strict"):
            graph.materialize(view)
    return path
