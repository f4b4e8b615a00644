"""Results of elections: which share of the vote and how many seats each contestant won."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.extract.claims import make
from kg.extract.context import Context
from kg.extract.elections.result_numbers import RELATIONS, is_result
from kg.extract.elections.result_owners import carried, owners_of
from kg.extract.elections.result_sentences import (
    ResultSentence,
    contestants_in,
)
from kg.extract.grammar.tense import clause_of
from kg.extract.numbers.quantity import QuantityMention
from kg.extract.reference.referents import Referent
from kg.extract.voice.status import status_of
from kg.model import Claim, Qualifier, Status, When

__all__ = ["result_claims"]

# So many sentences after votes were spoken of, shares are still shares of the vote.
_ELECTORAL_REACH = 2


def result_claims(context: Context) -> Iterator[Claim]:
    """Every share and seat count that the text gives to a contestant of an election.

    A number belongs to the contestant right beside it, else to the subject of its verb, else to
    the last one before it from which only words of contests part it.
    """
    electoral = -9
    for i, span in enumerate(s for s in context.doc.sents if s.text.strip()):
        if any(t.lemma_.lower() in context.lexicon.words("ElectoralWord") for t in span):
            electoral = i
        numbers = tuple(m for m in _within(context, span) if is_result(m, span, context.lexicon))
        if not numbers or context.registry.in_heading(span.start) or context.is_surveyed(span[0]):
            continue
        if i - electoral > _ELECTORAL_REACH:
            continue
        found = list(_claims(context, ResultSentence(span, tuple(contestants_in(context, span)), numbers)))
        electoral = i if found else electoral
        yield from found


def _within(context: Context, span: Span) -> Iterator[QuantityMention]:
    return (m for m in context.quantities if span.start_char <= m.start < span.end_char)


def _claims(context: Context, sentence: ResultSentence) -> Iterator[Claim]:
    owned: dict[QuantityMention, list[Referent]] = {}
    for mention in sentence.numbers:
        owners = owners_of(context, sentence, mention) or carried(sentence, mention, owned)
        if owners:
            owned[mention] = owners
    for mention, owners in owned.items():
        relation = RELATIONS[mention.quantity.unit]
        trigger = context.doc[mention.root]
        verb = clause_of(trigger)
        own = _own_date(context, mention, verb)
        compared = own is None and context.when(verb) is not None
        election = context.election_at(trigger) if compared else context.election_on(trigger)
        status = status_of(verb if verb.pos_ in {"VERB", "AUX"} else trigger, context.lexicon)
        if status is Status.PLANNED and verb.lemma_ == "have" and _is_over(context, election):
            status = Status.ASSERTED  # "will have 53 seats"
        if status not in {Status.ASSERTED, Status.CONSIDERED, Status.ALLEGED}:
            continue
        for owner in owners:
            if relation == "seatsWon" and context.referents.is_a(owner.entity or "", "Person"):
                continue
            yield make(
                context,
                relation,
                trigger,
                owner,
                Referent(election, "") if election else None,
                status=status,
                holder=context.attribution.holder(trigger),
                quantity=mention.quantity,
                when=context.elections.dates.get(election or "") or own,
                qualifiers=(Qualifier("vintage", context.vintage),) if context.vintage else (),
                frame=f"{relation}/result",
            )


def _is_over(context: Context, election: str | None) -> bool:
    held, published = context.elections.dates.get(election or ""), context.article.source.published
    return held is not None and published is not None and held.latest <= published


def _own_date(context: Context, mention: QuantityMention, verb: Token) -> When | None:
    """The date of a result's clause; not that of another result, "down from 64 percent in 2007"."""
    when = context.when(verb)
    date = next((d for d in context.dates if d.when == when and d.start >= mention.end), None)
    if when is None or date is None:
        return when
    between = [t.lower_ for t in verb.sent if mention.end <= t.idx < date.start]
    return None if context.lexicon.words("NotResultBefore") & set(between) - {"the"} else when
