"""Sets of facts that are asked by their ends: in memory, or in memory over a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from kg.reasoning.rules import Fact

__all__ = ["Facts", "Layer", "Memory"]


class Facts(Protocol):
    """What a rule needs to know of the facts."""

    def __contains__(self, fact: Fact) -> bool:
        """Whether this is so."""

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        """What stands in this relation after this subject."""

    def subjects(self, predicate: str, target: str) -> Collection[str]:
        """What stands in this relation before this object."""

    def pairs(self, predicate: str) -> Iterable[tuple[str, str]]:
        """All that stand in this relation."""


class Memory:
    """Facts in memory."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._objects: dict[str, dict[str, set[str]]] = defaultdict(dict)
        self._subjects: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for fact in facts:
            self.add(fact)

    def __contains__(self, fact: Fact) -> bool:
        return fact[2] in self._objects[fact[1]].get(fact[0], ())

    def add(self, fact: Fact) -> bool:
        """Put a fact in; False where it was there."""
        subject, predicate, target = fact
        ends = self._objects[predicate].get(subject)
        if ends is None:
            self._objects[predicate][subject] = {target}
        elif target in ends:
            return False
        else:
            ends.add(target)
        starts = self._subjects[predicate].get(target)
        if starts is None:
            self._subjects[predicate][target] = {subject}
        else:
            starts.add(subject)
        return True

    def discard(self, fact: Fact) -> None:
        """Take a fact out, if it is there."""
        subject, predicate, target = fact
        if fact in self:
            self._objects[predicate][subject].discard(target)
            self._subjects[predicate][target].discard(subject)

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        """What stands in this relation after this subject."""
        return self._objects[predicate].get(subject, ())

    def subjects(self, predicate: str, target: str) -> Collection[str]:
        """What stands in this relation before this object."""
        return self._subjects[predicate].get(target, ())

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """All that stand in this relation."""
        for subject, ends in self._objects[predicate].items():
            for target in ends:
                yield subject, target

    def __iter__(self) -> Iterator[Fact]:
        for predicate in self._objects:
            for subject, target in self.pairs(predicate):
                yield subject, predicate, target


class Layer:
    """Facts added to and taken from others, which stay as they are."""

    def __init__(self, base: Facts) -> None:
        self._base = base
        self._more = Memory()
        self._less: set[Fact] = set()

    def __contains__(self, fact: Fact) -> bool:
        return fact in self._more or (fact not in self._less and fact in self._base)

    def add(self, fact: Fact) -> bool:
        """Put a fact in; False where it was there."""
        if fact in self:
            return False
        if fact in self._less:
            self._less.discard(fact)
            return True
        return self._more.add(fact)

    def discard(self, fact: Fact) -> None:
        """Take a fact out, if it is there."""
        if fact in self._more:
            self._more.discard(fact)
        elif fact in self._base:
            self._less.add(fact)

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        """What stands in this relation after this subject."""
        kept = {
            o for o in self._base.objects(subject, predicate) if (subject, predicate, o) not in self._less
        }
        return kept.union(self._more.objects(subject, predicate))

    def subjects(self, predicate: str, target: str) -> Collection[str]:
        """What stands in this relation before this object."""
        kept = {s for s in self._base.subjects(predicate, target) if (s, predicate, target) not in self._less}
        return kept.union(self._more.subjects(predicate, target))

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """All that stand in this relation."""
        for subject, target in self._base.pairs(predicate):
            if (subject, predicate, target) not in self._less:
                yield subject, target
        yield from self._more.pairs(predicate)
