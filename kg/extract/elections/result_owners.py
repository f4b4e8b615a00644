"""Whose number it is: the contestant's beside it, its verb's, or the last one's before it."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.elections.result_numbers import RELATIONS, after_votes, tokens_of
from kg.extract.elections.result_sentences import (
    BESIDE,
    Contestant,
    ResultSentence,
    host_of,
    place_in_pair,
    resolved,
)
from kg.extract.elections.result_verbs import by_verb, verb_of, verbs_of_winning
from kg.extract.grammar.clauses import arguments
from kg.extract.grammar.parse import text_of
from kg.extract.grammar.tense import clause_of
from kg.extract.numbers.quantity import QuantityMention
from kg.extract.reference.referents import Referent

__all__ = ["carried", "owners_of"]

_FOR = re.compile(r"[\s,)]*(?:for|(?:went|going|goes) to)\s+(?:the\s+)?", re.IGNORECASE)
_CARRIED = re.compile(
    r"[\s,(]*(?:and|or|giving (?:it|them|him|her)|with|which \w+ it|enough for|equal to)?\s*"
    r"(?:a total of\s*)?",
    re.IGNORECASE,
)
_PAIRING = {"lose", "beat", "defeat"}
_LOOSE_REACH = 14


def owners_of(context: Context, sentence: ResultSentence, mention: QuantityMention) -> list[Referent]:
    """The contestants that a number belongs to; none where it is not sure."""
    first, _ = tokens_of(mention, sentence.span)
    before = next((c for c in reversed(sentence.contestants) if c.end <= first), None)
    verb = verb_of(context, sentence, mention)
    if isinstance(verb, Token) and place_in_pair(sentence, mention) is not None and verb.lemma_ in _PAIRING:
        return by_verb(context, sentence, mention) or []
    if before is not None:
        link = context.doc[before.end : first]
        if len(link) <= 3 and all(t.text in BESIDE or t.lower_ in BESIDE or t.pos_ == "ADV" for t in link):
            return _beside(context, sentence, before, mention)
    behind = _named_behind(context, sentence, mention)
    if behind is not None:
        return [behind.referent]
    doers = by_verb(context, sentence, mention)
    if doers is None:
        return _across(context, sentence, before, mention) if before is not None else []
    return doers


def _beside(
    context: Context, sentence: ResultSentence, before: Contestant, mention: QuantityMention
) -> list[Referent]:
    """Whose number it is when a name stands right before it."""
    root = context.doc[before.start : before.end].root
    verb = clause_of(root)
    if root.dep_ == "dobj" and verb.lemma_ in context.lexicon.words("DefeatVerb"):
        # "beat X with 52 percent", "beat X 52 percent to 48"
        paired = place_in_pair(sentence, mention)
        if paired == 1:
            return [before.referent]
        return resolved(context, arguments(verb, "subject"))
    return [host_of(context, sentence, before).referent]


def _named_behind(context: Context, sentence: ResultSentence, mention: QuantityMention) -> Contestant | None:
    """ "34 percent for X", "22 seats went to X"."""
    start = after_votes(mention, sentence.span)
    if start >= sentence.span.end:
        return None
    found = _FOR.match(text_of(context.doc), context.doc[start - 1].idx + len(context.doc[start - 1]))
    if found is None:
        return None
    first = next((t.i for t in sentence.span if t.idx >= found.end()), sentence.span.end)
    for c in (c for c in sentence.contestants if c.start >= first):
        skipped = context.doc[first : c.start]
        if len(skipped) > 3 or any(t.pos_ not in {"DET", "ADJ", "NOUN", "PROPN"} for t in skipped):
            return None
        if c.end >= len(context.doc) or context.doc[c.end].tag_ != "POS":
            return c
        first = c.end + 1  # "for X's party"
    return None


def _across(
    context: Context, sentence: ResultSentence, before: Contestant, mention: QuantityMention
) -> list[Referent]:
    """The last contestant before a number, where only words of contests stand between."""
    first, _ = tokens_of(mention, sentence.span)
    words = context.lexicon.words
    bridge = words("ResultBridge") | words("RankVerb") | verbs_of_winning(RELATIONS[mention.quantity.unit])
    dated = {t.i for d in context.dates for t in sentence.span if d.start <= t.idx < d.end}
    between = [t for t in context.doc[before.end : first] if t.i not in dated]
    if len(between) > _LOOSE_REACH:
        return []
    for token in between:
        known = token.lower_ in bridge or token.lemma_.lower() in bridge or token.is_punct
        if not known and token.pos_ not in {"DET", "ADV"}:
            return []
    return [host_of(context, sentence, before).referent]


def carried(
    sentence: ResultSentence, mention: QuantityMention, owned: dict[QuantityMention, list[Referent]]
) -> list[Referent]:
    """ "36 percent of the vote and 149 seats": both are of one contestant."""
    k = sentence.numbers.index(mention)
    last = sentence.numbers[k - 1] if k else None
    if last is None or last not in owned or last.quantity.unit == mention.quantity.unit:
        return []
    end = sentence.span.doc[after_votes(last, sentence.span) - 1]
    return (
        owned[last]
        if _CARRIED.fullmatch(text_of(sentence.span.doc), end.idx + len(end), mention.start)
        else []
    )
