"""Let others ask the graph over HTTP: serve."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_STORE, QuietOption, StoreOption, app, existing
from kg.cli.console import messages
from kg.errors import InputError

__all__ = ["serve"]

TOKEN = "KG_TOKEN"


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes a free one.")] = 8000,
    view: Annotated[
        list[str] | None,
        typer.Option(metavar="VIEW", help="A view to serve, more than once; the first answers unasked."),
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long a query may take.")] = 30.0,
    rows: Annotated[int, typer.Option(min=1, help="How many rows an answer may have.")] = 1_000_000,
    memory: Annotated[int, typer.Option(min=256, help="Megabytes that a query may take.")] = 2048,
    origin: Annotated[
        str, typer.Option(metavar="ORIGIN", help="Whose web pages may ask, for CORS; * for all.")
    ] = "*",
    public: Annotated[
        str | None, typer.Option(metavar="URL", help="The address that clients know, behind a proxy.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Answer SPARQL, linked-data pages and a JSON API over HTTP.

    Nothing can be changed, unless a token is in the environment as KG_TOKEN. The access
    log is one line of JSON a request, on standard error. A server without a token lets other
    programs change the store, and reads it anew on SIGHUP.
    """
    from kg.policy import view as known
    from kg.remote import is_address
    from kg.serve import Limits, Settings
    from kg.serve.running import run

    if is_address(store):
        raise InputError(
            "is served already",
            where=store,
            hint="for pages and the API, serve a copy: `kg backup FILE`, then `kg restore FILE --store DIR`",
        )
    existing(store).close()
    views = tuple(known(name).name for name in dict.fromkeys(view or ("reported", "strict")))
    token = os.environ.get(TOKEN) or None
    if token is not None and len(token) < 16:
        raise InputError(f"the token in {TOKEN} is too short", hint="make it 16 characters or more")
    settings = Settings(
        store=Path(store),
        host=host,
        port=port,
        views=views,
        origin=origin,
        public=public,
        token=token,
        limits=Limits(query_seconds=seconds, rows=rows, memory=memory << 20),
    )
    console = messages(quiet)

    def ready(address: str) -> None:
        console.print(f"serving {store} at {address}{' (changes with the token)' if token else ''}")

    run(settings, ready=ready, log=None if quiet else _log)


def _log(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
