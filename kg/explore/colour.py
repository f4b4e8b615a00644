"""The ontology's colours on a light and on a dark page."""

from __future__ import annotations

__all__ = ["NIGHT", "PAPER", "contrast", "on_dark"]

PAPER = "#ffffff"
NIGHT = "#15181d"


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two `#rrggbb` colours.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    a, b = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (a + 0.05) / (b + 0.05)


def on_dark(colour: str) -> str:
    """The same hue for a dark page, as strong against it as the colour is against white.

    >>> on_dark("#000000")
    '#ffffff'
    """
    rgb = _rgb(colour)
    grey = max(rgb) - min(rgb) < 8
    wanted = min(max(contrast(colour, PAPER), 4.5), 17.0 if grey else 7.0)
    for step in range(101):
        mixed = [round(c + (255 - c) * step / 100) for c in rgb]
        lighter = "#" + "".join(f"{c:02x}" for c in mixed)
        if contrast(lighter, NIGHT) >= wanted:
            return lighter
    return PAPER


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(rgb: list[int]) -> float:
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
