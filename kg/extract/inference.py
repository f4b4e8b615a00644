"""What follows from two statements of one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.claims import make, stated
from kg.extract.context import Context
from kg.extract.grammar.clauses import arguments
from kg.extract.reference.referents import Referent
from kg.model import Claim, Comparator, Qualifier, Status

__all__ = [
    "dated_elections",
    "event_places",
    "failed_thresholds",
    "with_antecedents",
    "with_known_agents",
    "without_barred",
]

_UPPER_BOUNDED = {Comparator.EQUAL, Comparator.LESS, Comparator.SLIGHTLY_LESS, Comparator.AT_MOST}
_HOLDING = {Status.ASSERTED, Status.CONSIDERED}
_ACTS = {
    "decision",
    "move",
    "ruling",
    "verdict",
    "arrest",
    "measure",
    "step",
    "ban",
    "suspension",
    "order",
    "action",
    "raid",
    "detention",
}


def dated_elections(context: Context) -> Iterator[Claim]:
    """The day, month or year of each election that the text dates."""
    for identifier, when in sorted(context.elections.dates.items()):
        for start, end in context.registry.spans(identifier):
            span = context.doc[start:end]
            inside = any(
                d.when is not None and span.start_char <= d.start < span.end_char for d in context.dates
            )
            if inside:
                frame = "heldOn/noun-phrase"
                yield stated(
                    context, "heldOn", span.root, identifier, None, value=when.value, when=when, frame=frame
                )
                break


def event_places(context: Context) -> Iterator[Claim]:
    """ "Place, where protests turned into unrest": both were there."""
    for clause in context.doc:
        if clause.dep_ != "relcl" or not any(c.lower_ == "where" for c in clause.children):
            continue
        place = context.registry.at(clause.head.i)
        if place is None or not context.referents.is_a(place, "Place"):
            continue
        for token in (*arguments(clause, "subject"), *arguments(clause, "into")):
            for referent in context.referents.of(token):
                if referent.entity and context.referents.is_a(referent.entity, "Event"):
                    yield make(
                        context,
                        "locatedIn",
                        clause,
                        referent,
                        Referent(place, ""),
                        status=Status.ASSERTED,
                        holder=context.attribution.holder(clause),
                        when=context.when(clause),
                        frame="locatedIn/where",
                    )


def failed_thresholds(claims: list[Claim]) -> Iterator[Claim]:
    """A share that is surely below the election's stated threshold fails it.

    The inferred claim keeps the share's sentence, holder and status.
    """
    thresholds = {
        c.subject: c.quantity.number
        for c in claims
        if c.predicate == "threshold" and c.quantity and c.subject
    }
    for claim in claims:
        bar = thresholds.get(claim.object or "")
        if claim.predicate != "voteShare" or claim.quantity is None or bar is None:
            continue
        if claim.quantity.comparator in _UPPER_BOUNDED and claim.quantity.number < bar:
            yield replace(
                claim,
                predicate="failsThreshold",
                quantity=None,
                value=None,
                frame="failsThreshold/share-below-threshold",
            )


def with_known_agents(context: Context, claims: list[Claim]) -> list[Claim]:
    """Acts whose author one sentence leaves out and another of the text names.

    An act upon somebody that is told twice, at times that can be the same, is one act.
    """
    authors: dict[tuple[str, str], set[str]] = defaultdict(set)
    told: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.object is None or not claim.status.holds or not context.is_measure(claim.predicate):
            continue
        if claim.subject is not None:
            authors[claim.predicate, claim.object].add(claim.subject)
            told[claim.predicate, claim.object].append(claim)
    out = []
    for claim in claims:
        act = (claim.predicate, claim.object or "")
        open_agent = claim.subject is None and claim.agent_text is None and claim.status.holds
        if open_agent and len(authors[act]) == 1 and any(_may_be_one(claim, c) for c in told[act]):
            claim = replace(claim, subject=next(iter(authors[act])))
        out.append(claim)
    return out


def with_planned_places(claims: list[Claim]) -> list[Claim]:
    """An event that a sentence only announces has not taken place anywhere."""
    planned = {
        (c.object, c.evidence.start)
        for c in claims
        if c.predicate == "organizes" and c.status is Status.PLANNED
    }
    return [
        replace(c, status=Status.PLANNED)
        if c.predicate == "locatedIn" and c.status.holds and (c.subject, c.evidence.start) in planned
        else c
        for c in claims
    ]


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Whether two dates can be of one act; what has no date can be of any."""
    if a.when is None or b.when is None:
        return True
    return a.when.earliest <= b.when.latest and b.when.earliest <= a.when.latest


def with_antecedents(context: Context, claims: list[Claim]) -> list[Claim]:
    """Add to an act what it came after: "The decision came days after ..." in the next sentence."""
    out = list(claims)
    for token in context.doc:
        clause = _came_after(token)
        if clause is None:
            continue
        text = context.text([t for t in clause.subtree if not t.is_space])
        before = context.doc[max(token.sent.start - 1, 0)].sent
        acts = [
            i
            for i, c in enumerate(out)
            if before.start_char <= c.evidence.start < before.end_char and context.is_measure(c.predicate)
        ]
        if acts:
            act = out[acts[-1]]
            qualifiers = tuple(sorted({*act.qualifiers, Qualifier("precededBy", text)}))
            out[acts[-1]] = replace(act, qualifiers=qualifiers)
    return out


def _came_after(token: Token) -> Token | None:
    """The "after" clause of "the decision came days after ..."."""
    if token.lemma_ not in {"come", "follow", "happen"} or token.pos_ != "VERB":
        return None
    subjects = [c for c in token.children if c.dep_ == "nsubj" and c.lemma_.lower() in _ACTS]
    if not subjects or not any(c.lower_ in {"the", "this"} for c in subjects[0].lefts):
        return None
    return next(
        (
            c
            for c in token.children
            if c.dep_ in {"advcl", "prep"}
            and (c.lower_ == "after" or any(m.lower_ == "after" for m in c.children))
        ),
        None,
    )


def without_barred(claims: list[Claim]) -> list[Claim]:
    """Leave out that somebody runs in an election whom the text says to be kept out of it, or to stay out."""
    out = {
        (c.object, c.when.value[:4] if c.when else None)
        for c in claims
        if c.predicate == "barsFromElection" and c.status in _HOLDING
    }
    absent = {
        (c.subject, c.object) for c in claims if c.predicate == "contests" and c.status is Status.NEGATED
    }
    return [
        c
        for c in claims
        if c.predicate != "contests"
        or c.status is Status.NEGATED
        or not ((c.subject, c.object) in absent or _is_kept_out(c, out))
    ]


def _is_kept_out(claim: Claim, barred: set[tuple[str | None, str | None]]) -> bool:
    year = claim.when.value[:4] if claim.when else None
    return any(who == claim.subject and (y is None or year is None or y == year) for who, y in barred)
