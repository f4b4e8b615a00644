"""The tense of clauses: what was, what is, what is to come, as far as the verb shows."""

from __future__ import annotations

import enum

from spacy.tokens import Token

from kg.extract.words.lexicon import load

__all__ = ["Direction", "Tense", "clause_of", "direction", "tense"]


class Direction(enum.StrEnum):
    """Where to look for the date that a word without a year means."""

    STATED = "stated"
    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


class Tense(enum.StrEnum):
    """The time of a finite clause; `NONE` where no finite verb stands above."""

    PAST = "past"
    PRESENT = "present"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    FUTURE = "future"
    NONE = "none"


# Verbs that put something on the calendar: with "for" or "until" their date is still to come
# when they are in the past tense, too.
_SCHEDULING = load().words("SchedulingVerb")
# What a "to" infinitive under these words speaks of has not happened.
_PROSPECTIVE = load().words("ProspectiveWord")
# The present tense of these gives a timetable.
_TIMETABLED = load().words("TimetabledVerb")
_COMING = load().words("ComingWord")
_MODALS = load().words("Modal")
_CONDITIONS = load().words("ConditionWord")
_LONGEST_CHAIN = 12


def direction(token: Token) -> Direction:
    """The direction in time of the clause that a date stands in.

    Args:
        token: the head of the date expression.

    The nearest verb above it decides. Without one, as in a headline, the past is meant.
    """
    preposition = token.head.lower_ if token.dep_ == "pobj" else ""
    node = token
    for _ in range(_LONGEST_CHAIN):
        if node.pos_ in {"NOUN", "PROPN"} and any(
            c.lower_ in _COMING for c in node.lefts if c.dep_ == "amod" and c.i != token.i
        ):
            return Direction.FUTURE
        if node.head.i == node.i:
            return Direction.PAST
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return _of_verb(node, preposition, _LONGEST_CHAIN)
    return Direction.PAST


def _of_verb(verb: Token, preposition: str, depth: int) -> Direction:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if verb.lemma_ in _SCHEDULING and preposition in {"for", "until", "till"}:
        return Direction.FUTURE
    if auxiliaries & _MODALS:
        return Direction.PAST if "have" in auxiliaries else Direction.FUTURE
    if verb.dep_ == "conj" and not auxiliaries and verb.tag_ in {"VB", "VBN", "VBG"}:
        return _of_head(verb, preposition, depth)
    match verb.tag_:
        case "VBD":
            return Direction.PAST
        case "VBN":
            return _of_participle(verb, auxiliaries)
        case "VBZ" | "VBP":
            return _of_present(verb)
        case "VB":
            return _of_infinitive(verb, auxiliaries, preposition, depth)
        case "VBG" if auxiliaries & {"is", "are", "am", "'s", "'re"}:
            return Direction.FUTURE
        case "VBG" if auxiliaries & {"was", "were"}:
            return Direction.PAST
    return _of_head(verb, preposition, depth)


def _of_participle(verb: Token, auxiliaries: set[str]) -> Direction:
    """ "was barred", "has said", "barred in May"; but "is scheduled", "planned for May"."""
    if auxiliaries & {"has", "have", "had", "'ve"}:
        return Direction.PAST
    if auxiliaries & {"was", "were"}:
        return Direction.NEAREST if verb.lemma_ in _SCHEDULING - {"announce"} else Direction.PAST
    if verb.lemma_ in _SCHEDULING and verb.lemma_ not in {"announce", "call", "move"}:
        return Direction.FUTURE
    return Direction.NEAREST if auxiliaries & {"is", "are"} else Direction.PAST


def _of_present(verb: Token) -> Direction:
    conditional = any(c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS for c in verb.lefts)
    return Direction.FUTURE if conditional or verb.lemma_ in _TIMETABLED else Direction.NEAREST


def _of_infinitive(verb: Token, auxiliaries: set[str], preposition: str, depth: int) -> Direction:
    if "did" in auxiliaries:
        return Direction.PAST
    if auxiliaries & {"do", "does"}:
        return Direction.NEAREST
    head = verb.head
    if head.i == verb.i:
        return Direction.FUTURE
    if head.lemma_.lower() in _PROSPECTIVE:
        was = head.tag_ == "VBN" and any(c.lower_ in {"was", "were"} for c in head.children)
        return Direction.NEAREST if was and head.lemma_ in _SCHEDULING else Direction.FUTURE
    if head.lemma_ in {"be", "have"} and "to" in auxiliaries:
        return Direction.FUTURE if head.tag_ in {"VBZ", "VBP"} else Direction.NEAREST
    return _of_head(verb, preposition, depth)


def _of_head(verb: Token, preposition: str, depth: int) -> Direction:
    """What the next verb above says."""
    node = verb
    while node.head.i != node.i and depth:
        node, depth = node.head, depth - 1
        if node.pos_ in {"VERB", "AUX"}:
            return _of_verb(node, preposition, depth)
    return Direction.PAST


def clause_of(token: Token) -> Token:
    """The verb of the clause that a word stands in: itself, or the next one above; the root without one."""
    node = token
    while node.head.i != node.i and not (
        node.pos_ in {"VERB", "AUX"} and node.dep_ not in {"aux", "auxpass"}
    ):
        node = node.head
    return node


def tense(verb: Token) -> Tense:
    """The tense of a clause, from its verb or the finite verb that an infinite one depends on."""
    node = verb
    for _ in range(_LONGEST_CHAIN):
        found = _finite(node)
        if found is not None or node.head.i == node.i:
            return found or Tense.NONE
        node = clause_of(node.head)
    return Tense.NONE


def _finite(verb: Token) -> Tense | None:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & _MODALS:
        return Tense.FUTURE
    if auxiliaries & {"has", "have", "'ve", "’ve"}:
        return Tense.PERFECT
    if "had" in auxiliaries:
        return Tense.PLUPERFECT
    if auxiliaries & {"was", "were", "did", "got"} or verb.tag_ == "VBD":
        return Tense.PAST
    if verb.tag_ in {"VBZ", "VBP"} or auxiliaries & {"is", "are", "am", "'s", "do", "does"}:
        return Tense.PRESENT
    return None
