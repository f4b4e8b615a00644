"""The errors that users see: one base class, each message says what, where and what to do."""

from __future__ import annotations

__all__ = ["InputError", "KgError", "ModelError", "QueryError", "StoreError", "VocabularyError"]


class KgError(Exception):
    """Base of every error that this package raises on purpose.

    >>> str(KgError("the page is empty", where="a.txt", hint="give a page with text"))
    'a.txt: the page is empty; give a page with text'
    """

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.message = message
        self.where = where
        self.hint = hint
        super().__init__(message)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.message}{advice}"


class InputError(KgError):
    """A page, file or option that cannot be read as what it should be."""


class ModelError(KgError):
    """The language pipeline is missing or does not fit."""


class VocabularyError(KgError):
    """The ontology, a view or a frame is not well formed."""


class QueryError(KgError):
    """A query that cannot be parsed, is unknown, or has wrong parameters."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""
