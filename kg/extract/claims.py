"""From triggered frames to claims: arguments filled, status, holder and date set, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.dates.dating import presumed
from kg.extract.details import details
from kg.extract.entities.bodies import authorities
from kg.extract.entities.groups import corps, crowds, groups, members
from kg.extract.frames import Frame, Trigger
from kg.extract.grammar.clauses import follow
from kg.extract.grammar.tense import Tense, clause_of, tense
from kg.extract.numbers.quantity import QuantityMention
from kg.extract.posts.offices import posts_at
from kg.extract.reference.referents import Referent
from kg.extract.voice.speech import (
    FAMILY,
    by_saying,
    concerned,
    is_group,
    is_unsaid,
    nobody_known,
    own_words,
    speakers,
    speaks_of_self,
    unnamed,
)
from kg.extract.voice.status import is_purpose, is_supposed, status_of, status_of_negation
from kg.model import Claim, Holder, Qualifier, Quantity, Status, When

__all__ = ["make", "stated", "statements"]

# Described actors speak, protest and are acted upon; where they stand is said of the named alone.
_NAMED_ONLY = {"alignment", "opposition", "elections", "structure", "office"}
UNNAMED = Holder(label="unnamed")


def statements(context: Context, trigger: Trigger) -> Iterator[Claim]:
    """The claims that a trigger makes; none where an argument cannot be resolved."""
    frame, token = trigger.frame, trigger.token
    said = token.head if frame.under else token  # "refused to register" says the refusal
    status = _status(context, frame, said)
    if status is None:
        return
    if frame.number is not None and context.is_surveyed(token):
        return
    if _is_speech(context, frame) and is_unsaid(context, token, status):
        return
    if frame.pos == "verb" and context.is_name(token):
        return  # "Left Socialists", "United Front"
    agents = _agents(context, frame, token)
    targets = _targets(context, frame, token)
    topic = frame.value or _topic(context, frame, token)
    if agents is None or targets is None:
        return
    if frame.target is None and not (frame.number or (frame.targetless and topic) or frame.dated_by):
        return
    spoken = _is_speech(context, frame)
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
            value=_value(frame, topic, target),
            quantity=quantity,
            when=_when(context, frame, token, target, status),
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


def _value(frame: Frame, topic: str | None, target: Referent | None) -> str | None:
    """What is said: the topic, or the target's title or part."""
    if target is None:
        return topic
    return target.text if frame.topic == "@post" else topic or target.part


def make(
    context: Context,
    relation: str,
    token: Token,
    agent: Referent | None,
    target: Referent | None,
    *,
    status: Status,
    holder: Holder,
    value: str | None = None,
    quantity: Quantity | None = None,
    when: When | None = None,
    qualifiers: tuple[Qualifier, ...] = (),
    frame: str | None = None,
    dated: bool = True,
) -> Claim:
    """One claim whose evidence is the sentence of `token`.

    Without `when` it gets the date that is presumed of it, unless `dated` is false.
    """
    if status is Status.CONSIDERED and holder.is_document:
        holder = UNNAMED
    return Claim(
        document=context.article.id,
        subject=agent.entity if agent else None,
        predicate=relation,
        object=target.entity if target else None,
        evidence=context.evidence(token),
        status=status,
        holder=holder,
        value=value,
        quantity=quantity,
        when=when or (presumed(context, relation, token, status) if dated else None),
        agent_text=agent.text if agent and agent.entity is None else None,
        target_text=target.text if target and target.entity is None else None,
        qualifiers=tuple(sorted(qualifiers)),
        frame=frame,
    )


def stated(
    context: Context,
    relation: str,
    token: Token,
    subject: str,
    target: str | None,
    *,
    frame: str,
    value: str | None = None,
    when: When | None = None,
    dated: bool = True,
) -> Claim:
    """A claim that a noun phrase makes in the document's own voice."""
    return make(
        context,
        relation,
        token,
        Referent(subject, ""),
        Referent(target, "") if target else None,
        status=Status.ASSERTED,
        holder=Holder(),
        value=value,
        when=when,
        frame=frame,
        dated=dated,
    )


def _status(context: Context, frame: Frame, token: Token) -> Status | None:
    """The status of the claim; None where the text does not make it.

    What a speaker does by saying something is as sure as that it is said.
    """
    if frame.status is not None and is_supposed(token, context.lexicon):
        return None
    judge = status_of_negation if frame.negated else status_of
    own = frame.status or judge(token, context.lexicon)
    if own is Status.ASSERTED and _is_act(context, frame) and is_purpose(token, context.lexicon):
        own = Status.PLANNED
    if own is None or not (frame.agent or "").startswith(("@speaker", "@self")):
        return own
    return by_saying(context, token, own)


def _agents(context: Context, frame: Frame, token: Token) -> list[Referent | None] | None:
    """Who does it; [None] for nobody named, None where the frame does not hold."""
    if frame.agent is None:
        return [None]
    if frame.agent in {"@election", "@chamber"}:
        known = context.election_at(token) if frame.agent == "@election" else context.chamber()
        return [Referent(known, "")] if known else None
    if frame.agent == "@self":
        return list(speaks_of_self(context, token)) or None
    if frame.agent.startswith("@speaker"):
        holder = context.attribution.holder(token)
        if not holder.is_document:
            known, types = holder.entity, frame.agent_types
            if types and not (context.referents.is_a(known, *types) if known else is_group(context, holder)):
                return None
            return [Referent(known, holder.label or "")]
        if "|" not in frame.agent:
            return None
    path = frame.agent.removeprefix("@speaker").lstrip("|")
    tokens = follow(token, path)
    if _is_speech(context, frame) and (meant := concerned(context, token, tokens)):
        return list(meant)
    found = _resolved(context, frame, tokens, frame.agent_types)
    if frame.agent_titles:
        bearers = {b.bearer for b in context.bearings if b.post.head.lemma_.lower() in frame.agent_titles}
        found = [r for r in found if r.entity in bearers]
    if context.vocabulary.relations[frame.relation].family in _NAMED_ONLY:
        found = [r for r in found if r.entity is not None and _is_known(context, r.entity)]
    if frame.agentless and not frame.agent_types:
        found = [r for r in found if _can_act(context, frame, r)]
    forces = [Referent(c, t.text) for t in tokens if (c := corps(context, t)) is not None]
    if _is_act(context, frame) and forces:
        return list(forces[:1])
    if _is_act(context, frame) and any(_sits_for(context, t) for t in tokens):
        return [Referent(context.chamber(), "")]  # what lawmakers do to somebody, their chamber does
    if found:
        return list(found)
    if not frame.agentless:
        if not _is_speech(context, frame):
            return None
        return list(unnamed(context, tokens)) or None
    if frame.agent_types and _resolved(context, frame, tokens, frozenset()):
        return None  # somebody who does no such thing
    # An agent is there but cannot be named: its words are kept, and the act stands.
    return (
        [Referent(None, context.referents.described(tokens[0]))]
        if tokens and frame.number is None
        else [None]
    )


def _is_known(context: Context, entity: str) -> bool:
    """Whether it has a name, or is a happening, which needs none."""
    return context.registry.named[entity] or context.referents.is_a(entity, "Event")


def _sits_for(context: Context, token: Token) -> bool:
    """Whether it is the lawmakers of the article's own chamber."""
    plural = token.tag_ == "NNS" and token.lemma_.lower() in context.lexicon.words("MandateRole")
    return plural and not follow(token, "modifier|possessor|of") and context.chamber() is not None


def _can_act(context: Context, frame: Frame, referent: Referent) -> bool:
    """Whether it is an actor: in "the coup removed X" the coup is none."""
    domain = context.vocabulary.relations[frame.relation].domain
    kinds = (domain,) if isinstance(domain, str) else domain
    return not kinds or referent.entity is None or context.referents.is_a(referent.entity, *kinds)


def _targets(context: Context, frame: Frame, token: Token) -> list[Referent | None] | None:
    if frame.target is None:
        return [None]
    if frame.target == "@election" and context.election_on(token) is None:
        return [None]
    if frame.target.startswith("@post "):
        posts = posts_at(
            context, token, frame.target.removeprefix("@post "), seats=frame.relation == "resignsFrom"
        )
        fits = [r for r in posts if _of_types(context, r, frame.target_types)]
        return list(fits) or ([None] if frame.targetless else None)
    for alternative in frame.target.split("|"):
        if alternative.startswith("@"):
            fixed = _fixed(context, alternative, token)
            if fixed is not None:
                return [fixed]
            continue
        tokens = [t for t in follow(token, alternative) if not _is_expletive(t)]
        found = _resolved(context, frame, tokens, frame.target_types) or _voted_on(context, frame, tokens)
        if frame.members and not any(context.registry.named[r.entity or ""] for r in found):
            included = _resolved(context, frame, members(tokens), frame.target_types)
            found = included or groups(context, tokens) or found
        if found:
            return list(found)
    tokens = [] if frame.target.startswith("@") else follow(token, frame.target)
    if frame.members and (crowd := crowds(context, tokens)):
        return list(crowd)
    if frame.described and tokens and tokens[0].pos_ in {"NOUN", "NUM"}:
        return [Referent(None, context.referents.described(tokens[0]))]
    return [None] if frame.targetless else None


def _is_expletive(token: Token) -> bool:
    """The "it" of "found it wise to wait", which stands for nothing."""
    return token.lower_ == "it" and any(
        c.tag_ == "VB" and c.i > token.i and c.dep_ in {"xcomp", "ccomp", "advcl", "csubj", "relcl"}
        for c in token.head.children
    )


def _voted_on(context: Context, frame: Frame, tokens: list[Token]) -> list[Referent]:
    """The election that an "it" stands for, where the frame asks for one: "boycotted it"."""
    if frame.target_types != {"Election"} or not any(t.lower_ in {"it", "them"} for t in tokens):
        return []
    election = context.election_at(tokens[0])
    return [Referent(election, tokens[0].text)] if election else []


def _fixed(context: Context, name: str, token: Token) -> Referent | None:
    """What "@election", "@authorities" and "@country" stand for at a word."""
    country = context.registry.country
    match name:
        case "@election":
            election = context.election_on(token)
            return Referent(election, "") if election else None
        case "@authorities":
            return Referent(authorities(context.registry), "")
        case "@country" if country is not None:
            return Referent(context.registry.add(country.id, country.name, "Country"), country.name)
    return None


def _is_act(context: Context, frame: Frame) -> bool:
    return context.vocabulary.relations[frame.relation].family == "measures"


def _is_speech(context: Context, frame: Frame) -> bool:
    return context.vocabulary.relations[frame.relation].family == FAMILY


def _resolved(context: Context, frame: Frame, tokens: list[Token], types: frozenset[str]) -> list[Referent]:
    """Entities at the tokens that are of the wanted classes, each once."""
    found: dict[str, Referent] = {}
    for token in tokens:
        for referent in speakers(context, token) if _is_speech(context, frame) else context.meant_by(token):
            if referent.entity is None or not _of_types(context, referent, types):
                continue
            found.setdefault(referent.entity, referent)
    return list(found.values())


def _of_types(context: Context, referent: Referent, types: frozenset[str]) -> bool:
    return not types or (referent.entity is not None and context.referents.is_a(referent.entity, *types))


def _combined(
    context: Context,
    frame: Frame,
    token: Token,
    agents: list[Referent | None],
    targets: list[Referent | None],
) -> Iterator[tuple[Referent | None, Referent | None, Quantity | None]]:
    """Every agent with every target; with "respectively" the first with the first."""
    quantities = [_counted(frame, m) for m in _quantities(context, frame, token)]
    quantities = [q for q in quantities if q is not None]
    if frame.number is not None and len(quantities) == len(agents) > 1:
        for agent, quantity in zip(agents, quantities, strict=True):
            yield agent, targets[0], quantity
        return
    quantity = quantities[0] if quantities else None
    if frame.agent == frame.target:
        for i, agent in enumerate(agents):
            for target in agents[i + 1 :]:
                yield agent, target, quantity
        return
    for agent, target in product(agents, targets):
        yield agent, target, quantity


def _counted(frame: Frame, mention: QuantityMention) -> Quantity | None:
    """The number itself, or the whole that it is a part of: the seven in "four out of seven"."""
    if frame.part != "whole":
        return mention.quantity
    return replace(mention.quantity, number=mention.of) if mention.of is not None else None


def _quantities(context: Context, frame: Frame, token: Token) -> list[QuantityMention]:
    if frame.number is None:
        return []
    found: list[QuantityMention] = []
    for mention in context.quantities_in(follow(token, frame.number)):
        unit = "threshold" if mention.role == "threshold" else mention.quantity.unit
        if unit == frame.unit:
            found.append(mention)
    return found


def _topic(context: Context, frame: Frame, token: Token) -> str | None:
    if frame.topic is None:
        return None
    if frame.topic == "@post":
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
        agent = {t.i for c in reached.children if c.lower_ == "by" for t in c.subtree}
        return context.text([t for t in reached.subtree if not t.is_space and t.i not in agent]) or None
    return None


def _holder(context: Context, frame: Frame, token: Token, speaker: Referent | None) -> Holder:
    holder = context.attribution.holder(token)
    if _is_spoken(frame) and not holder.is_document:
        return holder.reported_by or Holder()
    return own_words(holder, speaker)


def _when(
    context: Context, frame: Frame, token: Token, target: Referent | None, status: Status
) -> When | None:
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
    saying = context.attribution.saying(token) if _is_spoken(frame) else None
    when = context.when(saying or word) or (None if saying else context.election_time(word))
    judged = context.elections.dates.get(target.entity) if target and target.entity else None
    return when or presumed(context, frame.relation, saying or token, status, about=judged)


def _is_spoken(frame: Frame) -> bool:
    """Whether the act is the saying of the clause."""
    return frame.agent is not None and frame.agent.startswith("@speaker")
