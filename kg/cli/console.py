"""Standard output for data, standard error for messages and progress."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["data", "messages", "progress", "write", "write_table"]


def messages(quiet: bool = False) -> Console:
    """The console for messages; it says nothing where `quiet`."""
    from rich.console import Console

    return Console(stderr=True, quiet=quiet, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def progress(console: Console, text: str) -> Iterator[None]:
    """Say what is being done while it is, on a terminal only."""
    if console.is_terminal and not console.quiet:
        with console.status(text):
            yield
    else:
        yield


@contextmanager
def data() -> Iterator[None]:
    """Write data in here: a reader that goes away (`| head`) ends the program without a word.

    Only here, so that nothing else, such as a change to a store, ends in this way.
    """
    quietly = getattr(signal, "SIGPIPE", None)
    before = signal.signal(quietly, signal.SIG_DFL) if quietly else None
    try:
        yield
        sys.stdout.flush()
    finally:
        if quietly:
            signal.signal(quietly, before)


def write(text: str) -> None:
    """Write text to standard output, in UTF-8 whatever the locale, with one line end at its end."""
    with data():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        if text and not text.endswith("\n"):
            sys.stdout.buffer.write(b"\n")


def write_table(table: Table) -> None:
    """Print a table to standard output, as wide as the terminal, or wide enough where there is none."""
    from rich.console import Console

    with data():
        console = Console(highlight=False, markup=False)
        if not console.is_terminal:
            console = Console(highlight=False, markup=False, width=120)
        console.print(table)
