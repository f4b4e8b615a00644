"""Political news as a knowledge graph in which every statement leads to the sentence behind it.

>>> import kg
>>> article = kg.read(b"The ministry suspended the Green Party on Monday.")
>>> with kg.Graph.open() as graph:
...     changed = graph.add(kg.extract(article))
...     str(graph.verify())
'1 of 1 hold'

Names are imported when they are first used, so that a program that needs few of them starts fast.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import InputError, KgError, ModelError, QueryError, StoreError, VocabularyError
    from kg.extract.pipeline import extract
    from kg.graph import Graph
    from kg.intake import read
    from kg.interchange import from_facts, to_facts
    from kg.model import Article, Claim, Entity, Evidence, Extraction, Holder, Status

__all__ = [
    "Article",
    "Claim",
    "Entity",
    "Evidence",
    "Extraction",
    "Graph",
    "Holder",
    "InputError",
    "KgError",
    "ModelError",
    "QueryError",
    "Status",
    "StoreError",
    "VocabularyError",
    "extract",
    "from_facts",
    "read",
    "to_facts",
]

_ERRORS = ("InputError", "KgError", "ModelError", "QueryError", "StoreError", "VocabularyError")
_MODEL = ("Article", "Claim", "Entity", "Evidence", "Extraction", "Holder", "Status")
_HOME = {
    **dict.fromkeys(_ERRORS, "kg.errors"),
    **dict.fromkeys(_MODEL, "kg.model"),
    "Graph": "kg.graph",
    "from_facts": "kg.interchange",
    "read": "kg.intake",
    "to_facts": "kg.interchange",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Keeps `kg.extract` the function, where importing the subpackage of that name would replace it."""

    @property
    def extract(self) -> Any:
        return import_module("kg.extract.pipeline").extract

    @extract.setter
    def extract(self, module: ModuleType) -> None:
        """Ignore what the import system puts here."""


if not TYPE_CHECKING:
    sys.modules[__name__].__class__ = _Package
