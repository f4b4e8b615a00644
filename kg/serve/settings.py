"""What a server is told when it starts, and the limits that it keeps."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FOLDER", "INDEX", "Limits", "Settings"]

FOLDER = "serving"
"""The folder of a store for the snapshots of its servers."""
INDEX = "search"
"""The folder of a snapshot for the index of names and sentences."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of requests and of the processes that answer them.

    `query_seconds` and `rows` bound one query, `memory` the bytes that its process may
    take; `waiting` how many requests may wait for a process, and `patience` for how many
    seconds; `stall_seconds` how long a client may keep the server waiting for the next
    bytes; the rest are sizes in bytes.
    """

    query_seconds: float = 30.0
    write_seconds: float = 300.0
    rows: int = 1_000_000
    memory: int = 2 << 30
    waiting: int = 512
    patience: float = 15.0
    stall_seconds: float = 20.0
    head_bytes: int = 60 << 10
    query_bytes: int = 1 << 20
    page_bytes: int = 10 << 20
    cache_bytes: int = 32 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """One server: its store, where it listens, and what it allows.

    `views` are those that can be asked, the first of them where none is named; `readers`
    is how many queries run at once before others have to wait, and `most_readers` how
    many where the first ones take long; `public` is the address by which clients know the
    server, where a proxy stands before it; without a `token` nothing can be changed.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8000
    views: tuple[str, ...] = ("reported", "strict")
    readers: int = max(2, os.cpu_count() or 2)
    most_readers: int = 16
    origin: str = "*"
    public: str | None = None
    token: str | None = None
    limits: Limits = Limits()
