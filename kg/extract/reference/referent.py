"""What a phrase stands for."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Referent"]


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity, or, where there is none, the words that describe whoever is meant.

    `part` tells that only some people of the entity are meant, in the text's words.
    """

    entity: str | None
    text: str
    part: str | None = None
