"""What the store says of one IRI: the data of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from kg.iris import ONTOLOGY, Term, node, rest_graph
from kg.namespaces import BASE, DOC, GRAPH, POL, PREFIXES
from kg.store import Store

__all__ = ["Reading", "iri_of", "path_of"]

_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_TITLE = NamedNode(PREFIXES["dcterms"] + "title")
_PREF = NamedNode(PREFIXES["skos"] + "prefLabel")
MOST_LINKS = 1000


def iri_of(path: str) -> NamedNode:
    """The IRI that a path on this server stands for.

    >>> iri_of("document/paper/party one").value
    'https://w3id.org/political-kg/document/paper/party%20one'
    """
    return NamedNode(str(POL).rstrip("#")) if path == "ontology" else node(BASE, path)


def path_of(iri: str) -> str | None:
    """The path on this server for an IRI of this project; None for those of others."""
    inner = iri.startswith(BASE) and not iri.startswith(str(GRAPH["internal/"]))
    return "/" + iri.removeprefix(BASE) if inner else None


@dataclass(frozen=True, slots=True)
class Reading:
    """The store, as a view sees it."""

    store: Store
    view: str

    def about(self, iri: NamedNode) -> Iterator[Triple]:
        """All that is said of an IRI: a whole graph for a document or graph, or what starts and ends at it.

        Of a claim, this includes its evidence and holders; of what points to an IRI, at
        most MOST_LINKS.
        """
        if iri.value == str(POL).rstrip("#"):
            yield from (q.triple for q in self.store.quads.quads_for_pattern(None, None, None, ONTOLOGY))
        elif iri.value.startswith((str(DOC), str(GRAPH))) and not iri.value.startswith(
            str(GRAPH["internal/"])
        ):
            yield from (q.triple for q in self.store.quads.quads_for_pattern(None, None, None, iri))
        else:
            seen = {iri}
            for triple in self.of(iri):
                yield triple
                part = triple.object
                if isinstance(part, NamedNode) and part.value.startswith(iri.value + "#"):
                    yield from self._parts(part, iri.value, seen)
            yield from islice(self.to(iri), MOST_LINKS)

    def _parts(self, part: NamedNode, whole: str, seen: set[NamedNode]) -> Iterator[Triple]:
        if part in seen:
            return
        seen.add(part)
        for triple in self.of(part):
            yield triple
            if isinstance(triple.object, NamedNode) and triple.object.value.startswith(whole + "#"):
                yield from self._parts(triple.object, whole, seen)

    def of(self, subject: NamedNode) -> Iterator[Triple]:
        """The triples of a subject."""
        return self._match(subject, None, None)

    def to(self, target: NamedNode) -> Iterator[Triple]:
        """The triples that end at a node."""
        return self._match(None, None, target)

    def values(self, subject: NamedNode, prefix: str, name: str) -> list[Term]:
        """The values of a property, sorted."""
        found = self._match(subject, NamedNode(PREFIXES[prefix] + name), None)
        return sorted((t.object for t in found), key=str)

    def first(self, subject: NamedNode, prefix: str, name: str) -> Term | None:
        """The first of the values of a property."""
        return next(iter(self.values(subject, prefix, name)), None)

    def label(self, term: Term) -> str:
        """The name of a node, or the end of its IRI; the text of a literal."""
        if isinstance(term, Literal):
            return term.value
        if not isinstance(term, NamedNode):
            return str(term)
        for predicate in (_TITLE, _LABEL, _PREF):
            names = [
                t.object.value for t in self._match(term, predicate, None) if isinstance(t.object, Literal)
            ]
            if names:
                return min(names)
        for prefix, start in PREFIXES.items():
            if term.value.startswith(start) and not term.value.startswith(BASE):
                return f"{prefix}:{term.value.removeprefix(start)}"
        return term.value.removeprefix(BASE)

    def claims(self, actor: NamedNode, most: int) -> list[NamedNode]:
        """The claims of which a node is subject or object, in the order of their documents."""
        ends = [NamedNode(PREFIXES["rdf"] + name) for name in ("subject", "object")]
        found = chain.from_iterable(self._match(None, end, actor) for end in ends)
        claims = {t.subject for t in islice(found, most * 2) if isinstance(t.subject, NamedNode)}
        return sorted(claims, key=self._place)[:most]

    def claims_in(self, document: NamedNode, most: int) -> list[NamedNode]:
        """The claims of a document, in the order of its text."""
        found = self._match(None, NamedNode(str(POL) + "inDocument"), document)
        claims = {t.subject for t in found if isinstance(t.subject, NamedNode)}
        return sorted(claims, key=self._place)[:most]

    def _place(self, claim: NamedNode) -> tuple[str, int, str]:
        document = self.first(claim, "pol", "inDocument")
        start = self.first(NamedNode(claim.value + "#position"), "oa", "start")
        place = int(start.value) if isinstance(start, Literal) and start.value.isdigit() else 0
        return str(document), place, claim.value

    def _match(
        self, subject: NamedNode | None, predicate: NamedNode | None, target: Term | None
    ) -> Iterator[Triple]:
        for graph in (DefaultGraph(), rest_graph(self.view)):
            for found in self.store.quads.quads_for_pattern(subject, predicate, target, graph):
                yield found.triple
