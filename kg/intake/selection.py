"""Which blocks of an HTML page are the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.intake.calendar import read_date_line
from kg.intake.characters import Line
from kg.intake.furniture import furniture
from kg.intake.markup import Block, Markup
from kg.intake.zones import is_statement
from kg.model import ZoneKind

__all__ = ["article_lines"]

_MAX_DEPTH = 250
_MAX_TAGS = 60_000
_MAX_ATTRIBUTES = 1000
_MAX_JOINED = 300_000
_SURE_LENGTH = 25
_CREDIT_LENGTH = 200
_OUTSIDE = frozenset({"nav", "aside", "form", "header", "footer"})
_OUTSIDE_ARTICLE = _OUTSIDE - {"header"}


def article_lines(raw: str, markup: Markup) -> list[Line]:
    """The lines of the article, in order; sentences of the page's footer come last, marked so.

    trafilatura says what the main content is. The text is always the page's own: a
    paragraph of trafilatura's that no block of the page holds is dropped, never guessed.
    """
    chosen = _chosen(raw, markup)
    inside = [i for i, keep in enumerate(chosen) if keep]
    if not inside:
        return [block.line for block in markup.blocks if not block.within & _OUTSIDE] + _footer(markup.blocks)
    head = _head(markup.blocks, chosen)
    last = inside[-1] + 1
    lines = []
    for i, block in enumerate(markup.blocks[:last]):
        if i < head:
            keep = chosen[i] and is_statement(block.line.text)
        else:
            keep = chosen[i] or (not block.within & _OUTSIDE_ARTICLE and _belongs(block.line))
        if keep:
            lines.append(block.line)
    after = markup.blocks[last:]
    lines.extend(b.line for b in after[:3] if b.line.hint is ZoneKind.BYLINE and "aside" not in b.within)
    return lines + _footer(after)


def _belongs(line: Line) -> bool:
    """Whether a line among the article's own is part of it although no main text: caption, byline, date."""
    if line.hint in (ZoneKind.CAPTION, ZoneKind.BYLINE):
        return True
    short = len(line.text) <= _CREDIT_LENGTH
    return short and (furniture().author(line.text)[0] or read_date_line(line.text) is not None)


def _chosen(raw: str, markup: Markup) -> list[bool]:
    """For each block, whether trafilatura holds it to be main content."""
    kept = _main_paragraphs(raw, markup)
    whole = set(kept)
    joined = "\n".join(kept)
    long = [p for p in kept if len(p) >= _SURE_LENGTH]
    search = len(joined) <= _MAX_JOINED
    chosen = []
    for block in markup.blocks:
        text = _letters(block.line.text)
        found = text in whole
        if not found and search and len(text) >= _SURE_LENGTH:
            # A block may be part of a merged paragraph, or a paragraph part of a block that lost a link.
            found = text in joined or 2 * sum(len(p) for p in long if p in text) > len(text)
        chosen.append(bool(text) and found)
    return chosen


def _main_paragraphs(raw: str, markup: Markup) -> list[str]:
    # lxml takes quadratic time over a tag's attributes, and no page that people read is so deep or so large.
    hostile = markup.depth > _MAX_DEPTH or markup.tags > _MAX_TAGS or markup.attributes > _MAX_ATTRIBUTES
    if hostile or not markup.blocks:
        return []
    import trafilatura

    text = trafilatura.extract(
        raw,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
        with_metadata=False,
    )
    return [letters for line in (text or "").splitlines() if (letters := _letters(line))]


def _head(blocks: Sequence[Block], chosen: Sequence[bool]) -> int:
    """Where the article begins: its main heading, if in the first quarter of what was chosen."""
    sizes = [len(block.line.text) if keep else 0 for block, keep in zip(blocks, chosen, strict=True)]
    total, before = sum(sizes), 0
    for i, block in enumerate(blocks):
        if 4 * before > total:
            break
        if block.line.heading == 1 and "nav" not in block.within:
            return i
        before += sizes[i]
    return chosen.index(True)


def _footer(after: Sequence[Block]) -> list[Line]:
    footer = (b.line for b in after if "footer" in b.within and "nav" not in b.within)
    return [replace(line, hint=ZoneKind.FOOTER) for line in footer if is_statement(line.text)]


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
