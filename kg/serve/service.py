"""What all routes share: the readers, the writer, the cache of short answers and the counts."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections import OrderedDict
from collections.abc import Coroutine, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.serve import wire
from kg.serve.asking import Begun, ask
from kg.serve.hot import Hot
from kg.serve.lane import Answer, Lane
from kg.serve.metrics import Metrics
from kg.serve.pool import Pool
from kg.serve.problem import Problem
from kg.serve.settings import Settings
from kg.serve.streaming import Stream, gone
from kg.serve.writing import Writing

__all__ = ["Service", "service"]

SHORT = 256 << 10
MOST_CHANGES = 32


class Service:
    """One running server."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool = Pool(settings)
        self.lane = Lane(self.pool, settings.readers, settings.limits)
        self.writing = Writing(settings)
        self.metrics = Metrics()
        self.version = ""
        self.hot = Hot(settings.limits.cache_bytes)
        self._cache: OrderedDict[bytes, Answer] = OrderedDict()
        self._cached = 0
        self._changes = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Bring the views up to date and begin to read.

        Raises Problem where the store cannot be opened.
        """
        done = await self.writing.do({"do": "snapshot"})
        self.pool.open(done["snapshot"])
        self.version = done["version"]
        if self.settings.token is None:
            await self.writing.rest()

    async def change(self, task: dict[str, Any], body: bytes = b"") -> dict[str, Any]:
        """Let the writer do a task, and read what it left from then on.

        Raises Problem; then the store is as it was.
        """
        if self._changes >= MOST_CHANGES:
            raise Problem(503, "too many changes are waiting; try again later", headers={"retry-after": "10"})
        self._changes += 1
        try:
            done = await self.writing.do(task, body)
        finally:
            self._changes -= 1
        self.pool.switch(done["snapshot"])
        self.version = done["version"]
        self.hot.clear()
        return done

    async def renew(self) -> None:
        """Read the store as it is now, where another program has changed it."""
        with contextlib.suppress(Problem):  # the store is in use: the old state is served on
            await self.change({"do": "snapshot"})
        if self.settings.token is None:
            await self.writing.rest()

    def background(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on beside the requests."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """End all processes."""
        await self.pool.close()
        await self.writing.close()

    async def reply(
        self, request: Request, task: Mapping[str, Any], *, fixed: bool = True, vary: str = "accept"
    ) -> Response:
        """Let a reader do a task, or answer from the cache, or with 304 where the client has it already.

        `fixed` is false for a task whose answer is another each time. Raises Problem.
        """
        settings = self.settings
        gzip = _takes_gzip(request.headers.get("accept-encoding", ""))
        order = wire.as_json({**task, "gzip": gzip})
        key = hashlib.sha256(order + self.version.encode()).digest()[:16]
        headers = {"vary": f"{vary}, accept-encoding", "cache-control": "no-store"}
        if fixed:
            headers["etag"] = f'W/"{key.hex()}"'
            headers["cache-control"] = "no-cache"
            if headers["etag"] in _tags(request.headers.get("if-none-match", "")):
                self.metrics.events["not_modified"] += 1
                return Response(status_code=304, headers=headers)
            if (kept := self._cache.get(key)) is not None:
                self._cache.move_to_end(key)
                self.metrics.events["cache_hit"] += 1
                return _response(kept, headers, settings)
        answer = await ask(
            self.lane,
            self.pool,
            order,
            seconds=settings.limits.query_seconds,
            gone=lambda: gone(request.receive),
        )
        if fixed and isinstance(answer, Answer) and answer.status == 200 and len(answer.body) <= SHORT:
            self._keep(key, answer)
        return _response(answer, headers, settings)

    def _keep(self, key: bytes, answer: Answer) -> None:
        self._cache[key] = answer
        self._cached += len(answer.body) + 1024
        while self._cached > self.settings.limits.cache_bytes:
            _, dropped = self._cache.popitem(last=False)
            self._cached -= len(dropped.body) + 1024


def service(request: Request) -> Service:
    """The server that a request came to."""
    found: Service = request.app.server
    return found


def _response(found: Answer | Begun, headers: Mapping[str, str], settings: Settings) -> Response:
    answer = found.answer if isinstance(found, Begun) else found
    sent = {**headers, **answer.headers, "content-type": answer.media_type}
    if answer.gzip:
        sent["content-encoding"] = "gzip"
    if isinstance(found, Begun):
        return Stream(answer.body, found.rest, answer.status, sent, settings.limits.stall_seconds)
    return Response(answer.body, answer.status, sent)


def _takes_gzip(header: str) -> bool:
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        if name.strip() in {"gzip", "x-gzip", "*"}:
            return "".join(parameters.split()) not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _tags(header: str) -> set[str]:
    return {tag.strip() for tag in header.split(",")}
