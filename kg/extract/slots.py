"""Who fills the slots of a frame: its agents and its targets.

A slot is a path of grammatical functions, or a word with "@" for what no word of the clause need name: the
speaker, the election that is meant, the authorities.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.entities.bodies import authorities
from kg.extract.entities.groups import corps, crowds, groups, members
from kg.extract.frames import Frame
from kg.extract.grammar.clauses import follow
from kg.extract.grammar.expletives import is_expletive
from kg.extract.posts.offices import posts_at
from kg.extract.reference.referents import Referent
from kg.extract.voice.speech import (
    FAMILY,
    concerned,
    is_group,
    speakers,
    speaks_of_self,
    unnamed,
)

__all__ = ["agents_of", "is_speech", "targets_of"]

# Described actors speak, protest and are acted upon; where they stand is said of the named alone.
_NAMED_ONLY = {"alignment", "opposition", "elections", "structure", "office"}


def agents_of(context: Context, frame: Frame, token: Token) -> list[Referent | None] | None:
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
    if is_speech(context, frame) and (meant := concerned(context, token, tokens)):
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
    if context.is_measure(frame.relation) and forces:
        return list(forces[:1])
    if context.is_measure(frame.relation) and any(_sits_for(context, t) for t in tokens):
        return [Referent(context.chamber(), "")]  # what lawmakers do to somebody, their chamber does
    if found:
        return list(found)
    if not frame.agentless:
        if not is_speech(context, frame):
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


def targets_of(context: Context, frame: Frame, token: Token) -> list[Referent | None] | None:
    """To whom it is done; [None] for nobody, None where the frame does not hold."""
    if frame.target is None:
        return [None]
    if frame.target == "@election" and context.election_on(token) is None:
        return None if frame.target_types and not frame.targetless else [None]
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
        tokens = [t for t in follow(token, alternative) if not is_expletive(t)]
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


def _resolved(context: Context, frame: Frame, tokens: list[Token], types: frozenset[str]) -> list[Referent]:
    """Entities at the tokens that are of the wanted classes, each once."""
    found: dict[str, Referent] = {}
    for token in tokens:
        for referent in speakers(context, token) if is_speech(context, frame) else context.meant_by(token):
            if referent.entity is None or not _of_types(context, referent, types):
                continue
            found.setdefault(referent.entity, referent)
    return list(found.values())


def _of_types(context: Context, referent: Referent, types: frozenset[str]) -> bool:
    return not types or (referent.entity is not None and context.referents.is_a(referent.entity, *types))


def is_speech(context: Context, frame: Frame) -> bool:
    """Whether somebody says something of somebody."""
    return context.vocabulary.relations[frame.relation].family == FAMILY
