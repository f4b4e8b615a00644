"""Which lines of a page are the article, and what each of them is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.intake.calendar import read_date_line
from kg.intake.characters import Line
from kg.intake.furniture import furniture
from kg.model import ZoneKind

__all__ = ["Layout", "is_statement", "lay_out"]

_ENDS = re.compile(r"""[.!?…:;]["'”’»)\]]*(?:\[\d{1,3}\])*$""")
_HEADLINE_WORDS = 4
_HEADING_WORDS = 12
_LONG_WORDS = 25
_PATTERN_LENGTH = 400


@dataclass(slots=True)
class Layout:
    """The paragraphs of an article in reading order, footer last, and what its other lines tell."""

    paragraphs: list[tuple[ZoneKind, Line]] = field(default_factory=list)
    title: str | None = None
    author: str | None = None
    published: dt.date | None = None
    dropped: list[str] = field(default_factory=list)


def is_statement(text: str) -> bool:
    """Whether a line reads as a sentence or more, and not as a heading or a label.

    >>> is_statement("The vote was free, monitors said."), is_statement("Two-Party Rule")
    (True, False)
    """
    words = len(text.split(maxsplit=_LONG_WORDS))
    return words >= _LONG_WORDS or (words >= 3 and _ENDS.search(text) is not None)


def lay_out(lines: Sequence[Line], *, title: str | None = None) -> Layout:
    """Tell the article's paragraphs from the page's furniture.

    Parameters: `title` is the headline where markup gives it; otherwise it is looked for
    among the lines before the first sentence. A page without any sentence is all body.
    """
    return _Reader(lines, title).read()


class _Reader:
    def __init__(self, lines: Sequence[Line], title: str | None) -> None:
        self.lines = lines
        self.rules = furniture()
        self.statement = [is_statement(line.text) for line in lines]
        self.noise = [self._is_noise(line.text) for line in lines]
        self.layout = Layout(title=title)
        self.lead = self._lead()
        self.headline = self._headline()
        self.footer_from = self._footer_from()

    def read(self) -> Layout:
        footer: list[tuple[ZoneKind, Line]] = []
        in_related = False
        for i, line in enumerate(self.lines):
            if self.statement[i]:
                in_related = False
            kind, line = self._kind(i, line)
            if kind is None:
                in_related = in_related or self._opens_related(line.text)
                self.layout.dropped.append(line.text)
            elif kind is not ZoneKind.BYLINE and (i > self.footer_from or line.hint is ZoneKind.FOOTER):
                footer.extend([(ZoneKind.FOOTER, line)] if self._states_in_footer(i) else [])
            elif in_related:
                self.layout.dropped.append(line.text)
            else:
                self.layout.paragraphs.append((kind, line))
        self.layout.paragraphs.extend(footer)
        return self.layout

    def _kind(self, i: int, line: Line) -> tuple[ZoneKind | None, Line]:
        """The zone of one line, None where it is furniture, and the line without its marker."""
        text, rules = line.text, self.rules
        if i == self.headline or (self.layout.title and _same(text, self.layout.title)):
            return None, line
        if line.heading == 1 and self.lead is not None and i < self.lead:
            # The page's metadata may word its headline in another way.
            return None, line
        if len(text) > _PATTERN_LENGTH:
            return ZoneKind.BODY, line
        if self._take_date(i, text):
            return None, line
        is_byline, author = rules.author(text)
        if is_byline or (line.hint is ZoneKind.BYLINE and not self.statement[i]):
            self.layout.author = self.layout.author or author
            return ZoneKind.BYLINE, line
        if start := rules.caption_start.match(text):
            rest = line.cut(start.end(), len(text))
            return (ZoneKind.CAPTION, rest) if is_statement(rest.text) else (None, line)
        if self.noise[i] or self._titles_player(i) or self._repeats(i):
            return None, line
        if self._is_caption(i, line):
            return ZoneKind.CAPTION, line
        return self._text_kind(i, line), line

    def _text_kind(self, i: int, line: Line) -> ZoneKind | None:
        words = len(line.text.split(maxsplit=_LONG_WORDS))
        if line.heading:
            return ZoneKind.SUBHEADING
        if self.lead is None or self.statement[i] or line.hint is ZoneKind.BODY:
            return ZoneKind.BODY
        if i < self.lead:
            above = self.headline is not None and i < self.headline
            return None if above or words < _HEADLINE_WORDS else ZoneKind.SUBHEADING
        following = next((j for j in range(i + 1, len(self.lines)) if not self._is_aside(j)), None)
        opens = following is not None and self.statement[following] and following <= self.footer_from
        listed = i > 0 and not line.gap and not self.statement[i - 1]
        first, last = line.text[0], line.text[-1]
        looks = words <= _HEADING_WORDS and not first.islower() and first not in "•*-–·" and last != "."
        return ZoneKind.SUBHEADING if opens and looks and not listed else ZoneKind.BODY

    def _is_noise(self, text: str) -> bool:
        rules = self.rules
        if len(text) > _PATTERN_LENGTH:
            return False
        if rules.related_line.fullmatch(text) and not text.endswith("."):
            return True
        patterns = (rules.furniture, rules.player, rules.related_head, rules.footer_head)
        return any(pattern.fullmatch(text) for pattern in patterns)

    def _lead(self) -> int | None:
        """Where the first sentence stands; a headline that asks or calls out before it does not count."""
        stated = (i for i, states in enumerate(self.statement) if states and not self.noise[i])
        first, second = next(stated, None), next(stated, None)
        asks = first is not None and second is not None and _asks_in_title_case(self.lines[first].text)
        return second if asks else first

    def _headline(self) -> int | None:
        first = next((i for i, line in enumerate(self.lines) if line.heading == 1), None)
        if self.layout.title is not None:
            return None
        if first is not None:
            self.layout.title = self.lines[first].text
            return first
        candidates = [i for i in range(self.lead or 0) if self._may_be_headline(i)]
        if not candidates:
            return None
        lengths = {i: len(self.lines[i].text.split()) for i in candidates}
        full = [i for i in candidates if lengths[i] >= _HEADLINE_WORDS]
        best = full[0] if full else max(candidates, key=lambda i: lengths[i])
        self.layout.title = self.lines[best].text
        return best

    def _may_be_headline(self, i: int) -> bool:
        line = self.lines[i]
        plain = not self.noise[i] and line.hint is None and read_date_line(line.text) is None
        return plain and not self.rules.author(line.text)[0] and not self.rules.caption_start.match(line.text)

    def _footer_from(self) -> int:
        """The line that ends the article: a byline or a footer's head, past a third of its sentences."""
        sizes = [len(line.text) if self.statement[i] else 0 for i, line in enumerate(self.lines)]
        total, before = sum(sizes), 0
        for i, line in enumerate(self.lines):
            if before and len(line.text) <= _PATTERN_LENGTH:
                if before * 3 >= total and self.rules.footer_head.fullmatch(line.text):
                    return i
                if before * 2 >= total and self.rules.author(line.text)[0]:
                    return i
            before += sizes[i]
        return len(self.lines)

    def _states_in_footer(self, i: int) -> bool:
        return self.statement[i] and not self.rules.footer_furniture.fullmatch(self.lines[i].text)

    def _take_date(self, i: int, text: str) -> bool:
        found = read_date_line(text)
        if found is None:
            return False
        if i < self.footer_from and not found.update:
            self.layout.published = self.layout.published or found.date
        return True

    def _titles_player(self, i: int) -> bool:
        if self.statement[i] or i + 1 == len(self.lines):
            return False
        below = self.lines[i + 1]
        return not below.gap and self.rules.player.fullmatch(below.text[:_PATTERN_LENGTH]) is not None

    def _repeats(self, i: int) -> bool:
        return i > 0 and self.statement[i] and self.lines[i - 1].text == self.lines[i].text

    def _is_caption(self, i: int, line: Line) -> bool:
        if line.hint is ZoneKind.CAPTION:
            return True
        tail = line.text[line.text.rfind("(") :] if "(" in line.text else ""
        if tail and self.rules.caption_end.fullmatch(tail):
            return True
        # A page shows a picture's description twice: as its alternative text and below it.
        return self.statement[i] and i + 1 < len(self.lines) and self.lines[i + 1].text == line.text

    def _is_aside(self, i: int) -> bool:
        return self.noise[i] or self._is_caption(i, self.lines[i])

    def _opens_related(self, text: str) -> bool:
        return self.rules.related_head.fullmatch(text[:_PATTERN_LENGTH]) is not None


def _asks_in_title_case(text: str) -> bool:
    words = [w for w in text.split() if len(w) > 3]
    capital = sum(w.lstrip("'\"“‘(")[:1].isupper() for w in words)
    return text[-1] in "?!" and 1 < len(words) < 20 and capital >= 0.8 * len(words)


def _same(text: str, title: str) -> bool:
    return len(text) <= 2 * len(title) + 10 and _letters(text) == _letters(title)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
