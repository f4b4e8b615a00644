"""Sends a long answer piece by piece, as fast as the client takes it, and stops when it goes away."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.serve.asking import Gone, Rest
from kg.serve.problem import Problem

__all__ = ["CutShort", "Stream", "gone"]


class CutShort(Exception):
    """An answer that had begun could not be sent to its end; the connection must be closed."""


class Stream(Response):
    """An answer in pieces; it ends without its last piece where it cannot be finished."""

    def __init__(
        self,
        first: bytes,
        rest: Rest,
        status: int,
        headers: Mapping[str, str],
        stall_seconds: float,
    ) -> None:
        super().__init__(None, status, headers)
        del self.headers["content-length"]
        self._first, self._rest, self._stall = first, rest, stall_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer.

        Raises CutShort where a limit was passed on the way, or the client took nothing for too long.
        """
        watch = asyncio.ensure_future(gone(receive))
        try:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            if scope["method"] != "HEAD":
                await self._body(watch, send)
            if not watch.done():
                await send({"type": "http.response.body", "body": b""})
        except Gone:
            return
        except (Problem, TimeoutError) as error:
            raise CutShort(str(error) or "the client took nothing for too long") from None
        finally:
            watch.cancel()
            self._rest.close()

    async def _body(self, watch: asyncio.Future[None], send: Send) -> None:
        await self._piece(self._first, send)
        async for piece in self._rest:
            if watch.done():
                return
            await self._piece(piece, send)

    async def _piece(self, piece: bytes, send: Send) -> None:
        async with asyncio.timeout(self._stall):
            await send({"type": "http.response.body", "body": piece, "more_body": True})


async def gone(receive: Receive) -> None:
    """Return when the client has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass
