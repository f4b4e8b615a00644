"""From a page to an article: decoded, zoned, dated, with the map back to its raw characters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.intake.characters import Line, join, reconstruct
from kg.intake.dump import lines_of_text
from kg.intake.loading import Page, load
from kg.intake.markup import looks_like_markup, scan
from kg.intake.metadata import article_id, from_markup, publisher_of
from kg.intake.publication import infer_publication
from kg.intake.selection import article_lines
from kg.intake.zones import Layout, lay_out
from kg.model import Article, Source, Zone, ZoneKind

__all__ = ["parse", "read", "reconstruct"]

# More than this no article holds, and no language pipeline reads at once.
MAX_TEXT = 1_000_000


def read(source: str | Path | bytes, *, published: dt.date | None = None, url: str | None = None) -> Article:
    """Read one page as an article.

    Parameters: `source` is the path of a text or HTML file, an http(s) address, `-` for
    standard input, or a page's bytes. `published` is the day of publication and wins over what
    the page says; without both it is inferred where the text allows it. `url` is the
    page's address.

    Raises InputError where the page cannot be read, is too large, or holds no text.

    >>> read(b"The party was suspended on Monday.").text
    'The party was suspended on Monday.'
    """
    page = load(source)
    return _article(page, published=published, url=url)


def parse(
    raw: str,
    *,
    name: str | None = None,
    markup: bool = False,
    published: dt.date | None = None,
    url: str | None = None,
) -> Article:
    """The article of a page that is already decoded; the same raw characters give the same article.

    Parameters: `name` is what the id is made from where the page has no title. `markup`
    says that the page is HTML, which is otherwise told by its beginning. The others are as for `read`.
    """
    page = Page(raw, name or "page", stem=name, markup=markup)
    return _article(page, published=published, url=url)


def _article(page: Page, *, published: dt.date | None, url: str | None) -> Article:
    found = Source()
    if page.markup or looks_like_markup(page.raw):
        markup = scan(page.raw)
        found = from_markup(markup)
        lines = article_lines(page.raw, markup)
    else:
        lines = lines_of_text(page.raw)
    _refuse_size(lines, page)
    layout = lay_out(lines, title=found.title)
    if not layout.paragraphs:
        hint = "give a page with an article's text"
        raise InputError("the page holds no text of an article", where=page.name, hint=hint)
    text, spans, segments = join(page.raw, [line for _, line in layout.paragraphs])
    zones = tuple(Zone(kind, *span) for (kind, _), span in zip(layout.paragraphs, spans, strict=True))
    source = _source(found, layout, url or page.url, published)
    return Article(article_id(source, page.stem, text), source, page.raw, text, zones, tuple(segments))


def _refuse_size(lines: Sequence[Line], page: Page) -> None:
    size = sum(len(line.text) for line in lines)
    if size > MAX_TEXT:
        message = f"the page holds {size:,} characters of text, more than any article"
        raise InputError(message, where=page.name, hint="give one article at a time")


def _source(found: Source, layout: Layout, url: str | None, published: dt.date | None) -> Source:
    on_page = found.published or layout.published
    date: dt.date | None
    if published:
        date, reason = published, "option"
    elif on_page:
        date, reason = on_page, "page"
    else:
        told = (ZoneKind.BODY, ZoneKind.CAPTION, ZoneKind.SUBHEADING)
        date, reason = infer_publication([line.text for kind, line in layout.paragraphs if kind in told])
    return replace(
        found,
        title=found.title or layout.title,
        author=found.author or layout.author,
        publisher=found.publisher or publisher_of(layout),
        url=url or found.url,
        published=date,
        published_reason=reason,
    )
