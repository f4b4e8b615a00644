"""The ontology's colours on a light and on a dark page."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

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
    '#fafafa'
    """
    hue, lightness, saturation = rgb_to_hls(*(c / 255 for c in _rgb(colour)))
    wanted = min(max(contrast(colour, PAPER), 4.5), 6.5 if saturation > 0.2 else 17.0)
    for step in range(101):
        rgb = hls_to_rgb(hue, lightness + (1 - lightness) * step / 100, saturation)
        lighter = "#" + "".join(f"{round(c * 255):02x}" for c in rgb)
        if contrast(lighter, NIGHT) >= wanted:
            return lighter
    return PAPER


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(rgb: list[int]) -> float:
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
