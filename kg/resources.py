"""Finds the ontology, the queries and the data, in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

__all__ = ["path"]


def path(*parts: str) -> Path:
    """The path of a shipped folder or file.

    >>> path("ontology").is_dir()
    True
    """
    return _root().joinpath(*parts)


@cache
def _root() -> Path:
    package = Path(str(files("kg")))
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent
