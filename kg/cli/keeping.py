"""Keep a store whole: init, backup, restore, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_STORE, QuietOption, StoreOption, app, existing, is_taken
from kg.cli.console import messages, progress, write
from kg.errors import StoreError

__all__ = ["backup", "doctor", "init", "restore"]

FINDINGS = 1


@app.command()
def init(store: StoreOption = DEFAULT_STORE) -> None:
    """Make an empty graph in a directory, or on a server."""
    from kg.remote import RemoteStore, is_address
    from kg.store import Store

    remote = RemoteStore.connect(store) if is_address(store) else None
    if remote.is_founded if remote else is_taken(store):
        raise StoreError("is there already", where=store, hint="name another with --store DIR")
    if remote:
        remote.settle()
    (remote or Store.open(store)).close()
    write(f"made {store}")


@app.command()
def backup(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it, such as kg.nq.gz.")],
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
) -> None:
    """Write all documents into one file.

    It is written whole or not at all. `kg restore` makes the same graph of it; views are made again.
    """
    from kg import backup as kept

    with existing(store, anew=True) as graph, progress(messages(quiet), "Writing"):
        count = kept.backup(graph.store, out)
    write(f"{count} documents in {out}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of `kg backup`.")],
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
) -> None:
    """Make a graph of a backup, in a new directory or on a server without one."""
    from kg import backup as kept
    from kg.remote import is_address
    from kg.store import Store

    with progress(messages(quiet), "Reading"):
        if is_address(store):
            with Store.open(store) as remote:
                count = kept.load(remote, file)
        else:
            count = kept.restore(file, Path(store))
    write(f"{count} documents in {store}")


@app.command()
def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Make again whatever follows from the documents.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
) -> None:
    """Check the graph, one part after the other, and say what is wrong.

    The exit status is 1 where something is wrong that was not repaired.
    """
    from kg import doctor as examiner

    with existing(store, anew=True) as graph, progress(messages(quiet), "Examining"):
        found = examiner.examine(graph.store)
        left = examiner.repair(graph.store) if repair else found
    for trouble in found:
        done = " [repaired]" if repair and trouble.repairable else ""
        advice = "; `kg doctor --repair` makes it again" if trouble.repairable and not repair else ""
        write(f"{trouble.graph}: {trouble.message}{advice}{done}")
    write(f"{len(found)} troubles, {len(left)} left" if found else "everything is in order")
    if left:
        raise typer.Exit(FINDINGS)
