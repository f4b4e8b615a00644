"""From what the user names to what the pages say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.app import DayOption
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.model import Article, Extraction

__all__ = ["extracted", "page_files"]

_PAGES = {".txt", ".html", ".htm", ".xhtml"}


def page_files(pages: Iterable[str]) -> list[str]:
    """The pages, each folder replaced by the text and HTML files in it, in the order of their names.

    Raises InputError for a folder without any.
    """
    out: list[str] = []
    for page in pages:
        if not Path(page).is_dir():
            out.append(page)
            continue
        found = sorted(p for p in Path(page).rglob("*") if p.suffix.lower() in _PAGES and p.is_file())
        if not found:
            hint = f"its pages must end in {', '.join(sorted(_PAGES))}"
            raise InputError("there is no page in this folder", where=page, hint=hint)
        out += map(str, found)
    return out


def extracted(
    pages: Iterable[str], *, published: DayOption, pipeline: str | None
) -> Iterator[tuple[str, Extraction | Exception]]:
    """What each page says, in their order, or the error that it ends in."""
    from kg.extract.many import extract_many

    unread: list[tuple[str, Exception]] = []

    def articles() -> Iterator[tuple[str, Article]]:
        from kg.intake import read

        for page in pages:
            try:
                yield page, read(page, published=published)
            except InputError as error:
                unread.append((page, error))

    for outcome in extract_many(articles(), model=pipeline):
        yield from unread
        unread.clear()
        yield outcome
    yield from unread
