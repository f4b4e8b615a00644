"""Applies rules to facts: all that follows, and what changes where a few facts come or go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from kg.reasoning.facts import Facts, Layer, Memory
from kg.reasoning.rules import TYPE, Atom, Fact, Rule

__all__ = ["Engine"]

Binding = Mapping[str, str]
Step = Callable[[Fact, Facts], Iterable[Fact]]


class Engine:
    """Rules made ready to be applied.

    A rule is looked up by the predicate of a triple, or by the class where the triple says what
    something is, so that only rules that a new fact can touch are tried.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._forward: dict[str, list[Step]] = defaultdict(list)
        self._backward: dict[str, list[Rule]] = defaultdict(list)
        self.rules = tuple(sorted((r for r in rules if r.head), key=lambda r: (r.body, str(r.head))))
        for rule in self.rules:
            assert rule.head is not None
            self._backward[_key(rule.head)].append(rule)
            for i, atom in enumerate(rule.body):
                rest = rule.body[:i] + rule.body[i + 1 :]
                self._forward[_key(atom)].append(_step(atom, rest, rule.head))
        self.predicates = frozenset(a[1] for r in self.rules for a in r.body)

    def touches(self, fact: Fact) -> bool:
        """Whether something can follow from this fact."""
        return fact[1] in self.predicates

    def close(self, facts: Iterable[Fact]) -> Memory:
        """The facts and all that follows from them."""
        known = Memory()
        pending = [f for f in facts if known.add(f)]
        self._spread(pending, known)
        return known

    def _spread(self, pending: list[Fact], known: Memory | Layer) -> set[Fact]:
        """Add what follows from the pending facts, which are known already; what was added."""
        forward, new = self._forward, set()
        while pending:
            fact = pending.pop()
            for step in forward.get(fact[2] if fact[1] == TYPE else fact[1], ()):
                for found in step(fact, known):
                    if known.add(found):
                        pending.append(found)
                        new.add(found)
        return new

    def change(
        self, closed: Facts, given: Callable[[Fact], bool], gone: Set[Fact], come: Set[Fact]
    ) -> tuple[set[Fact], set[Fact]]:
        """What a closed set of facts loses and gains where given facts go and come.

        Parameters: `closed` holds the given facts of before and all that followed from them; `given`
        says whether a fact is among the given ones after the change.

        Everything that may rest on what goes is taken out, and what other facts still
        say is put back, so that the result is the same as that of closing anew.
        """
        doubtful: set[Fact] = {f for f in gone if not given(f)}
        pending = list(doubtful)
        while pending:
            for found in self._consequences(pending.pop(), closed):
                if found not in doubtful and found in closed and not given(found):
                    doubtful.add(found)
                    pending.append(found)
        known = Layer(closed)
        for fact in doubtful:
            known.discard(fact)
        sure = [f for f in doubtful if self._follows(f, known)]
        back = {f for f in sure if known.add(f)}
        back |= self._spread(sure, known)
        fresh = [f for f in come if known.add(f)]
        new = back | set(fresh) | self._spread(fresh, known)
        return doubtful - new, new - doubtful

    def _consequences(self, fact: Fact, known: Facts) -> Iterator[Fact]:
        for step in self._forward.get(_key(fact), ()):
            yield from step(fact, known)

    def _follows(self, fact: Fact, known: Facts) -> bool:
        return next(self.bodies(fact, known), None) is not None

    def bodies(self, fact: Fact, known: Facts) -> Iterator[tuple[Fact, ...]]:
        """The known facts from which this one follows by one rule, for each way that there is."""
        for rule in self._backward.get(_key(fact), ()):
            assert rule.head is not None
            binding = _match(rule.head, fact, {})
            if binding is not None:
                for bound in solve(rule.body, binding, known):
                    yield tuple(_fill(atom, bound) for atom in rule.body)


def _key(atom: Atom) -> str:
    return atom[2] if atom[1] == TYPE else atom[1]


def _step(atom: Atom, rest: tuple[Atom, ...], head: Atom) -> Step:
    """The function that gives what follows from a fact that one atom of a body fits."""
    if not rest and atom[0] == "?x" and head[1:] == (TYPE, head[2]) and not _variable(head[2]):
        if head[0] == "?x" and (atom[1] == TYPE or _variable(atom[2])):
            conclusion = head[2]
            return lambda fact, _: ((fact[0], TYPE, conclusion),)
    elif not rest and _variable(atom[2]) and atom[0] != atom[2]:
        predicate = head[1]
        if (head[0], head[2]) == (atom[0], atom[2]):
            return lambda fact, _: ((fact[0], predicate, fact[2]),)
        if (head[0], head[2]) == (atom[2], atom[0]):
            return lambda fact, _: ((fact[2], predicate, fact[0]),)

    def joined(fact: Fact, known: Facts) -> Iterable[Fact]:
        binding = _match(atom, fact, {})
        if binding is None:
            return ()
        return [_fill(head, bound) for bound in solve(rest, binding, known)]

    return joined


def _variable(term: str) -> bool:
    return term[0] == "?"


def _match(atom: Atom, fact: Fact, binding: Binding) -> Binding | None:
    found = dict(binding)
    for wanted, term in zip(atom, fact, strict=True):
        if _variable(wanted):
            if found.setdefault(wanted, term) != term:
                return None
        elif wanted != term:
            return None
    return found


def _fill(atom: Atom, binding: Binding) -> Fact:
    subject, predicate, target = (binding.get(term, term) for term in atom)
    return subject, predicate, target


def solve(atoms: tuple[Atom, ...], binding: Binding, known: Facts) -> Iterator[Binding]:
    """All ways in which the atoms hold, given what is bound already."""
    if not atoms:
        yield binding
        return
    bound = [_fill(atom, binding) for atom in atoms]
    at = min(range(len(atoms)), key=lambda i: (_open(bound[i]), bound[i][1] == TYPE, i))
    subject, predicate, target = bound[at]
    rest = atoms[:at] + atoms[at + 1 :]
    if _variable(subject) and _variable(target):
        for s, o in list(known.pairs(predicate)):
            if subject != target or s == o:
                yield from solve(rest, {**binding, subject: s, target: o}, known)
    elif _variable(target):
        for o in tuple(known.objects(subject, predicate)):
            yield from solve(rest, {**binding, target: o}, known)
    elif _variable(subject):
        for s in tuple(known.subjects(predicate, target)):
            yield from solve(rest, {**binding, subject: s}, known)
    elif bound[at] in known:
        yield from solve(rest, binding, known)


def _open(fact: Fact) -> int:
    return _variable(fact[0]) + _variable(fact[2])
