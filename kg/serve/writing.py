"""The server's side of the writer: one change at a time, and a new writer where one broke."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
from typing import Any

from kg.serve import wire
from kg.serve.line import Broken, Line, connect
from kg.serve.problem import Problem
from kg.serve.settings import FOLDER, Settings

__all__ = ["Writing"]


class Writing:
    """Lets the writer do tasks, one after the other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = asyncio.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Line | None = None

    async def do(self, task: dict[str, Any], body: bytes = b"") -> dict[str, Any]:
        """Do a task; what it gives has the newest `snapshot` and its `version`.

        Raises Problem. A change is in the store whole or not at all, also where the
        writer had to be ended because it took too long.
        """
        async with self._lock:
            try:
                async with asyncio.timeout(self._settings.limits.write_seconds):
                    return await self._do(task, body)
            except TimeoutError:
                await self._end()
                limit = self._settings.limits.write_seconds
                raise Problem(504, f"the change took longer than {limit:g} seconds") from None
            except Broken:
                await self._end()
                raise Problem(500, "the change broke off the process that makes it") from None
            except asyncio.CancelledError:
                await self._end()
                raise

    async def rest(self) -> None:
        """Let go of the store until the next task, so that other programs may open it."""
        async with self._lock:
            await self._end()

    async def close(self) -> None:
        """End the writer and remove the snapshots of this server."""
        await self.rest()
        folder = self._settings.store / FOLDER
        shutil.rmtree(folder / str(os.getpid()), ignore_errors=True)
        with contextlib.suppress(OSError):
            folder.rmdir()

    async def _do(self, task: dict[str, Any], body: bytes) -> dict[str, Any]:
        if self._line is None or self._line.broken:
            await self._end()
        line = self._line or await self._start()
        line.send(wire.as_json(task), body)
        done: dict[str, Any] = {}
        while True:
            kind, payload = await line.next()
            if kind == wire.FAIL:
                raise Problem.from_record(payload)
            if kind == wire.DATA:
                done = json.loads(payload)
            if kind == wire.END:
                return done

    async def _start(self) -> Line:
        ours, theirs = socket.socketpair()
        with theirs:
            file = theirs.fileno()
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "kg.serve.writer", str(file)),
                    *(str(self._settings.store), str(os.getpid()), *self._settings.views),
                ],
                pass_fds=[file],
                stdin=subprocess.DEVNULL,
            )
        self._line = await connect(ours)
        return self._line

    async def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            # At the end of its line the writer closes the store; if it is at work, it is ended.
            try:
                await asyncio.to_thread(self._process.wait, 2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                await asyncio.to_thread(self._process.wait)
        self._line = self._process = None
