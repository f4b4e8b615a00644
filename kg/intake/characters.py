"""Clean text made from raw characters, with the map that leads back to them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Article, Segment, ZoneKind

__all__ = ["Line", "LineBuilder", "clean_line", "join", "reconstruct", "segment_text"]

# Length-preserving replacements: every odd space becomes a plain one.
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_TO_SPACE = {ord(c): " " for c in _SPACES + _BREAKS}

# Characters that print nothing: controls, soft hyphen, zero-width and direction marks. Clean text leaves
# them out, and the map steps over them: "Par\u00adty" is the word "Party", and is still found in the page.
_UNSEEN = "\x00-\x08\x0e-\x1b\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
_LEFT_OUT = re.compile(f"[{_UNSEEN}]+|\\r(?=\\n)")

_BLANK = f" {_SPACES}{_BREAKS}"
_WORD = f"[^&{_BLANK}{_UNSEEN}]+"
_MARKUP_RUN = re.compile(
    f"(?P<space>[{_BLANK}]+)"
    f"|(?P<unseen>[{_UNSEEN}]+)"
    r"|(?P<entity>&(?:#[0-9]{1,10};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?))"
    f"|(?P<text>&|{_WORD}(?: {_WORD})*)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate paragraph: its clean text, the map to the raw page, and what the page says of it.

    `segments` count from the start of this line. `gap` tells whether a blank line comes
    before it. `hint` is the zone that markup gives it, `heading` its level as a heading.
    """

    text: str
    segments: tuple[Segment, ...]
    gap: bool = True
    hint: ZoneKind | None = None
    heading: int = 0

    def cut(self, start: int, end: int) -> Line:
        """The part `[start, end)` of this line, without the spaces at its ends."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        kept = [_clip(s, start, end) for s in self.segments if s.start < end and s.end > start]
        return Line(self.text[start:end], tuple(kept), self.gap, self.hint, self.heading)


def _clip(segment: Segment, start: int, end: int) -> Segment:
    if not _by_character(segment):
        return Segment(segment.start - start, segment.end - start, segment.raw_start, segment.raw_end)
    low, high = max(segment.start, start), min(segment.end, end)
    shift = segment.raw_start - segment.start
    return Segment(low - start, high - start, low + shift, high + shift)


def _by_character(segment: Segment) -> bool:
    return segment.end - segment.start == segment.raw_end - segment.raw_start


class LineBuilder:
    """Collects the characters of one line, piece by piece, each with its place in the raw page."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def __bool__(self) -> bool:
        return self._length > 0

    def add(self, clean: str, raw_start: int, raw_end: int) -> None:
        """Append clean characters that stand for the raw characters `[raw_start, raw_end)`."""
        start, end = self._length, self._length + len(clean)
        piece = Segment(start, end, raw_start, raw_end)
        last = self._segments[-1] if self._segments else None
        if last and last.raw_end == raw_start and _by_character(last) and _by_character(piece):
            self._segments[-1] = Segment(last.start, end, last.raw_start, raw_end)
        else:
            self._segments.append(piece)
        self._parts.append(clean)
        self._length = end

    def add_markup(self, raw: str, start: int, end: int) -> None:
        """Append the text `[start, end)` of an HTML page: entities resolved, spaces collapsed."""
        for match in _MARKUP_RUN.finditer(raw, start, end):
            kind, piece = match.lastgroup, match[0]
            if kind == "entity":
                piece = _resolved(piece)
            if kind == "unseen" or not piece:
                continue
            if kind == "space" or piece == " ":
                if self._open:
                    self.add(" ", *match.span())
            else:
                self.add(piece, *match.span())

    @property
    def _open(self) -> bool:
        """Whether a space may follow: not at the start, and not after a space."""
        return bool(self._parts) and self._parts[-1] != " "

    def add_break(self) -> None:
        """Append a space for a tag that parts words; it stands for no raw characters."""
        if self._open:
            self._parts.append(" ")
            self._length += 1

    def line(self, *, gap: bool = True, hint: ZoneKind | None = None, heading: int = 0) -> Line:
        """The line collected so far."""
        whole = Line("".join(self._parts), tuple(self._segments), gap, hint, heading)
        return whole.cut(0, len(whole.text))


def _resolved(piece: str) -> str:
    """An entity or a run of spaces as clean text."""
    clean = _UNSEEN_RUN.sub("", html.unescape(piece).translate(_TO_SPACE))
    return clean.strip(" ") or clean[:1]


def clean_line(raw: str, start: int, end: int, *, gap: bool = True) -> Line:
    """The line of a text page at `[start, end)`: odd spaces made plain, unseen characters left out.

    >>> clean_line("98\\u00a0of 107", 0, 9).text
    '98 of 107'
    """
    builder = LineBuilder()
    at = start
    for left_out in _LEFT_OUT.finditer(raw, start, end):
        if left_out.start() > at:
            builder.add(raw[at : left_out.start()].translate(_TO_SPACE), at, left_out.start())
        at = left_out.end()
    if end > at:
        builder.add(raw[at:end].translate(_TO_SPACE), at, end)
    return builder.line(gap=gap)


def join(raw: str, lines: Iterable[Line]) -> tuple[str, list[tuple[int, int]], list[Segment]]:
    """Lines as paragraphs of one text: the text, where each paragraph lies, and the whole map.

    A blank line between two paragraphs stands for no raw characters, unless the page
    itself has exactly that blank line there.
    """
    kept = list(lines)
    spans: list[tuple[int, int]] = []
    segments: list[Segment] = []
    at = 0
    for line in kept:
        spans.append((at, at + len(line.text)))
        segments.extend(Segment(s.start + at, s.end + at, s.raw_start, s.raw_end) for s in line.segments)
        at += len(line.text) + 2
    merged = segments[:1]
    for before, after in pairwise(segments):
        gap = after.start - before.end
        plain = (
            _by_character(before)
            and _by_character(after)
            and raw[before.raw_end : after.raw_start] == "\n" * gap
        )
        if plain:
            merged[-1] = Segment(merged[-1].start, after.end, merged[-1].raw_start, after.raw_end)
        else:
            merged.append(after)
    return "\n\n".join(line.text for line in kept), spans, merged


def segment_text(raw: str, segment: Segment) -> str:
    """What the raw characters of a segment say, cleaned in the same way as the page was.

    >>> segment_text("A &amp; B", Segment(2, 3, 2, 7))
    '&'
    """
    piece = raw[segment.raw_start : segment.raw_end]
    if _by_character(segment):
        return "\n\n".join(part.translate(_TO_SPACE) for part in piece.split("\n\n"))
    return _resolved(piece)


def reconstruct(article: Article, start: int, end: int) -> str:
    """The clean text `[start, end)` made anew from the raw page by the article's map.

    Equal to `article.text[start:end]` where the map holds.
    """
    parts, at = [], start
    for segment in article.segments:
        if segment.end <= start or segment.start >= end:
            continue
        parts.append(_between(segment.start - at))
        low, high = max(segment.start, start), min(segment.end, end)
        text = segment_text(article.raw, segment)
        parts.append(text[low - segment.start : high - segment.start])
        at = high
    return "".join(parts)


def _between(length: int) -> str:
    """What stands between two segments: nothing, a space that a tag made, or a blank line."""
    return " " if length == 1 else "\n" * length
