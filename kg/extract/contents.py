"""What a frame says beside who: its topic, its numbers, its day."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.dates.dating import presumed
from kg.extract.frames import Frame
from kg.extract.grammar.clauses import follow
from kg.extract.numbers.quantity import QuantityMention
from kg.extract.reference.referents import Referent
from kg.model import Quantity, Status, When

__all__ = ["is_spoken", "quantities_of", "topic_of", "value_of", "when_of"]


def topic_of(context: Context, frame: Frame, token: Token) -> str | None:
    """The words that say what is said or done; None where the frame has none."""
    if frame.topic is None or frame.topic == "@post":
        return None
    if frame.topic == "@sentence":
        return context.evidence(token).exact.rstrip(".")
    if frame.topic == "@predicate":
        first = min(
            [token, *(c for c in token.lefts if c.dep_ in {"aux", "auxpass", "neg"})], key=lambda t: t.i
        )
        return context.text([t for t in token.subtree if t.i >= first.i and not t.is_space]) or None
    for reached in (t for path in frame.topic.split("|") for t in follow(token, path)):
        if context.registry.at(reached.i) is not None and reached.pos_ == "PROPN":
            continue  # a name alone is no content
        if reached.pos_ == "NUM":
            continue  # nor is a number, as in "by 59 votes to 42"
        agent = {t.i for c in reached.children if c.lower_ == "by" for t in c.subtree}
        return context.text([t for t in reached.subtree if not t.is_space and t.i not in agent]) or None
    return None


def value_of(frame: Frame, topic: str | None, target: Referent | None) -> str | None:
    """What is said: the topic, or the target's title or part."""
    if target is None:
        return topic
    return target.text if frame.topic == "@post" else topic or target.part


def quantities_of(context: Context, frame: Frame, token: Token) -> list[Quantity]:
    """The numbers of the unit that the frame counts in."""
    if frame.number is None:
        return []
    found = []
    for mention in context.quantities_in(follow(token, frame.number)):
        unit = "threshold" if mention.role == "threshold" else mention.quantity.unit
        quantity = _counted(frame, mention) if unit == frame.unit else None
        if quantity is not None:
            found.append(quantity)
    return found


def _counted(frame: Frame, mention: QuantityMention) -> Quantity | None:
    """The number itself, or the whole that it is a part of: the seven in "four out of seven"."""
    if frame.part != "whole":
        return mention.quantity
    return replace(mention.quantity, number=mention.of) if mention.of is not None else None


def when_of(
    context: Context, frame: Frame, token: Token, target: Referent | None, status: Status
) -> When | None:
    """The day of what the frame says: its clause's, or its election's, as the frame is dated."""
    if frame.dated_by == "none":
        return None
    if frame.dated_by == "election":
        return context.elections.dates.get(context.election_at(token) or "") or context.when(token)
    if frame.dated_by == "vote":
        held = context.elections.dates.get(context.election_on(token) or "")
        return held or context.when(token) or presumed(context, frame.relation, token, status)
    if frame.dated_by == "target" and target is not None and target.entity is not None:
        return context.elections.dates.get(target.entity) or context.when(token)
    if frame.dated_by == "complement":
        return next((w for c in follow(token, "complement") if (w := context.when(c)) is not None), None)
    word = token.head if frame.dated_by == "governor" else token
    saying = context.attribution.saying(token) if is_spoken(frame) else None
    when = context.when(saying or word) or (None if saying else context.election_time(word))
    judged = context.elections.dates.get(target.entity) if target and target.entity else None
    return when or presumed(context, frame.relation, saying or token, status, about=judged)


def is_spoken(frame: Frame) -> bool:
    """Whether the act is the saying of the clause."""
    return frame.agent is not None and frame.agent.startswith("@speaker")
