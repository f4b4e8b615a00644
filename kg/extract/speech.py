"""Who speaks and is spoken to: first persons, capitals that stand for their states, unnamed groups."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.clauses import follow
from kg.extract.context import Context
from kg.extract.referents import Referent
from kg.model import Holder

__all__ = ["FAMILY", "own_words", "speakers", "speaks_of_self", "unnamed"]

FAMILY = "speech"
_FIRST_PERSON = {"i", "we", "me", "us", "my", "our", "ourselves", "myself"}
_THIRD_PERSON = {"he", "she", "it", "they"}


def speakers(context: Context, token: Token) -> list[Referent]:
    """Who is meant by a word that stands where somebody speaks or is spoken to.

    "We" is whoever says so; "Minsk" that denies something is the state.
    """
    if token.lower_ in _FIRST_PERSON:
        holder = context.attribution.holder(token)
        return [] if holder.entity is None else [Referent(holder.entity, token.text)]
    return [_state(context, r) for r in context.referents.of(token)]


def speaks_of_self(context: Context, token: Token) -> list[Referent]:
    """The speaker of a clause, if it is the clause's own subject: "X said he would go"."""
    holder = context.attribution.holder(token)
    if holder.entity is None or not context.registry.named[holder.entity]:
        return []
    for subject in follow(token, "subject"):
        meant = {r.entity for r in speakers(context, subject)}
        unresolved = not meant and subject.lower_ in _THIRD_PERSON
        if holder.entity in meant or unresolved:
            return [Referent(holder.entity, subject.text)]
    return []


def unnamed(context: Context, tokens: list[Token]) -> list[Referent]:
    """Those who speak without a name: "some 200 activists", "the opposition"."""
    groups = context.lexicon.words("DescribedGroup")
    return [
        Referent(None, context.referents.described(t))
        for t in tokens
        if not any(r.entity for r in context.referents.of(t))
        and t.pos_ == "NOUN"
        and (t.tag_ == "NNS" or t.lemma_.lower() in groups)
    ]


def own_words(holder: Holder, agent: Referent | None) -> Holder:
    """The holder of what somebody says of his own saying: nobody but whoever reports it."""
    if agent is not None and agent.entity is not None and agent.entity == holder.entity:
        return holder.reported_by or Holder()
    return holder


def _state(context: Context, referent: Referent) -> Referent:
    registry = context.registry
    if referent.entity is None or registry.types[referent.entity] != "Place":
        return referent
    country = registry.gazetteer.by_capital(referent.text) or registry.gazetteer.by_metonym(referent.text)
    if country is None:
        return referent
    return Referent(registry.add(country.id, country.name, "Country"), referent.text)
