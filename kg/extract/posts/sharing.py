"""What a post is one of where its words do not tell: that of the post beside it, or that told elsewhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.posts.bearing import Bearing
from kg.extract.posts.nouns import Post

__all__ = ["counterpart", "of_same_state", "states_of", "with_known_owners"]

_HEADS_OF_STATE = {"president", "prime", "premier", "chancellor", "king", "queen"}


def of_same_state(context: Context, post: Post, found: list[Bearing], last: Post | None) -> Post:
    """ "Polish President X and his defence minister Y", "Chancellor X of Z and Foreign Minister Y"."""
    if post.owners or post.open or post.tie is not None or not found:
        return post
    doc = context.doc
    owners: tuple[str, ...] = ()
    if post.start < post.first and (doc[post.start].tag_ == "PRP$" or doc[post.first - 1].tag_ == "POS"):
        chief = context.referents.entity(
            doc[post.first - 2 if doc[post.first - 1].tag_ == "POS" else post.start]
        )
        owners = next((b.owners for b in reversed(found) if b.bearer == chief and b.owners), ())
    elif last is not None and last.head.sent == post.head.sent and not _HEADS_OF_STATE & set(post.words):
        joined = all(
            t.lower_ in {"and", ","} or context.registry.at(t.i) in {b.bearer for b in found[-2:]}
            for t in doc[last.close : post.start]
        )
        owners = found[-1].owners if joined and found[-1].post.head.i == last.head.i else ()
        if doc[last.close : post.start].text.lower() == "and":
            return replace(post, owners=owners)  # "the party's founder and treasurer"
    states = states_of(context, owners)
    return replace(post, owners=states) if states else post


def with_known_owners(found: list[Bearing]) -> list[Bearing]:
    """A post that the text gives somebody without saying of what is the one that it elsewhere says so of."""
    known: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = defaultdict(set)
    for b in found:
        if b.owners and b.post.tie is None:
            known[b.bearer, b.post.words].add(b.owners)
    out = []
    for b in found:
        owners = known.get((b.bearer, b.post.words), set())
        if not b.owners and not b.post.open and b.post.tie is None and len(owners) == 1:
            b = replace(b, owners=next(iter(owners)))
        out.append(b)
    return out


def counterpart(post: Post, found: list[Bearing]) -> Post:
    """ "his Polish counterpart": has the title of the one before."""
    if post.words[-1:] != ("counterpart",) or not found or found[-1].post.head.sent != post.head.sent:
        return post
    same = found[-1].post
    return replace(post, words=same.words, text=same.text, tie=same.tie)


def states_of(context: Context, owners: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(o for o in owners if context.referents.is_a(o, "Country"))
