"""Where a text speaks of an election: its kind, round, country and date, as far as the words tell."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.dates.date_grammar import WEEKDAYS
from kg.extract.dates.time import DateMention
from kg.extract.entities.registry import Registry
from kg.extract.grammar.clauses import follow
from kg.extract.grammar.parse import text_of
from kg.extract.grammar.tense import Tense, clause_of, tense
from kg.model import When

__all__ = ["ElectionMention", "find_mentions", "find_voting"]

_TELLS_YEAR = re.compile(r"\d{4}|\b(?:last|next|this|past|coming)\b", re.IGNORECASE)
_LOOSE = {"race", "contest", "poll", "ballot", "round", "primary"}
_PREPOSITIONS = {"in", "on", "of", "for"}
_SHARES = {"percent", "%", "cent"}
_ROUNDS = {"first": 1, "second": 2, "final": 2, "third": 3}


@dataclass(frozen=True, slots=True)
class ElectionMention:
    """The tokens `[start, head]` that name an election, and what they tell of it.

    `standing` is -1 for "the last election", 1 for "the next" where no date is given.
    """

    head: Token
    start: int
    when: When | None
    kind: str | None
    round: int | None
    country: str | None
    deictic: bool
    standing: int
    definite: bool


def find_mentions(registry: Registry, dates: list[DateMention]) -> list[ElectionMention]:
    """The mentions of elections, in text order."""
    return [m for t in registry.doc if (m := _mention(t, registry, dates)) is not None]


def find_voting(registry: Registry, dates: list[DateMention]) -> Iterator[ElectionMention]:
    """Dated verbs that tell of an election: "voted on Tuesday", "was re-elected on Sunday"."""
    for verb in registry.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in registry.lexicon.words("VotingVerb"):
            continue
        if verb.tag_ not in {"VBD", "VBN"} or registry.in_heading(verb.i) or _is_chamber(verb, registry):
            continue
        for date in dates:
            host = registry.doc[date.root].head
            host = host.head if host.dep_ == "prep" else host
            if (
                date.when is not None
                and date.kind == "point"
                and host.i == verb.i
                and len(date.when.value) == 10
            ):
                yield ElectionMention(verb, verb.i, date.when, None, None, None, False, 0, False)
                break


def _is_chamber(verb: Token, registry: Registry) -> bool:
    """Whether those who vote sit in a body: "lawmakers voted on Tuesday"."""
    for subject in follow(verb, "subject"):
        kind = registry.types.get(registry.at(subject.i) or "")
        if kind in {"Legislature", "Chamber", "Institution", "Court", "Government"}:
            return True
        if subject.lemma_.lower() in registry.lexicon.words("MandateRole"):
            return True
    return verb.lemma_ == "vote" and any(c.lower_ in {"against", "to", "in"} for c in verb.children)


def _is_election_noun(token: Token, registry: Registry) -> bool:
    lexicon = registry.lexicon
    if token.pos_ not in {"NOUN", "PROPN"} or lexicon.nouns.get(token.lemma_.lower()) != "Election":
        return False
    modifier = token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i
    return not (modifier or token.i in registry.by_token or registry.in_heading(token.i))


def _mention(token: Token, registry: Registry, dates: list[DateMention]) -> ElectionMention | None:
    lexicon = registry.lexicon
    if not _is_election_noun(token, registry):
        return None
    modifiers = [c for c in token.lefts if c.dep_ not in {"punct", "prep"}]
    words = {t.lower_ for m in modifiers for t in m.subtree}
    lemma = token.lemma_.lower()
    within = [d for d in dates if any(t.i == d.root for m in modifiers for t in m.subtree)]
    when = _date_of(token, modifiers, within if _is_of_share(token) else dates, registry)
    if _is_other(token, lemma, words, modifiers, when, registry):
        return None
    kind = next((w for w in sorted(words) if w in lexicon.words("ElectionKind") and w != "state"), None)
    start = min([token.i, *(m.left_edge.i for m in modifiers if m.dep_ != "det" and not m.is_punct)])
    return ElectionMention(
        head=token,
        start=start,
        when=when,
        kind=lexicon.same_kind(
            lemma if lemma in {"referendum", "primary", "by-election", "byelection"} else kind
        ),
        round=_round(lemma, words),
        country=_country(modifiers, token, registry),
        deictic=any(c.lower_ in {"that", "this", "those", "these"} for c in modifiers),
        standing=_standing(words) if when is None else 0,
        definite=any(c.lower_ in {"the", "its", "their"} or c.dep_ == "poss" for c in modifiers),
    )


def _is_other(
    token: Token, lemma: str, words: set[str], modifiers: list[Token], when: When | None, registry: Registry
) -> bool:
    """Whether the noun speaks of no election: a survey, a vote in a chamber, elections in general."""
    lexicon = registry.lexicon
    asked = any(c.lower_ in {"a", "an"} or registry.at(c.i) for c in modifiers) and token.tag_ == "NN"
    if words & lexicon.words("Survey") or (asked and lemma == "poll") or words & lexicon.words("ChamberVote"):
        return True
    if lemma == "round":
        rest = [t.lower_ for c in token.rights if c.dep_ == "prep" for t in c.subtree]
        votes = any(lexicon.nouns.get(w.removesuffix("s")) == "Election" or w == "voting" for w in rest)
        return not (words & set(_ROUNDS)) or not (votes or not any(c.lower_ == "of" for c in token.rights))
    specific = any(c.dep_ in {"det", "poss", "nummod", "nmod"} for c in modifiers) or when is not None
    if not specific and words & lexicon.words("GenericElection"):
        return True
    if lemma in _LOOSE and not (words & lexicon.words("ElectionKind") or specific):
        return True
    if _is_of_share(token) and when is None:
        return True
    if lemma == "vote" and any(c.dep_ == "nummod" for c in modifiers):
        return True
    vague = token.tag_ in {"NNS", "NNPS"} and not specific and _standing(words) < 0
    if vague and when is None:
        return True  # "earlier disputed votes"
    of_whom = any(c.lower_ in {"of", "against"} for c in token.rights if c.dep_ == "prep")
    return lemma == "vote" and of_whom and when is None


def _is_of_share(token: Token) -> bool:
    """ "percent of the vote": the votes that were cast."""
    return token.lemma_ == "vote" and token.head.dep_ == "prep" and token.head.head.lower_ in _SHARES


def _round(lemma: str, words: set[str]) -> int | None:
    if lemma in {"runoff", "run-off"} or words & {"runoff", "run-off"}:
        return 2
    return next((n for w, n in _ROUNDS.items() if w in words), None) if lemma == "round" else None


def _standing(words: set[str]) -> int:
    if words & {"last", "previous", "past", "earlier"}:
        return -1
    return 1 if words & {"next", "future", "forthcoming"} else 0


def _country(modifiers: list[Token], token: Token, registry: Registry) -> str | None:
    """The state that the words name, if it is not the one that the article is about."""
    gazetteer = registry.gazetteer
    after = [t for p in follow(token, "in") for t in (p,)]
    for word in (*modifiers, *after):
        found = gazetteer.country(word.text) or (
            gazetteer.by_demonym(word.text) if word.text[0].isupper() else None
        )
        if found is not None:
            return None if registry.country is not None and registry.country.id == found.id else found.name
    return None


# -- dates -----------------------------------------------------------------------------------------


def _date_of(
    head: Token, modifiers: list[Token], dates: list[DateMention], registry: Registry
) -> When | None:
    after = [t for c in head.rights if c.dep_ == "prep" and c.lower_ in _PREPOSITIONS for t in _shallow(c)]
    held = [t for c in head.rights if c.dep_ in {"acl", "relcl", "npadvmod"} for t in _shallow(c)]
    inside = {t.i for m in modifiers for t in m.subtree} | {t.i for t in (*after, *held)}
    found = [d for d in dates if d.when is not None and d.root in inside and d.kind == "point"]
    found = found or _right_behind(head, dates) or list(_of_verb(head, dates, registry))
    when = found[0].when if found else None
    published = registry.article.source.published
    if when is None or published is None:
        return when
    if when.text in WEEKDAYS:
        return _on_weekday(when, head, published, registry)
    return _nearest(when, published)


def _on_weekday(when: When, head: Token, published: dt.date, registry: Registry) -> When:
    """ "Sunday's election" is past where the sentence tells what was, unless it is "ahead of" it."""
    node = head
    while node.dep_ in {"pobj", "prep", "pcomp"} and node.head.i != node.i:
        node = node.head
        if node.lower_ in registry.lexicon.words("TowardPreposition"):
            break
    coming = node.lower_ in registry.lexicon.words("TowardPreposition") and node.lower_ not in {
        "since",
        "from",
    }
    day = when.earliest
    if coming and day <= published:
        day += dt.timedelta(days=7)
    elif (
        not coming and day > published and tense(clause_of(head.sent.root)) in {Tense.PAST, Tense.PLUPERFECT}
    ):
        day -= dt.timedelta(days=7)
    return When.of(day.isoformat(), when.text)


def _right_behind(head: Token, dates: list[DateMention]) -> list[DateMention]:
    """ "in the election on Sunday", whatever the parser joins the day to."""
    end, text = head.idx + len(head), text_of(head.doc)
    points = [d for d in dates if d.when is not None and d.kind == "point"]
    return [d for d in points if text[end : d.start] in {" on ", " in ", " of "}]


def _shallow(top: Token) -> Iterator[Token]:
    """The words below a preposition or participle, without the clauses and phrases below those."""
    for token in top.subtree:
        depth, node = 0, token
        while node.i != top.i:
            depth += node.dep_ in {"relcl", "acl", "advcl", "ccomp", "appos"}
            node = node.head
        if depth == 0:
            yield token


def _of_verb(head: Token, dates: list[DateMention], registry: Registry) -> Iterator[DateMention]:
    """The dates of "is scheduled for March 24", "was held on Sunday", "go to the polls in May"."""
    verb = head.head
    while verb.dep_ in {"prep", "pobj", "conj"} and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    lemma = verb.lemma_.lower()
    setting = lemma in registry.lexicon.words("SettingVerb")
    if not setting and lemma not in registry.lexicon.words("HoldingVerb"):
        return
    below = [
        verb,
        *(c for c in verb.children if c.dep_ in {"acomp", "xcomp", "attr", "advmod"} and c.i > verb.i),
    ]
    for date in dates:
        root = head.doc[date.root]
        above = root.head if root.dep_ in {"pobj", "npadvmod", "pcomp"} else root
        host = above.head if above.dep_ == "prep" else above
        timed = above.lower_ in {"for", "until", "to"} or not setting
        if date.when is not None and date.kind in {"point", "until"} and host in below and timed:
            yield date


def _nearest(when: When, published: dt.date) -> When:
    """An election's day or month without a year is the one nearest to the report, before or after it."""
    if when.text is None or _TELLS_YEAR.search(when.text) or len(when.value) == 4:
        return when
    years = [when.earliest.year + shift for shift in (-1, 0, 1)]
    candidates = [When.of(f"{year}{when.value[4:]}", when.text) for year in years if _exists(year, when)]
    return min(candidates, key=lambda w: abs((w.earliest - published).days))


def _exists(year: int, when: When) -> bool:
    return when.value[4:] != "-02-29" or calendar.isleap(year)
