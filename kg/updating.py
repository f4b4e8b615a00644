"""Changes a store by SPARQL 1.1 Update, without ever leaving a document half or a view out of step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg import policy
from kg.errors import KgError, QueryError
from kg.iris import ADDED, ONTOLOGY, SOURCES, STATE, document_graph, local, pol, quad, rest_graph, value
from kg.namespaces import BASE, DOC, GRAPH, PREFIXES
from kg.rdf import content_hash
from kg.reading import read_document
from kg.sparql import outline, tokens
from kg.store import Dataset, Store

__all__ = ["update", "with_dataset"]

_DEFAULT = DefaultGraph()
_ADDING = frozenset({"PREFIX", "BASE", "INSERT", "DATA", "GRAPH", "A", "TRUE", "FALSE"})
_KEPT = (str(GRAPH["direct/"]), str(GRAPH["inferred/"]), str(GRAPH["internal/"]), ONTOLOGY.value)


def update(
    store: Store,
    text: str,
    *,
    view: str = "reported",
    dataset: Dataset | None = None,
    base: str | None = None,
) -> bool:
    """Run an update in one transaction; False where it changes nothing.

    Patterns see the default graph that queries see, in a view. What is put into the default
    graph is kept in a graph of its own. Documents are changed in their own graphs; one that
    would no longer be whole makes the update fail. What views derive is not for updates: it
    follows from the documents, at the next `materialize`.

    Parameters: `dataset` is that of `using-graph-uri` and `using-named-graph-uri`; `base` is
    what relative IRIs are relative to.
    Raises QueryError for a text that cannot be run, or a change that would break a document.
    """
    told = outline(text)
    for word in ("SERVICE", "LOAD"):
        if word in told.words:
            raise QueryError(f"{word} is refused: the store fetches nothing from elsewhere")
    if dataset is not None:
        text = with_dataset(text, dataset)
    if told.words <= _ADDING:
        # Given triples alone: nothing need be read for them, unless they belong to a document.
        come = set(_run(text, set(), base))
        if not any(_document(q) for q in come):
            return _Change(store, set(), come, ox.Store()).apply()
    before = set(_visible(store, view))
    scratch = _run(text, before, base)
    after = set(scratch)
    return _Change(store, before - after, after - before, scratch).apply()


def _run(text: str, before: Iterable[Quad], base: str | None) -> ox.Store:
    scratch = ox.Store()
    scratch.bulk_extend(before)
    try:
        scratch.update(text, base_iri=base, prefixes=dict(PREFIXES))
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the update cannot be run: {' '.join(str(error).split())}") from None
    return scratch


def _visible(store: Store, view: str) -> Iterator[Quad]:
    rest = rest_graph(view)
    for member in store.quads:
        if member.graph_name == rest or isinstance(member.graph_name, DefaultGraph):
            yield quad(member.triple, _DEFAULT)
        elif not value(member.graph_name).startswith(str(GRAPH["internal/"])):
            yield member


@dataclass(frozen=True, slots=True)
class _Change:
    """What an update would take out and put in."""

    store: Store
    gone: set[Quad]
    come: set[Quad]
    scratch: ox.Store

    def apply(self) -> bool:
        """Make the change."""
        removed, added = set(), set()
        for member in self.come:
            if _kept(member):
                raise QueryError(
                    f"{value(member.graph_name)} is kept by the store", hint="put it into another graph"
                )
            home = ADDED if member.graph_name == _DEFAULT else _named(member.graph_name)
            added.add(Quad(_named(member.subject), member.predicate, _named(member.object), home))
        for member in self.gone:
            if member.graph_name == _DEFAULT:
                self._refuse_told(member)
                removed.add(quad(member.triple, ADDED))
            elif not _kept(member):
                removed.add(member)
        documents = {d for q in self.gone | self.come if (d := _document(q)) is not None}
        derived, following = policy.withdrawal(self.store, documents)
        removed |= derived
        added = (added - derived) | following
        for document in sorted(documents):
            less, more = self._document(document)
            removed |= less
            added = (added - less) | more
        if not self._any(removed, added):
            return False
        return self.store.apply(removed | self._revision(), added | {self._next()})

    def _any(self, removed: Iterable[Quad], added: Iterable[Quad]) -> bool:
        quads = self.store.quads
        return any(q in quads for q in removed) or any(q not in quads for q in added)

    def _refuse_told(self, member: Quad) -> None:
        told = self.scratch.quads_for_pattern(member.subject, member.predicate, member.object, None)
        for other in told:
            if value(other.graph_name).startswith(str(DOC)):
                raise QueryError(
                    f"{member.subject} {member.predicate} … is told by {value(other.graph_name)}",
                    hint="delete it there, with GRAPH",
                )

    def _document(self, document: str) -> tuple[set[Quad], set[Quad]]:
        """What else goes and comes so that the document is whole, or gone."""
        graph = document_graph(document)
        told = set(self.scratch.quads_for_pattern(None, None, None, graph))
        source = set(self.scratch.quads_for_pattern(graph, None, None, SOURCES))
        if not told:
            return source, set()
        hashes = {q for q in source if q.predicate == pol("contentHash")}
        whole = told | source - hashes
        mark = Quad(graph, pol("contentHash"), Literal(content_hash(whole)), SOURCES)
        try:
            read_document(whole | {mark}, document)
        except (KgError, KeyError, ValueError) as error:
            raise QueryError(
                f"the document {document!r} would not be whole: {error}", hint="add the page itself"
            ) from None
        return hashes - {mark}, {mark}

    def _revision(self) -> set[Quad]:
        return set(self.store.quads.quads_for_pattern(ADDED, pol("revision"), None, STATE))

    def _next(self) -> Quad:
        number = max((int(value(q.object)) for q in self._revision()), default=0) + 1
        return Quad(ADDED, pol("revision"), Literal(number), STATE)


def _named(term: Any) -> Any:
    """A blank node as an IRI, so that it can be told from others and deleted again."""
    return NamedNode(f"{BASE}.well-known/genid/{term.value}") if isinstance(term, BlankNode) else term


def _kept(member: Quad) -> bool:
    return value(member.graph_name).startswith(_KEPT)


def _document(member: Quad) -> str | None:
    """The document that a quad belongs to."""
    home = value(member.subject) if member.graph_name == SOURCES else value(member.graph_name)
    return local(home, str(DOC)) if home.startswith(str(DOC)) else None


def with_dataset(text: str, dataset: Dataset) -> str:
    """The update with USING clauses for these graphs in each of its operations that has a WHERE.

    Raises QueryError where the text names graphs itself, by USING or WITH.
    """
    clauses = "".join(f"USING <{iri}> " for iri in dataset.default_graphs)
    clauses += "".join(f"USING NAMED <{iri}> " for iri in dataset.named_graphs)
    try:
        for iri in (*dataset.default_graphs, *dataset.named_graphs):
            NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"the name of a graph is no absolute IRI: {error}") from None
    pieces, start, depth, before, opened = [], 0, 0, "", 0
    short = False
    for kind, token, at in tokens(text):
        word = token.upper() if kind == "word" else token
        if depth == 0 and word in {"USING", "WITH"}:
            raise QueryError(f"{word} and the protocol's graphs exclude each other")
        if depth == 0 and word == "WHERE":
            short = before == "DELETE"
            if not short:
                pieces += [text[start:at], clauses]
                start = at
            else:
                pieces.append(text[start:at])
                start = at + len(token)
        if token == "{":
            opened = at if depth == 0 else opened
            depth += 1
        elif token == "}":
            depth -= 1
            if depth == 0 and short:  # DELETE WHERE { … } is DELETE { … } WHERE { … }
                pieces += [text[start : at + 1], f" {clauses}WHERE {text[opened : at + 1]}"]
                start, short = at + 1, False
        before = word
    return "".join([*pieces, text[start:]])
