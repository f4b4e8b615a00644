"""Keeps what follows from a view's direct graph in step with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.iris import STATE, direct_graph, inferred_graph, pol, quad
from kg.ontology import ontology_digest
from kg.reasoning.engine import Engine
from kg.reasoning.rules import Fact, compile_rules
from kg.vocabulary import axioms

if TYPE_CHECKING:
    from kg.store import Store

__all__ = [
    "Closed",
    "as_fact",
    "as_triple",
    "close",
    "closing_rules",
    "closure",
    "consequences",
    "engine",
    "is_closed",
]

_RULES = "2"  # changes whenever the rules derive something else from the same ontology
_MANY = 20_000  # from here on, closing anew is as fast as following each change


@cache
def engine() -> Engine:
    """The rules of the ontology, ready to be applied."""
    return Engine(compile_rules(axioms()))


def closure(facts: Iterable[Triple], rules: rdflib.Graph | None = None) -> set[Triple]:
    """What follows from the facts and is not among them, by these axioms or else by the ontology.

    The same as `kg.reasoning.reference.closure` in a small part of its time.
    """
    applied = engine() if rules is None else Engine(compile_rules(rules))
    given = set(map(as_fact, facts))
    closed = applied.close(f for f in given if applied.touches(f))
    return {as_triple(f) for f in closed if f not in given}


def close(store: Store, view: str) -> int:
    """Make the inferred graph of a view where it is not there yet; the number of triples in it.

    `kg.policy.materialize` keeps it in step from then on. It is made anew where the ontology changed.
    """
    graph = inferred_graph(view)
    if not is_closed(store, view):
        store.apply(*consequences(store, view, set(), set()))
    return sum(1 for _ in store.quads.quads_for_pattern(None, None, None, graph))


def consequences(store: Store, view: str, gone: Set[Quad], come: Set[Quad]) -> tuple[set[Quad], set[Quad]]:
    """What must go from and come to the inferred graph where these direct quads go and come.

    The inferred graph holds exactly what follows and is not itself direct. Takes time in
    proportion to what depends on the change; only a view without a closure is closed whole.
    """
    graph, mark = inferred_graph(view), _mark(view)
    if mark in store.quads and len(gone) + len(come) < _MANY:
        less, more = _followed(store, view, _facts(gone), _facts(come))
        return {quad(as_triple(f), graph) for f in less}, {quad(as_triple(f), graph) for f in more}
    direct = (store.graph(direct_graph(view)) - gone) | come
    wanted = {quad(t, graph) for t in closure(q.triple for q in direct)}
    former = store.graph(graph)
    outdated = set(store.quads.quads_for_pattern(graph, None, None, STATE)) - {mark}
    return (former - wanted) | outdated, (wanted - former) | {mark}


def _followed(store: Store, view: str, gone: set[Fact], come: set[Fact]) -> tuple[set[Fact], set[Fact]]:
    applied = engine()
    closed = Closed(store, view)
    gone, come = {f for f in gone if applied.touches(f)}, {f for f in come if applied.touches(f)}

    def given(fact: Fact) -> bool:
        return fact in come or (fact not in gone and closed.is_direct(fact))

    lost, new = applied.change(closed, given, gone, come)
    less = {f for f in lost if f not in gone} | {f for f in come if closed.is_inferred(f)}
    more = {f for f in new if f not in come}
    more |= {f for f in gone if f not in lost and not given(f)}
    return less, more


def _facts(quads: Iterable[Quad]) -> set[Fact]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}


def closing_rules() -> str:
    """What the closure is made by: the rules of this version and the ontology."""
    return f"{_RULES} {ontology_digest()}"


def is_closed(store: Store, view: str) -> bool:
    """Whether the inferred graph of a view is there, made by these rules."""
    return _mark(view) in store.quads


def _mark(view: str) -> Quad:
    return Quad(inferred_graph(view), pol("contentHash"), Literal(closing_rules()), STATE)


class Closed:
    """A view's direct statements and what follows from them, as they are in the store."""

    def __init__(self, store: Store, view: str) -> None:
        self._quads = store.quads
        self._graphs = (direct_graph(view), inferred_graph(view))

    def __contains__(self, fact: Fact) -> bool:
        return self.is_direct(fact) or self.is_inferred(fact)

    def is_direct(self, fact: Fact) -> bool:
        """Whether a claim that passes says so."""
        return quad(as_triple(fact), self._graphs[0]) in self._quads

    def is_inferred(self, fact: Fact) -> bool:
        """Whether this only follows."""
        return quad(as_triple(fact), self._graphs[1]) in self._quads

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        """What stands in this relation after this subject."""
        return [str(q.object) for q in self._found(_term(subject), predicate, None)]

    def subjects(self, predicate: str, target: str) -> Collection[str]:
        """What stands in this relation before this object."""
        return [str(q.subject) for q in self._found(None, predicate, _term(target))]

    def pairs(self, predicate: str) -> Iterable[tuple[str, str]]:
        """All that stand in this relation."""
        return [(str(q.subject), str(q.object)) for q in self._found(None, predicate, None)]

    def _found(self, subject: _Node | None, predicate: str, target: _Node | None) -> Iterator[Quad]:
        if isinstance(subject, Literal):
            return
        name = NamedNode(predicate[1:-1])
        for graph in self._graphs:
            yield from self._quads.quads_for_pattern(subject, name, target, graph)


_Node = NamedNode | BlankNode | Literal


def as_fact(triple: Triple) -> Fact:
    """The triple with its terms as text."""
    return str(triple.subject), str(triple.predicate), str(triple.object)


def as_triple(fact: Fact) -> Triple:
    """The triple that `as_fact` was given."""
    subject = _term(fact[0])
    assert not isinstance(subject, Literal)
    return Triple(subject, NamedNode(fact[1][1:-1]), _term(fact[2]))


def _term(text: str) -> _Node:
    if text[0] == "<":
        return NamedNode(text[1:-1])
    if text[0] == "_":
        return BlankNode(text[2:])
    (triple,) = ox.parse(f"<a:a> <a:a> {text} .", ox.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, Literal)
    return triple.object
