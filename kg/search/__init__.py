"""Finds actors by their names, however they are spelt, and statements by the words of their sentences."""

from __future__ import annotations

from kg.search.finding import Finder, Hit
from kg.search.folding import fold
from kg.search.index import Index, search

__all__ = ["Finder", "Hit", "Index", "fold", "search"]
