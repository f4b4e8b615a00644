"""The ontology's files as quads for the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad

from kg import resources
from kg.errors import VocabularyError
from kg.iris import ONTOLOGY
from kg.namespaces import BASE

__all__ = ["ontology_digest", "ontology_quads"]


# Frames, lexicon and shapes are for the extractor and the validator; no query reads them.
_QUERIED = ("political-actors.ttl", "relations.ttl", "alignments.ttl")


def _files() -> list[Path]:
    files = [resources.path("ontology", name) for name in _QUERIED]
    return [path for path in [*files, resources.path("data", "policies.ttl")] if path.is_file()]


@cache
def ontology_digest() -> str:
    """A hash of the files' content, which changes when any of them does."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in _files())).hexdigest()


@cache
def ontology_quads() -> frozenset[Quad]:
    """The classes, relations, alignments and views, in the ontology graph.

    Blank nodes become IRIs numbered by their place in the file, so that the same file
    always gives the same quads. Raises VocabularyError for a file that is not Turtle.
    """
    return frozenset(quad for path in _files() for quad in _read(path))


def _read(path: Path) -> Iterator[Quad]:
    names: dict[BlankNode, NamedNode] = {}

    def named(term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term, NamedNode(f"{BASE}.well-known/genid/{path.stem}-{len(names) + 1}"))

    try:
        for triple in ox.parse(path=path):
            yield Quad(named(triple.subject), triple.predicate, named(triple.object), ONTOLOGY)
    except (SyntaxError, OSError) as error:
        raise VocabularyError(
            f"cannot be read: {error}", where=path.name, hint="correct the Turtle"
        ) from error
