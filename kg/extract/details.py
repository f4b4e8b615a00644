"""Further details of an act: ground, timing, place, who documented it, when it was announced."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.grammar.clauses import follow
from kg.model import Qualifier, When

__all__ = ["details"]


def details(context: Context, frame: Frame, token: Token) -> tuple[Qualifier, ...]:
    """Details that the frame asks for, and those that any act may have."""
    found: dict[str, Qualifier] = {}
    for name, path in frame.qualifiers:
        detail = _detail(context, name, path, token)
        if detail is not None:
            found[name] = detail
    if context.is_measure(frame.relation):
        for name, text in (("ground", _stated_ground(context, token)), ("timing", _timing(context, token))):
            if text is not None:
                found.setdefault(name, Qualifier(name, text))
    announced = _announced(context, token)
    if announced is not None:
        found["announcedOn"] = Qualifier("announcedOn", announced.value)
    return tuple(found.values())


def _detail(context: Context, name: str, path: str, token: Token) -> Qualifier | None:
    if path == "@vintage":
        return Qualifier(name, context.vintage) if context.vintage else None
    if path.startswith("@entity "):
        for reached in follow(token, path.removeprefix("@entity ")):
            return Qualifier(name, context.noun_phrase(reached), context.referents.entity(reached))
        return None
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in path.split("|"):
            words = [t for t in child.subtree if not t.is_space]
            return Qualifier(name, context.text(_to_end_of_place(words) if name == "place" else words))
    return None


def _to_end_of_place(words: list[Token]) -> list[Token]:
    """A place runs on over numbers and further places: "at booth No. 7 near the town"."""
    last = words[-1]
    while last.i + 1 < last.sent.end:
        following = last.nbor()
        numbering = following.text == "." and last.lower_ == "no"
        if following.pos_ not in {"NOUN", "PROPN", "NUM", "ADP", "DET", "ADJ"} and not numbering:
            break
        if following.text == "." and not numbering:
            break
        words.append(following)
        last = following
    return words


def _stated_ground(context: Context, token: Token) -> str | None:
    """ "for forming a bloc", "over its finances", "citing errors": what the act is said to be for."""
    for child in token.rights:
        inside = [t for t in child.subtree if not t.is_space]
        if child.dep_ == "prep" and child.lower_ in {"for", "over"} and not _is_length(inside):
            return context.text(inside)
    for inner in token.subtree:
        if inner.tag_ == "VBG" and inner.lemma_ in {"cite", "face"} and inner.i > token.i:
            return context.text([t for t in inner.subtree if not t.is_space])
    return None


def _is_length(words: list[Token]) -> bool:
    """ "for six months" is how long, and not what for."""
    return any(t.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT"} for t in words[1:4])


def _timing(context: Context, token: Token) -> str | None:
    """When it was, relative to something that has no date here."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"before", "after", "following", "during", "ahead"}:
            return context.text([t for t in child.subtree if not t.is_space])
    return None


def _announced(context: Context, token: Token) -> When | None:
    """The day on which a plan was made known."""
    head = token.head
    if token.dep_ == "ccomp" and head.lemma_ in {"announce", "declare", "say"}:
        when = context.when(head)
        own = context.when(token)
        return when if when is not None and own is not None and own.earliest > when.latest else None
    return None
