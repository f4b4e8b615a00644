"""The command line: the verbs of the Python API, data on standard output, messages on standard error."""

from __future__ import annotations

from kg.cli.running import main

__all__ = ["main"]
