"""Whose number it is by the verb of its clause."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.elections.result_numbers import RELATIONS, tokens_of
from kg.extract.elections.result_sentences import (
    BESIDE,
    Contestant,
    ResultSentence,
    host_of,
    place_in_pair,
    resolved,
)
from kg.extract.frames import load as load_frames
from kg.extract.grammar.clauses import arguments
from kg.extract.grammar.verbs import is_passive
from kg.extract.numbers.quantity import QuantityMention
from kg.extract.reference.referents import Referent

__all__ = ["by_verb", "verb_of", "verbs_of_winning"]

# Frames of results whose contestant is the subject, and those whose contestant is given the number.
_BY, _TO = "subject", "recipient|object"
_SHARED = {"each", "apiece", "both"}
_UP = {
    "pobj",
    "prep",
    "dobj",
    "attr",
    "nummod",
    "quantmod",
    "conj",
    "appos",
    "npadvmod",
    "dative",
    "oprd",
    "nmod",
    "amod",
    "pcomp",
    "acomp",
    "ccomp",
    "punct",
    "advmod",
    "compound",
    "nsubj",
}


def by_verb(context: Context, sentence: ResultSentence, mention: QuantityMention) -> list[Referent] | None:
    """The subject of the verb of a number: nobody where it is not sure, None where no such verb is there."""
    if _is_beside_stranger(context, sentence, mention):
        return []
    verb = verb_of(context, sentence, mention)
    if isinstance(verb, Contestant):
        return [host_of(context, sentence, verb).referent]
    if verb is None:
        return None
    words, lemma = context.lexicon.words, verb.lemma_.lower()
    pair = place_in_pair(sentence, mention)
    if lemma in words("DefeatVerb") and pair is not None:
        return resolved(context, arguments(verb, "object" if pair else "subject"))[:1]
    if lemma == "lose" and pair is not None:
        return resolved(context, arguments(verb, "to" if pair else "subject"))[:1]
    relation = RELATIONS[mention.quantity.unit]
    if lemma in _verbs(relation, _TO) | _verbs("voteShare", "object"):
        numbers = {i for m in sentence.numbers for i in range(*tokens_of(m, sentence.span))}
        given = [t for f in ("recipient", "object") for t in arguments(verb, f) if t.i not in numbers]
        return resolved(context, given)[:1]
    ahead = lemma in words("DefeatVerb") or lemma in words("RankVerb")
    if lemma in words("ShiftVerb"):
        first, _ = tokens_of(mention, sentence.span)
        ahead = context.doc[first - 1].lower_ == "to"
    if lemma == "have" and mention.quantity.unit == "seats":
        ahead, lemma = any(c.lower_ in {"will", "'ll", "would"} for c in verb.children), ""
    if not ahead and lemma not in verbs_of_winning(relation):
        return None
    named = _subjects(context, sentence, verb)
    subjects = resolved(context, named)
    opener = sentence.contestants[0] if sentence.contestants else None
    if len(subjects) > 1 and opener is not None and _explained(context, opener):
        subjects, named = [opener.referent], []  # "X, which groups A and B, took 40 percent"
    if any(t.text[0].isupper() and not context.referents.of(t) for t in named):
        return []
    alike = [m for m in sentence.numbers if m.quantity.unit == mention.quantity.unit]
    alike = [m for m in alike if verb_of(context, sentence, m) == verb]
    if len(subjects) == len(alike) > 1 and mention in alike:
        return [subjects[alike.index(mention)]]
    shared = any(t.lower_ in _SHARED for t in sentence.span)
    return subjects if len(subjects) == 1 or shared else []


def _explained(context: Context, contestant: Contestant) -> bool:
    behind = context.doc[contestant.end : contestant.end + 2]
    return len(behind) == 2 and behind[0].text == "," and behind[1].lower_ in {"which", "who"}


def _subjects(context: Context, sentence: ResultSentence, verb: Token) -> list[Token]:
    """The subjects of a verb; those of "was re-elected with 51 percent" are elected."""
    if is_passive(verb):
        return arguments(verb, "object")
    if verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        # the parser joins the subject of "A got 31 percent and B was third at 25" to the number
        between = [c for c in sentence.contestants if verb.head.i < c.start and c.end <= verb.i]
        if between:
            host = host_of(context, sentence, between[-1])
            return [context.doc[host.start : host.end].root]
    return arguments(verb, "subject")


def _is_beside_stranger(context: Context, sentence: ResultSentence, mention: QuantityMention) -> bool:
    """Whether a noun that is no contestant here stands right before a number: it may be one."""
    first, _ = tokens_of(mention, sentence.span)
    i = first - 1
    while i > sentence.span.start and context.doc[i].lower_ in BESIDE:
        i -= 1
    token = context.doc[i]
    if any(d.start <= token.idx < d.end for d in context.dates):
        return False
    if i == first - 1 or i < sentence.span.start:
        return token.pos_ in {"PROPN", "NOUN"} and not any(c.start <= i < c.end for c in sentence.contestants)
    known = any(c.start <= i < c.end for c in sentence.contestants)
    return token.pos_ == "PROPN" and not known and context.registry.at(i) is None


def verb_of(
    context: Context, sentence: ResultSentence, mention: QuantityMention
) -> Token | Contestant | None:
    """The verb that a number is an object of, or the contestant whose phrase it is in."""
    node = context.doc[mention.root]
    for _ in range(8):
        if node.pos_ in {"VERB", "AUX"} and node.i != mention.root:
            return node
        inside = next((c for c in sentence.contestants if c.start <= node.i < c.end), None)
        if inside is not None:
            return inside
        if node.head.i == node.i or node.dep_ not in _UP:
            return None
        node = node.head
    return None


def verbs_of_winning(relation: str) -> frozenset[str]:
    """The lemmas of frames of results whose subject is the contestant."""
    return _verbs(relation, _BY)


@cache
def _verbs(relation: str, agent: str) -> frozenset[str]:
    """The lemmas of the ontology's frames of results whose contestant is at that path."""
    found = (f for frames in load_frames().values() for f in frames if f.relation == relation)
    return frozenset(lemma for f in found if f.agent == agent for lemma in f.lemmas)
