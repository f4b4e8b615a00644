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
    "is_taken",
    "parse_day",
]

DEFAULT_STORE = ".kg"

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

    The graph is in .kg, or where --store DIR says, or on the SPARQL 1.1 server of --endpoint URL.

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
    str,
    typer.Option(
        "--store",
        "-s",
        "--endpoint",
        envvar=["KG_ENDPOINT", "KG_STORE"],
        help="The directory that holds the graph, or the address of a SPARQL 1.1 store; "
        "its KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN, are read from the environment.",
        metavar="DIR|URL",
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


def existing(store: str, *, anew: bool = False) -> Graph:
    """Open a graph that is already there; of a server with `anew` all as it is there now.

    Raises StoreError where there is none, so that asking never makes an empty one.
    """
    from kg.graph import Graph
    from kg.remote import RemoteStore, is_address

    if is_address(store):
        remote = RemoteStore.connect(store, anew=anew)
        if remote.is_founded:
            return Graph(remote)
    elif is_taken(store):
        return Graph.open(store)
    raise StoreError(
        "there is no graph here",
        where=store,
        hint="make one with `kg build PAGE`, or name another with --store DIR or --endpoint URL",
    )


def is_taken(directory: str) -> bool:
    """Whether there is something in a directory, or a file in its place."""
    path = Path(directory)
    return path.exists() and (not path.is_dir() or any(path.iterdir()))
