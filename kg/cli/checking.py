"""Bring a view up to date, and check the graph: materialize, validate, verify."""

from __future__ import annotations

import typer

from kg.cli.app import DEFAULT_STORE, QuietOption, StoreOption, ViewOption, app, existing
from kg.cli.console import messages, progress, write

__all__ = ["materialize", "validate", "verify"]

FINDINGS = 1


@app.command()
def materialize(
    store: StoreOption = DEFAULT_STORE, view: ViewOption = "reported", quiet: QuietOption = False
) -> None:
    """Bring a view up to date.

    It holds what the view takes to be so, and what follows from that.
    """
    console = messages(quiet)
    with existing(store) as graph, progress(console, f"Bringing the view {view} up to date"):
        report = graph.materialize(view)
    write(
        f"view {report.view}: {report.passing} claims pass, {report.superseded} are superseded; "
        f"{report.added} statements added, {report.removed} removed"
    )


@app.command()
def validate(
    store: StoreOption = DEFAULT_STORE, view: ViewOption = "reported", quiet: QuietOption = False
) -> None:
    """Check the graph against the shapes.

    Prints what does not conform, one finding a line; the exit status is 1 where a
    violation is among them.
    """
    console = messages(quiet)
    with existing(store, anew=True) as graph, progress(console, "Checking the shapes"):
        findings = graph.validate(view)
    for finding in findings:
        write(str(finding))
    console.print(f"{len(findings)} findings" if findings else "everything conforms")
    if any(f.severity == "violation" for f in findings):
        raise typer.Exit(FINDINGS)


@app.command()
def verify(store: StoreOption = DEFAULT_STORE, quiet: QuietOption = False) -> None:
    """Check every quotation against its page.

    The exit status is 1 unless all of them hold.
    """
    console = messages(quiet)
    with existing(store, anew=True) as graph, progress(console, "Verifying the evidence"):
        result = graph.verify()
    for failure in result.failures:
        write(f"{failure.document}: {failure.claim or 'document'}: {failure.message}")
    write(f"evidence: {result}")
    if not result.ok:
        raise typer.Exit(FINDINGS)
