"""That somebody bears a post."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.posts.nouns import Post

__all__ = ["Bearing"]


@dataclass(frozen=True, slots=True)
class Bearing:
    """An actor and a post, or a tie to another actor, that the text gives them.

    `owners` are what it is a post of. `verb` is the verb that says so; None where a noun phrase does.
    """

    bearer: str
    post: Post
    owners: tuple[str, ...]
    verb: Token | None = None
