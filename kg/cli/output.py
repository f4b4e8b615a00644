"""Write the graph out: export, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_STORE, QuietOption, StoreOption, ViewOption, app, existing
from kg.cli.console import data, messages, progress, write

__all__ = ["demo", "export"]


@app.command()
def export(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="ttl, trig, jsonld, graphml, gexf, csv or html.")
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The file, or the folder for csv; - for standard output.")
    ] = Path("-"),
    store: StoreOption = DEFAULT_STORE,
    view: ViewOption = "reported",
    quiet: QuietOption = False,
) -> None:
    """Write the graph in another format.

    What the format cannot hold is said on standard error.
    """
    console = messages(quiet)
    with existing(store) as graph:
        with progress(console, f"Writing {form}"):
            graph.materialize(view)
        with data():
            report = graph.export(form, out, view=view)
    for loss in report.lost:
        console.print(f"not in {report.format}: {loss}")
    for file in report.files:
        console.print(f"wrote {file}")


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the exports.")] = Path("out"),
    quiet: QuietOption = False,
) -> None:
    """Build, ask and draw the packaged article."""
    from kg.demo import run

    write(run(out, messages(quiet)))
