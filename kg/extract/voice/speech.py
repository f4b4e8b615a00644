"""Who speaks and is spoken to: first persons, capitals that stand for their states, unnamed groups."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.entities.metonyms import state_meant
from kg.extract.grammar.clauses import follow
from kg.extract.grammar.expletives import is_expletive
from kg.extract.grammar.verbs import is_passive
from kg.extract.reference.referents import Referent
from kg.extract.voice.status import status_of
from kg.model import Holder, Status

__all__ = [
    "FAMILY",
    "by_saying",
    "concerned",
    "is_group",
    "is_unsaid",
    "nobody_known",
    "own_words",
    "speakers",
    "speaks_of_self",
    "unnamed",
]

FAMILY = "speech"
_FIRST_PERSON = {"i", "we", "me", "us", "my", "our", "ourselves", "myself"}
_THIRD_PERSON = {"he", "she", "it", "they"}


def speakers(context: Context, token: Token) -> list[Referent]:
    """Who is meant by a word that stands where somebody speaks or is spoken to.

    "We" is whoever says so; "Minsk" that denies something is the state.
    """
    if token.lower_ in _FIRST_PERSON and token.pos_ not in {"PROPN", "NOUN"}:
        holder = context.attribution.holder(token)
        return [] if holder.entity is None else [Referent(holder.entity, token.text)]
    return [state_meant(context.registry, token, r) for r in context.referents.of(token)]


def speaks_of_self(context: Context, token: Token) -> list[Referent]:
    """The speaker of a clause, if it is the clause's own subject: "X said he would go"."""
    holder = context.attribution.holder(token)
    if holder.entity is None or not context.registry.named[holder.entity]:
        return []
    for subject in follow(token, "object" if is_passive(token) else "subject"):
        meant = {r.entity for r in speakers(context, subject)}
        if holder.entity in meant:
            return [Referent(holder.entity, subject.text)]
        if not meant and subject.lower_ in _THIRD_PERSON and _fits(context, subject, holder.entity):
            return [Referent(holder.entity, subject.text)]
        if token.dep_ == "ccomp" and _fits(context, subject, holder.entity):
            return [Referent(holder.entity, subject.text)]
    return []


def concerned(context: Context, verb: Token, tokens: list[Token]) -> list[Referent]:
    """Who "he" or "it" is in "accused X of fraud, which he denies": the last before it who can be meant."""
    denied = context.lexicon.governs(verb.lemma_.lower(), Status.DENIED)
    if not denied or verb.dep_ != "relcl" or not tokens or tokens[0].lower_ not in _THIRD_PERSON:
        return []
    registry, pronoun = context.registry, tokens[0]
    for i in range(verb.left_edge.i - 1, verb.sent.start - 1, -1):
        known = None if verb.doc[i].dep_ in {"compound", "amod", "poss", "nmod"} else registry.at(i)
        if known is not None and context.referents.is_a(known, "Actor") and _fits(context, pronoun, known):
            return [Referent(known, pronoun.text)]
    return []


def unnamed(context: Context, tokens: list[Token]) -> list[Referent]:
    """Those who speak without a name: "some 200 activists", "the opposition"."""
    groups = context.lexicon.words("DescribedGroup")
    return [
        Referent(None, context.referents.described(t))
        for t in tokens
        if not any(r.entity for r in context.referents.of(t))
        and t.pos_ == "NOUN"
        and (t.tag_ == "NNS" or t.lemma_.lower() in groups or any(c.lower_ in {"a", "an"} for c in t.lefts))
    ]


def nobody_known(context: Context, agent: Referent | None, target: Referent | None) -> bool:
    """Whether neither who speaks nor who is spoken of is known: "critics called it a farce".

    What a group of people does by speaking is told all the same: "lawmakers called for a recount".
    """
    if agent is None or agent.entity is not None or (target is not None and target.entity is not None):
        return False
    return not _is_group(context, agent.text)


def is_group(context: Context, holder: Holder) -> bool:
    """Whether an unnamed holder is a group that acts by speaking: "the opposition", not "a source"."""
    return _is_group(context, holder.label or "")


def _is_group(context: Context, text: str) -> bool:
    return bool(set(text.lower().split()[-1:]) & context.lexicon.words("SpeakingGroup"))


def is_unsaid(context: Context, verb: Token, status: Status) -> bool:
    """What somebody did not say, or is asked to say, is no news of him."""
    asked = verb.tag_ == "VB" and verb.head.lemma_.lower() in context.lexicon.words("AskingVerb")
    return status is Status.NEGATED or (status is Status.PLANNED and asked and verb.head.i != verb.i)


def by_saying(context: Context, clause: Token, own: Status) -> Status | None:
    """The status of what a speaker does by saying a clause: as sure as that it is said.

    None where the clause itself is not said to be so, or is only what somebody denies or charges.
    """
    if own not in {Status.ASSERTED, Status.PLANNED}:
        return None
    saying = context.attribution.saying(clause)
    if saying is None:
        return own
    lexicon, lemma = context.lexicon, saying.lemma_.lower()
    said = status_of(saying, lexicon)
    charged = lexicon.governs(lemma, Status.DENIED) or lemma in lexicon.words("AllegingVerb")
    return None if charged or said is not Status.ASSERTED else said


def own_words(holder: Holder, agent: Referent | None) -> Holder:
    """The holder of what somebody says of his own saying: nobody but whoever reports it."""
    if agent is not None and agent.entity is not None and agent.entity == holder.entity:
        return holder.reported_by or Holder()
    return holder


def _fits(context: Context, pronoun: Token, speaker: str) -> bool:
    """Whether "he", "it" or "they" right under "X said" can be X."""
    person = context.referents.is_a(speaker, "Person")
    return pronoun.lower_ in ({"he", "she"} if person else {"it", "they"}) and not is_expletive(pronoun)
