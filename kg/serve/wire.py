"""Frames between the server and the processes that work for it, over a socket.

A task is one TASK frame (JSON) and one DATA frame. The answer is a HEAD (JSON), any number of
DATA and one END; or a FAIL (JSON) at any point.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

__all__ = ["DATA", "END", "FAIL", "HEAD", "PREFIX", "TASK", "as_json", "frame", "receive_task"]

TASK, HEAD, DATA, END, FAIL = b"T", b"H", b"D", b"E", b"F"
PREFIX = struct.Struct("!cI")
_COMPACT = json.JSONEncoder(separators=(",", ":"))  # made once: `json.dumps` would make one each time


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """One frame: its kind, its length, its payload."""
    return PREFIX.pack(kind, len(payload)) + payload


def as_json(data: Any) -> bytes:
    """Data as compact JSON."""
    return _COMPACT.encode(data).encode()


def receive_task(line: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Wait for the next task and its body; None once the other side is gone."""
    task = _receive(line)
    body = _receive(line) if task is not None else None
    return None if task is None or body is None else (json.loads(task), body)


def _receive(line: BinaryIO) -> bytes | None:
    prefix = line.read(PREFIX.size)
    if len(prefix) < PREFIX.size:
        return None
    _, size = PREFIX.unpack(prefix)
    payload = line.read(size)
    return payload if len(payload) == size else None
