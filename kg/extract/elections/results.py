"""Results of elections: which share of the vote and how many seats each contestant won."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from kg.extract.claims import make
from kg.extract.context import Context
from kg.extract.elections.result_numbers import RELATIONS, after_votes, is_result, tokens_of
from kg.extract.frames import load as load_frames
from kg.extract.grammar.clauses import arguments
from kg.extract.grammar.parse import text_of
from kg.extract.grammar.tense import clause_of
from kg.extract.grammar.verbs import is_passive
from kg.extract.numbers.quantity import QuantityMention
from kg.extract.reference.referents import Referent
from kg.extract.voice.status import status_of
from kg.model import Claim, Qualifier, Status, When

__all__ = ["result_claims"]

# Frames of results whose contestant is the subject, and those whose contestant is given the number.
_BY, _TO = "subject", "recipient|object"
_CONTESTANTS = ("PoliticalParty", "Organization", "Person")
_BESIDE = {"with", "on", "at", ",", ":", "(", "-", "--", "–", "—", "'s", "'", "’s", "had", ")"}
_RELATIVE = {"who", "which", "that", "whom", "whose"}
_SHARED = {"each", "apiece", "both"}
_PAIR = re.compile(r"\s*(?:%|per ?cent\b)?(?: of the votes?)?\s*(?:to|[-–]|versus|against)\s*", re.IGNORECASE)
_FOR = re.compile(r"[\s,)]*(?:for|(?:went|going|goes) to)\s+(?:the\s+)?", re.IGNORECASE)
_CARRIED = re.compile(
    r"[\s,(]*(?:and|or|giving (?:it|them|him|her)|with|which \w+ it|enough for|equal to)?\s*"
    r"(?:a total of\s*)?",
    re.IGNORECASE,
)
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
_PAIRING = {"lose", "beat", "defeat"}
_LOOSE_REACH = 14
# So many sentences after votes were spoken of, shares are still shares of the vote.
_ELECTORAL_REACH = 2


@dataclass(frozen=True, slots=True)
class _Contestant:
    """A party, list or candidate in a sentence: its tokens `[start, end)`."""

    start: int
    end: int
    referent: Referent
    is_person: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    contestants: tuple[_Contestant, ...]
    numbers: tuple[QuantityMention, ...]


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
        found = list(_claims(context, _Sentence(span, tuple(_contestants(context, span)), numbers)))
        electoral = i if found else electoral
        yield from found


@cache
def _verbs(relation: str, agent: str) -> frozenset[str]:
    """The lemmas of the ontology's frames of results whose contestant is at that path."""
    found = (f for frames in load_frames().values() for f in frames if f.relation == relation)
    return frozenset(lemma for f in found if (f.agent == agent) for lemma in f.lemmas)


def _within(context: Context, span: Span) -> Iterator[QuantityMention]:
    return (m for m in context.quantities if span.start_char <= m.start < span.end_char)


def _contestants(context: Context, span: Span) -> Iterator[_Contestant]:
    i = span.start
    while i < span.end:
        token, identifier, end = context.doc[i], context.registry.at(i), i + 1
        meant: Referent | None = None
        if identifier is not None:
            meant = Referent(identifier, "")
            while end < span.end and context.registry.at(end) == identifier:
                end += 1
        elif _is_anaphor(token):
            found = [r for r in context.referents.of(token) if r.entity is not None]
            meant = found[0] if len(found) == 1 else None
        if meant is not None and context.referents.is_a(meant.entity or "", *_CONTESTANTS):
            person = context.referents.is_a(meant.entity or "", "Person")
            yield _Contestant(i, end, meant, person)
        i = end


def _is_anaphor(token: Token) -> bool:
    """Whether a pronoun or noun can stand for a contestant: no "who", no "percent"."""
    if token.pos_ == "PRON":
        return token.lower_ not in _RELATIVE
    return token.pos_ == "NOUN" and token.dep_ != "compound" and not any(c.like_num for c in token.lefts)


def _claims(context: Context, sentence: _Sentence) -> Iterator[Claim]:
    owned: dict[QuantityMention, list[Referent]] = {}
    for mention in sentence.numbers:
        owners = _owners(context, sentence, mention) or _carried(sentence, mention, owned)
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


def _owners(context: Context, sentence: _Sentence, mention: QuantityMention) -> list[Referent]:
    first, _ = tokens_of(mention, sentence.span)
    before = next((c for c in reversed(sentence.contestants) if c.end <= first), None)
    verb = _verb_of(context, sentence, mention)
    if isinstance(verb, Token) and _pair(sentence, mention) is not None and verb.lemma_ in _PAIRING:
        return _by_verb(context, sentence, mention) or []
    if before is not None:
        link = context.doc[before.end : first]
        if len(link) <= 3 and all(t.text in _BESIDE or t.lower_ in _BESIDE or t.pos_ == "ADV" for t in link):
            return _beside(context, sentence, before, mention)
    behind = _named_behind(context, sentence, mention)
    if behind is not None:
        return [behind.referent]
    by_verb = _by_verb(context, sentence, mention)
    if by_verb is None:
        return _across(context, sentence, before, mention) if before is not None else []
    return by_verb


# -- beside the number ---------------------------------------------------------------------------


def _beside(
    context: Context, sentence: _Sentence, before: _Contestant, mention: QuantityMention
) -> list[Referent]:
    """Whose number it is when a name stands right before it."""
    root = context.doc[before.start : before.end].root
    verb = clause_of(root)
    if root.dep_ == "dobj" and verb.lemma_ in context.lexicon.words("DefeatVerb"):
        # "beat X with 52 percent", "beat X 52 percent to 48"
        paired = _pair(sentence, mention)
        if paired == 1:
            return [before.referent]
        return _resolved(context, arguments(verb, "subject"))
    return [_host(context, sentence, before).referent]


def _host(context: Context, sentence: _Sentence, found: _Contestant) -> _Contestant:
    """The contestant of whom a name before a number is only a detail: "X of Y", "X, led by Y,"."""
    earlier = [c for c in sentence.contestants if c.end <= found.start]
    if not earlier:
        return found
    last = earlier[-1]
    between = [
        t for t in context.doc[last.end : found.start] if t.pos_ not in {"DET", "ADJ"} and t.dep_ != "amod"
    ]
    if not between or any(t.like_num or t.text == "%" for t in between):
        return found
    words = [t.lower_ for t in between]
    if (
        last.is_person
        and not found.is_person
        and words in (["of"], ["from"], ["for"], ["("], [",", "of"], [",", "from"])
    ):
        return last
    closed = found.end < len(context.doc) and context.doc[found.end].text in {",", ")"}
    inserted = words[0] in {",", "("} and len(words) > 1 and words[1] not in {"and", "while", "but", "with"}
    finite = any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in between)
    return last if closed and inserted and not finite else found


def _pair(sentence: _Sentence, mention: QuantityMention) -> int | None:
    """The place of a number in "52 percent to 48", if it is in such a pair."""
    text, k = text_of(sentence.span.doc), sentence.numbers.index(mention)
    if k and _PAIR.fullmatch(text, sentence.numbers[k - 1].end, mention.start):
        return 1
    if k + 1 < len(sentence.numbers) and _PAIR.fullmatch(text, mention.end, sentence.numbers[k + 1].start):
        return 0
    return None


def _named_behind(context: Context, sentence: _Sentence, mention: QuantityMention) -> _Contestant | None:
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


# -- by the verb -------------------------------------------------------------------------------------


def _by_verb(context: Context, sentence: _Sentence, mention: QuantityMention) -> list[Referent] | None:
    """The subject of the verb of a number: nobody where it is not sure, None where no such verb is there."""
    if _is_beside_stranger(context, sentence, mention):
        return []
    verb = _verb_of(context, sentence, mention)
    if isinstance(verb, _Contestant):
        return [_host(context, sentence, verb).referent]
    if verb is None:
        return None
    words, lemma = context.lexicon.words, verb.lemma_.lower()
    pair = _pair(sentence, mention)
    if lemma in words("DefeatVerb") and pair is not None:
        return _resolved(context, arguments(verb, "object" if pair else "subject"))[:1]
    if lemma == "lose" and pair is not None:
        return _resolved(context, arguments(verb, "to" if pair else "subject"))[:1]
    relation = RELATIONS[mention.quantity.unit]
    if lemma in _verbs(relation, _TO) | _verbs("voteShare", "object"):
        numbers = {i for m in sentence.numbers for i in range(*tokens_of(m, sentence.span))}
        given = [t for f in ("recipient", "object") for t in arguments(verb, f) if t.i not in numbers]
        return _resolved(context, given)[:1]
    ahead = lemma in words("DefeatVerb") or lemma in words("RankVerb")
    if lemma in words("ShiftVerb"):
        first, _ = tokens_of(mention, sentence.span)
        ahead = context.doc[first - 1].lower_ == "to"
    if lemma == "have" and mention.quantity.unit == "seats":
        ahead, lemma = any(c.lower_ in {"will", "'ll", "would"} for c in verb.children), ""
    if not ahead and lemma not in _verbs(relation, _BY):
        return None
    named = _subjects(context, sentence, verb)
    subjects = _resolved(context, named)
    opener = sentence.contestants[0] if sentence.contestants else None
    if len(subjects) > 1 and opener is not None and _explained(context, opener):
        subjects, named = [opener.referent], []  # "X, which groups A and B, took 40 percent"
    if any(t.text[0].isupper() and not context.referents.of(t) for t in named):
        return []
    alike = [m for m in sentence.numbers if m.quantity.unit == mention.quantity.unit]
    alike = [m for m in alike if _verb_of(context, sentence, m) == verb]
    if len(subjects) == len(alike) > 1 and mention in alike:
        return [subjects[alike.index(mention)]]
    shared = any(t.lower_ in _SHARED for t in sentence.span)
    return subjects if len(subjects) == 1 or shared else []


def _explained(context: Context, contestant: _Contestant) -> bool:
    behind = context.doc[contestant.end : contestant.end + 2]
    return len(behind) == 2 and behind[0].text == "," and behind[1].lower_ in {"which", "who"}


def _subjects(context: Context, sentence: _Sentence, verb: Token) -> list[Token]:
    """The subjects of a verb; those of "was re-elected with 51 percent" are elected."""
    if is_passive(verb):
        return arguments(verb, "object")
    if verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        # the parser joins the subject of "A got 31 percent and B was third at 25" to the number
        between = [c for c in sentence.contestants if verb.head.i < c.start and c.end <= verb.i]
        if between:
            host = _host(context, sentence, between[-1])
            return [context.doc[host.start : host.end].root]
    return arguments(verb, "subject")


def _is_beside_stranger(context: Context, sentence: _Sentence, mention: QuantityMention) -> bool:
    """Whether a noun that is no contestant here stands right before a number: it may be one."""
    first, _ = tokens_of(mention, sentence.span)
    i = first - 1
    while i > sentence.span.start and context.doc[i].lower_ in _BESIDE:
        i -= 1
    token = context.doc[i]
    if any(d.start <= token.idx < d.end for d in context.dates):
        return False
    if i == first - 1 or i < sentence.span.start:
        return token.pos_ in {"PROPN", "NOUN"} and not any(c.start <= i < c.end for c in sentence.contestants)
    known = any(c.start <= i < c.end for c in sentence.contestants)
    return token.pos_ == "PROPN" and not known and context.registry.at(i) is None


def _verb_of(context: Context, sentence: _Sentence, mention: QuantityMention) -> Token | _Contestant | None:
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


def _resolved(context: Context, tokens: list[Token]) -> list[Referent]:
    found: dict[str, Referent] = {}
    for token in tokens:
        for referent in context.referents.of(token):
            if referent.entity is not None and context.referents.is_a(referent.entity, *_CONTESTANTS):
                found.setdefault(referent.entity, referent)
    return list(found.values())


# -- further away --------------------------------------------------------------------------------------


def _across(
    context: Context, sentence: _Sentence, before: _Contestant, mention: QuantityMention
) -> list[Referent]:
    """The last contestant before a number, where only words of contests stand between."""
    first, _ = tokens_of(mention, sentence.span)
    words = context.lexicon.words
    bridge = words("ResultBridge") | words("RankVerb") | _verbs(RELATIONS[mention.quantity.unit], _BY)
    dated = {t.i for d in context.dates for t in sentence.span if d.start <= t.idx < d.end}
    between = [t for t in context.doc[before.end : first] if t.i not in dated]
    if len(between) > _LOOSE_REACH:
        return []
    for token in between:
        known = token.lower_ in bridge or token.lemma_.lower() in bridge or token.is_punct
        if not known and token.pos_ not in {"DET", "ADV"}:
            return []
    return [_host(context, sentence, before).referent]


def _carried(
    sentence: _Sentence, mention: QuantityMention, owned: dict[QuantityMention, list[Referent]]
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
