"""Finds what a view says that cannot be so together, and the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.iris import direct_graph, inferred_graph, local, pol, support_graph, term, value
from kg.namespaces import DOC, POL
from kg.reasoning.closing import Closed, as_triple, engine
from kg.reasoning.engine import Engine, solve
from kg.reasoning.facts import Memory
from kg.reasoning.rules import TYPE, Fact, Rule, compile_clashes
from kg.vocabulary import exclusions, load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["Contradiction", "Ground", "contradictions", "grounds"]


@dataclass(frozen=True, slots=True, order=True)
class Ground:
    """A direct statement that something rests on, with a claim that makes it and its sentence."""

    statement: str
    claim: str
    document: str
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """What cannot be so together, about which node, and all that it rests on."""

    message: str
    node: str
    grounds: tuple[Ground, ...]


def contradictions(store: Store, view: str) -> list[Contradiction]:
    """What in a view contradicts itself by the ontology, each with its grounds; sorted.

    Reads what follows too, so the view must be up to date.
    """
    clashes = _clashes()
    facts, closed = _facts_of(store, view, clashes), Closed(store, view)
    found: dict[frozenset[Fact], Contradiction] = {}
    for clash in clashes:
        for binding in solve(clash.body, {}, facts):
            pair = tuple((binding.get(s, s), binding.get(p, p), binding.get(o, o)) for s, p, o in clash.body)
            if frozenset(pair) not in found:
                said = sorted({g for fact in pair for g in grounds(store, view, fact, closed)})
                told = " and ".join(_words(store, fact) for fact in pair)
                found[frozenset(pair)] = Contradiction(
                    f"{told} cannot both be so ({clash.why})", pair[0][0][1:-1], tuple(said)
                )
    return sorted(found.values())


@cache
def _clashes() -> tuple[Rule, ...]:
    return compile_clashes(exclusions())


def _facts_of(store: Store, view: str, clashes: tuple[Rule, ...]) -> Memory:
    """The facts of the view that some clash can touch."""
    facts = Memory()
    for atom in {("?", p, o if p == TYPE else "?") for clash in clashes for _, p, o in clash.body}:
        target = NamedNode(atom[2][1:-1]) if atom[2] != "?" else None
        for graph in (direct_graph(view), inferred_graph(view)):
            for q in store.quads.quads_for_pattern(None, NamedNode(atom[1][1:-1]), target, graph):
                facts.add((str(q.subject), str(q.predicate), str(q.object)))
    return facts


def grounds(store: Store, view: str, fact: Fact, closed: Closed | None = None) -> list[Ground]:
    """The direct statements that prove a fact of a view, each with every claim that makes it; sorted."""
    closed = closed or Closed(store, view)
    proof = _proof(fact, closed, engine(), frozenset())
    found = set[Ground]()
    for direct in proof or ():
        for q in store.quads.quads_for_pattern(None, pol("supports"), as_triple(direct), support_graph(view)):
            claim = NamedNode(value(q.subject))
            found.add(
                Ground(
                    _words(store, direct),
                    claim.value,
                    local(_one(store, claim, pol("inDocument")), DOC),
                    _one(store, claim, pol("quote")),
                )
            )
    return sorted(found)


def _proof(fact: Fact, closed: Closed, rules: Engine, asked: frozenset[Fact]) -> frozenset[Fact] | None:
    """Direct facts from which this one follows, or None where there are none but by way of itself."""
    if closed.is_direct(fact):
        return frozenset([fact])
    asked = asked | {fact}
    for body in sorted(rules.bodies(fact, closed)):
        if not asked.isdisjoint(body):
            continue
        proofs = [_proof(part, closed, rules, asked) for part in body]
        if all(p is not None for p in proofs):
            return frozenset(f for p in proofs if p for f in p)
    return None


def _words(store: Store, fact: Fact) -> str:
    subject, predicate, target = fact
    if predicate == TYPE:
        return f"{_name(store, subject)} is a {_name(store, target)}"
    return f"{_name(store, subject)} {_name(store, predicate)} {_name(store, target)}"


def _name(store: Store, written: str) -> str:
    iri = written[1:-1]
    name = local(iri, POL)
    if iri.startswith(str(POL)) and name in load().labels:
        return load().label(name)
    return _one(store, NamedNode(iri), term("rdfs", "label")) or iri


def _one(store: Store, node: NamedNode, predicate: NamedNode) -> str:
    return min(_values(store, node, predicate), default="")


def _values(store: Store, node: NamedNode, predicate: NamedNode) -> Iterator[str]:
    for q in store.quads.quads_for_pattern(node, predicate, None, None):
        yield value(q.object)
