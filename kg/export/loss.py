"""What an export carried, and what its format could not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["LossReport", "Rendering"]


@dataclass(frozen=True, slots=True)
class Rendering:
    """An export before it is written.

    `files` maps a suffix to the bytes of that file: "" is the file that the user named,
    ".context.jsonld" a companion beside it. With `folder` the user names a folder and the keys are
    file names in it. `lost` is a phrase for each kind of thing that the format cannot carry.
    """

    files: Mapping[str, bytes]
    lost: tuple[str, ...] = ()
    folder: bool = False


@dataclass(frozen=True, slots=True)
class LossReport:
    """What became of an export: the files written, and a sentence for each kind of loss.

    >>> LossReport("ttl", "reported", lost=("12 claims that the view does not pass",)).lossless
    False
    """

    format: str
    view: str
    files: tuple[Path, ...] = ()
    lost: tuple[str, ...] = field(default=())

    @property
    def lossless(self) -> bool:
        """Whether the format could carry everything."""
        return not self.lost
