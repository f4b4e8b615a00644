"""Which release of the program this is."""

from __future__ import annotations

from importlib import metadata

__all__ = ["version"]


def version() -> str:
    """The version, or words that say that it is not installed."""
    try:
        return metadata.version("political-kg")
    except metadata.PackageNotFoundError:
        return "(not installed)"
