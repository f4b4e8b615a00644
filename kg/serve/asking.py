"""Lets a reader do a task, within limits, for a client that may go away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from kg.serve import wire
from kg.serve.lane import Answer, Lane, broken
from kg.serve.line import Broken
from kg.serve.pool import Pool, Reader
from kg.serve.problem import Problem

__all__ = ["Begun", "Gone", "Rest", "ask"]

SHORT = 0.03
LONG = 1.0


class Gone(Exception):
    """The client went away."""


@dataclass(slots=True)
class Begun:
    """A long answer: its first piece in `answer`, and the rest of it."""

    answer: Answer
    rest: Rest


async def ask(
    lane: Lane, pool: Pool, task: bytes, *, seconds: float, gone: Callable[[], Awaitable[object]]
) -> Answer | Begun:
    """Let a reader do a task, and end it where it takes longer, or where the client goes.

    Parameters: `task` is JSON; `seconds` is the time that the reader may take, the client's own slowness
    not counted; `gone` returns when the client has gone away.

    Raises Problem, and Gone.
    """
    reader = await lane.ask(task)
    if isinstance(reader, Answer):
        return reader
    work = _Work(pool, reader, seconds, gone)
    try:
        _, head = await work.next()
        _, body = await work.next()
        answer = Answer(head["status"], head["type"], head["headers"], head["gzip"], body)
        if not head["whole"]:
            return Begun(answer, Rest(work))
        await work.next()
        pool.give_back(reader)
        return answer
    except Problem:
        raise
    except BaseException:
        pool.end(reader)
        raise


class _Work:
    """One task of a reader."""

    def __init__(
        self, pool: Pool, reader: Reader, seconds: float, gone: Callable[[], Awaitable[object]]
    ) -> None:
        self._pool, self._reader, self._left = pool, reader, seconds
        self._allowed = seconds
        self._gone = gone

    async def next(self) -> tuple[bytes, Any]:
        """The next frame of the answer.

        Raises Problem where the reader failed or took too long, and then it is back or ended.
        """
        line = self._reader.line
        if line.ready() is not None:
            start = time.monotonic()
            if not await line.wait(min(SHORT, self._left)):
                waiter = line.ready()
                if waiter is not None:
                    await self._wait(waiter)
            self._left -= time.monotonic() - start
        try:
            kind, payload = await line.next()
        except Broken:
            self._pool.end(self._reader)
            raise broken() from None
        if kind == wire.FAIL:
            self._pool.give_back(self._reader)
            raise Problem.from_record(payload)
        return kind, payload

    def give_back(self) -> None:
        """The reader is free again."""
        self._pool.give_back(self._reader)

    def end(self) -> None:
        """The reader is of no more use."""
        self._pool.end(self._reader)

    async def _wait(self, waiter: asyncio.Future[None]) -> None:
        """Wait for a reader that takes its time, with an eye on the client."""
        watch = asyncio.ensure_future(self._gone())
        end = time.monotonic() + self._left
        try:
            for patience in (LONG, self._allowed):
                left = min(patience, max(end - time.monotonic(), 0))
                await asyncio.wait((waiter, watch), timeout=left, return_when=asyncio.FIRST_COMPLETED)
                if waiter.done():
                    return
                if watch.done():
                    raise Gone
                if time.monotonic() < end:
                    self._pool.slow(self._reader)
            self._pool.end(self._reader)
            raise Problem(504, f"the query took longer than {self._allowed:g} seconds; ask for less at once")
        finally:
            watch.cancel()


class Rest:
    """The rest of a long answer; to be closed, wherever it was left."""

    def __init__(self, work: _Work) -> None:
        self._work = work
        self._done = False

    def __aiter__(self) -> Rest:
        return self

    async def __anext__(self) -> bytes:
        """The next piece; raises Problem where a limit was passed, and Gone."""
        try:
            kind, payload = await self._work.next()
        except Problem:
            self._done = True
            raise
        if kind == wire.END:
            self._done = True
            self._work.give_back()
            raise StopAsyncIteration
        return bytes(payload)

    def close(self) -> None:
        """End the reader where it is not at the end of its answer."""
        if not self._done:
            self._done = True
            self._work.end()
