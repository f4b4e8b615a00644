"""Questions to the graph: the named library, one's own SPARQL, and answers with their evidence."""

from __future__ import annotations

from kg.queries.answer import run
from kg.queries.library import NamedQuery, Parameter, library, parse
from kg.queries.result import Result

__all__ = ["NamedQuery", "Parameter", "Result", "library", "parse", "run"]
