"""Runs a command: every way to fail ends in one line that says what and what to do."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence

from typer.exceptions import Abort, TyperException

from kg.cli.app import app
from kg.errors import KgError

__all__ = ["main"]

ERROR = 2
INTERRUPTED = 130
VERBS = ("pages", "asking", "checking", "output", "measuring", "keeping", "finding", "viewing", "serving")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `kg` and give its exit status.

    0: done. 1: findings, or evidence that does not hold. 2: wrong use, or an error.
    """
    try:
        for verbs in VERBS:
            importlib.import_module(f"kg.cli.{verbs}")
        status = app(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, Abort):
        return _end("interrupted; what was stored is kept", INTERRUPTED)
    except KgError as error:
        return _end(str(error))
    except TyperException as error:
        context = getattr(error, "ctx", None)
        advice = f"; see `{context.command_path} --help`" if context else ""
        return _end(error.format_message().rstrip(".") + advice)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _end(f"{place}{(error.strerror or str(error)).lower()}; nothing more was written")
    except Exception as error:
        return _end(
            f"internal error ({type(error).__name__}: {error}); "
            "run it again with KG_DEBUG=1 and report what it prints, with the page or query"
        )
    return status if isinstance(status, int) else 0


def _end(message: str, status: int = ERROR) -> int:
    if os.environ.get("KG_DEBUG"):
        traceback.print_exc()
    _abandon_output()
    print("kg:", " ".join(message.split()), file=sys.stderr)
    return status


def _abandon_output() -> None:
    """Drop what standard output could not take, so that Python does not complain about it at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
