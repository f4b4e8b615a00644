"""Lines of a text page: one paragraph each, hard-wrapped lines joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.intake.characters import Line, clean_line

__all__ = ["lines_of_text"]

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WRAP_WIDTHS = range(50, 101)
_WRAP_PAIRS = 4
_WRAP_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    gap: bool


def lines_of_text(raw: str) -> list[Line]:
    """The lines of a text page as candidate paragraphs, in order, blank ones left out.

    >>> [line.text for line in lines_of_text("A headline\\n\\n  The first paragraph.\\n")]
    ['A headline', 'The first paragraph.']
    """
    rows = _rows(raw)
    width = _wrap_width(raw, rows)
    lines: list[Line] = []
    start, last = None, None
    for row, following in pairwise([*rows, None]):
        assert row is not None
        start = row if start is None else start
        last = row
        if following and not following.gap and 2 * (row.end - row.start) > width > 0:
            continue
        line = clean_line(raw, start.start, last.end, gap=start.gap)
        if line.text:
            lines.append(line)
        start = None
    return lines


def _rows(raw: str) -> list[_Row]:
    rows: list[_Row] = []
    at, gap = 0, True
    for end, after in [*(match.span() for match in _BREAK.finditer(raw)), (len(raw), len(raw))]:
        if raw[at:end].strip():
            rows.append(_Row(at, end, gap))
            gap = False
        else:
            gap = True
        at = after
    return rows


def _wrap_width(raw: str, rows: list[_Row]) -> int:
    """The width at which the page's lines are wrapped; 0 where each line is a paragraph."""
    width = max((row.end - row.start for row in rows), default=0)
    pairs = [(a, b) for a, b in pairwise(rows) if not b.gap]
    if width not in _WRAP_WIDTHS or len(pairs) < _WRAP_PAIRS:
        return 0
    full = sum(not _fits(raw, a, b, width) for a, b in pairs)
    return width if full >= _WRAP_SHARE * len(pairs) else 0


def _fits(raw: str, row: _Row, following: _Row, width: int) -> bool:
    """Whether the next line's first word would have had room at the end of this line."""
    word = raw[following.start : following.end].split(maxsplit=1)[0]
    return len(raw[row.start : row.end].rstrip()) + 1 + len(word) <= width
