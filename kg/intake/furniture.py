"""The patterns of page furniture, read once from `furniture.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Furniture", "furniture"]

# Personal names begin with capitals, whatever the case of the words around them.
_WORD = r"(?-i:[^\W\d_a-z][\w.'’-]+)"
_PARTICLE = r"(?-i:van|von|der|den|ter|de|del|di|da|du|dos|la|le|el|al|bin|ibn|ben|zu) "
_NAME = rf"{_WORD}(?: (?:{_PARTICLE}){{0,2}}{_WORD}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,? and |,? & |, ){_NAME}){{0,3}}"


@dataclass(frozen=True, slots=True)
class Furniture:
    """One pattern per kind of line; `matches` looks at a whole line."""

    furniture: re.Pattern[str]
    player: re.Pattern[str]
    related_line: re.Pattern[str]
    related_head: re.Pattern[str]
    footer_head: re.Pattern[str]
    footer_furniture: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_end: re.Pattern[str]
    byline: tuple[re.Pattern[str], ...]

    def author(self, line: str) -> tuple[bool, str | None]:
        """Whether a line says who wrote the article, and who that is where it names somebody.

        >>> furniture().author("By Ada Brandt and Li Osk")
        (True, 'Ada Brandt and Li Osk')
        """
        for pattern in self.byline:
            if match := pattern.fullmatch(line):
                return True, match.groupdict().get("author")
        return False, None


@cache
def furniture() -> Furniture:
    """The shipped patterns."""
    data = tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8"))
    byline = tuple(re.compile(p.replace("NAMES", _NAMES), re.IGNORECASE) for p in data.pop("byline"))
    return Furniture(byline=byline, **{name: _any_of(patterns) for name, patterns in data.items()})


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
