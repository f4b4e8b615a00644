"""Chooses what of a large store is shown: the best-evidenced actors, or those around some; their claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import DefaultGraph, NamedNode

from kg.iris import pol, term
from kg.namespaces import CLAIM
from kg.store import Store

__all__ = ["Outline", "Selection"]

_NOBODY = -1


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims that are shown, by their documents, and how many were left out because they are too many."""

    claims: Mapping[str, Sequence[str]]
    cut: int


@dataclass(frozen=True)
class Outline:
    """Which claim is about whom and in which document, for all claims of a store; all names are IRIs.

    Claims are numbered in the order of their IRIs; `sources`, `targets` and `places` hold for each the number
    of an actor, -1 for none, and of a document.
    """

    claims: tuple[str, ...]
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    places: tuple[int, ...]
    actors: tuple[str, ...]
    documents: tuple[str, ...]

    @classmethod
    def of(cls, store: Store) -> Outline:
        """Read all claims of a store, without what they say."""
        places = dict(_pairs(store, pol("inDocument")))
        sources, targets = (dict(_pairs(store, term("rdf", end))) for end in ("subject", "object"))
        claims = tuple(sorted(places))
        actors = tuple(sorted({*sources.values(), *targets.values()}))
        documents = tuple(sorted(set(places.values())))
        number = {name: i for i, name in enumerate(actors)}
        home = {name: i for i, name in enumerate(documents)}
        return cls(
            claims,
            tuple(number.get(sources.get(c, ""), _NOBODY) for c in claims),
            tuple(number.get(targets.get(c, ""), _NOBODY) for c in claims),
            tuple(home[places[c]] for c in claims),
            actors,
            documents,
        )

    @cached_property
    def evidence(self) -> Sequence[tuple[int, int]]:
        """For each actor, how many documents and how many claims speak of it."""
        claims = Counter(end for ends in (self.sources, self.targets) for end in ends)
        pairs = {
            (e, p) for ends in (self.sources, self.targets) for e, p in zip(ends, self.places, strict=True)
        }
        documents = Counter(end for end, _ in pairs)
        return [(documents[i], claims[i]) for i in range(len(self.actors))]

    @cached_property
    def at(self) -> Mapping[int, Sequence[int]]:
        """The claims at each actor, and at -1 those with an end that is no actor."""
        found: dict[int, list[int]] = defaultdict(list)
        for claim, ends in enumerate(zip(self.sources, self.targets, strict=True)):
            for end in set(ends):
                found[end].append(claim)
        return found

    def best(self, limit: int) -> list[int]:
        """The actors of which the most documents, then claims, speak."""
        return self._ranked(range(len(self.actors)))[:limit]

    def around(self, actors: Iterable[str], depth: int, limit: int) -> list[int]:
        """These actors, then the best-evidenced of those at most `depth` steps away, `limit` in all."""
        number = {name: i for i, name in enumerate(self.actors)}
        found = list(dict.fromkeys(number[a] for a in actors if a in number))
        edge = found
        for _ in range(depth):
            near = {e for a in edge for c in self.at[a] for e in (self.sources[c], self.targets[c])}
            edge = self._ranked(near - set(found) - {_NOBODY})[: max(limit - len(found), 0)]
            found = found + edge
        return found

    def among(self, actors: Sequence[int], most: int, *, also: Iterable[str] = ()) -> Selection:
        """At most `most` of the claims among some actors, or of one alone, and those named in `also`."""
        here = {*actors, _NOBODY}
        found: dict[int, None] = {}
        for actor in actors:
            for claim in self.at.get(actor, ()):
                if self.sources[claim] in here and self.targets[claim] in here:
                    found[claim] = None
        # Of many, those between two actors come first: they are what is drawn.
        ranked = sorted(found, key=lambda c: _NOBODY in (self.sources[c], self.targets[c]))
        wanted = set(also)
        kept = {*(self.claims[c] for c in ranked[:most]), *wanted}
        chosen: dict[str, list[str]] = defaultdict(list)
        for name, place in zip(self.claims, self.places, strict=True):
            if name in kept:
                chosen[self.documents[place]].append(name)
        return Selection(chosen, max(len(ranked) - most, 0))

    def ends(self, claims: Iterable[str]) -> list[str]:
        """The actors of some claims."""
        wanted = set(claims)
        numbers = {
            end
            for claim, *ends in zip(self.claims, self.sources, self.targets, strict=True)
            if claim in wanted
            for end in ends
        }
        return [self.actors[i] for i in sorted(numbers - {_NOBODY})]

    def _ranked(self, actors: Iterable[int]) -> list[int]:
        return sorted(actors, key=lambda i: (*(-n for n in self.evidence[i]), i))


def _pairs(store: Store, predicate: NamedNode) -> Iterator[tuple[str, str]]:
    start = str(CLAIM)
    for found in store.quads.quads_for_pattern(None, predicate, None, DefaultGraph()):
        subject, target = found.subject, found.object
        if isinstance(subject, NamedNode) and isinstance(target, NamedNode):
            name = subject.value
            if name.startswith(start):
                yield name, target.value
