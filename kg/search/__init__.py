"""Finds actors by their names, however they are spelt, and statements by the words of their sentences."""

from __future__ import annotations

from kg.search.folding import fold
from kg.search.index import Hit, Index, search

__all__ = ["Hit", "Index", "fold", "search"]
