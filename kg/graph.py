"""The graph as one object: put pages in, ask, check, write out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg.model import Extraction
from kg.store import Store

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.export.loss import LossReport
    from kg.policy import Report
    from kg.queries import Result
    from kg.search import Hit
    from kg.validation import Finding
    from kg.verify import Verification

__all__ = ["Graph"]


class Graph:
    """Articles as a graph in which every statement leads to the sentence behind it.

    >>> with Graph.open() as graph:
    ...     graph.documents()
    []
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: Path | str | None = None) -> Graph:
        """Open the graph in a directory, or make it there; without a path, one in memory.

        The address of a SPARQL 1.1 store is a path too; see `kg.remote`.

        Raises StoreError for a directory or a server that cannot be opened as a store.
        """
        return cls(Store.open(path))

    def close(self) -> None:
        """Let go of the directory, so that another process may open it."""
        self.store.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def documents(self) -> list[str]:
        """The ids of all documents, sorted."""
        return self.store.documents()

    def build(
        self,
        page: Path | str,
        *,
        published: dt.date | None = None,
        url: str | None = None,
        model: str | None = None,
        view: str = "reported",
    ) -> Extraction:
        """Read a page, extract its claims, add them and bring a view up to date.

        Parameters: `page` is a file, a URL, or "-" for standard input; `published` the
        date of publication where the page does not tell it; `model` the language pipeline.
        """
        from kg.extract import extract
        from kg.intake import read

        extraction = extract(read(page, published=published, url=url), model=model)
        self.add(extraction)
        self.materialize(view)
        return extraction

    def add(self, extraction: Extraction) -> bool:
        """Put a document in, in the place of an earlier version; False where nothing changed."""
        return self.store.add(extraction)

    def retract(self, document: str) -> None:
        """Remove a document and everything that was derived from it.

        Raises StoreError where there is no such document. Views that were made are brought up to date.
        """
        self.store.retract(document)
        for name in self.store.views():
            self.materialize(name)

    def materialize(self, view: str = "reported") -> Report:
        """Bring a view's direct graph and its closure up to date."""
        return self.store.materialize(view)

    def at(self, *, as_of: dt.date | None = None, known_on: dt.date | None = None) -> Graph:
        """The graph as it would be had nothing after a day come about, or become known; a new one, in memory.

        See `kg.clocks` for what either clock leaves out.
        """
        from kg import clocks

        return Graph(clocks.at(self.store, as_of=as_of, known_on=known_on))

    def query(
        self,
        name_or_text: str,
        *,
        view: str = "reported",
        evidence: bool = False,
        as_of: dt.date | None = None,
        known_on: dt.date | None = None,
        **params: object,
    ) -> Result:
        """Answer a named query, or one in SPARQL, in a view; brings the view up to date first.

        Parameters: `as_of` leaves out what is dated after that day, `known_on` what became known after it.

        Raises QueryError for an unknown name or parameter, or a text that cannot be parsed.
        """
        from kg import queries

        then = self.at(as_of=as_of, known_on=known_on) if as_of or known_on else self
        then.materialize(view)
        return queries.run(then.store, name_or_text, view=view, evidence=evidence, params=params)

    def search(self, text: str, *, limit: int = 20) -> list[Hit]:
        """Actors by name, in any spelling, then statements by their sentence; at most `limit` of each."""
        from kg import search

        return search.search(self.store, text, limit=limit)

    def validate(self, view: str = "reported") -> list[Finding]:
        """What does not conform to the shapes, in a view that is brought up to date first."""
        from kg import validation

        self.materialize(view)
        return validation.validate(self.store, view)

    def check(self, document: str) -> list[Finding]:
        """What of one document does not conform to the shapes; fast enough for each that comes in.

        Raises StoreError where there is no such document.
        """
        from kg import validation

        return validation.validate_document(self.store, document)

    def verify(self) -> Verification:
        """Recompute the place of every piece of evidence in the stored text."""
        from kg import verify

        return verify.verify(self.store)

    def to_networkx(self, view: str = "reported") -> MultiDiGraph[str]:
        """The claims as a network to analyse: an edge for each claim, keyed by it, with all that it says.

        Edges carry `passes`: whether the view takes the claim to be so.
        """
        import networkx

        from kg.export.columns import node_row, statement_row
        from kg.export.reading import read
        from kg.vocabulary import load

        self.materialize(view)
        network, vocabulary = read(self.store, view), load()
        graph: MultiDiGraph[str] = networkx.MultiDiGraph(view=view)
        for node in network.nodes:
            graph.add_node(node.id, **node_row(node))
        for s in network.statements:
            graph.add_edge(s.source, s.target, key=s.id, **statement_row(s, network, vocabulary))
        return graph

    def export(self, fmt: str, out: Path | str, *, view: str = "reported", **options: object) -> LossReport:
        """Write a view in a format to a file or directory, after bringing the view up to date.

        See `kg.export.export` for the options that some formats take.
        """
        from kg.export import export

        self.materialize(view)
        return export(self.store, fmt, Path(out), view=view, **options)
