"""Keeps an index of names and sentences in step with a store."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import tantivy
from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.iris import SOURCES, document_graph, local, pol, term, value
from kg.namespaces import CLAIM, DOC
from kg.search.finding import Finder, Hit
from kg.search.folding import fold
from kg.store import Store

__all__ = ["Index", "search"]

_FORMAT = 1
_STATE = "documents.json"


def search(store: Store, text: str, *, limit: int = 20) -> list[Hit]:
    """What a text finds in a store: actors first, then claims, at most `limit` of each, best first.

    The index is brought in step first; whoever searches often keeps an `Index`.
    """
    index = Index.open(store)
    index.update()
    return index.search(text, limit=limit)


class Index:
    """An index over one store; beside its database, or in memory as the store is."""

    def __init__(self, store: Store, index: tantivy.Index, folder: Path | None, told: dict[str, str]) -> None:
        self._store = store
        self._index = index
        self._folder = folder
        self._told = told

    @classmethod
    def open(cls, store: Store) -> Index:
        """Open the index of a store; one that is missing, unreadable or of another format is made anew."""
        if store.where is None:
            return cls(store, tantivy.Index(_schema()), None, {})
        folder = Path(store.where) / "search"
        try:
            state = json.loads((folder / _STATE).read_text("utf-8"))
            if state["format"] == _FORMAT:
                return cls(store, tantivy.Index.open(str(folder)), folder, dict(state["documents"]))
        except (OSError, ValueError, KeyError, TypeError):
            pass  # the index follows from the documents, so that it can always be made anew
        shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir(parents=True)
            return cls(store, tantivy.Index(_schema(), str(folder)), folder, {})
        except (OSError, ValueError) as error:
            raise StoreError(f"the index cannot be made: {error}", where=str(folder)) from error

    def update(self) -> int:
        """Bring the index in step with the documents; how many of them came, changed or went.

        Raises StoreError where another process is doing so, or it cannot be written.
        """
        quads = self._store.quads.quads_for_pattern(None, pol("contentHash"), None, SOURCES)
        current = {local(value(q.subject), DOC): value(q.object) for q in quads}
        changed = {d for d in current.keys() | self._told.keys() if current.get(d) != self._told.get(d)}
        if not changed:
            return 0
        try:
            writer = self._index.writer(heap_size=64_000_000, num_threads=1)
            actors = set()
            for document in sorted(changed):
                if document in self._told:
                    actors |= self._mentioned(document)
                    writer.delete_documents_by_term("document", document)
                if document in current:
                    actors |= self._document(writer, document)
            for actor in sorted(actors):
                self._actor(writer, actor, known=bool(self._told))
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:
            raise StoreError(f"the index cannot be written: {error}", where=str(self._folder)) from error
        self._index.reload()
        self._told = current
        if self._folder is not None:
            draft = self._folder / f".{_STATE}.new"
            draft.write_text(json.dumps({"format": _FORMAT, "documents": current}), "utf-8")
            draft.replace(self._folder / _STATE)
        return len(changed)

    def _mentioned(self, document: str) -> set[str]:
        schema, searcher = self._index.schema, self._index.searcher()
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, tantivy.Query.term_query(schema, "document", document)),
                (tantivy.Occur.Must, tantivy.Query.term_query(schema, "kind", "mention")),
            ]
        )
        found = searcher.search(query, limit=100_000, count=False).hits
        return {str(searcher.doc(address)["iri"][0]) for _, address in found}

    def _document(self, writer: tantivy.IndexWriter, document: str) -> set[str]:
        graph, quads = document_graph(document), self._store.quads
        actors = {value(q.subject) for q in quads.quads_for_pattern(None, pol("mentionedIn"), graph, graph)}
        for actor in sorted(actors):
            writer.add_document(tantivy.Document(kind="mention", iri=actor, document=document))
        for q in quads.quads_for_pattern(None, pol("quote"), None, graph):
            iri = value(q.subject)
            if iri.startswith(str(CLAIM)) and "#" not in iri:
                text = value(q.object)
                writer.add_document(
                    tantivy.Document(kind="claim", iri=iri, document=document, text=text, shown=text.encode())
                )
        return actors

    def _actor(self, writer: tantivy.IndexWriter, iri: str, *, known: bool) -> None:
        if known:
            writer.delete_documents_by_term("actor", iri)
        names = sorted(set(self._names(iri)))
        if names:
            label = min(self._values(iri, "rdfs", "label"), default=names[0])
            folded = [" ".join(fold(name)) for name in names]
            writer.add_document(
                tantivy.Document(kind="actor", iri=iri, actor=iri, name=folded, shown=label.encode())
            )

    def _names(self, iri: str) -> Iterator[str]:
        yield from self._values(iri, "rdfs", "label")
        yield from self._values(iri, "skos", "altLabel")

    def _values(self, iri: str, prefix: str, name: str) -> Iterator[str]:
        for q in self._store.quads.quads_for_pattern(NamedNode(iri), term(prefix, name), None, None):
            yield value(q.object)

    def search(self, text: str, *, limit: int = 20) -> list[Hit]:
        """What a text finds; see `Finder.search`."""
        return Finder(self._index).search(text, limit=limit)

    def link(self, folder: Path) -> None:
        """Leave the index as it is now in a folder, for a `Finder`; cheap, because its files are linked.

        Raises StoreError where that cannot be done.
        """
        if self._folder is None:
            raise StoreError("an index in memory has no files")
        try:
            shutil.copytree(
                self._folder, folder, copy_function=_link, ignore=shutil.ignore_patterns(".*.lock", ".*.new")
            )
        except OSError as error:
            raise StoreError(f"the index cannot be linked: {error}", where=str(folder)) from error


def _link(source: str, target: str) -> None:
    """A file of an index is replaced and never changed, so that a link is as good as a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "iri", "document", "actor"):
        builder.add_text_field(name, stored=name != "actor", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("name", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("text", stored=False, tokenizer_name="en_stem", index_option="freq")
    builder.add_bytes_field("shown", stored=True)
    return builder.build()
