"""Occurrences of names that are one entity, and the forms under which names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from kg.extract.typing.voting import decide

__all__ = ["Group", "key_of", "plain", "slug"]


_PARTISAN = 6


def slug(text: str) -> str:
    """A readable, stable local name.

    >>> slug("Movement «Ölüm» 2")
    'movement-olum-2'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "x"


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^(the|a|an)\s+", "", text, flags=re.IGNORECASE)).strip()


def key_of(text: str) -> str:
    """Names that differ by case, an article or the order of "Ministry of X" are one."""
    words = [w for w in slug(text).split("-") if w != "the"]
    if words[:2] == ["ministry", "of"]:
        words = [*words[2:], "ministry"]
    return "-".join(words)


@dataclass
class Group:
    """Occurrences of names that are one entity, before it gets its id.

    `coined` says that English has no such words.
    """

    spans: list[tuple[int, int]] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    titled: bool = False
    coined: bool = False

    @property
    def kind(self) -> str | None:
        """The class that most of the votes are for."""
        return decide(self.tally)

    @property
    def is_party(self) -> bool:
        """Whether the text speaks of it as of a party, whoever else is called so."""
        return self.kind == "PoliticalParty" and self.tally["PoliticalParty"] >= _PARTISAN

    @property
    def form(self) -> str:
        """The longest form stands for the entity; the more frequent one where lengths agree."""
        return max(self.forms.items(), key=lambda kv: (len(kv[0].split()), len(kv[0]), kv[1], kv[0]))[0]
