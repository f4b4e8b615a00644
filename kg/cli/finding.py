"""Find actors and statements by words: search."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_STORE, QuietOption, StoreOption, app, existing
from kg.cli.console import messages, progress, write

__all__ = ["search"]


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Words of a name or a sentence.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many of each kind.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
) -> None:
    """Find actors by name, however it is spelt, and statements by their sentence."""
    from kg import search as searching

    with existing(store) as graph, progress(messages(quiet), "Searching"):
        hits = searching.search(graph.store, " ".join(words), limit=limit)
    for hit in hits:
        if as_json:
            told = {"kind": hit.kind, "iri": hit.iri, "text": hit.text, "document": hit.document}
            write(json.dumps({**told, "score": hit.score}, ensure_ascii=False))
        else:
            where = f" ({hit.document})" if hit.document else ""
            write(f"{hit.kind}: {' '.join(hit.text.split())}{where}  {hit.iri}")
    if not hits:
        messages(quiet).print("nothing found")
