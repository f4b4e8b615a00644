"""Answers that were sent and may be sent again as they are, byte by byte, until the store changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["LARGEST", "Headers", "Hot", "Kept", "key_of"]

Key = tuple[bytes, bytes, bytes, bytes]
Headers = Iterable[tuple[bytes, bytes]]

LARGEST = 64 << 10
_CHOOSING = {b"accept": 1, b"accept-encoding": 2, b"host": 3}
_SPECIAL = frozenset(
    {
        b"authorization",
        b"content-length",
        b"expect",
        b"if-none-match",
        b"range",
        b"transfer-encoding",
        b"upgrade",
    }
)


def key_of(target: bytes, headers: Headers) -> Key | None:
    """What two requests must agree in to get the same answer; None for one that needs a closer look."""
    parts = [target, b"", b"", b""]
    for name, value in headers:
        if name in _SPECIAL:
            return None
        if at := _CHOOSING.get(name):
            parts[at] += value
    return parts[0], parts[1], parts[2], parts[3]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its headers and body as they are sent, and what is counted of it."""

    data: bytes
    size: int
    route: str
    path: str

    @classmethod
    def of(cls, headers: Headers, body: bytes, route: str, path: str) -> Kept:
        """The answer of these headers and this body."""
        head = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
        return cls(head + b"\r\n" + body, len(body), route, path)


class Hot:
    """The answers by key, as many as fit into `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: dict[Key, Kept] = {}
        self._size = 0

    def get(self, key: Key) -> Kept | None:
        """The answer, if it is there."""
        return self._kept.get(key)

    def keep(self, key: Key, kept: Kept) -> None:
        """Keep an answer; where there is no more room, begin anew."""
        if self._size + len(kept.data) > self._limit:
            self.clear()
        self._kept[key] = kept
        self._size += len(kept.data) + len(key[0])

    def clear(self) -> None:
        """Forget all answers: the store has changed."""
        self._kept.clear()
        self._size = 0
