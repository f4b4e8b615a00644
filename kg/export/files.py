"""Writes files whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from kg.errors import KgError

__all__ = ["write_all"]


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write each file beside its place first and move it there last: a reader never sees half a file.

    A target that is no regular file (a pipe, a terminal) is written to directly. Missing folders are made.
    Raises KgError where a file cannot be written; files that were there are then as they were before.
    """
    waiting: dict[Path, Path] = {}
    target = None
    try:
        for target, content in files.items():
            if target.exists() and not target.is_file():
                if target.is_dir():
                    raise KgError("is a folder", where=str(target), hint="name a file in it")
                target.write_bytes(content)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f".{target.name}.{os.getpid()}.part")
            waiting[target] = beside
            with beside.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for target, beside in waiting.items():
            os.replace(beside, target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise KgError(
            f"cannot write: {reason}", where=str(target), hint="choose another place with --out"
        ) from error
    finally:
        for beside in waiting.values():
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
