"""A connection that a client cannot keep busy for nothing: slow, endless or malformed heads are refused."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from kg.serve.problem import MEDIA_TYPE, Problem

__all__ = ["connection_class"]


def connection_class(head_bytes: int, stall_seconds: float) -> type[HttpToolsProtocol]:
    """The protocol of a server that waits `stall_seconds` for a head of at most `head_bytes`."""

    class Connection(HttpToolsProtocol):
        """One connection."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._in_head = True
            self._head_size = 0
            self._timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._await_head()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if self._in_head:
                self._head_size += len(data)
            super().data_received(data)
            if self._in_head and self._head_size > head_bytes:
                self._refuse(Problem(431, f"the head of a request may have {head_bytes} bytes"))

        def on_message_begin(self) -> None:
            super().on_message_begin()
            if self._timer is None:
                self._await_head()

        def on_headers_complete(self) -> None:
            self._stop()
            self._in_head = False
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            self._in_head, self._head_size = True, 0
            super().on_message_complete()

        def send_400_response(self, msg: str) -> None:
            if len(getattr(self, "url", b"")) > head_bytes:
                self._refuse(Problem(414, f"the address may have {head_bytes} bytes"))
            else:
                self._refuse(Problem(400, "the request is not well-formed HTTP"))

        def _await_head(self) -> None:
            self._timer = self.loop.call_later(stall_seconds, self._too_slow)

        def _stop(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def _too_slow(self) -> None:
            self._timer = None
            self._refuse(
                Problem(408, f"the head of the request did not come within {stall_seconds:g} seconds")
            )

        def _refuse(self, problem: Problem) -> None:
            if self.transport.is_closing():
                return
            body = problem.body()
            head = f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
            self.transport.write(STATUS_LINE[problem.status] + head.encode() + body)
            self.transport.close()

    return Connection
