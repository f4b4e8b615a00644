"""How wide a line of text is in the picture's font, without a font at hand."""

from __future__ import annotations

import unicodedata

__all__ = ["plain", "width", "wrap"]

# Advance widths per thousand units of Helvetica, which Arial and Liberation Sans share by design.
_GROUPS = {
    222: "ijl'‘’",
    278: " !,./:;I[]\\ft",
    260: "|",
    333: "()-r`“”",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckstvxyz—–",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_ADVANCE = {char: units for units, chars in _GROUPS.items() for char in chars}
# A fallback face such as DejaVu Sans is wider; the allowance keeps its text inside the cards too.
_ALLOWANCE = 1.06


def plain(text: str) -> str:
    """The text without control and direction-override characters, which a label must not carry.

    >>> plain("left\\u202eright\\x00")
    'leftright'
    """
    kept = (c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"} or c in "\u200c\u200d")
    return " ".join("".join(kept).split())


def width(text: str, size: float) -> float:
    """The width of one line at that font size.

    >>> width("Mm", 10) > width("il", 10)
    True
    """
    return size * _ALLOWANCE * sum(_advance(c) for c in text) / 1000


def _advance(char: str) -> int:
    if char in _ADVANCE:
        return _ADVANCE[char]
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1000
    base = unicodedata.normalize("NFD", char)[0]
    return _ADVANCE.get(base, 667)


def wrap(text: str, size: float, limit: float, lines: int) -> list[str]:
    """Break at spaces into at most `lines` lines of about `limit`, as even as can be; cut with an ellipsis.

    >>> wrap("Organization for Security and Cooperation", 10, 120, 2)
    ['Organization for', 'Security and Cooperati…']
    """
    words = plain(text).split(" ")
    rows = _fill(words, size, limit)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], _cut(" ".join(rows[lines - 1 :]), size, limit)]
        return [_fit(r, size, limit) for r in rows]
    narrow = limit
    while narrow > 4 * size:
        narrow -= size / 2
        closer = _fill(words, size, narrow)
        if len(closer) > len(rows) or max(width(r, size) for r in closer) > narrow:
            break
        rows = closer
    return [_fit(r, size, limit) for r in rows]


def _fill(words: list[str], size: float, limit: float) -> list[str]:
    rows, row = [], ""
    for word in words:
        longer = f"{row} {word}" if row else word
        if row and width(longer, size) > limit:
            rows.append(row)
            row = word
        else:
            row = longer
    return [*rows, row]


def _fit(row: str, size: float, limit: float) -> str:
    return row if width(row, size) <= limit else _cut(row, size, limit)


def _cut(row: str, size: float, limit: float) -> str:
    while row and width(row + "…", size) > limit:
        row = row[:-1]
    return row.rstrip(" ,;") + "…"
