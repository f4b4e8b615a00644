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
_PIECE = 8 << 20


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
    try:
        store.load(_blocks(file))
    except SyntaxError:
        raise _damaged(file, "has changed since it was written") from None
    return len(store.documents())


def _blocks(file: Path) -> Iterator[bytes]:
    """The lines of a backup in blocks; raises StoreError at the end unless they are all that was written."""
    digest, rest = hashlib.sha256(), b""
    try:
        with gzip.open(file) as packed:
            if (rest := packed.readline()) != _FIRST:
                raise StoreError("is no backup", where=str(file), hint="give a file of `kg backup`")
            while piece := packed.read(_PIECE):
                block = rest + piece
                end = block.rfind(b"\n", 0, -1) + 1  # the last line is kept back: it may be the hash
                block, rest = block[:end], block[end:]
                digest.update(block)
                yield block
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(file, f"cannot be read: {error}") from error
    if not rest.startswith(_LAST):
        raise _damaged(file, "is cut short")
    if rest.removeprefix(_LAST).strip() != digest.hexdigest().encode():
        raise _damaged(file, "has changed since it was written")


def _damaged(file: Path, message: str) -> StoreError:
    return StoreError(message, where=str(file), hint="give another backup")
