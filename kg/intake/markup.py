"""Blocks of an HTML page, each with the exact place of its characters; linear in the page's length.

The standard library's `html.parser` takes quadratic time on broken pages and tells a tag's
line and column only, so the page is scanned here.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kg.intake.characters import Line, LineBuilder
from kg.model import ZoneKind

__all__ = ["Block", "Markup", "looks_like_markup", "scan"]

_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_VALUE_OR_END = re.compile(r"[^>=]*(?:(>)|=\s*([\"']?))")
_UNQUOTED = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")


def _tag_end(raw: str, at: int) -> int | None:
    """Where the tag ends whose attributes begin at `at`; a ">" within quotes does not end it.

    None where it never ends, or holds a quotation that never does.
    """
    while found := _VALUE_OR_END.match(raw, at):
        if found[1]:
            return found.end()
        if found[2]:
            close = raw.find(found[2], found.end())
            if close < 0:
                return None
            at = close + 1
        else:
            at = _UNQUOTED.match(raw, found.end()).end()  # type: ignore[union-attr]  # matches anything
    return None


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _names(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody "
    "tfoot thead tr ul"
)
_SKIPPED = _names(
    "audio button canvas iframe math noembed noframes noscript object option script select style svg "
    "template textarea video xmp"
)
_CONTEXTS = _names("nav header footer aside form figcaption")
_UNCLOSED = _names("p li td th tr dd dt")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_MARKED = re.compile(r"""\b(?:class|id|itemprop|rel)\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
_CAPTION_MARK = re.compile(r"\bcaption\b|wp-caption-text|photo-caption|image-caption", re.IGNORECASE)
_BYLINE_MARK = re.compile(r"\bby-?line\b|\bauthor\b|article-author", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A line of an HTML page and the elements that it lies in."""

    line: Line
    within: frozenset[str]


@dataclass(slots=True)
class Markup:
    """What one pass over an HTML page finds: its blocks and what its head says."""

    blocks: list[Block] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    times: list[dict[str, str]] = field(default_factory=list)
    linked_data: list[Any] = field(default_factory=list)
    title: str | None = None
    tags: int = 0
    depth: int = 0
    attributes: int = 0


def looks_like_markup(raw: str) -> bool:
    """Whether a page starts as HTML does.

    >>> looks_like_markup("<!DOCTYPE html><p>Hello.</p>"), looks_like_markup("A < B, they said.")
    (True, False)
    """
    return _START.match(raw) is not None


def scan(raw: str) -> Markup:
    """Read a page of HTML, however broken, in one pass."""
    return _Scanner(raw).run()


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    closing: bool
    attributes: str
    start: int
    end: int


class _Scanner:
    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.found = Markup()
        self.builder = LineBuilder()
        self.within: Counter[str] = Counter()
        self.open: Counter[str] = Counter()
        self.depth = 0
        self.hint: ZoneKind | None = None
        self.heading = 0
        self.breaks = 0

    def run(self) -> Markup:
        at = 0
        for tag in self._tags():
            self._text(at, tag.start)
            at = self._enter(tag)
        self._text(at, len(self.raw))
        self._flush()
        return self.found

    def _tags(self) -> Iterator[_Tag]:
        raw, at, quotes = self.raw, 0, True
        last = raw.rfind(">")
        self.resume = 0
        while (at := raw.find("<", max(at, self.resume))) != -1 and at <= last:
            if raw.startswith("<!--", at):
                end = raw.find("-->", at + 4)
                end = len(raw) if end == -1 else end + 3
                yield _Tag("!", False, "", at, end)
            elif raw.startswith(("<!", "<?"), at):
                end = raw.find(">", at) + 1
                yield _Tag("!", False, "", at, end)
            elif name := _NAME.match(raw, at):
                whole = _tag_end(raw, name.end()) if quotes else None
                # After a quotation that never ends, tags end at the next ">": so the scan stays linear.
                quotes = quotes and whole is not None
                end = whole or raw.find(">", name.end()) + 1
                attributes = raw[name.end() : end - 1]
                yield _Tag(name[1].lower(), raw[at + 1] == "/", attributes, at, end)
            else:
                end = at + 1
            at = end

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        before = bool(self.builder)
        self.builder.add_markup(self.raw, start, end)
        if self.builder and (before or not self.raw[start:end].isspace()):
            self.breaks = 0

    def _enter(self, tag: _Tag) -> int:
        """Take note of a tag; returns where the text goes on."""
        found, name = self.found, tag.name
        found.tags += 1
        if len(tag.attributes) > 1000:
            found.attributes = max(found.attributes, len(tag.attributes.split()))
        if name == "!":
            return tag.end
        if not tag.closing and (name in _SKIPPED or name == "title") and not tag.attributes.endswith("/"):
            return self._skip(tag)
        if name == "meta":
            self._note_meta(_attributes(tag.attributes))
        elif name == "time" and not tag.closing:
            found.times.append(_attributes(tag.attributes))
        elif name == "br":
            self.breaks += 1
            self._flush() if self.breaks > 1 else self.builder.add_break()
        elif name in {"td", "th", "dt"}:
            self.builder.add_break()
        if name in _BLOCKS:
            self._flush()
            self._hints(tag)
        self._nest(tag)
        return tag.end

    def _hints(self, tag: _Tag) -> None:
        self.hint, self.heading = None, 0
        if tag.closing:
            return
        marks = " ".join(_MARKED.findall(tag.attributes[:2000]))
        if tag.name == "figcaption" or _CAPTION_MARK.search(marks):
            self.hint = ZoneKind.CAPTION
        elif tag.name in {"p", "div", "address"} and _BYLINE_MARK.search(marks):
            self.hint = ZoneKind.BYLINE
        elif tag.name in {"li", "tr"}:
            # An item of a list or a row of a table is never a heading, however short.
            self.hint = ZoneKind.BODY
        self.heading = _HEADINGS.get(tag.name, 0)

    def _nest(self, tag: _Tag) -> None:
        if tag.name in _VOID or tag.attributes.endswith("/"):
            return
        step = -1 if tag.closing else 1
        if tag.closing and not self.open[tag.name]:
            return
        self.open[tag.name] += step
        if tag.name not in _UNCLOSED:
            self.depth += step
            self.found.depth = max(self.found.depth, self.depth)
        if tag.name in _CONTEXTS:
            self.within[tag.name] += step

    def _skip(self, tag: _Tag) -> int:
        close = re.compile(rf"</{tag.name}\s*>", re.IGNORECASE).search(self.raw, tag.end)
        inner = self.raw[tag.end : close.start() if close else len(self.raw)]
        if tag.name == "title" and self.found.title is None:
            self.found.title = " ".join(html.unescape(inner[:2000]).split()) or None
        elif tag.name == "script" and "ld+json" in tag.attributes:
            self.found.linked_data.extend(_json(inner))
        self.resume = close.end() if close else len(self.raw)
        return self.resume

    def _note_meta(self, attributes: dict[str, str]) -> None:
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = " ".join(attributes.get("content", "").split())
        if key and content:
            self.found.meta.setdefault(key.lower(), content)

    def _flush(self) -> None:
        self.breaks = 0
        if self.builder:
            line = self.builder.line(hint=self.hint, heading=self.heading)
            within = frozenset(name for name, count in self.within.items() if count > 0)
            if "figcaption" in within and line.hint is None:
                line = replace(line, hint=ZoneKind.CAPTION)
            if line.text:
                self.found.blocks.append(Block(line, within))
            self.builder = LineBuilder()


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(text[:5000])
    }


def _json(text: str) -> list[Any]:
    """The objects of a JSON-LD script, graphs unfolded; nothing where it is not JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    found: list[Any] = []
    for item in data if isinstance(data, list) else [data]:
        graph = item.get("@graph") if isinstance(item, dict) else None
        found.extend(graph if isinstance(graph, list) else [item])
    return [item for item in found if isinstance(item, dict)]
