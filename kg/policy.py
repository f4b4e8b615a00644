"""Makes the direct graph of a view: the claims that a written policy lets pass, as plain statements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.direct import direct_triples
from kg.iris import (
    SOURCES,
    STATE,
    Term,
    direct_graph,
    document_graph,
    event_iris,
    local,
    node,
    pol,
    quad,
    support_graph,
    value,
)
from kg.namespaces import DOC, VIEW
from kg.ontology import ontology_digest
from kg.reading import read_with_iris
from kg.reasoning import closing_rules, consequences, is_closed
from kg.supersession import Statement, superseded
from kg.views import View, view, views
from kg.vocabulary import load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["Report", "View", "current", "fingerprint", "materialize", "view", "views", "withdrawal"]

RULES = "2"  # changes whenever this module makes other triples of the same claims


@dataclass(frozen=True, slots=True)
class Report:
    """What `materialize` did.

    `documents` counts those read again, `passing` the claims in the direct graph,
    `superseded` those retired, `added` and `removed` its triples.
    """

    view: str
    documents: int
    passing: int
    superseded: int
    added: int
    removed: int


def materialize(store: Store, view_or_name: View | str) -> Report:
    """Bring a view's direct graph up to date, in one transaction.

    Only documents that came or changed are read, and those in which a claim is newly
    retired or no longer so. The result is the same as that of a rebuild from nothing.
    What follows from the direct graph is kept in step with it.
    """
    policy = view(view_or_name) if isinstance(view_or_name, str) else view_or_name
    direct, support = direct_graph(policy.name), support_graph(policy.name)
    definition = Quad(direct, pol("definitionHash"), Literal(_definition(policy)), STATE)
    outdated = set(store.quads.quads_for_pattern(direct, pol("definitionHash"), None, STATE)) - {definition}
    rebuild = definition not in store.quads
    current, changed = _changed(store, support, rebuild)
    before = store.graph(support) if rebuild else {q for d in changed for q in _held(store, d, support)}
    read = {d: _Reading.of(store, d, policy) for d in sorted(changed & current.keys(), key=value)}

    told = [s for r in read.values() for s in r.statements]
    matters = {value(q.object) for q in before if q.predicate == pol("matter")} | {s.matter for s in told}
    others = [] if rebuild else [s for m in matters for s in _about(store, m, support) if s[0] not in before]
    retired = superseded([*told, *(statement for _, statement in others)])
    for record, statement in others:
        document = _home(store, record.subject, support)
        if document in read or _mark(store, statement.iri, direct) == retired.get(statement.iri):
            continue
        before |= _held(store, document, support)
        read[document] = _Reading.of(store, document, policy)
        for unmoved in read[document].statements:
            mark = _mark(store, unmoved.iri, direct)
            if mark and unmoved.matter not in matters:
                retired[unmoved.iri] = mark

    after = {_cover(current[d], support) for d in read}
    after |= {q for reading in read.values() for q in reading.support(retired, policy, support)}
    gone, come = before - after, after - before
    lost, new = _direct_change(store, policy.name, gone, after)
    if rebuild:
        lost = store.graph(direct) - {quad(q.object, direct) for q in after if isinstance(q.object, Triple)}
    less, more = _settled(store, policy.name, lost, new)
    store.apply(gone | lost | less | outdated, come | new | more | {definition})
    passing, marked = _tally(store, policy.name)
    return Report(policy.name, len(read), passing, marked, len(new), len(lost))


def current(store: Store, name: str) -> Report | None:
    """What `materialize` would say of a view that is up to date; None of one that is not."""
    definition = Quad(direct_graph(name), pol("definitionHash"), Literal(_definition(view(name))), STATE)
    if definition not in store.quads or not is_closed(store, name):
        return None
    _, changed = _changed(store, support_graph(name), rebuild=False)
    passing, marked = _tally(store, name)
    return None if changed else Report(name, 0, passing, marked, 0, 0)


def fingerprint(name: str) -> str:
    """What a view is made by: its definition, the ontology, and the rules of this version."""
    return f"{_definition(view(name))} {closing_rules()}"


def _changed(store: Store, support: NamedNode, rebuild: bool) -> tuple[dict[Term, Quad], set[Term]]:
    """The documents with their hashes, and those that are not as the view last read them."""
    current = _hashes(store, SOURCES)
    held = {} if rebuild else _hashes(store, support)
    both = current.keys() | held.keys()
    return current, {
        d for d in both if d not in current or d not in held or held[d].object != current[d].object
    }


def _hashes(store: Store, graph: NamedNode) -> dict[Term, Quad]:
    return {q.subject: q for q in store.quads.quads_for_pattern(None, pol("contentHash"), None, graph)}


def _held(store: Store, document: Term, support: NamedNode) -> set[Quad]:
    """What the view recorded of a document."""
    node, quads = NamedNode(value(document)), store.quads
    claims = {q.subject for q in quads.quads_for_pattern(None, pol("inDocument"), node, support)}
    return {q for s in (node, *claims) for q in quads.quads_for_pattern(s, None, None, support)}


def _about(store: Store, matter: str, support: NamedNode) -> Iterator[tuple[Quad, Statement]]:
    """The recorded statements about a matter."""
    for found in store.quads.quads_for_pattern(None, pol("matter"), Literal(matter), support):
        for record in store.quads.quads_for_pattern(found.subject, pol("statement"), None, support):
            yield record, Statement(*json.loads(value(record.object)))


def _home(store: Store, claim: Term, support: NamedNode) -> Term:
    node = NamedNode(value(claim))
    return next(iter(store.quads.quads_for_pattern(node, pol("inDocument"), None, support))).object


def _mark(store: Store, claim: str, direct: NamedNode) -> str | None:
    """The claim that is known to have retired this one."""
    found = store.quads.quads_for_pattern(NamedNode(claim), pol("supersededBy"), None, direct)
    return next((value(q.object) for q in found), None)


def _direct_change(store: Store, name: str, gone: Set[Quad], after: Set[Quad]) -> tuple[set[Quad], set[Quad]]:
    """The direct quads that lose their last support and those that gain their first."""
    direct, support = direct_graph(name), support_graph(name)
    kept = {q.object for q in after if isinstance(q.object, Triple)}
    dropped = {q.object for q in gone if isinstance(q.object, Triple)} - kept
    lost = {
        quad(t, direct)
        for t in dropped
        if all(q in gone for q in store.quads.quads_for_pattern(None, pol("supports"), t, support))
    }
    come = {quad(t, direct) for t in kept if isinstance(t, Triple)}
    return {q for q in lost if q in store.quads}, {q for q in come if q not in store.quads}


def _settled(store: Store, name: str, lost: Set[Quad], new: Set[Quad]) -> tuple[set[Quad], set[Quad]]:
    """What else goes and comes with direct quads: what follows from them, and the tally."""
    less, more = consequences(store, name, lost, new)
    old = set(store.quads.quads_for_pattern(direct_graph(name), pol("tally"), None, STATE))
    counts = [
        count + sum(q.predicate == pol(kind) for q in new) - sum(q.predicate == pol(kind) for q in lost)
        for kind, count in zip(("inView", "supersededBy"), _tally(store, name), strict=True)
    ]
    tally = Quad(direct_graph(name), pol("tally"), Literal(json.dumps(counts)), STATE)
    return less | (old - {tally}), more | {tally}


def _tally(store: Store, name: str) -> tuple[int, int]:
    """How many claims pass and how many are retired, by the direct graph."""
    for found in store.quads.quads_for_pattern(direct_graph(name), pol("tally"), None, STATE):
        passing, retired = json.loads(value(found.object))
        return passing, retired
    quads = store.quads
    return (
        sum(1 for _ in quads.quads_for_pattern(None, pol("inView"), None, direct_graph(name))),
        sum(1 for _ in quads.quads_for_pattern(None, pol("supersededBy"), None, direct_graph(name))),
    )


def withdrawal(store: Store, documents: Iterable[str]) -> tuple[set[Quad], set[Quad]]:
    """What must go from and come to every view where documents go.

    What no other document supports goes; what still follows from others stays, or comes as
    something that follows where it was said before. A claim that they had retired is
    no longer marked as such; its own document is read again at the next `materialize`.
    """
    graphs = [document_graph(d) for d in documents]
    gone: set[Quad] = set()
    come: set[Quad] = set()
    for name in store.views():
        support = support_graph(name)
        claims = {
            q.subject
            for graph in graphs
            for q in store.quads.quads_for_pattern(None, pol("inDocument"), graph, support)
        }
        lost = {q for graph in graphs for q in _held(store, graph, support)}
        for claim in claims:
            lost |= _unretired(store, claim, name)
        direct, _ = _direct_change(store, name, lost, set())
        less, more = _settled(store, name, direct, set())
        gone |= lost | direct | less
        come |= more
    return gone, come


def _unretired(store: Store, winner: Term, name: str) -> set[Quad]:
    support = support_graph(name)
    lost: set[Quad] = set()
    for mark in store.quads.quads_for_pattern(None, pol("supersededBy"), winner, direct_graph(name)):
        lost.add(Quad(mark.subject, pol("supports"), mark.triple, support))
        for home in store.quads.quads_for_pattern(mark.subject, pol("inDocument"), None, support):
            lost |= set(
                store.quads.quads_for_pattern(
                    NamedNode(value(home.object)), pol("contentHash"), None, support
                )
            )
    return lost


def _definition(policy: View) -> str:
    text = (
        f"{RULES} {policy.name} {sorted(policy.statuses)} {policy.holders} {policy.actor} {ontology_digest()}"
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _cover(content: Quad, support: NamedNode) -> Quad:
    return Quad(content.subject, content.predicate, content.object, support)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The passing claims of a document, what triples they make, and what they state."""

    document: Term
    triples: dict[NamedNode, frozenset[Triple]]
    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, store: Store, graph: Term, policy: View) -> _Reading:
        document, vocabulary = local(value(graph), DOC), load()
        extraction, claims = read_with_iris(store.document_quads(document), document)
        types = {e.id: e.type for e in extraction.entities}
        events = event_iris(extraction.claims, vocabulary)
        passing = {NamedNode(iri): claim for iri, claim in claims.items() if policy.passes(claim)}
        return cls(
            graph,
            {
                iri: frozenset(direct_triples(claim, iri, events.get(claim), types, vocabulary))
                for iri, claim in passing.items()
            },
            tuple(
                Statement.of(claim, iri.value, extraction.article, vocabulary)
                for iri, claim in passing.items()
                if vocabulary.relations[claim.predicate].keeps_latest
            ),
        )

    def support(self, retired: dict[str, str], policy: View, graph: NamedNode) -> set[Quad]:
        """The quads of the support graph that this document gives rise to."""
        quads = {
            Quad(NamedNode(s.iri), pol(name), Literal(text), graph)
            for s in self.statements
            for name, text in (("statement", s.to_json()), ("matter", s.matter))
        }
        for claim, triples in self.triples.items():
            if claim.value in retired:
                made = {Triple(claim, pol("supersededBy"), NamedNode(retired[claim.value]))}
            else:
                made = {*triples, Triple(claim, pol("inView"), node(VIEW, policy.name))}
            quads.add(Quad(claim, pol("inDocument"), self.document, graph))
            quads |= {Quad(claim, pol("supports"), triple, graph) for triple in made}
        return quads
