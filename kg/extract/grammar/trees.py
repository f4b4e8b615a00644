"""Steps in a sentence's tree."""

from __future__ import annotations

from spacy.tokens import Token

__all__ = ["governor", "is_within"]


def governor(token: Token) -> Token | None:
    """The word that a clause depends on; none at the root."""
    return token.head if token.head.i != token.i else None


def is_within(token: Token, ancestor: Token) -> bool:
    """Whether a word is `ancestor` or stands below it."""
    return token.i == ancestor.i or ancestor in token.ancestors
