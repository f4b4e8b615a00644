"""How right extraction is, and whether its frames are sound: eval, frames."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.ablation import Part
from kg.cli.app import PipelineOption, QuietOption, app
from kg.cli.console import messages, progress, write

if TYPE_CHECKING:
    from kg.evaluation import GoldArticle

__all__ = ["evaluate", "frames"]

FINDINGS = 1


class ReportFormat(StrEnum):
    """How figures are printed."""

    TEXT = "text"
    JSON = "json"


frames = typer.Typer(help="Check the frames of the ontology.", rich_markup_mode=None)
app.add_typer(frames, name="frames")


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Annotated articles, one .json each.")],
    predicted: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Score these facts, of the same file names, instead of extracting."),
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="Show every miss and every extra in its sentence.")
    ] = False,
    details: Annotated[
        bool, typer.Option("--details", help="Also by relation, by construction, and the calibration.")
    ] = False,
    without: Annotated[
        list[Part] | None, typer.Option(help="Leave out a part of extraction, to see what it adds.")
    ] = None,
    form: Annotated[ReportFormat, typer.Option("--format", "-f", help="text or json.")] = ReportFormat.TEXT,
    pipeline: PipelineOption = None,
    quiet: QuietOption = False,
) -> None:
    """Score extraction against articles that people annotated.

    A fact counts where subject, relation and object, number or title agree.
    """
    from kg.evaluation import Scores, read_gold, score
    from kg.evaluation.gold import gold_files
    from kg.evaluation.report import as_data, as_text

    articles = [(path, read_gold(path)) for path in gold_files(gold)]
    console = messages(quiet)
    results = []
    for path, article in articles:
        with progress(console, f"Reading {path.name}"):
            if predicted is None:
                found = _extracted(article, pipeline, without or [])
            elif (predicted / path.name).exists():
                found = read_gold(predicted / path.name)
            else:
                console.print(f"{predicted / path.name}: not there; counted as empty")
                found = _empty(article)
        results.append(score(article, found))
    scores = Scores(tuple(results))
    if form is ReportFormat.JSON:
        write(json.dumps(as_data(scores), indent=1))
    else:
        write(as_text(scores, {a.id: a for _, a in articles}, misses=misses, details=details))


def _extracted(article: GoldArticle, pipeline: str | None, without: list[Part]) -> GoldArticle:
    from kg.evaluation.gold import from_exchange
    from kg.extract.pipeline import extract
    from kg.intake import read
    from kg.interchange import to_facts

    page = read(article.text.encode(), published=article.published)
    return from_exchange(to_facts(extract(page, model=pipeline, without=without)))


def _empty(article: GoldArticle) -> GoldArticle:
    from dataclasses import replace

    return replace(article, entities=(), facts=(), optional=())


@frames.command()
def check(
    corpus: Annotated[
        Path, typer.Argument(metavar="DIR", help="Articles: .txt and .html pages, or annotated .json.")
    ],
    pipeline: PipelineOption = None,
    quiet: QuietOption = False,
) -> None:
    """Find frames that never fire, overlap or contradict each other on a corpus.

    The exit status is 1 where frames contradict each other.
    """
    from kg.evaluation.frames import check as check_frames
    from kg.evaluation.frames import texts

    console = messages(quiet)
    with progress(console, f"Reading {corpus}"):
        report = check_frames(texts(corpus), model=pipeline)
    write("\n".join(_sections(report.sections())))
    console.print(report.summary())
    if report.contradictions:
        raise typer.Exit(FINDINGS)


def _sections(sections: Iterable[tuple[str, Iterable[str]]]) -> Iterable[str]:
    for title, rows in sections:
        yield title
        yield from (f"  {row}" for row in rows)
