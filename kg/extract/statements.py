"""From triggered frames to claims: slots filled, status, holder and date set, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Token

from kg.extract.claims import make
from kg.extract.contents import is_spoken, quantities_of, topic_of, value_of, when_of
from kg.extract.context import Context
from kg.extract.details import details
from kg.extract.frames import Frame, Trigger
from kg.extract.grammar.clauses import follow
from kg.extract.grammar.tense import Tense, clause_of, tense
from kg.extract.reference.referents import Referent
from kg.extract.slots import agents_of, is_speech, targets_of
from kg.extract.voice.speech import (
    by_saying,
    is_unsaid,
    nobody_known,
    own_words,
)
from kg.extract.voice.status import is_purpose, is_supposed, status_of, status_of_negation
from kg.model import Claim, Holder, Quantity, Status

__all__ = ["statements"]


def statements(context: Context, trigger: Trigger) -> Iterator[Claim]:
    """The claims that a trigger makes; none where an argument cannot be resolved."""
    frame, token = trigger.frame, trigger.token
    said = token.head if frame.under else token  # "refused to register" says the refusal
    status = _status(context, frame, said)
    if status is None:
        return
    if frame.number is not None and context.is_surveyed(token):
        return
    if is_speech(context, frame) and is_unsaid(context, token, status):
        return
    if frame.pos == "verb" and context.is_name(token):
        return  # "Left Socialists", "United Front"
    agents = agents_of(context, frame, token)
    targets = targets_of(context, frame, token)
    topic = frame.value or topic_of(context, frame, token)
    if agents is None or targets is None:
        return
    if frame.target is None and not (frame.number or (frame.targetless and topic) or frame.dated_by):
        return
    spoken = is_speech(context, frame)
    for agent, target, quantity in _combined(context, frame, token, agents, targets):
        if agent is not None and target is not None and agent.entity == target.entity:
            continue
        if not _is_told_of(context, frame, token, target):
            continue
        if frame.relation == "attacks" and agent is None and _is_crowd(context, target):
            continue  # so many were killed, and nobody is said to have done it
        if frame.number is not None and quantity is None:
            continue
        if target is None and frame.target is not None and frame.target[0] != "@" and not (topic or quantity):
            continue
        if spoken and nobody_known(context, agent, target):
            continue
        if agent is None and (target is None or (target.entity is None and not target.text)):
            continue  # nobody did something to nobody
        yield make(
            context,
            frame.relation,
            token,
            agent,
            target,
            status=_ahead(context, frame, token, target, status),
            holder=_holder(context, frame, token, agent if spoken else None),
            value=value_of(frame, topic, target),
            quantity=quantity,
            when=when_of(context, frame, token, target, status),
            qualifiers=details(context, frame, token),
            frame=frame.name,
            dated=frame.dated_by != "none",
        )


def _ahead(context: Context, frame: Frame, token: Token, target: Referent | None, status: Status) -> Status:
    """What belongs to an election that is still to come on the day of the report is a plan.

    Of an election without a date, who announces or seeks something has it before him, and so
    has whoever does it in the present tense.
    """
    if frame.dated_by != "target" or status is not Status.ASSERTED or target is None:
        return status
    published = context.article.source.published
    held = context.elections.dates.get(target.entity or "")
    if held is not None and published is not None:
        return Status.PLANNED if held.earliest > published else status
    before = frame.ahead or (frame.status is None and tense(clause_of(token)) is Tense.PRESENT)
    return Status.PLANNED if before else status


def _is_crowd(context: Context, target: Referent | None) -> bool:
    entity = target.entity if target is not None else None
    return (
        entity is not None
        and not context.registry.named[entity]
        and context.referents.is_a(entity, "Organization")
    )


def _is_told_of(context: Context, frame: Frame, token: Token, target: Referent | None) -> bool:
    """Whether an act is told of somebody: "members of an outlawed group" tells of no ban on anybody."""
    if target is None or (target.entity is not None and context.registry.named[target.entity]):
        return True
    rules = context.lexicon.words("RuleNoun")
    if any(t.lemma_.lower() in rules for t in follow(token, "subject")):
        return False
    if target.entity is None:
        return True
    family = context.vocabulary.relations[frame.relation].family
    if family == "protest":
        return not context.referents.is_a(target.entity, "PoliticalParty", "Organization")
    if family != "measures":
        return True
    group = context.referents.is_a(target.entity, "PoliticalParty", "Organization")
    return token.dep_ != "amod" and (frame.members or not group)


def _status(context: Context, frame: Frame, token: Token) -> Status | None:
    """The status of the claim; None where the text does not make it.

    What a speaker does by saying something is as sure as that it is said.
    """
    if frame.status is not None and is_supposed(token, context.lexicon):
        return None
    judge = status_of_negation if frame.negated else status_of
    own = frame.status or judge(token, context.lexicon)
    if own is Status.ASSERTED and context.is_measure(frame.relation) and is_purpose(token, context.lexicon):
        own = Status.PLANNED
    if own is None or not (frame.agent or "").startswith(("@speaker", "@self")):
        return own
    return by_saying(context, token, own)


def _holder(context: Context, frame: Frame, token: Token, speaker: Referent | None) -> Holder:
    holder = context.attribution.holder(token)
    if is_spoken(frame) and not holder.is_document:
        return holder.reported_by or Holder()
    return own_words(holder, speaker)


def _combined(
    context: Context,
    frame: Frame,
    token: Token,
    agents: list[Referent | None],
    targets: list[Referent | None],
) -> Iterator[tuple[Referent | None, Referent | None, Quantity | None]]:
    """Every agent with every target; with "respectively" the first with the first."""
    quantities = quantities_of(context, frame, token)
    if frame.number is not None and len(quantities) == len(agents) > 1:
        for agent, quantity in zip(agents, quantities, strict=True):
            yield agent, targets[0], quantity
        return
    first = quantities[0] if quantities else None
    if frame.agent == frame.target:
        for i, agent in enumerate(agents):
            for target in agents[i + 1 :]:
                yield agent, target, first
        return
    for agent, target in product(agents, targets):
        yield agent, target, first
