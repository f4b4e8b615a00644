"""Opens the directory of a store, and says in one line why it cannot be."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.iris import SOURCES, STATE, pol

__all__ = ["FORMAT", "MARKER", "Marker", "explain", "mark", "open_directory", "read_marker"]

FORMAT = 2
MARKER = "kg-store.json"
_DRAFT = f".{MARKER}.new"
_ANEW = "restore it with `kg restore`, or build it anew from the pages in another directory"


@dataclass(frozen=True, slots=True)
class Marker:
    """What the file beside the database says of it.

    `ready` says that the database was made whole, `documents` how many it had when it was last closed;
    None where it was not closed since it was last changed.
    """

    format: int
    ready: bool
    documents: int | None = None


def open_directory(path: Path) -> ox.Store:
    """Open the store in a directory; make it where the directory is missing or empty.

    The marker file says that the directory is a store and in which format. It is written
    first and marked ready by `mark` once the database is whole, so that a creation cut short can be
    finished, and a database gone missing or cut from outside is noticed.
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
            mark(path, Marker(FORMAT, ready=False))
        marker = read_marker(path)
        quads = _open(path, marker)
        if marker.format < FORMAT:
            _migrate(quads, marker.format)
        return quads
    except (OSError, RuntimeError) as error:  # Oxigraph tells of corruption by a RuntimeError
        raise explain(error, where) from error


def _open(path: Path, marker: Marker) -> ox.Store:
    data = path / "data"
    if marker.ready:
        if not (data / "CURRENT").is_file():
            raise StoreError("is damaged: its database is missing", where=str(path), hint=_ANEW)
        store = ox.Store(str(data))
        found = sum(1 for _ in store.quads_for_pattern(None, pol("contentHash"), None, SOURCES))
        if not any(store.quads_for_pattern(None, None, None, STATE)):
            raise StoreError("is damaged: its database has lost everything", where=str(path), hint=_ANEW)
        if marker.documents is not None and found != marker.documents:
            raise StoreError(
                f"is damaged: {found} documents are left of {marker.documents}", where=str(path), hint=_ANEW
            )
        return store
    try:
        return ox.Store(str(data))
    except (OSError, RuntimeError) as error:
        if _cause(error) is not None:
            raise
        shutil.rmtree(data)  # never marked ready: nothing was ever stored in it
        return ox.Store(str(data))


def _migrate(quads: ox.Store, version: int) -> None:
    """Bring a database of an older format to this one; views are made anew by their own marks."""
    if version < 2:  # what the reasoner of format 1 noted is computed when asked for
        for note in list(quads.quads_for_pattern(None, pol("inconsistency"), None, STATE)):
            quads.remove(note)


def read_marker(path: Path) -> Marker:
    """What the marker file says.

    Raises StoreError for one that cannot be read or is of a newer version.
    """
    try:
        told = json.loads((path / MARKER).read_text("utf-8"))
        count = told.get("documents")
        marker = Marker(int(told["format"]), bool(told["ready"]), None if count is None else int(count))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"is damaged: {MARKER} cannot be read", where=str(path), hint=_ANEW) from error
    if marker.format > FORMAT:
        raise StoreError(
            f"was written by a newer version (format {marker.format}; this one reads {FORMAT})",
            where=str(path),
            hint="upgrade political-kg",
        )
    return marker


def mark(path: Path, marker: Marker) -> None:
    """Write the marker file, whole or not at all."""
    draft = path / _DRAFT
    with draft.open("w", encoding="utf-8") as out:
        json.dump(asdict(marker), out)
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
