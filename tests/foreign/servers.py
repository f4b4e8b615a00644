"""Real SPARQL servers, each in a folder and at a port of its own, and a proxy that makes them fail."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import DefaultGraph

from kg.iris import ONTOLOGY, STATE
from kg.namespaces import BASE as NAMES
from kg.ontology import ontology_quads
from kg.remote import RemoteStore
from kg.remote.client import Client
from kg.remote.endpoint import Endpoint
from kg.remote.published import BASE, REVISION

KINDS = ("oxigraph", "virtuoso")
_PATIENCE = 60
_SETTINGS = """
[Database]
DatabaseFile = db
ErrorLogFile = db.log
LockFile = db.lck
TransactionFile = db.trx
xa_persistent_file = db.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temp
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ServerThreads = 10
CaseMode = 2
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
"""


@dataclass
class Server:
    """A server that runs; one that is `durable` may be killed and started again with what it kept."""

    kind: str
    folder: Path
    port: int
    admin: int
    durable: bool = False
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it takes queries."""
        path = "query" if self.kind == "oxigraph" else "sparql"
        return f"http://127.0.0.1:{self.port}/{path}"

    @property
    def client(self) -> Client:
        """One to ask it with, past the store."""
        return Client(Endpoint.of(self.address, {}))

    def start(self) -> None:
        """Start it, and wait until it answers."""
        log = (self.folder / "log").open("ab")
        command = _oxigraph(self) if self.kind == "oxigraph" else _virtuoso(self)
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError):
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                line.request("GET", urlsplit(self.address).path + "?query=ASK%7B%7D")
                if line.getresponse().status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(f"{self.kind} did not start: {(self.folder / 'log').read_text()[-2000:]}")

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for lock in self.folder.glob("*.lck"):
            lock.unlink()

    def allow(self) -> None:
        """Let anybody change it who can reach it, as Oxigraph always does."""
        if self.kind == "virtuoso":
            grant = [
                "isql-vt",
                f"127.0.0.1:{self.admin}",
                "dba",
                "dba",
                'exec=grant SPARQL_UPDATE to "SPARQL";',
            ]
            subprocess.run(grant, check=True, capture_output=True)

    def empty(self) -> None:
        """Take out every graph of the project."""
        client = self.client
        for (graph,) in client.rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
            if graph.value.startswith(NAMES):
                client.update(f"CLEAR SILENT GRAPH {graph} ; DROP SILENT GRAPH {graph}")

    def clean(self) -> None:
        """Leave a graph without documents and views."""
        with RemoteStore.connect(self.address, anew=True) as store:
            if not store.is_founded:
                store.settle()
            mark = {q for q in store.quads if q.graph_name == STATE and q.subject == ONTOLOGY}
            ontology = {q.triple for q in ontology_quads()}
            kept = (DefaultGraph(), ONTOLOGY, REVISION)
            made = {q for q in store.quads if q.graph_name not in kept or q.triple not in ontology}
            store.write({q for q in made - mark if q.graph_name != REVISION}, set())

    def put(self, held: set[tuple[str, str]]) -> None:
        """Put in graphs and triples as `held` gives them."""
        lines = sorted(f"GRAPH <{graph}> {{ {triple} }}" for graph, triple in held)
        for start in range(0, len(lines), 1000):
            self.client.update(f"INSERT DATA {{ {' '.join(lines[start : start + 1000])} }}")

    def held(self) -> set[tuple[str, str]]:
        """Graph and triple of all that the project has in it, but for the ontology and the marks."""
        client, found = self.client, set()
        for (graph,) in client.rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
            if graph.value.startswith(NAMES) and graph not in (ONTOLOGY, REVISION):
                other = f"FILTER NOT EXISTS {{ GRAPH {ONTOLOGY} {{ ?s ?p ?o }} }}" if graph == BASE else ""
                pattern = f"GRAPH {graph} {{ ?s ?p ?o }} {other}"
                triples = client.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")
                found |= {(graph.value, str(t)) for t in triples}
        return found


@contextmanager
def running(kind: str, folder: Path, *, open_to_all: bool = True, durable: bool = False) -> Iterator[Server]:
    """A server of that kind until the end of the block; its absence is a failure of the tests."""
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(kind, folder, *_free_ports(), durable)
    server.start()
    try:
        if open_to_all:
            server.allow()
        yield server
    finally:
        server.kill()


def _oxigraph(server: Server) -> list[str]:
    program = Path(sys.executable).with_name("oxigraph")
    kept = ["--location", "data"] if server.durable else []
    return [str(program), "serve", *kept, "--bind", f"127.0.0.1:{server.port}"]


def _virtuoso(server: Server) -> list[str]:
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.fail("virtuoso-t is missing: `make virtuoso` installs it, or says how")
    settings = _SETTINGS.format(sql=server.admin, http=server.port)
    (server.folder / "virtuoso.ini").write_text(settings)
    return [program, "+foreground", "+configfile", "virtuoso.ini"]


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        for line in (one, two):
            line.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


Plan = Callable[[int, bytes], int | str | None]
"""What becomes of the n-th request: None lets it through, a number is the status that it gets in the place
of an answer, "lost" cuts the line before it is passed on and "unheard" after the server has answered."""


@dataclass
class Proxy:
    """Stands before a server, and lets requests through or not."""

    address: str
    plan: Plan = lambda _, __: None
    passed: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    wants: str | None = None

    @property
    def count(self) -> int:
        """How many requests came."""
        return len(self.passed)


@contextmanager
def proxy(server: Server) -> Iterator[Proxy]:
    """A proxy before a server until the end of the block."""
    stands: Proxy

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            number = len(stands.passed)
            stands.passed.append(body)
            stands.headers.append(dict(self.headers))
            if stands.wants and self.headers.get("Authorization") != stands.wants:
                self._reply(401, b"", {"WWW-Authenticate": 'Basic realm="x"'})
                return
            fate = stands.plan(number, body)
            if isinstance(fate, int):
                self._reply(fate, b"refused by the proxy")
                return
            if fate == "lost":
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            kept = {k: v for k, v in self.headers.items() if k in {"Content-Type", "Accept"}}
            line.request("POST", self.path, body, kept)
            reply = line.getresponse()
            data = reply.read()
            line.close()
            if fate == "unheard":
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            self._reply(reply.status, data, {"Content-Type": reply.headers.get("Content-Type", "text/plain")})

        def _reply(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, text in (headers or {}).items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        path = urlsplit(server.address).path
        stands = Proxy(f"http://127.0.0.1:{listening.server_address[1]}{path}")
        threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield stands
        finally:
            listening.shutdown()


def environment(folder: Path) -> dict[str, str]:
    """That of a command whose working copies are kept in a folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    root = Path(__file__).parent.parent.parent
    return {**kept, "PYTHONPATH": str(root), "NO_COLOR": "1", "XDG_CACHE_HOME": str(folder)}
