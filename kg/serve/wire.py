"""Frames between the server and the processes that work for it, over a socket.

A task is one TASK frame (JSON) and one DATA frame. The answer is a HEAD (JSON), any number of
DATA and one END; or a FAIL (JSON) at any point.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

__all__ = ["DATA", "END", "FAIL", "HEAD", "PREFIX", "TASK", "as_json", "frame", "receive_task"]

TASK, HEAD, DATA, END, FAIL = b"T", b"H", b"D", b"E", b"F"
PREFIX = struct.Struct("!cI")


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """One frame: its kind, its length, its payload."""
    return PREFIX.pack(kind, len(payload)) + payload


def as_json(data: Any) -> bytes:
    """Data as compact JSON."""
    return json.dumps(data, separators=(",", ":")).encode()


def receive_task(line: socket.socket) -> tuple[dict[str, Any], bytes] | None:
    """Wait for the next task and its body; None once the other side is gone."""
    task = _receive(line)
    body = _receive(line) if task is not None else None
    return None if task is None or body is None else (json.loads(task), body)


def _receive(line: socket.socket) -> bytes | None:
    prefix = _exactly(line, PREFIX.size)
    return None if prefix is None else _exactly(line, PREFIX.unpack(prefix)[1])


def _exactly(line: socket.socket, size: int) -> bytes | None:
    parts = []
    while size:
        part = line.recv(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
