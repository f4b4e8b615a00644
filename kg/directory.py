"""Opens the directory of a store, and says in one line why it cannot be."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError

__all__ = ["FORMAT", "MARKER", "explain", "open_directory"]

FORMAT = 1
MARKER = "kg-store.json"
_DRAFT = f".{MARKER}.new"
_ANEW = "restore it from a copy, or build it anew from the pages in another directory"


def open_directory(path: Path) -> ox.Store:
    """Open the store in a directory; make it where the directory is missing or empty.

    The marker file says that the directory is a store and in which format. It is written
    first and marked ready once the database is there, so that a creation cut short can be
    finished and a database gone missing is noticed.
    """
    where = str(path)
    try:
        if path.exists() and not path.is_dir():
            raise StoreError("is a file and no store", where=where, hint="give the name of a directory")
        names = set(os.listdir(path)) - {_DRAFT} if path.exists() else set()
        if names and MARKER not in names:
            raise StoreError(
                "is a directory with other files and no store",
                where=where,
                hint="give a new or empty directory",
            )
        if not names:
            path.mkdir(parents=True, exist_ok=True)
            _write_marker(path, ready=False)
        return _open(path, ready=_read_marker(path))
    except (OSError, RuntimeError) as error:  # Oxigraph tells of corruption by a RuntimeError
        raise explain(error, where) from error


def _open(path: Path, *, ready: bool) -> ox.Store:
    data = path / "data"
    if ready:
        if not (data / "CURRENT").is_file():
            raise StoreError("is damaged: its database is missing", where=str(path), hint=_ANEW)
        return ox.Store(str(data))
    try:
        store = ox.Store(str(data))
    except (OSError, RuntimeError) as error:
        if _cause(error) is not None:
            raise
        shutil.rmtree(data)  # never marked ready: nothing was ever stored in it
        store = ox.Store(str(data))
    _write_marker(path, ready=True)
    return store


def _read_marker(path: Path) -> bool:
    try:
        marker = json.loads((path / MARKER).read_text("utf-8"))
        version, ready = int(marker["format"]), bool(marker["ready"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"is damaged: {MARKER} cannot be read", where=str(path), hint=_ANEW) from error
    if version > FORMAT:
        raise StoreError(
            f"was written by a newer version (format {version}; this one reads {FORMAT})",
            where=str(path),
            hint="upgrade political-kg",
        )
    return ready


def _write_marker(path: Path, *, ready: bool) -> None:
    draft = path / _DRAFT
    with draft.open("w", encoding="utf-8") as out:
        json.dump({"format": FORMAT, "ready": ready}, out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path / MARKER)


_CAUSES = (
    (
        ("lock hold by", "while lock file", "no locks available"),
        "is in use by another process",
        "wait until that has ended, or use another directory",
    ),
    (
        ("no space left", "file too large", "quota"),
        "the disk is full, and the change was not made",
        "free some space and try again; what was stored before is kept",
    ),
    (
        ("permission denied", "read-only", "not permitted"),
        "may not be written",
        "change its permissions, or copy it to where you may write",
    ),
)


def explain(error: Exception, where: str | None) -> StoreError:
    """The error of the database or the file system as one line for the user."""
    if isinstance(error, OSError) and error.errno and _cause(error) is None:
        reason = (error.strerror or str(error)).lower()
        return StoreError(f"cannot be opened: {reason}", where=where, hint="check the path")
    message, hint = _cause(error) or (f"is damaged: {' '.join(str(error).split())[:160]}", _ANEW)
    return StoreError(message, where=where, hint=hint)


def _cause(error: Exception) -> tuple[str, str] | None:
    text = str(error).lower()
    for signs, message, hint in _CAUSES:
        if any(sign in text for sign in signs):
            return message, hint
    return None
