"""Finds the ontology, the queries and the data, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

__all__ = ["path"]

_INSTALLED = Path(__file__).parent / "_resources"
_CHECKOUT = Path(__file__).parent.parent


def path(*parts: str) -> Path:
    """The path of a shipped folder or file.

    >>> path("ontology").is_dir()
    True
    """
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
