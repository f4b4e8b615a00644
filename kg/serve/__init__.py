"""Serves a graph: SPARQL, linked-data pages and a JSON API over HTTP."""

from __future__ import annotations

from kg.serve.settings import Limits, Settings

__all__ = ["Limits", "Settings"]
