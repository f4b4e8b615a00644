"""Finds actors and claims in an index."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import tantivy

from kg.errors import StoreError
from kg.search.folding import fold

__all__ = ["Finder", "Hit"]

_FUZZY = 5  # letters from which one may differ


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: `kind` is "actor" or "claim", `text` its name or its sentence.

    `document` is where a claim is made; None for an actor.
    """

    kind: str
    iri: str
    text: str
    document: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Finder:
    """Searches an index as it is, without the store that it was made from."""

    _index: tantivy.Index

    @classmethod
    def open(cls, folder: Path) -> Finder:
        """Open the files that `Index.link` left; raises StoreError where they are no index."""
        try:
            return cls(tantivy.Index.open(str(folder)))
        except ValueError as error:
            raise StoreError(f"the index cannot be read: {error}", where=str(folder)) from error

    def search(self, text: str, *, limit: int = 20) -> list[Hit]:
        """Actors whose name has all words of a text, in any spelling, then claims whose sentence has them.

        Where no sentence has all words, those that have most come first.
        """
        words = fold(text)[:32]
        if not words:
            return []
        actors = self._hits(self._names_query(words), limit)
        claims = self._hits(self._text_query(text, every=True), limit)
        return actors + (claims or self._hits(self._text_query(text, every=False), limit))

    def _names_query(self, words: list[str]) -> tantivy.Query:
        schema = self._index.schema
        wanted = [(tantivy.Occur.Must, tantivy.Query.term_query(schema, "kind", "actor"))]
        for word in words:
            exact = tantivy.Query.term_query(schema, "name", word)
            if len(word) < _FUZZY:
                wanted.append((tantivy.Occur.Must, exact))
                continue
            near = tantivy.Query.fuzzy_term_query(schema, "name", word, distance=1)
            either = [
                (tantivy.Occur.Should, tantivy.Query.boost_query(exact, 4.0)),
                (tantivy.Occur.Should, near),
            ]
            wanted.append((tantivy.Occur.Must, tantivy.Query.boolean_query(either)))
        return tantivy.Query.boolean_query(wanted)

    def _text_query(self, text: str, *, every: bool) -> tantivy.Query:
        words = "".join(c if c.isalnum() else " " for c in text).split()[:32]
        query, _ = self._index.parse_query_lenient(
            " ".join(f'"{word}"' for word in words), ["text"], conjunction_by_default=every
        )
        return query

    def _hits(self, query: tantivy.Query, limit: int) -> list[Hit]:
        searcher = self._index.searcher()
        hits = []
        for score, address in searcher.search(query, limit=limit, count=False).hits:
            found = searcher.doc(address)
            document = found.get_first("document")
            hits.append(
                Hit(
                    str(found.get_first("kind")),
                    str(found.get_first("iri")),
                    bytes(found.get_first("shown") or b"").decode(),
                    None if document is None else str(document),
                    round(float(score), 4),
                )
            )
        return sorted(hits, key=lambda h: (-h.score, h.text, h.iri))
