"""Where a process puts an answer: kept back while it is short, sent on in pieces once it is long."""

from __future__ import annotations

import socket
import zlib
from collections.abc import Mapping

from kg.serve import wire
from kg.serve.problem import Problem

__all__ = ["Sink"]

KEPT_BACK = 256 << 10
WORTH_PACKING = 1 << 10


class Sink:
    """One answer on its way to the server.

    Nothing is sent before KEPT_BACK bytes are there, so that an answer which fails early
    is an error and not half an answer.
    """

    def __init__(self, line: socket.socket, *, gzip: bool) -> None:
        self._line = line
        self._packer = zlib.compressobj(5, zlib.DEFLATED, 31) if gzip else None
        self._head: dict[str, object] = {}
        self._kept = bytearray()
        self._sent = False

    def begin(self, media_type: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Say what the answer is; before its first bytes."""
        self._head = {"status": status, "type": media_type, "headers": dict(headers or {})}

    def write(self, data: bytes) -> int:
        """Add bytes to the answer; the file method that serialisers call."""
        self._kept += data
        if len(self._kept) >= KEPT_BACK:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Part of being a file; the sink itself decides when to send."""

    def end(self) -> None:
        """Send what is left."""
        if self._sent:
            self._send(last=True)
            self._line.sendall(wire.frame(wire.END))
            return
        body = bytes(self._kept)
        packed = False
        if self._packer is not None and len(body) > WORTH_PACKING:
            packed = True
            body = self._packer.compress(body) + self._packer.flush()
        head = wire.as_json({**self._head, "gzip": packed, "whole": True})
        self._line.sendall(wire.frame(wire.HEAD, head) + wire.frame(wire.DATA, body) + wire.frame(wire.END))

    def fail(self, problem: Problem) -> None:
        """End the answer with a problem."""
        self._line.sendall(wire.frame(wire.FAIL, wire.as_json(problem.record())))

    def _send(self, *, last: bool = False) -> None:
        if not self._sent:
            head = wire.as_json({**self._head, "gzip": self._packer is not None, "whole": False})
            self._line.sendall(wire.frame(wire.HEAD, head))
            self._sent = True
        data = bytes(self._kept)
        self._kept.clear()
        if self._packer is not None:
            data = self._packer.compress(data) + (self._packer.flush() if last else b"")
        if data:
            self._line.sendall(wire.frame(wire.DATA, data))
