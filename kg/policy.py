"""Makes the direct graph of a view: the claims that a written policy lets pass, as plain statements."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
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
from kg.reasoning import consequences
from kg.supersession import Statement, superseded
from kg.views import View, view, views
from kg.vocabulary import load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["Report", "View", "materialize", "view", "views", "withdrawal"]

RULES = "1"  # changes whenever this module makes other triples of the same claims


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
    before, former = store.graph(support), store.graph(direct)
    outdated = set(store.quads.quads_for_pattern(direct, pol("definitionHash"), None, STATE)) - {definition}
    rebuild = definition not in store.quads
    held = _by_document(before if not rebuild else ())

    current: dict[Term, Quad] = {
        q.subject: q for q in store.quads.quads_for_pattern(None, pol("contentHash"), None, SOURCES)
    }
    changed = {
        d
        for d in current.keys() | held.keys()
        if d not in current or _cover(current[d], support) not in held.get(d, ())
    }
    kept = {d: quads for d, quads in held.items() if d not in changed}
    read = {d: _Reading.of(store, d, policy) for d in changed & current.keys()}
    retired = superseded([*_recorded(kept), *(s for r in read.values() for s in r.statements)])
    known = {
        value(q.subject): value(q.object)
        for q in former
        if q.predicate == pol("supersededBy") and not rebuild
    }
    for document, quads in list(kept.items()):
        claims = {value(q.subject) for q in quads}
        if any(known.get(c) != retired.get(c) for c in claims & (known.keys() | retired.keys())):
            del kept[document]
            read[document] = _Reading.of(store, document, policy)

    after = {q for quads in kept.values() for q in quads}
    for document, reading in read.items():
        after.add(_cover(current[document], support))
        after |= reading.support(retired, policy, support)
    wanted = {quad(q.object, direct) for q in after if isinstance(q.object, Triple)}
    gone, come = (before - after) | (former - wanted), (after - before) | (wanted - former)
    less, more = consequences(store, policy.name, former - wanted, wanted - former)
    store.apply(gone | less | outdated, come | more | {definition})
    return Report(
        view=policy.name,
        documents=len(read),
        passing=sum(q.predicate == pol("inView") for q in wanted),
        superseded=len(retired),
        added=len(wanted - former),
        removed=len(former - wanted),
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
        lost = {q for c in claims for q in store.quads.quads_for_pattern(c, None, None, support)}
        lost |= {q for g in graphs for q in store.quads.quads_for_pattern(g, None, None, support)}
        for claim in claims:
            lost |= _unretired(store, claim, name)
        triples = {q.object for q in lost if isinstance(q.object, Triple)}
        direct = {
            quad(t, direct_graph(name))
            for t in triples
            if lost.issuperset(store.quads.quads_for_pattern(None, pol("supports"), t, support))
        }
        less, more = consequences(store, name, {q for q in direct if q in store.quads}, set())
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


def _by_document(support: Iterable[Quad]) -> dict[Term, set[Quad]]:
    """The quads of a support graph by the document that they come from."""
    quads = list(support)
    home = {q.subject: q.object for q in quads if q.predicate == pol("inDocument")}
    found: dict[Term, set[Quad]] = defaultdict(set)
    for member in quads:
        found[home.get(member.subject, member.subject)].add(member)
    return found


def _recorded(support: Mapping[Term, Set[Quad]]) -> Iterable[Statement]:
    for quads in support.values():
        for member in quads:
            if member.predicate == pol("statement"):
                yield Statement(*json.loads(value(member.object)))


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
            Quad(NamedNode(s.iri), pol("statement"), Literal(s.to_json()), graph) for s in self.statements
        }
        for claim, triples in self.triples.items():
            if claim.value in retired:
                made = {Triple(claim, pol("supersededBy"), NamedNode(retired[claim.value]))}
            else:
                made = {*triples, Triple(claim, pol("inView"), node(VIEW, policy.name))}
            quads.add(Quad(claim, pol("inDocument"), self.document, graph))
            quads |= {Quad(claim, pol("supports"), triple, graph) for triple in made}
        return quads
