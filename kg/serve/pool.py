"""The readers: as many processes as queries need, each ended where its query runs too long."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import shutil
import socket
import subprocess
import sys
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.serve import wire
from kg.serve.line import Line, connect
from kg.serve.problem import Problem
from kg.serve.settings import Settings

__all__ = ["Pool", "Reader", "busy"]

RELIEF = 0.05
UNHEARD = 0.1
REST = 20.0
LOOK = b'{"do":"look","gzip":false}'


@dataclass(eq=False, slots=True)
class Reader:
    """A process that answers, and the snapshot that it last read.

    A `slowed` one gets no other task; `unheard` counts those before it whose answers nobody wants any more.
    """

    number: int
    line: Line
    snapshot: str = ""
    slowed: bool = False
    unheard: int = 0


class Pool:
    """Lends readers, takes them back or ends them, and moves them on to new snapshots."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._numbers = itertools.count()
        self._readers: set[Reader] = set()
        self._idle: list[Reader] = []
        self._waiting: deque[asyncio.Future[Reader]] = deque()
        self._starting = 0
        self._relief: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._nursery: tuple[subprocess.Popen[bytes], socket.socket] | None = None
        self._snapshots: list[str] = []
        self._closed = False

    @property
    def snapshot(self) -> str:
        """The newest snapshot."""
        return self._snapshots[-1]

    def counts(self) -> dict[str, int]:
        """How many readers there are, and how many of them idle."""
        return {"all": len(self._readers), "idle": len(self._idle)}

    def open(self, snapshot: str) -> None:
        """Begin to read this snapshot; readers are started when they are needed."""
        self._snapshots = [snapshot]
        self._hatch()

    def switch(self, snapshot: str) -> None:
        """Read this newer snapshot from now on; the older one goes when nobody reads it."""
        self._snapshots.append(snapshot)
        for reader in list(self._idle):
            self._idle.remove(reader)
            self._do(self._move(reader))
        self._sweep()

    def take(self) -> Reader | None:
        """A reader that is idle."""
        while self._idle:
            reader = self._idle.pop()
            if not reader.line.broken:
                return reader
            self.end(reader)
        return None

    async def lend(self) -> Reader:
        """A reader, as soon as there is one.

        Raises Problem 503 where none came free in time.
        """
        if (reader := self.take()) is not None:
            return reader
        if len(self._readers) + self._starting < self._settings.readers:
            return await self._start()
        waiter: asyncio.Future[Reader] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        self._relieve_later()
        try:
            async with asyncio.timeout(self._settings.limits.patience):
                return await waiter
        except BaseException as error:
            if waiter.done() and not waiter.cancelled():
                self.give_back(waiter.result())  # it came free in the very moment of giving up
            if isinstance(error, TimeoutError):
                raise busy() from None
            raise

    def give_back(self, reader: Reader) -> None:
        """Take back a reader whose answer was read to its end."""
        spare = len(self._readers) > self._settings.readers and not self._waiting
        if reader.slowed or spare or reader.line.broken or self._closed:
            self.end(reader, REST)
        elif reader.unheard:
            self._do(self._pass_over(reader))
        elif (waiter := self._next_waiter()) is not None:
            waiter.set_result(reader)
        elif reader.snapshot != self.snapshot:
            self._do(self._move(reader))
        else:
            self._idle.append(reader)
            if len(self._snapshots) > 1:
                self._sweep()

    def end(self, reader: Reader, rest: float = 0.0) -> None:
        """End a reader, whatever it is at; who waits gets a new one.

        For `rest` seconds it may finish what it does beside its answers.
        """
        if reader not in self._readers:
            return
        self._readers.discard(reader)
        reader.line.close()
        if rest and not self._closed:
            asyncio.get_running_loop().call_later(rest, lambda: self._order(do="end", id=reader.number))
        else:
            self._order(do="end", id=reader.number)
        self._sweep()
        if self._waiting and not self._closed:
            self._do(self._replace())

    def slow(self, reader: Reader) -> None:
        """Let short queries go before what this reader is at."""
        reader.slowed = True
        self._order(do="slow", id=reader.number)

    async def close(self) -> None:
        """End all readers."""
        self._closed = True
        for reader in list(self._readers):
            self.end(reader)
        for task in list(self._tasks):
            task.cancel()
        if self._nursery:
            process, control = self._nursery
            control.close()
            await asyncio.to_thread(process.wait, 10)

    def _hatch(self) -> socket.socket:
        if self._nursery is None or self._nursery[0].poll() is not None:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                file = theirs.fileno()
                command = [sys.executable, "-m", "kg.serve.nursery"]
                process = subprocess.Popen(
                    [*command, str(file), str(self._settings.limits.memory)],
                    pass_fds=[file],
                    stdin=subprocess.DEVNULL,
                )
            self._nursery = process, ours
        return self._nursery[1]

    def _order(self, file: int | None = None, **order: Any) -> None:
        message = json.dumps(order).encode()
        control = self._hatch()
        with contextlib.suppress(OSError):
            socket.send_fds(control, [message], [] if file is None else [file])

    async def _start(self) -> Reader:
        self._starting += 1
        try:
            ours, theirs = socket.socketpair()
            number = next(self._numbers)
            with theirs:
                self._order(theirs.fileno(), do="start", id=number)
            reader = Reader(number, await connect(ours))
            self._readers.add(reader)
            return reader
        finally:
            self._starting -= 1

    async def _replace(self) -> None:
        reader = await self._start()
        self.give_back(reader)

    async def _move(self, reader: Reader) -> None:
        """Let an idle reader open the newest snapshot before it is lent again."""
        try:
            snapshot = self.snapshot
            reader.line.send(LOOK, snapshot.encode())
            while (await reader.line.next())[0] not in {wire.END, wire.FAIL}:
                pass
            reader.snapshot = snapshot
            self.give_back(reader)
        except Exception:
            self.end(reader)

    async def _pass_over(self, reader: Reader) -> None:
        """Let a reader be done with what nobody wants, unless that takes long."""
        try:
            async with asyncio.timeout(UNHEARD):
                while reader.unheard:
                    reader.unheard -= (await reader.line.next())[0] in {wire.END, wire.FAIL}
            self.give_back(reader)
        except Exception:
            self.end(reader)

    def _next_waiter(self) -> asyncio.Future[Reader] | None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                return waiter
        return None

    def _relieve_later(self) -> None:
        if self._relief is None:
            loop = asyncio.get_running_loop()
            self._relief = loop.call_later(RELIEF, self._relieve, self._waiting[0])

    def _relieve(self, first: asyncio.Future[Reader]) -> None:
        """Start one more reader where the first in the queue has waited all this time."""
        self._relief = None
        if not self._waiting or self._closed:
            return
        if not first.done() and len(self._readers) + self._starting < self._settings.most_readers:
            self._do(self._replace())
        self._relieve_later()

    def _sweep(self) -> None:
        """Remove the snapshots that nobody reads any more."""
        read = {reader.snapshot for reader in self._readers} | {self.snapshot}
        for old in [s for s in self._snapshots if s not in read]:
            self._snapshots.remove(old)
            shutil.rmtree(Path(old), ignore_errors=True)

    def _do(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def busy() -> Problem:
    """What is said where no reader is free."""
    return Problem(503, "the server is busy; try again in a moment", headers={"retry-after": "2"})
