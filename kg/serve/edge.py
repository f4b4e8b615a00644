"""What every answer has in common: headers, errors as problems, the access log and the counts."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from starlette.exceptions import HTTPException
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.asking import Gone
from kg.serve.hot import LARGEST, Headers, Kept, key_of
from kg.serve.problem import MEDIA_TYPE, Problem
from kg.serve.service import Service
from kg.serve.streaming import CutShort

__all__ = ["Edge"]

_ALLOWED_HEADERS = b"Accept, Authorization, Content-Type, If-None-Match"
_EXPOSED_HEADERS = b"Content-Type, ETag, Link, Location, Retry-After"


class Edge:
    """Stands between the connection and the routes."""

    def __init__(
        self, app: ASGIApp, server: Service, routes: list[Route], log: Callable[[str], object] | None
    ) -> None:
        self._app, self.server, self._routes, self._log = app, server, routes, log
        self._common = [
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
            (b"access-control-allow-origin", server.settings.origin.encode()),
            (b"access-control-expose-headers", _EXPOSED_HEADERS),
        ]
        self._locked = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, send, self._common, self._locked, self.server.version)
        try:
            self._check(scope)
            if scope["method"] == "OPTIONS":
                await self._options(scope, exchange)
            else:
                scope["app"] = self  # with an app here, the router raises what it cannot route
                await self._app(scope, receive, exchange.send)
        except HTTPException as error:
            detail = {404: "there is nothing here", 405: f"{scope['method']} is not allowed here"}
            said = detail.get(error.status_code, error.detail)
            await exchange.problem(Problem(error.status_code, said, headers=error.headers))
        except Problem as problem:
            await exchange.problem(problem)
        except Gone:
            exchange.ended = "the client went away"
        except CutShort as error:
            exchange.ended = str(error)
        except Exception as error:
            exchange.ended = f"{type(error).__name__}: {error}"
            await exchange.problem(Problem(500, "internal error; it is in the server's log"))
        finally:
            self._record(scope, exchange)

    def again(self, target: bytes, headers: Headers, client: str | None) -> bytes | None:
        """The head and body of an answer that was given before and still holds."""
        key = key_of(target, headers)
        kept = None if key is None else self.server.hot.get(key)
        if kept is None:
            return None
        self.server.metrics.events["cache_hit"] += 1
        self.server.metrics.count(kept.route, "GET", 200, 0.0, kept.size)
        if self._log is not None:
            self._write(client, "GET", kept.path, 200, kept.size, 0.0)
        return kept.data

    def _check(self, scope: Scope) -> None:
        limit = self.server.settings.limits.head_bytes
        if len(scope["raw_path"]) + len(scope["query_string"]) > limit:
            raise Problem(414, f"the address may have {limit} bytes; send a long query by POST")
        if sum(len(n) + len(v) for n, v in scope["headers"]) > limit:
            raise Problem(431, f"the head of a request may have {limit} bytes")
        try:
            path = unquote_to_bytes(scope["raw_path"]).decode("utf-8")
        except UnicodeDecodeError:
            raise Problem(400, "the path is not UTF-8") from None
        if any(c < " " or c == "\x7f" for c in path):
            raise Problem(400, "the path has control characters")

    async def _options(self, scope: Scope, exchange: _Exchange) -> None:
        methods = {"OPTIONS"}
        for route in self._routes:
            if route.matches(scope)[0] != Match.NONE:
                methods |= route.methods or set()
        if len(methods) == 1:
            raise Problem(404, "there is nothing here")
        allowed = ", ".join(sorted(methods)).encode()
        headers = [
            (b"allow", allowed),
            (b"access-control-allow-methods", allowed),
            (b"access-control-allow-headers", _ALLOWED_HEADERS),
            (b"access-control-max-age", b"86400"),
        ]
        await exchange.send({"type": "http.response.start", "status": 204, "headers": headers})
        await exchange.send({"type": "http.response.body", "body": b""})

    def _record(self, scope: Scope, exchange: _Exchange) -> None:
        seconds = time.perf_counter() - exchange.start
        name = getattr(scope.get("route"), "name", None) or "none"
        status = exchange.status or 499
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self.server.metrics.count(name, method, status, seconds, exchange.size)
        if exchange.body is not None and exchange.version == self.server.version:
            target = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
            key = key_of(target, scope["headers"])
            if key is not None:
                self.server.hot.keep(key, Kept.of(exchange.headers, exchange.body, name, scope["path"]))
        if self._log is not None:
            client = scope.get("client")
            self._write(
                client[0] if client else None,
                *(scope["method"], scope["path"], status, exchange.size, seconds),
                ended=exchange.ended,
            )

    def _write(
        self,
        client: str | None,
        method: str,
        path: str,
        status: int,
        size: int,
        seconds: float,
        *,
        ended: str = "",
    ) -> None:
        assert self._log is not None
        record: dict[str, Any] = {
            "time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            "client": client,
            "method": method,
            "path": path,
            "status": status,
            "bytes": size,
            "seconds": round(seconds, 6),
        }
        self._log(json.dumps({**record, "ended": ended} if ended else record))


_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})


class _Exchange:
    """One request and what was sent for it."""

    def __init__(
        self,
        scope: Scope,
        send: Send,
        common: list[tuple[bytes, bytes]],
        locked: tuple[bytes, bytes],
        version: str,
    ) -> None:
        self._scope, self._send, self._common, self._locked = scope, send, common, locked
        self.start = time.perf_counter()
        self.status = 0
        self.size = 0
        self.ended = ""
        self.version = version
        self.headers: list[tuple[bytes, bytes]] = []
        self.body: bytes | None = None

    async def send(self, message: Message) -> None:
        """Send, with the headers that all answers have."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = list(message.get("headers", ())) + self._common
            if not any(name == self._locked[0] for name, _ in headers):
                headers.append(self._locked)
            message = {**message, "headers": headers}
            self.headers = headers
        else:
            body = message.get("body", b"")
            if self._may_be_kept and not self.size and not message.get("more_body") and len(body) <= LARGEST:
                self.body = body
            self.size += len(body)
        await self._send(message)

    @property
    def _may_be_kept(self) -> bool:
        """Whether the same request gets the same answer as long as the store is the same."""
        return (
            self.status == 200
            and self._scope["method"] == "GET"
            and any(name == b"etag" for name, _ in self.headers)
        )

    async def problem(self, problem: Problem) -> None:
        """Send a problem, where nothing was sent yet."""
        if self.status:
            self.ended = self.ended or problem.detail
            return
        body = problem.body()
        headers = [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            *((n.encode(), v.encode("latin-1", "replace")) for n, v in problem.headers.items()),
        ]
        await self.send({"type": "http.response.start", "status": problem.status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})
