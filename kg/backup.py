"""Writes what a store cannot make again into one file, and makes a store of such a file."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kg.errors import StoreError
from kg.iris import ADDED
from kg.store import Store
from kg.trig import quad_key

__all__ = ["backup", "load", "restore"]

_FIRST = b"# political-kg backup, format 1\n"
_LAST = b"# the whole of it, sha256 "


def backup(store: Store, out: Path) -> int:
    """Write every document and what updates added to a file of gzipped N-Quads; the number of documents.

    Views are left out: they follow from the documents. The same documents give the same bytes. The file
    is there whole or not at all, and its last line holds a hash of all before it.

    Raises StoreError where it cannot be written.
    """
    draft = out.with_name(f".{out.name}.new")
    documents = store.documents()
    try:
        with draft.open("wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as packed:
            digest = hashlib.sha256()
            for line in _lines(store, documents):
                digest.update(line)
                packed.write(line)
            packed.write(_LAST + digest.hexdigest().encode() + b"\n")
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(out)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"cannot be written: {reason}", where=str(out), hint="check the path") from error
    return len(documents)


def _lines(store: Store, documents: list[str]) -> Iterator[bytes]:
    yield _FIRST
    for quads in (*map(store.document_quads, documents), list(store.graph(ADDED))):
        for quad in sorted(quads, key=quad_key):
            yield f"{quad} .\n".encode()


def restore(file: Path, path: Path) -> int:
    """Make the store that a file of `backup` was written from, in a new directory; the number of documents.

    The store is made beside the directory and takes its place once it is whole.

    Raises StoreError for a file that is no whole backup, and for a directory that is not empty.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError("is there already", where=str(path), hint="restore into a new directory")
    draft = path.with_name(f".{path.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        with Store.open(draft) as store:
            count = load(store, file)
        if path.exists():
            path.rmdir()
        draft.rename(path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return count


def load(store: Store, file: Path) -> int:
    """Put what a file of `backup` holds into a store without documents; the number of documents.

    It is no transaction: of a store in which it failed, nothing is to be kept.
    Raises StoreError as `restore`.
    """
    if store.documents():
        raise StoreError("has documents already", where=store.where, hint="restore into a new directory")
    _whole(file)
    with gzip.open(file) as packed:
        store.load(packed)
    return len(store.documents())


def _whole(file: Path) -> None:
    """Raise StoreError unless the file is a backup, from the first line to the last."""
    digest, last = hashlib.sha256(), b""
    try:
        with gzip.open(file) as packed:
            first = last = packed.readline()
            if first != _FIRST:
                raise StoreError("is no backup", where=str(file), hint="give a file of `kg backup`")
            for line in packed:
                digest.update(last)
                last = line
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(f"cannot be read: {error}", where=str(file), hint="give another backup") from error
    if not last.startswith(_LAST):
        raise StoreError("is cut short", where=str(file), hint="give another backup")
    if last.removeprefix(_LAST).strip() != digest.hexdigest().encode():
        raise StoreError("has changed since it was written", where=str(file), hint="give another backup")
