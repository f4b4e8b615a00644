"""The application that every verb registers with, and the options that verbs share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import StoreError
from kg.release import version

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = [
    "DEFAULT_STORE",
    "DayOption",
    "PipelineOption",
    "QuietOption",
    "StoreOption",
    "ViewOption",
    "app",
    "existing",
    "parse_day",
]

DEFAULT_STORE = Path(".kg")

app = typer.Typer(
    name="kg",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def kg(
    context: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Political news as a knowledge graph in which every statement leads to the sentence behind it.

    Build a graph from pages, ask it, check it, write it out:

    kg build PAGE    kg query NAME    kg verify    kg export html -o graph.html

    Exit status: 0 done; 1 findings, or evidence that does not hold; 2 wrong use or an error.
    """
    if show_version:
        typer.echo(f"political-kg {version()}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def parse_day(text: str) -> dt.date:
    """A day from the command line; raises BadParameter for anything but YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2012-01-16") from None


StoreOption = Annotated[
    Path,
    typer.Option(
        "--store", "-s", envvar="KG_STORE", help="The directory that holds the graph.", metavar="DIR"
    ),
]
ViewOption = Annotated[
    str,
    typer.Option(help="Whose word counts: reported, strict, or by:ACTOR; see `kg views`.", metavar="VIEW"),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No messages but errors.")]
DayOption = Annotated[
    dt.date | None,
    typer.Option(
        parser=parse_day, metavar="DAY", help="The day of publication, where the page does not tell it."
    ),
]
PipelineOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Another installed English spaCy pipeline.", envvar="KG_PIPELINE"),
]


def existing(store: Path) -> Graph:
    """Open a graph that is already there.

    Raises StoreError where there is none, so that asking never makes an empty one.
    """
    from kg.graph import Graph

    if not store.exists() or (store.is_dir() and not any(store.iterdir())):
        raise StoreError(
            "there is no graph here",
            where=str(store),
            hint="make one with `kg build PAGE`, or name another with --store DIR",
        )
    return Graph.open(store)
