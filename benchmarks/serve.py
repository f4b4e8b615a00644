"""This server against Oxigraph's own, in the same run: small queries over keep-alive by 64 clients.

Both serve the same quads. Each round asks both, one after the other, so that what else the
machine does falls on both. `again` asks a hundred queries over and over, `new` asks each query
once; with one writer, quads come in all the while without a rest. Besides answers a second, which other
users of the machine change, the processor time of each answer is told, all processes of a server together.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import quote, urlsplit

import uvloop

from kg import extract, read, resources
from kg.graph import Graph

CLIENTS = 64
SECONDS = 4.0
ROUNDS = 3
COPIES = int(os.environ.get("KG_BENCH_COPIES", "10"))
TOKEN = "a-token-for-benchmarks"
SELECT = "SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }} LIMIT 10"
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


class Figures(NamedTuple):
    """Answers a second, their median and 99th percentile in milliseconds, the writes in the time, and the
    microseconds of the processor that each answer took.
    """

    rate: float
    median: float
    late: float
    writes: int
    work: float


class Client(asyncio.Protocol):
    """One connection that asks its next question as soon as it has an answer."""

    def __init__(self, questions: Iterator[bytes], times: list[float], until: float) -> None:
        self.questions, self.times, self.until = questions, times, until
        self.buffer = b""
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head = self.buffer.find(b"\r\n\r\n")
        if head < 0:
            return
        length = _LENGTH.search(self.buffer, 0, head + 2)
        if length:
            if len(self.buffer) < head + 4 + int(length[1]):
                return
        elif not self.buffer.startswith(b"HTTP/1.1 204") and not self.buffer.endswith(b"0\r\n\r\n"):
            return
        if not self.buffer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 204")):
            self.done.set_exception(RuntimeError(self.buffer[:300].decode()))
            self.transport.close()
            return
        now = time.perf_counter()
        self.times.append(now - self.start)
        if now >= self.until:
            self.done.set_result(None)
            self.transport.close()
        else:
            self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or RuntimeError("the server closed the connection"))

    def _ask(self) -> None:
        self.buffer = b""
        self.start = time.perf_counter()
        self.transport.write(next(self.questions))


async def ask(port: int, pid: int, questions: Iterator[bytes], writes: Iterator[bytes] | None) -> Figures:
    """Ask for some seconds."""
    loop = asyncio.get_running_loop()
    times: list[float] = []
    written: list[float] = []
    worked = processor_time(pid)
    start = time.perf_counter()
    until = start + SECONDS
    crowd = [Client(questions, times, until) for _ in range(CLIENTS)]
    if writes is not None:
        crowd.append(Client(writes, written, until))
    for client in crowd:
        await loop.create_connection(lambda c=client: c, "127.0.0.1", port)
    await asyncio.gather(*(client.done for client in crowd))
    spent = time.perf_counter() - start
    worked = processor_time(pid) - worked
    ordered = sorted(times)
    return Figures(
        len(times) / spent,
        1000 * statistics.median(ordered),
        1000 * ordered[int(len(ordered) * 0.99)],
        len(written),
        1e6 * worked / len(times),
    )


def processor_time(pid: int) -> float:
    """The seconds that a process and those below it have worked, those that ended included."""
    below: dict[int, list[int]] = {}
    worked: dict[int, int] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = file.read_text().rsplit(")", 1)[1].split()
            number = int(file.parent.name)
            below.setdefault(int(fields[1]), []).append(number)
            worked[number] = sum(map(int, fields[11:15]))
    found, todo = 0, [pid]
    while todo:
        number = todo.pop()
        found += worked.get(number, 0)
        todo += below.get(number, [])
    return found / os.sysconf("SC_CLK_TCK")


def asked(path: str, query: str) -> bytes:
    """A query as the bytes of a request."""
    return (
        f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Accept: application/sparql-results+json\r\n\r\n"
    ).encode()


def written(path: str) -> Iterator[bytes]:
    """Endless updates of one triple each."""
    for number in itertools.count():
        body = f"INSERT DATA {{ <http://example.org/{number}> <http://example.org/p> {number} }}".encode()
        yield (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TOKEN}\r\n"
            f"Content-Type: application/sparql-update\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body


def built(folder: Path) -> tuple[Path, Path, list[str]]:
    """A store of copies of the packaged article, one of Oxigraph with the same quads, and IRIs in them."""
    page = sorted(resources.path("data", "articles").glob("*.txt"))[0]
    extraction = extract(read(page))
    ours, theirs = folder / "ours", folder / "theirs"
    with Graph.open(ours) as graph:
        for number in range(COPIES):
            name = f"copy-{number}"
            article = replace(extraction.article, id=name)
            claims = tuple(replace(c, document=name) for c in extraction.claims)
            graph.add(replace(extraction, article=article, claims=claims))
        graph.materialize("reported")
        graph.store.quads.backup(str(theirs))
        found = graph.store.query("SELECT DISTINCT ?c WHERE { ?c a pol:Claim } ORDER BY ?c LIMIT 100")
        iris = [row[0].value for row in found]
        print(f"{len(graph.store.quads)} quads, {len(graph.documents())} documents", flush=True)
    return ours, theirs, iris


@contextmanager
def serving(command: list[str], port: int, **environment: str) -> Iterator[int]:
    """The process of a server, from its first answer until the end of the block."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environment})
        try:
            end = time.monotonic() + 60
            while time.monotonic() < end:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield process.pid
        finally:
            process.terminate()
            process.wait(20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(urlsplit(f"//127.0.0.1:{probe.getsockname()[1]}").port or 0)


def main() -> None:
    """Print for each kind of load both servers' figures and their ratio."""
    binary = str(Path(sys.executable).parent / "oxigraph")
    with tempfile.TemporaryDirectory() as name:
        ours, theirs, iris = built(Path(name))
        here, there = free_port(), free_port()
        command = [sys.executable, "-m", "kg", "serve", "--quiet", "--store", str(ours), "--port", str(here)]
        peer = [binary, "serve", "--location", str(theirs), "--bind", f"127.0.0.1:{there}"]
        numbers = itertools.count()

        def again(path: str) -> Iterator[bytes]:
            return itertools.cycle([asked(path, SELECT.format(iri=iri)) for iri in iris])

        def new(path: str) -> Iterator[bytes]:
            for iri in itertools.cycle(iris):
                yield asked(path, f"{SELECT.format(iri=iri)} # {next(numbers)}")

        loads: tuple[tuple[str, Callable[[str], Iterator[bytes]], bool], ...] = (
            ("again", again, False),
            ("again, one writer", again, True),
            ("new", new, False),
            ("new, one writer", new, True),
        )
        with (
            serving(command, here, KG_TOKEN=TOKEN) as our_process,
            serving(peer, there) as their_process,
            asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
        ):
            print(f"{'':18}{'this server':>50}{'oxigraph serve':>50}   ratio, of processor time")
            for label, questions, writing in loads:
                mine: list[Figures] = []
                other: list[Figures] = []
                for _ in range(ROUNDS):
                    for port, pid, path, update, into in (
                        (here, our_process, "/sparql", "/sparql", mine),
                        (there, their_process, "/query", "/update", other),
                    ):
                        writes = written(update) if writing else None
                        into.append(runner.run(ask(port, pid, questions(path), writes)))
                rate, work = middle(mine).rate / middle(other).rate, middle(other).work / middle(mine).work
                print(f"{label:18}{shown(mine):>50}{shown(other):>50}  {rate:6.2f} {work:6.2f}", flush=True)


def middle(figures: list[Figures]) -> Figures:
    """The round with the median throughput."""
    return sorted(figures)[len(figures) // 2]


def shown(figures: list[Figures]) -> str:
    """That round in words."""
    one = middle(figures)
    text = f"{one.rate:7.0f}/s  median {one.median:5.1f} ms  p99 {one.late:5.1f} ms {one.work:4.0f} µs"
    return f"{text}, {one.writes} writes" if one.writes else text


if __name__ == "__main__":
    main()
