"""Pages in and out: build, extract, retract."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import (
    DEFAULT_STORE,
    DayOption,
    PipelineOption,
    QuietOption,
    StoreOption,
    ViewOption,
    app,
    existing,
)
from kg.cli.console import messages, progress, write
from kg.cli.consulting import (
    CacheOption,
    EndpointOption,
    ExtractorChoice,
    ExtractorOption,
    ModelEndpointOption,
    ModelOption,
    PricesOption,
    consultation,
)
from kg.cli.reading import extracted, page_files
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph import Graph
    from kg.model import Extraction

__all__ = ["build", "extract", "retract"]

PagesArgument = Annotated[
    list[str],
    typer.Argument(metavar="PAGE...", help="Text or HTML files, web addresses, or - for standard input."),
]


class FactFormat(StrEnum):
    """How `kg extract` writes what it found."""

    JSON = "json"
    JSONL = "jsonl"
    TTL = "ttl"


@app.command()
def build(
    pages: PagesArgument,
    store: StoreOption = DEFAULT_STORE,
    published: DayOption = None,
    view: ViewOption = "reported",
    pipeline: PipelineOption = None,
    extractor: ExtractorOption = ExtractorChoice.FRAMES,
    llm_endpoint: ModelEndpointOption = None,
    model: ModelOption = None,
    prices: PricesOption = None,
    cache: CacheOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add pages to the graph, and print their ids.

    A page that is already there is replaced by its new version. Where a page cannot be
    read, the others are still added, and the exit status is 2.
    """
    from kg.graph import Graph

    consult = consultation(extractor, llm_endpoint, model, prices, cache, option="--llm-endpoint")
    console, failed = messages(quiet), 0
    with Graph.open(store) as graph:
        for page in pages:
            try:
                extraction = _read(page, console, consult, published=published, pipeline=pipeline)
                _add(graph, page, extraction, console)
                write(extraction.article.id)
            except InputError as error:
                if len(pages) == 1:
                    raise
                failed += 1
                messages().print(f"kg: {error}")
        with progress(console, f"Bringing the view {view} up to date"):
            report = graph.materialize(view)
        count = len(graph.documents())
        console.print(
            f"{_count(count, 'document')} in {store}; {_count(report.passing, 'claim')} in the view {view!r}"
        )
    if failed:
        raise InputError(
            f"{failed} of {len(pages)} pages could not be read", hint="the others are in the graph"
        )


def _add(graph: Graph, page: str, extraction: Extraction, console: Console) -> None:
    changed = graph.add(extraction)
    source, claims = extraction.article.source, extraction.claims
    console.print(f"{source.title or page} ({source.published or 'no date'})")
    if not claims:
        console.print("  no political statement found")
        return
    sentences = {(c.evidence.start, c.evidence.end) for c in claims}
    console.print(
        f"  {_count(len(claims), 'claim')} about {_count(len(extraction.entities), 'entity')} "
        f"in {_count(len(sentences), 'sentence')}{'' if changed else ', all of them there already'}"
    )
    for finding in graph.check(extraction.article.id):
        console.print(f"  {finding}")


@app.command()
def extract(
    pages: PagesArgument,
    form: Annotated[
        FactFormat, typer.Option("--format", "-f", help="json for one page; jsonl for many.")
    ] = FactFormat.JSON,
    published: DayOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="In json, also the relations beyond the exchange vocabulary.")
    ] = False,
    pipeline: PipelineOption = None,
    extractor: ExtractorOption = ExtractorChoice.FRAMES,
    endpoint: EndpointOption = None,
    model: ModelOption = None,
    prices: PricesOption = None,
    cache: CacheOption = None,
    quiet: QuietOption = False,
) -> None:
    """Print what pages say, without keeping it.

    The facts come with their sentences and the place of each in the text. Of a folder, every text and HTML
    file is read; with --format jsonl each is one line, under its file's name. A page that cannot be read
    is reported, the others are still done, and the exit status is 2.
    """
    files = page_files(pages)
    if form is FactFormat.JSON and (len(files) > 1 or files != pages):
        raise InputError("json holds one page", hint="use --format jsonl for several")
    consult = consultation(extractor, endpoint, model, prices, cache)
    console, failed = messages(quiet), 0
    turtle: list[Extraction] = []
    for page, found in extracted(files, published=published, pipeline=pipeline):
        if isinstance(found, Exception):
            if len(files) == 1:
                raise found
            failed += 1
            known = isinstance(found, KgError)
            told = found if known else f"{page}: internal error ({type(found).__name__}: {found})"
            messages().print(f"kg: {told}")
            continue
        extraction = consult(found, console)
        if not extraction.claims:
            console.print(f"{page}: no political statement found")
        if form is FactFormat.TTL:
            turtle.append(extraction)
        else:
            write(_json(page, extraction, form, core_only=not everything))
    if turtle:
        write(_turtle(turtle))
    if failed:
        raise InputError(f"{failed} of {len(files)} pages could not be read", hint="the others are done")


def _json(page: str, extraction: Extraction, form: FactFormat, *, core_only: bool) -> str:
    """One article's facts: by itself over many lines, among others on one line with its file's name."""
    from kg.interchange import to_facts

    facts = to_facts(extraction, core_only=core_only)
    if form is FactFormat.JSON:
        return json.dumps(facts, ensure_ascii=False, indent=1)
    return json.dumps({"file": page, **facts}, ensure_ascii=False)


def _read(
    page: str,
    console: Console,
    consult: Callable[[Extraction, Console], Extraction],
    *,
    published: DayOption,
    pipeline: str | None,
) -> Extraction:
    """What a page says, by whoever is asked."""
    from kg.extract.pipeline import extract as extract_claims
    from kg.intake import read

    with progress(console, f"Reading {page}"):
        return consult(extract_claims(read(page, published=published), model=pipeline), console)


def _turtle(extractions: list[Extraction]) -> str:
    from pyoxigraph import Quad

    from kg.iris import SOURCES
    from kg.rdf import to_quads
    from kg.trig import to_trig

    quads = (q for e in extractions for q in to_quads(e) if q.graph_name != SOURCES)
    return to_trig(Quad(q.subject, q.predicate, q.object) for q in quads)


@app.command()
def retract(
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT...", help="Ids, as `kg build` prints them.")
    ],
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
) -> None:
    """Take documents out of the graph.

    Everything that was derived from them goes too, unless another document says it.
    """
    console = messages(quiet)
    with existing(store) as graph:
        for document in documents:
            graph.store.document_quads(document)  # raises for one that is not there, before any is gone
        for document in dict.fromkeys(documents):
            with progress(console, f"Retracting {document}"):
                graph.retract(document)
            console.print(f"{document} is gone")


def _count(number: int, noun: str) -> str:
    plural = noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"
