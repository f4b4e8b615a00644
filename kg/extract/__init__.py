"""From an article to the claims that it makes."""

from __future__ import annotations

from kg.extract.pipeline import extract

__all__ = ["extract"]
