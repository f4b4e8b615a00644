"""Writes HTML in which text can never be markup, and no script can run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from kg.queries.result import UNSAFE

__all__ = ["HEADERS", "Html", "listed", "page", "tag"]

_STYLE = """
:root { color-scheme: light dark; --quiet: light-dark(#555, #aaa); --line: light-dark(#ddd, #444) }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; overflow-wrap: anywhere } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; overflow-wrap: anywhere;
 border-top: 1px solid var(--line) }
th { font-weight: 600; width: 14rem } .quiet { color: var(--quiet); font-size: .9rem }
h1, td, blockquote { unicode-bidi: isolate }
blockquote { margin: .2rem 0 .2rem 0; padding-left: .8rem; border-left: 3px solid var(--line) }
textarea { width: 100%; height: 12rem; font: 14px/1.4 ui-monospace, monospace; box-sizing: border-box }
nav a { margin-right: 1rem } a:focus-visible, button:focus-visible { outline: 3px solid #4a90d9 }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
}
"""The headers of every page."""

_SAFE_LINKS = ("http://", "https://", "/", "#")


class Html(str):
    """Text that is markup already."""


def tag(element: str, /, *content: str, **attributes: str) -> Html:
    """An element; whatever is not Html is escaped, and a link that is no web address is left out.

    >>> tag("a", "<b>", href="javascript:alert(1)")
    '<a>&lt;b&gt;</a>'
    """
    said = "".join(
        f' {key.rstrip("_")}="{escape(value)}"'
        for key, value in attributes.items()
        if key != "href" or value.startswith(_SAFE_LINKS)
    )
    inner = "".join(part if isinstance(part, Html) else _text(part) for part in content)
    return Html(f"<{element}{said}>{inner}</{element}>")


def _text(text: str) -> str:
    """Text as markup: escaped, and without what would act on a terminal or reorder what is read."""
    return escape(UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text))


def listed(rows: Iterable[tuple[str, Iterable[str]]]) -> Html:
    """A table of names and their values, each value on a line of its own."""
    return tag(
        "table",
        *(
            tag("tr", tag("th", name, scope="row"), tag("td", *(tag("div", v) for v in values)))
            for name, values in rows
        ),
    )


def page(title: str, *body: str, alternates: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A whole page; `alternates` are the addresses and media types of its other forms."""
    links = "".join(
        f'<link rel="alternate" type="{escape(kind)}" href="{escape(address)}">'
        for address, kind in alternates
    )
    inner = "".join(part if isinstance(part, Html) else _text(part) for part in body)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{_text(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{links}<style>{_STYLE}</style></head><body>\n<main>{inner}</main>\n</body></html>\n"
    ).encode("utf-8", "replace")
