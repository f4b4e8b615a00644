"""Keeps documents: one named graph each, replaced and removed whole, in memory or in a directory."""

from __future__ import annotations

import contextlib
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

from kg import directory, policy, reasoning
from kg.copies import Copies
from kg.directory import Marker
from kg.errors import QueryError, StoreError
from kg.iris import (
    ADDED,
    ONTOLOGY,
    SOURCES,
    STATE,
    document_graph,
    local,
    pol,
    quad,
    rest_graph,
    value,
)
from kg.model import Extraction
from kg.namespaces import DOC, GRAPH, ID, PREFIXES
from kg.ontology import ontology_digest, ontology_quads
from kg.rdf import to_quads
from kg.sparql import outline, unparsable
from kg.trig import sparql_block, to_trig
from kg.views import View

__all__ = ["Dataset", "Results", "Store"]

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Graph = NamedNode | BlankNode | DefaultGraph

_DEFAULT = DefaultGraph()
_INTERNAL = str(GRAPH["internal/"])
_READ = re.compile(rf" <(?:{re.escape(str(DOC))}[^>]*|{re.escape(ADDED.value)})> \.\n".encode())
_PREFIXES = dict(PREFIXES)
_DERIVED = re.compile(re.escape(str(GRAPH)) + r"(?:direct|inferred)/(.+)")


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs of a query: those merged into its default graph, and the named ones."""

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Store:
    """Documents, the views of them, and SPARQL over both.

    Every change is one transaction: a process that dies in the middle of it leaves the
    store as it was before.

    >>> with Store.open() as store:
    ...     store.documents()
    []
    """

    def __init__(self, quads: ox.Store, where: str | None, *, copies: Copies | None = None) -> None:
        self._quads: ox.Store | None = quads
        self._where = where
        self._copies = copies
        self._closed_as_found = False
        self._load_ontology()
        if where is not None:
            known = directory.read_marker(Path(where))
            self._closed_as_found = known.ready and known.documents is not None
            if not known.ready or known.format < directory.FORMAT:
                self._mark(None)

    @classmethod
    def open(cls, path: Path | str | None = None) -> Store:
        """Open the store in a directory, or make it there; without a path, one in memory.

        The address of a SPARQL 1.1 store is a path too; see `kg.remote`.

        Raises StoreError for a directory that is no store, is in use, may not be written,
        is damaged, or was written by a newer version. Nothing in it is touched then.
        """
        if isinstance(path, str) and path.lower().startswith(("http://", "https://")):
            from kg.remote import RemoteStore

            return RemoteStore.connect(path)
        if path is None:
            return cls(ox.Store(), None, copies=Copies())
        return cls(directory.open_directory(Path(path)), str(path), copies=Copies())

    def close(self) -> None:
        """Let go of the directory, so that another process may open it.

        What the database keeps in its log alone is written out first, so that a log cut
        short later loses nothing. Where that cannot be done, the log still has it.
        """
        quads, self._quads, self._copies = self._quads, None, None
        if quads is not None and self._where is not None:
            with contextlib.suppress(OSError, RuntimeError):
                quads.flush()
                if not self._closed_as_found:
                    found = quads.quads_for_pattern(None, pol("contentHash"), None, SOURCES)
                    self._mark(sum(1 for _ in found))

    def _mark(self, documents: int | None) -> None:
        assert self._where is not None
        directory.mark(Path(self._where), Marker(directory.FORMAT, ready=True, documents=documents))

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def where(self) -> str | None:
        """The directory of the store; None for one in memory."""
        return self._where

    @property
    def place(self) -> str | None:
        """What messages call the store: its directory or its address."""
        return self._where

    @property
    def quads(self) -> ox.Store:
        """The quads themselves, for reading."""
        if self._quads is None:
            raise StoreError("the store is closed", where=self.place, hint="open it again")
        return self._quads

    # Documents

    def documents(self) -> list[str]:
        """The ids of all documents, sorted."""
        found = self.quads.quads_for_pattern(None, pol("contentHash"), None, SOURCES)
        return sorted(local(value(q.subject), DOC) for q in found)

    def document_quads(self, document: str) -> list[Quad]:
        """What the store holds of a document: its graph and its source.

        Raises StoreError where there is no such document.
        """
        found = list(self._document(document))
        if not found:
            near = difflib.get_close_matches(document, self.documents(), n=3, cutoff=0.4)
            hint = (
                f"near it: {', '.join(near)}" if near else "the documents are listed by `kg query documents`"
            )
            raise StoreError(f"there is no document {document!r}", where=self.place, hint=hint)
        return found

    def claim_quads(self, document: str, claims: Iterable[str]) -> list[Quad]:
        """What the store holds of some claims of a document, by their IRIs, of what they are about, and
        of the document itself; `read_with_iris` reads it as a part.
        """
        graph, start = document_graph(document), str(ID)
        found = [*self._matching(graph, graph), *self._matching(graph, SOURCES)]
        seen: set[str] = set()
        pending = list(dict.fromkeys(claims))
        while pending:
            subject = pending.pop()
            if subject in seen:
                continue
            seen.add(subject)
            whole = subject.partition("#")[0]
            for told in self._matching(NamedNode(subject), graph):
                found.append(told)
                about = value(told.object) if isinstance(told.object, NamedNode) else ""
                if about.startswith(whole + "#") or (
                    about.startswith(start) and not subject.startswith(start)
                ):
                    pending.append(about)
        return found

    def _matching(self, subject: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        return iter(self.quads.quads_for_pattern(subject, None, None, graph))

    def add(self, extraction: Extraction) -> bool:
        """Put a document in, in the place of an earlier version; False where it is already there as it is.

        What views derived from an earlier version goes with it; `materialize` brings in the new.
        """
        return self.put(extraction.article.id, set(to_quads(extraction)))

    def put(self, document: str, new: Set[Quad]) -> bool:
        """`add` with the quads that a document is to have."""
        old = set(self._document(document))
        if old == new:
            return False
        gone, come = policy.withdrawal(self, [document]) if old else (set(), set())
        return self.apply((old - new) | gone, (new - old) | come)

    def retract(self, document: str) -> None:
        """Remove a document, its source and everything that was derived from it.

        Raises StoreError where there is no such document.
        """
        held = self.document_quads(document)
        gone, come = policy.withdrawal(self, [document])
        self.apply({*held, *gone}, come)

    def _document(self, document: str) -> Iterator[Quad]:
        graph = document_graph(document)
        yield from self.quads.quads_for_pattern(None, None, None, graph)
        yield from self.quads.quads_for_pattern(graph, None, None, SOURCES)

    # Views

    def views(self) -> list[str]:
        """The names of the views that have been materialised, sorted."""
        found = self.quads.quads_for_pattern(None, pol("definitionHash"), None, STATE)
        return sorted(local(value(q.subject), GRAPH["direct/"]) for q in found)

    def materialize(self, view: View | str) -> policy.Report:
        """Bring a view's direct graph and what follows from it up to date."""
        report = policy.materialize(self, view)
        reasoning.close(self, report.view)
        return report

    def settle(self) -> None:
        """Bring what is kept elsewhere of this store in step with it; nothing is of a local one."""

    def astray(self) -> Mapping[str, int]:
        """How many triples are missing or too many in each graph that is kept elsewhere."""
        return {}

    def around(self, nodes: Iterable[NamedNode]) -> ox.Store:
        """Quads in which all is told of these claims, their holders and their documents."""
        return self.quads

    def graph(self, name: NamedNode) -> set[Quad]:
        """The quads of one graph."""
        return set(self._members(name))

    def _members(self, name: Graph) -> Iterator[Quad]:
        return iter(self.quads.quads_for_pattern(None, None, None, name))

    def query(
        self,
        text: str,
        *,
        view: str = "reported",
        substitutions: Mapping[str, NamedNode | Literal] | None = None,
        dataset: Dataset | None = None,
        base: str | None = None,
    ) -> Results:
        """Ask in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.

        The default graph holds each triple of the documents, the ontology and the view
        once. The prefixes of `kg.namespaces` need no declaration. `substitutions` binds
        variables of the SELECT clause, by name, before the query runs. `dataset` names
        the graphs to ask instead, and takes the place of the text's FROM clauses. `base` is
        what relative IRIs are relative to.

        Raises QueryError for a text that cannot be parsed, with line and column, and for an update.
        """
        told = outline(text)
        if dataset is None and told.has_dataset:
            dataset = Dataset(told.default_graphs, told.named_graphs)
        named: list[NamedNode | BlankNode] | None
        bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] | None = None
        if substitutions:
            bound = {Variable(name): term for name, term in substitutions.items()}
        try:
            if dataset is not None:
                quads, default, named = self._dataset(dataset)
            elif "GRAPH" in told.words:
                quads, default, named = self.quads, [_DEFAULT, rest_graph(view)], self._shown()
            elif self._copies and (copy := self._copies.of(self.quads, view)):
                quads, default, named = copy, [_DEFAULT], None
            else:
                quads, default, named = self.quads, [_DEFAULT, rest_graph(view)], None
            return quads.query(
                text,
                base_iri=base,
                prefixes=_PREFIXES,
                default_graph=default,
                named_graphs=named,
                substitutions=bound,
            )
        except SyntaxError as error:
            raise unparsable(text, str(error)) from None
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query failed: {error}") from None

    def _shown(self) -> list[NamedNode | BlankNode]:
        """The named graphs that are for queries: all but those of the store's own bookkeeping."""
        return [g for g in self.quads.named_graphs() if not value(g).startswith(_INTERNAL)]

    def _dataset(self, dataset: Dataset) -> tuple[ox.Store, list[Graph], list[NamedNode | BlankNode]]:
        """A store and its graphs in which the default graph is the merge of those named.

        Several graphs are merged in a copy, because Oxigraph repeats a triple for every
        graph that holds it.
        """
        try:
            default: list[Graph] = [NamedNode(iri) for iri in dict.fromkeys(dataset.default_graphs)]
            named: list[NamedNode | BlankNode] = [NamedNode(i) for i in dict.fromkeys(dataset.named_graphs)]
        except ValueError as error:
            raise QueryError(f"the name of a graph is no absolute IRI: {error}") from None
        if len(default) == 1:
            return self.quads, default, named
        merged = ox.Store()
        for name in default:
            merged.extend(quad(q.triple, _DEFAULT) for q in self._members(name))
        for name in named:
            merged.extend(self._members(name))
        return merged, [_DEFAULT], named

    def dump(self) -> str:
        """The documents, their sources, and the views, as canonical TriG."""
        hidden = (ONTOLOGY, _DEFAULT)
        return to_trig(
            q
            for q in self.quads
            if q.graph_name not in hidden and not value(q.graph_name).startswith(_INTERNAL)
        )

    # Writing

    def apply(self, removed: Set[Quad], added: Set[Quad]) -> bool:
        """Remove and add quads in one transaction; False where that changes nothing.

        The graphs that queries read are kept in step: the store's default graph has each
        triple of documents and ontology once, and each view's rest graph has what the view
        adds to that. (Oxigraph repeats a triple for every graph that holds it, so that
        counts over several graphs would be wrong.)
        """
        gone = {q for q in removed - added if q in self.quads}
        come = {q for q in added if q not in self.quads}
        if not gone and not come:
            return False
        less, more = self._consequences(gone, come)
        self.write(gone | less, come | more)
        return True

    def load(self, blocks: Iterable[bytes]) -> None:
        """Put in documents, as blocks of whole lines of canonical N-Quads, in no transaction.

        Of a store in which it failed, nothing is to be kept. Raises SyntaxError for what is no N-Quads.
        """
        try:
            self._changing()
            for block in blocks:
                for lines in (block, _READ.sub(b" .\n", block)):
                    if self._where is None:
                        self.quads.load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)
                    else:
                        self.quads.bulk_load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)
        except (OSError, RuntimeError) as error:
            raise directory.explain(error, self._where) from error

    def _changing(self) -> None:
        if self._copies:
            self._copies.forget()
        if self._closed_as_found:
            self._closed_as_found = False
            self._mark(None)

    def write(self, less: Set[Quad], more: Set[Quad]) -> None:
        """Remove and add quads as they are, in one transaction, and keep nothing else in step.

        For repairs; `apply` is for everything else.
        """
        try:
            self._changing()
            if less:
                parts = [
                    f"{verb} DATA {{\n{sparql_block(q)}\n}}"
                    for verb, q in (("DELETE", less), ("INSERT", more))
                    if q
                ]
                self.quads.update(" ;\n".join(parts))
            else:
                self.quads.extend(more)
        except (OSError, RuntimeError) as error:
            raise directory.explain(error, self._where) from error

    def _consequences(self, gone: Set[Quad], come: Set[Quad]) -> tuple[set[Quad], set[Quad]]:
        less: set[Quad] = set()
        more: set[Quad] = set()
        moves = _by_triple(gone, come)
        moved = {g for sides in moves.values() for side in sides for g in side}
        reading = _reading_graphs(g for g in moved if _DERIVED.fullmatch(value(g)))
        reading |= {_DEFAULT, *map(rest_graph, self.views())}
        for triple, (out, into) in moves.items():
            now = self.quads.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            wanted = _reading_graphs(chain(into, (g for q in now if (g := q.graph_name) not in out)))
            have = {g for g in reading if quad(triple, g) in self.quads}
            less |= {quad(triple, g) for g in have - wanted}
            more |= {quad(triple, g) for g in wanted - have}
        return less, more

    def _load_ontology(self) -> None:
        digest = _digest()
        if digest in self.quads:
            return
        if not len(self.quads):
            self.write(set(), _of_an_empty_store())
            return
        stored = set(self.quads.quads_for_pattern(ONTOLOGY, pol("contentHash"), None, STATE))
        self.apply(self.graph(ONTOLOGY) | stored, {*ontology_quads(), digest})


def _digest() -> Quad:
    return Quad(ONTOLOGY, pol("contentHash"), Literal(ontology_digest()), STATE)


@cache
def _of_an_empty_store() -> frozenset[Quad]:
    quads = ontology_quads()
    return frozenset({*quads, *(quad(q.triple, _DEFAULT) for q in quads), _digest()})


def _by_triple(gone: Iterable[Quad], come: Iterable[Quad]) -> dict[Triple, tuple[set[Graph], set[Graph]]]:
    moves: dict[Triple, tuple[set[Graph], set[Graph]]] = defaultdict(lambda: (set(), set()))
    for side, quads in enumerate((gone, come)):
        for member in quads:
            if member.graph_name != SOURCES and not value(member.graph_name).startswith(_INTERNAL):
                moves[member.triple][side].add(member.graph_name)
    return moves


def _reading_graphs(graphs: Iterable[Graph]) -> set[Graph]:
    """The graphs that queries read in which a triple of these graphs belongs."""
    views: set[Graph] = set()
    for name in map(value, graphs):
        if name in {ADDED.value, ONTOLOGY.value} or name.startswith(str(DOC)):
            return {_DEFAULT}
        if found := _DERIVED.fullmatch(name):
            views.add(rest_graph(found[1]))
    return views
