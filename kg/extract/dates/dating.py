"""When a statement is taken to hold, where its own words give no date."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.dates.calendar import shared_period
from kg.extract.dates.time import DateMention
from kg.extract.grammar.tense import Tense, clause_of, tense
from kg.model import Status, When, ZoneKind

__all__ = ["presumed"]

# A report tells without a date what happened in these days before it.
_NEWS = dt.timedelta(days=3)
# What a text dates further back than this is its background.
_RECENT = dt.timedelta(days=60)
_SPEECH = "speech"
_LASTING = {"structure", "alignment", "opposition"}
# Under these marks an act has the time of its main clause; under any other, one near it.
_SAME_TIME = {"when", "as", "while"}
_ASIDE = {"relcl", "acl", "appos"}


def presumed(
    context: Context, relation: str, token: Token, status: Status, about: When | None = None
) -> When | None:
    """The date of a statement that has none of its own; None where nothing tells it.

    What lasts holds on the day of the report. An act has the time of the clause that it
    depends on, as far as that is sure; in background the year of the sentence before;
    else it is of the days before the report, which is mostly a month.

    Args:
        about: the date of the election that is judged; judgements of an old one are as old.
    """
    published = context.article.source.published
    spec = context.vocabulary.relations[relation]
    if published is None or not spec.core or status is Status.PLANNED:
        return None
    if context.article.zone_at(token.idx) is ZoneKind.FOOTER:
        return None
    clause = clause_of(token)
    if (spec.family in _LASTING and relation != "locatedIn") or relation == "holdsOffice":
        return _of_lasting(context, clause)
    near = _from_sentence(context, clause)
    if near is not None:
        return near
    if about is not None and published - about.latest > _RECENT:
        return about
    if not _is_news(context, clause, speech=spec.family == _SPEECH):
        return None
    told = _told_before(context, clause)
    if told is not None and published - told.latest > _RECENT:
        return When.of(told.value[:4]) if tense(clause) is Tense.PAST else None
    return shared_period(published - _NEWS, published)


def _of_lasting(context: Context, clause: Token) -> When | None:
    """What lasts is so since the date that the clause gives, in the background that it tells, or now."""
    published = context.article.source.published
    since = next(
        (d.when for d in context.dates if d.kind == "since" and _clause_of(context, d) == clause), None
    )
    if since is not None:
        return since
    own = context.when(clause) or _from_sentence(context, clause)
    if published is None or tense(clause) is Tense.PLUPERFECT:
        return own
    if own is not None and tense(clause) is Tense.PAST and published - own.latest > _RECENT:
        return own
    return shared_period(published - _NEWS, published)


def _is_news(context: Context, clause: Token, *, speech: bool) -> bool:
    """Whether a clause tells what the report is about, and no background."""
    aside = _aside_of(clause)
    if aside is not None and _is_set_off(aside):
        return False
    match tense(clause):
        case Tense.PAST | Tense.PRESENT | Tense.NONE:
            return True
        case Tense.PERFECT | Tense.PLUPERFECT:
            spoken = speech and tense(clause) is Tense.PERFECT
            return spoken or _in_lead(context, clause) or _is_reported(context, clause)
    return False


def _in_lead(context: Context, clause: Token) -> bool:
    """Whether a clause is in the first two paragraphs, which tell the news."""
    return context.article.text.count("\n\n", 0, clause.idx) < 2


def _is_reported(context: Context, clause: Token) -> bool:
    head = clause.head
    return clause.dep_ == "ccomp" and head.lemma_.lower() in context.lexicon.words("ReportingVerb")


def _aside_of(clause: Token) -> Token | None:
    """The relative clause or apposition that a clause is in."""
    node = clause
    while True:
        if node.dep_ in _ASIDE:
            return node
        if node.head.i == node.i:
            return None
        node = node.head


def _is_set_off(aside: Token) -> bool:
    first = aside.left_edge.i
    return first > 0 and aside.doc[first - 1].text in {",", "(", "-"}


def _from_sentence(context: Context, clause: Token) -> When | None:
    """What the clauses that a clause depends on, or is joined to, are dated."""
    node, exact = clause, True
    while node.head.i != node.i:
        mark = next((c.lower_ for c in node.children if c.dep_ in {"mark", "advmod"} and c.i < node.i), None)
        exact &= node.dep_ in {"conj", "xcomp", "acl"} or (
            node.dep_ == "advcl" and (mark in _SAME_TIME or node.tag_ in {"VBG", "VBN"})
        )
        if node.dep_ in {"relcl", "appos"} or _is_parted(node):
            return None
        node = clause_of(node.head)
        for date in context.dates:
            if date.when is not None and date.kind == "point" and _clause_of(context, date).i == node.i:
                return date.when if exact else _coarser(date.when)
    return None


def _is_parted(clause: Token) -> bool:
    """Whether a semicolon parts a clause from the one that the parser puts it below."""
    between = sorted((clause.i, clause.head.i))
    return any(t.text == ";" for t in clause.doc[between[0] : between[1]])


def _clause_of(context: Context, date: DateMention) -> Token:
    return clause_of(context.doc[date.root])


def _told_before(context: Context, clause: Token) -> When | None:
    """The last date of the paragraph before a clause."""
    found = None
    for date in context.dates:
        if date.start > clause.sent.start_char:
            break
        if date.when is not None and date.kind == "point":
            found = date
    if found is None or "\n\n" in context.article.text[found.end : clause.idx]:
        return None
    return found.when


def _coarser(when: When) -> When:
    return When.of(when.value[: {10: 7, 7: 4}.get(len(when.value), 4)], when.text)
