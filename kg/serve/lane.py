"""The way of all questions to the readers, fast for those that are short.

To wake a process for each question takes longer than a short question itself. So, while many ask, a
few lie ready at each reader. What takes long is handed on together with its reader (`kg.serve.asking`
minds its limits), and the questions that lay ready behind it are asked of another.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field

from kg.serve import wire
from kg.serve.line import Line
from kg.serve.pool import Pool, Reader, busy
from kg.serve.problem import Problem
from kg.serve.settings import Limits

__all__ = ["Answer", "Lane", "broken"]

DEPTH = 8
LONG = 0.03


@dataclass(slots=True)
class Answer:
    """What a reader answered, whole."""

    status: int
    media_type: str
    headers: dict[str, str]
    gzip: bool
    body: bytes


@dataclass(eq=False, slots=True)
class _Question:
    task: bytes
    since: float
    reply: asyncio.Future[Answer | Reader]

    def settle(self, outcome: Answer | Reader | Problem) -> None:
        if self.reply.done():
            return
        if isinstance(outcome, Problem):
            self.reply.set_exception(outcome)
        else:
            self.reply.set_result(outcome)


@dataclass(eq=False, slots=True)
class _Track:
    """A reader and the questions that lie at it, in order; `depth` is how many may.

    `answered` and `seen` count its answers, until now and until it was last looked at.
    """

    reader: Reader
    asked: deque[_Question] = field(default_factory=deque)
    depth: int = 1
    answered: int = 0
    seen: int = -1


class Lane:
    """Asks as many readers as run at once."""

    def __init__(self, pool: Pool, width: int, limits: Limits) -> None:
        self._pool, self._width, self._limits = pool, width, limits
        self._tracks: list[_Track] = []
        self._queue: deque[_Question] = deque()
        self._fetching: set[asyncio.Task[None]] = set()
        self._clock: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """How many questions lie at no reader yet."""
        return len(self._queue)

    async def ask(self, task: bytes) -> Answer | Reader:
        """The answer to a task; or the reader that is at it, where it takes long or the answer is long.

        Raises Problem where the reader failed, where too many are waiting already, or where no reader came
        free in time.
        """
        loop = asyncio.get_running_loop()
        question = _Question(task, loop.time(), loop.create_future())
        if self._queue or not self._sent(question):
            if len(self._queue) >= self._limits.waiting:
                raise busy()
            self._queue.append(question)
            self._fetch()
        return await question.reply

    def _sent(self, question: _Question) -> bool:
        """Let a question lie at a reader; False where none has room."""
        if len(self._tracks) < self._width and (reader := self._pool.take()) is not None:
            self._send(self._open(reader), question)
            return True
        newest = self._pool.snapshot
        free = [t for t in self._tracks if len(t.asked) < t.depth and t.reader.snapshot == newest]
        if not free:
            return False
        self._send(min(free, key=lambda t: len(t.asked)), question)
        return True

    def _send(self, track: _Track, question: _Question) -> None:
        track.asked.append(question)
        track.reader.line.post(question.task, track.reader.snapshot.encode())

    def _open(self, reader: Reader) -> _Track:
        track = _Track(reader)
        self._tracks.append(track)
        reader.snapshot = self._pool.snapshot
        reader.line.listener = lambda: self._heard(track)
        if self._clock is None:
            self._clock = asyncio.get_running_loop().call_later(LONG, self._look)
        return track

    def _fetch(self) -> None:
        """Wait for as many more readers as the queue has use for."""
        wanted = min(self._width - len(self._tracks), len(self._queue)) - len(self._fetching)
        for _ in range(wanted):
            task = asyncio.get_running_loop().create_task(self._bring())
            self._fetching.add(task)
            task.add_done_callback(self._fetching.discard)

    async def _bring(self) -> None:
        while self._queue and len(self._tracks) < self._width:
            try:
                reader = await self._pool.lend()
            except Problem as problem:
                late = asyncio.get_running_loop().time() - self._limits.patience
                while self._queue and self._queue[0].since <= late:
                    self._queue.popleft().settle(problem)
                continue
            if not self._queue or len(self._tracks) >= self._width:
                self._pool.give_back(reader)
                return
            self._refill(self._open(reader))

    def _refill(self, track: _Track) -> None:
        if not track.asked:
            track.reader.snapshot = self._pool.snapshot
        elif track.reader.snapshot != self._pool.snapshot:
            return  # the files that it reads are kept until its last answer
        while self._queue and len(track.asked) < track.depth:
            self._send(track, self._queue.popleft())

    def _heard(self, track: _Track) -> None:
        """Give the answers that have come to those who wait for them."""
        line = track.reader.line
        while track.asked and (frame := line.first()) is not None:
            kind, payload = frame
            if kind == wire.FAIL:
                line.take()
                track.asked.popleft().settle(Problem.from_record(json.loads(payload)))
            elif (answer := _whole(line)) is not None:
                track.asked.popleft().settle(answer)
            elif json.loads(payload)["whole"]:
                break  # the rest of it is on its way
            else:
                self._hand_on(track)
                return
            track.answered += 1
            track.depth = min(track.depth + 1, DEPTH)
        if line.broken:
            self._broken(track)
            return
        self._refill(track)
        if not track.asked:
            self._leave(track)
            self._pool.give_back(track.reader)

    def _look(self) -> None:
        """Hand on what has been the first at its reader since the last look."""
        self._clock = None
        for track in list(self._tracks):
            if track.answered == track.seen:
                self._hand_on(track)
            track.seen = track.answered
        if self._tracks:
            self._clock = asyncio.get_running_loop().call_later(LONG, self._look)

    def _hand_on(self, track: _Track) -> None:
        self._leave(track)
        first = track.asked.popleft()
        track.reader.unheard += len(track.asked)  # it has them before it still
        first.settle(track.reader)
        self._again(track)

    def _broken(self, track: _Track) -> None:
        self._leave(track)
        if track.asked:
            track.asked.popleft().settle(broken())
        self._pool.end(track.reader)
        self._again(track)

    def _again(self, track: _Track) -> None:
        self._queue.extendleft(reversed(track.asked))
        while self._queue and self._sent(self._queue[0]):
            self._queue.popleft()
        self._fetch()

    def _leave(self, track: _Track) -> None:
        self._tracks.remove(track)
        track.reader.line.listener = None


def _whole(line: Line) -> Answer | None:
    """The next answer, if all of it is there."""
    frames = line.whole(3, wire.END)
    if frames is None:
        return None
    head = json.loads(frames[0][1])
    return Answer(head["status"], head["type"], head["headers"], head["gzip"], frames[1][1])


def broken() -> Problem:
    """What is said of a reader that ended by itself."""
    return Problem(
        422, "the query needs more memory than it may take, or is nested too deep; ask for less at once"
    )
