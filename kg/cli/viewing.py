"""Look at the graph: view."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_STORE, QuietOption, StoreOption, ViewOption, app, existing
from kg.cli.console import data, messages, progress

__all__ = ["view"]


@app.command()
def view(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write; - for standard output.")
    ] = Path("graph.html"),
    show: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open it in the browser; by default where a person looks on."),
    ] = None,
    with_query: Annotated[
        bool,
        typer.Option("--with-query", help="Put an engine into the file, which answers any query in SPARQL."),
    ] = False,
    story: Annotated[
        Path | None,
        typer.Option(
            "--story",
            metavar="FILE",
            help="A story in Markdown, as the explorer saves it; the page tells it.",
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    view: ViewOption = "reported",
    quiet: QuietOption = False,
) -> None:
    """Write the explorer: one HTML file with the network, every claim and its evidence.

    The file needs no network and no server, and loads nothing; it can be mailed. `kg export html` writes
    the same.
    """
    from kg.explore.story import read_story
    from kg.export.picture import WITH_ENGINE

    console = messages(quiet)
    options = {"story": read_story(story)} if story else {}
    with existing(store) as graph:
        with progress(console, "Making the page"):
            for wanted in dict.fromkeys((view, *(WITH_ENGINE if with_query else ()))):
                graph.materialize(wanted)
        with data():
            report = graph.export("html-query" if with_query else "html", out, view=view, **options)
    for loss in report.lost:
        console.print(f"not in the page: {loss}")
    for file in report.files:
        console.print(f"wrote {file}")
        if show if show is not None else sys.stderr.isatty():
            webbrowser.open(file.resolve().as_uri())
