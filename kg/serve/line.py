"""The server's end of the socket to a process that works for it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import deque
from collections.abc import Callable
from typing import Any, cast

from kg.serve import wire

__all__ = ["Broken", "Line", "connect"]

ENOUGH = 1 << 20


class Broken(Exception):
    """The process at the other end is gone."""


class Line(asyncio.Protocol):
    """Sends tasks and gives the frames of the answers, as fast as they are taken."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._rest = bytearray()
        self._frames: deque[tuple[bytes, bytes]] = deque()
        self._held = 0
        self._paused = False
        self._waiter: asyncio.Future[None] | None = None
        self.broken = False
        self.listener: Callable[[], object] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Part of being a protocol."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Cut what came into frames."""
        rest = self._rest
        rest += data
        start, prefix = 0, wire.PREFIX
        while len(rest) - start >= prefix.size:
            kind, size = prefix.unpack_from(rest, start)
            end = start + prefix.size + size
            if len(rest) < end:
                break
            self._frames.append((kind, bytes(rest[start + prefix.size : end])))
            self._held += size
            start = end
        del rest[:start]
        if self._held > ENOUGH and not self._paused and self._transport:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        """Part of being a protocol: whoever waits is told."""
        self.broken = True
        self._wake()

    def send(self, task: bytes, body: bytes = b"") -> None:
        """Send a task, as JSON, and its body; the frames of its answer follow."""
        if self._transport is None or self.broken:
            raise Broken
        self.post(task, body)

    def post(self, task: bytes, body: bytes = b"") -> None:
        """Send a task; where the line is broken, its listener will be told."""
        if self._transport is not None:
            self._transport.write(wire.frame(wire.TASK, task) + wire.frame(wire.DATA, body))

    def ready(self) -> asyncio.Future[None] | None:
        """None where a frame is there or the line is broken; else what to wait for."""
        if self._frames or self.broken:
            return None
        if self._waiter is None or self._waiter.done():
            self._waiter = asyncio.get_running_loop().create_future()
        return self._waiter

    async def wait(self, seconds: float) -> bool:
        """Wait for a frame, or a break, for so long; False where neither came."""
        waiter = self.ready()
        if waiter is not None:
            alarm = asyncio.get_running_loop().call_later(seconds, self._wake)
            try:
                await waiter
            finally:
                alarm.cancel()
        return bool(self._frames) or self.broken

    def first(self) -> tuple[bytes, bytes] | None:
        """The next frame, left where it is."""
        return self._frames[0] if self._frames else None

    def whole(self, number: int, last: bytes) -> list[tuple[bytes, bytes]] | None:
        """So many frames of which the last is of this kind, if they are there."""
        frames = self._frames
        if len(frames) < number or frames[number - 1][0] != last:
            return None
        return [self.take() for _ in range(number)]

    def take(self) -> tuple[bytes, bytes]:
        """The next frame, after `ready`; raises Broken where no more will come."""
        if not self._frames:
            raise Broken
        kind, payload = self._frames.popleft()
        self._held -= len(payload)
        if self._paused and self._held < ENOUGH // 2 and self._transport and not self.broken:
            self._paused = False
            self._transport.resume_reading()
        return kind, payload

    async def next(self) -> tuple[bytes, Any]:
        """Wait for a frame; HEAD and FAIL are read as JSON."""
        waiter = self.ready()
        if waiter is not None:
            await waiter
        kind, payload = self.take()
        return kind, json.loads(payload) if kind in {wire.HEAD, wire.FAIL} else payload

    def close(self) -> None:
        """Let go of the socket."""
        self.broken = True
        if self._transport is not None:
            self._transport.abort()

    def _wake(self) -> None:
        if self.listener is not None:
            self.listener()
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


async def connect(ours: socket.socket) -> Line:
    """A line over this socket."""
    ours.setblocking(False)
    loop = asyncio.get_running_loop()
    _, line = await loop.create_unix_connection(Line, sock=ours)
    return line
