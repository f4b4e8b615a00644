"""A connection that a client cannot keep busy for nothing: slow, endless or malformed heads are refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from kg.serve.hot import Headers
from kg.serve.problem import MEDIA_TYPE, Problem

__all__ = ["connection_class"]


def connection_class(
    head_bytes: int, stall_seconds: float, again: Callable[[bytes, Headers, str | None], bytes | None]
) -> type[HttpToolsProtocol]:
    """The protocol of a server that waits `stall_seconds` for a head of at most `head_bytes`.

    `again` gives the head and body of the answer to a GET where it was given before; then no
    more of the server is asked. Its parameters are the target, the headers and the client.
    """

    class Connection(HttpToolsProtocol):
        """One connection."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._in_head = True
            self._head_size = 0
            self._answered = False
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
            self._answered = self._answer_again()
            if not self._answered:
                super().on_headers_complete()

        def on_body(self, body: bytes) -> None:
            if not self._answered:
                super().on_body(body)

        def on_message_complete(self) -> None:
            self._in_head, self._head_size = True, 0
            if not self._answered:
                super().on_message_complete()

        def _answer_again(self) -> bool:
            parser = self.parser
            if parser.get_method() != b"GET" or parser.get_http_version() != "1.1":
                return False
            busy = self.pipeline or not (self.cycle is None or self.cycle.response_complete)
            if busy or self.flow.write_paused or not parser.should_keep_alive():
                return False
            data = again(self.url, self.headers, self.client[0] if self.client else None)
            if data is None:
                return False
            date = b"".join(n + b": " + v + b"\r\n" for n, v in self.server_state.default_headers)
            self.transport.write(STATUS_LINE[200] + date + data)
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
            return True

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
