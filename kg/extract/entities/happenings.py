"""Events that a text names by a noun: protests, unrest, press conferences, trials."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.entities.registry import Registry
from kg.extract.grammar.clauses import arguments
from kg.extract.words.lexicon import noun_class

__all__ = ["find_happenings"]

_EVENT_CLASSES = frozenset({"PressConference", "Protest", "Unrest", "Strike", "Crisis", "Trial", "Event"})


def find_happenings(registry: Registry) -> None:
    """Register events; a definite mention without details is the last event of its class."""
    latest: dict[str, str] = {}
    for token in registry.doc:
        kind = _event_class(token, registry)
        if kind is None:
            continue
        start, end = _extent(token)
        definite = any(c.lower_ in {"the", "that", "this"} for c in token.lefts)
        detailed = end > token.i + 1 or any(c.dep_ in {"amod", "compound", "poss"} for c in token.lefts)
        if definite and not detailed and kind in latest:
            registry.mention(latest[kind], start, end)
            continue
        text = registry.article.text[
            registry.doc[start].idx : registry.doc[end - 1].idx + len(registry.doc[end - 1])
        ]
        text = " ".join(text.split())
        identifier = registry.add(registry.local(text), text, kind, named=end > token.i + 1)
        registry.mention(identifier, token.i, token.i + 1)
        registry.mention(identifier, start, end)
        registry.form(identifier, start, max(end, _end_of_aim(token)))
        latest[kind] = identifier


def _event_class(token: Token, registry: Registry) -> str | None:
    if (
        token.pos_ != "NOUN"
        or token.i in registry.by_token
        or registry.in_heading(token.i)
        or token.dep_ in {"compound", "amod"}
        or _is_manner(token)
    ):
        return None
    words = [c.lemma_.lower() for c in token.lefts if c.dep_ == "compound"] + [token.lemma_.lower()]
    kind = noun_class(words, registry.lexicon)
    return kind if kind in _EVENT_CLASSES else None


def _is_manner(token: Token) -> bool:
    """ "resigned in protest": how something is done, and no event."""
    return token.tag_ == "NN" and token.dep_ == "pobj" and token.head.lower_ == "in" and not list(token.lefts)


def _extent(token: Token) -> tuple[int, int]:
    """From the event's modifiers to the end of the place that it is said to be in."""
    start = min([token.i, *(c.left_edge.i for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"})])
    end = token.i + 1
    for preposition in ("in", "on", "at", "near"):
        for place in arguments(token, preposition):
            if place.ent_type_ in {"GPE", "LOC", "FAC", "PERSON"} or _tells_place(place):
                inner = [
                    t.i
                    for t in place.subtree
                    if t.dep_ not in {"relcl", "punct"} and not _in_relative(t, place)
                ]
                end = max(end, max(inner) + 1)
    return start, end


def _end_of_aim(token: Token) -> int:
    """The end of what it is against or of: "protests against the removal", "a rally of thanksgiving"."""
    aims = [a for p in ("against", "over", "of", "outside", "near", "at") for a in arguments(token, p)]
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if (
        following.lower_ in {"against", "over", "outside", "near"} and following.dep_ == "prep"
    ):  # wherever the parser hangs it
        aims += [c for c in following.children if c.dep_ == "pobj"]
    inner = [t.i for a in aims for t in a.subtree if t.dep_ != "punct" and not _in_relative(t, a)]
    return max(inner, default=token.i) + 1


def _tells_place(noun: Token) -> bool:
    """ "the western town of Alpha", "Alpha square"."""
    beside = [c for c in noun.children if c.dep_ in {"compound", "nmod", "appos"}]
    return any(t.ent_type_ in {"GPE", "FAC", "LOC"} for t in [*beside, *arguments(noun, "of")])


def _in_relative(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in {"relcl", "acl", "appos"}:
            return True
        token = token.head
    return False
