"""The packaged article from page to answers: what `kg demo` prints and writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.export import FORMATS
from kg.graph import Graph

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["KEY_QUESTIONS", "run"]

KEY_QUESTIONS = (
    "loyalty",
    "registration-denials",
    "suspensions",
    "election-barrings",
    "vote-shares",
    "chamber-composition",
    "election-judgements",
    "allegations",
    "plans",
)
"""The named queries whose answers the demonstration prints."""

_VIEW = "reported"


def run(out: Path, console: Console) -> str:
    """Build the graph of the packaged article, check it, write it to a folder, and answer the key questions.

    Parameters: `out` is the folder for the exports, made if it is missing; `console`
    takes the messages. Returns the answers as text.
    """
    page = next(iter(sorted(resources.path("data", "articles").glob("*.txt"))))
    with Graph.open() as graph:
        extraction = graph.build(page, view=_VIEW)
        source = extraction.article.source
        console.print(f"read      {source.title} ({source.publisher}, {source.published})")
        console.print(f"extracted {len(extraction.claims)} claims about {len(extraction.entities)} entities")
        findings = graph.validate(_VIEW)
        console.print(f"validated {len(findings)} findings")
        console.print(f"verified  {graph.verify()}")
        answers = [graph.query(name, view=_VIEW).write("table") for name in KEY_QUESTIONS]
        for name, form in FORMATS.items():
            target = out / form.file.format(stem=page.stem, name=name)
            for file in graph.export(name, target, view=_VIEW).files:
                console.print(f"wrote     {file}")
    picture = (out / f"{page.stem}.html").resolve()
    return "\n\n".join([*answers, f"The picture: {picture}"])
