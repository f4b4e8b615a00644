"""Counts what was found, missed and added, fact by fact.

The rules are those of the exchange format: an entity found is aligned with one of the gold by the
forms that they share; a fact counts as found where subject, relation and object (or number, or
title) agree. Who says it, its status, its date and its evidence are counted over the facts found.
A leak is a fact that the gold does not state as holding and that was stated so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from kg.evaluation.alignment import align, plain
from kg.evaluation.gold import GoldArticle, GoldFact
from kg.model import Status

__all__ = ["ArticleScore", "Counts", "Scores", "score"]

_NUMERIC = {"voteShare", "seatsWon"}
_SYMMETRIC = {"alliedWith", "opposes"}
_SMALL_WORDS = {"the", "of", "a", "an", "former", "acting", "then"}
_LEAST_QUOTE_OVERLAP = 0.5

Key = tuple[str | None, str, str | None, float | str | None]


@dataclass(frozen=True, slots=True)
class Counts:
    """Right ones, those that were predicted, and those that there are."""

    hit: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hit + other.hit, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of right ones among those predicted; 0 where nothing was."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share found of those that there are; 0 where there are none."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Counts(hit=3, predicted=4, gold=6).f1
        0.6
        """
        total = self.predicted + self.gold
        return 2 * self.hit / total if total else 0.0


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """What extraction got right in one article.

    `details` counts `attribution`, `status` and `evidence` over the facts found, `when` over
    those found that the gold dates, `spans` over all quotes, `leaks` over facts that do not hold.
    `judged` holds every counted prediction and whether the gold has it.
    """

    id: str
    facts: Counts
    entities: Counts
    details: Mapping[str, Counts]
    relations: Mapping[str, Counts]
    misses: tuple[GoldFact, ...]
    extras: tuple[GoldFact, ...]
    judged: tuple[tuple[GoldFact, bool], ...]


@dataclass(frozen=True)
class Scores:
    """The scores of a set of articles, and their sums."""

    articles: tuple[ArticleScore, ...]

    @property
    def facts(self) -> Counts:
        """Facts over all articles: the micro average is taken of these."""
        return sum((a.facts for a in self.articles), Counts())

    @property
    def entities(self) -> Counts:
        """Entities of the right type over all articles."""
        return sum((a.entities for a in self.articles), Counts())

    def detail(self, name: str) -> Counts:
        """One of the details over all articles."""
        return sum((a.details[name] for a in self.articles), Counts())

    @property
    def relations(self) -> Mapping[str, Counts]:
        """Facts by relation, the most frequent in the gold first."""
        sums: dict[str, Counts] = defaultdict(Counts)
        for article in self.articles:
            for name, counts in article.relations.items():
                sums[name] += counts
        return dict(sorted(sums.items(), key=lambda kv: (-kv[1].gold, kv[0])))


def score(gold: GoldArticle, found: GoldArticle) -> ArticleScore:
    """Compare what was found in an article with what people found."""
    return _Comparison(gold, found).result()


@dataclass
class _Comparison:
    gold: GoldArticle
    found: GoldArticle
    ids: dict[str, str] = field(init=False)
    described: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.ids = align(self.found.entities, self.gold.entities)
        self.described = frozenset(e.id for e in self.gold.entities if e.described)

    def result(self) -> ArticleScore:
        stated, wanted = _grouped(self.found.facts, self.ids), _grouped(self.gold.facts, None)
        used: dict[Key, list[GoldFact]] = {}
        misses: list[GoldFact] = []
        details: Counter[str] = Counter()
        relations: dict[str, Counts] = defaultdict(Counts)
        for key, facts in wanted.items():
            held_back = all(not _holds(f) for f in facts)
            details["leakable"] += held_back
            match = self._match(key, facts, stated, used, wanted)
            relations[key[1]] += Counts(hit=match is not None, gold=1)
            if match is None:
                misses.append(facts[0])
                continue
            used[match] = facts
            details += self._agreement(facts, stated[match], held_back)
        extras, counted = self._others(stated, used, wanted)
        for key in counted:
            relations[key[1]] += Counts(predicted=1)
        quotes = [f.quote for f in self.found.facts]
        hits = len(used)
        return ArticleScore(
            id=self.gold.id,
            facts=Counts(hits, len(counted), len(wanted)),
            entities=self._entities(),
            details={
                "attribution": Counts(details["attribution"], hits, hits),
                "status": Counts(details["status"], hits, hits),
                "evidence": Counts(details["evidence"], hits, hits),
                "when": Counts(details["when"], details["dated"], details["dated"]),
                "spans": Counts(
                    sum(bool(q) and q in self.gold.text for q in quotes), len(quotes), len(quotes)
                ),
                "leaks": Counts(details["leaks"], details["leakable"], details["leakable"]),
            },
            relations=relations,
            misses=tuple(misses),
            extras=tuple(extras),
            judged=tuple((stated[key][0], key in used) for key in counted),
        )

    def _match(
        self,
        key: Key,
        facts: Sequence[GoldFact],
        stated: Mapping[Key, list[GoldFact]],
        used: Mapping[Key, list[GoldFact]],
        wanted: Mapping[Key, list[GoldFact]],
    ) -> Key | None:
        """The prediction that is this fact, an equally good wording of it included."""
        if key in stated and key not in used:
            return key
        free = (k for k in stated if k not in used and k not in wanted)
        return next((k for k in free if any(self._accepts(f, k) for f in facts)), None)

    def _accepts(self, gold: GoldFact, found: Key) -> bool:
        subject, predicate, target, value = found
        subjects = [gold.subject, *gold.alt_subjects]
        if gold.predicate == predicate == "holdsOffice":  # of a country or its government: the title decides
            titles = set(plain(str(gold.value or "")).split()) & set(str(value).split()) - _SMALL_WORDS
            return subject in subjects and (bool(titles) or gold.object == target)
        objects = [gold.object, *gold.alt_objects]
        if gold.object is None and gold.predicate not in _NUMERIC:
            objects.append(target)  # what is said is in the value
        if gold.subject in self.described:
            subjects.append(None)
        if gold.subject is None and (str(subject).startswith("?") or subject in self.described):
            subjects.append(subject)  # described by the prediction, left unnamed by the gold
        predicates = [gold.predicate, *gold.alt_predicates]
        return any(_key(s, p, o, gold.value) == found for s, p, o in product(subjects, predicates, objects))

    def _agreement(
        self, gold: Sequence[GoldFact], found: Sequence[GoldFact], held_back: bool
    ) -> Counter[str]:
        """Whether who says it, its status, date and evidence agree with one of the gold's wordings."""
        holders = {None if g.holder in self.described else g.holder for g in gold}
        theirs = {self.ids.get(f.holder or "") for f in found}
        theirs = {None if h in self.described else h for h in theirs}
        dated = [g for g in gold if g.when]
        return Counter(
            {
                "attribution": int(bool(theirs & holders)),
                "status": int(bool({_holds(f) for f in found} & {_holds(g) for g in gold})),
                "evidence": int(any(_same_evidence(f.quote, g.quote) for f, g in product(found, gold))),
                "dated": int(bool(dated)),
                "when": int(any(_same_date(f.when, g.when) for f, g in product(found, dated))),
                "leaks": int(held_back and any(_holds(f) for f in found)),
            }
        )

    def _others(
        self,
        stated: Mapping[Key, list[GoldFact]],
        used: Collection[Key],
        wanted: Mapping[Key, list[GoldFact]],
    ) -> tuple[list[GoldFact], list[Key]]:
        """Predictions that the gold does not have, and all that count: those and the ones found."""
        extras, counted = [], []
        allowed = [*self.gold.optional, *(f for facts in wanted.values() for f in facts)]
        for key, facts in stated.items():
            if key in used:
                counted.append(key)
            elif not any(self._accepts(f, key) for f in allowed):
                counted.append(key)
                extras.append(facts[0])
        return extras, counted

    def _entities(self) -> Counts:
        mine = {e.id: e.type for e in self.found.entities}
        theirs = {e.id: e.type for e in self.gold.entities}
        unnamed = sum(g in self.described for g in self.ids.values())
        hits = sum(mine[m] == theirs[g] and g not in self.described for m, g in self.ids.items())
        return Counts(hits, len(mine) - unnamed, len(theirs) - len(self.described))


def _grouped(facts: Iterable[GoldFact], ids: Mapping[str, str] | None) -> dict[Key, list[GoldFact]]:
    groups: dict[Key, list[GoldFact]] = defaultdict(list)
    for fact in facts:
        subject, target = (
            i if i is None or ids is None else ids.get(i, f"?{i}") for i in (fact.subject, fact.object)
        )
        groups[_key(subject, fact.predicate, target, fact.value)].append(fact)
    return dict(groups)


def _key(subject: str | None, predicate: str, target: str | None, value: object) -> Key:
    if predicate in _SYMMETRIC and subject is not None and target is not None and target < subject:
        subject, target = target, subject
    if predicate == "holdsOffice":
        return subject, predicate, target, plain(str(value or ""))
    return subject, predicate, target, _number(value) if predicate in _NUMERIC else None


def _number(value: object) -> float | None:
    if isinstance(value, int | float):
        return float(value)
    found = re.search(r"-?\d+(?:[.,]\d+)?", str(value or "").replace(",", ""))
    return float(found.group()) if found else None


def _holds(fact: GoldFact) -> bool:
    return fact.status in (Status.ASSERTED, Status.CONSIDERED)


def _same_date(found: str | None, gold: str | None) -> bool:
    """Dates agree where one is the other, or says it less precisely."""
    return bool(found and gold) and (str(found).startswith(str(gold)) or str(gold).startswith(str(found)))


def _same_evidence(found: str, gold: str) -> bool:
    a, b = plain(found), plain(gold)
    if not a or not b:
        return False
    x, y = set(a.split()), set(b.split())
    return a in b or b in a or len(x & y) / min(len(x), len(y)) >= _LEAST_QUOTE_OVERLAP
