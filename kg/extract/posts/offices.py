"""The posts that frames speak of: "stepped down as leader of X", "was elected mayor of Y", "resigned"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.grammar.clauses import follow
from kg.extract.grammar.verbs import is_passive
from kg.extract.posts.nouns import Post
from kg.extract.reference.referents import Referent

__all__ = ["home_of", "posts_at"]


def home_of(context: Context, words: tuple[str, ...]) -> str | None:
    """The state that the text is about, where the title is one that a state gives."""
    offices, country = context.lexicon.words("StateOffice"), context.registry.country
    named = any(
        " ".join(words[i:j]) in offices for i in range(len(words)) for j in range(i + 1, len(words) + 1)
    ) or (words[-1] == "secretary" and bool(set(words[:-1]) & context.lexicon.words("SecretaryField")))
    return context.registry.add(country.id, country.name, "Country") if named and country else None


def posts_at(context: Context, token: Token, path: str, *, seats: bool) -> list[Referent]:
    """What the posts at a path are posts of, with the title; "@held" is what the subject holds.

    With `seats` a minister's is the government, where the text speaks of one.

    A post of nobody known is kept by its title alone.
    """
    for alternative in path.split("|"):
        if alternative == "@held":
            return _held(context, token, seats)
        found = [
            r
            for t in follow(token, alternative)
            if (p := context.posts.get(t.i))
            for r in _seats(context, p, seats)
        ] or (_behind_as(context, token, seats) if alternative == "as" else [])
        if found:
            return found
    return []


def _behind_as(context: Context, token: Token, seats: bool) -> list[Referent]:
    """The title behind "as" right behind the verb, which the parser may take for a conjunction."""
    doc, at = context.doc, token.i + 1
    while at < len(doc) - 1 and doc[at].lower_ in {"down", "aside", "back"}:
        at += 1
    if at >= len(doc) - 1 or doc[at].lower_ != "as":
        return []
    return [r for p in context.posts.values() if p.start == at + 1 for r in _seats(context, p, seats)]


def _seats(context: Context, post: Post, seats: bool) -> list[Referent]:
    owners: list[str | None] = list(post.owners)
    if not owners and not post.open:
        owners = [home_of(context, post.words)]
    return [Referent(_seat(context, post, o) if seats else o, post.text) for o in owners or [None]]


def _seat(context: Context, post: Post, owner: str | None) -> str | None:
    """A minister of the state that the text is about sits in its government, where the text speaks of one."""
    home = context.registry.country
    if home is None or owner != home.id or "minister" not in post.words:
        return owner
    types = context.registry.types
    governments = [
        i for i in sorted(types) if types[i] == "Government" and i.startswith(f"{home.code.lower()}/gov")
    ]
    return governments[0] if governments else owner


def _held(context: Context, token: Token, seats: bool) -> list[Referent]:
    """The post that the subject is said to hold: here, or last before."""
    path = "object" if token.pos_ == "VERB" and is_passive(token) else "subject|possessor|of"
    people = [r.entity for t in follow(token, path) for r in context.referents.of(t)]
    if len(set(people)) > 1:
        return [Referent(None, "office")]  # each had one of their own
    for person in people:
        before = [b for b in context.bearings if b.bearer == person and b.post.first < token.sent.end]
        titles = [b for b in before if b.post.tie is None]
        known = [b for b in titles if not b.post.past] or titles
        if known:
            bearing = known[-1]
            owners = bearing.owners or ((home,) if (home := home_of(context, bearing.post.words)) else ())
            return [
                Referent(_seat(context, bearing.post, o) if seats else o, bearing.post.text)
                for o in owners[:1] or (None,)
            ]
    return [Referent(None, "office")] if people else []
