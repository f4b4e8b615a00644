"""Ask the graph: query, queries, views."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_STORE, QuietOption, StoreOption, ViewOption, app, existing, parse_day
from kg.cli.console import messages, progress, write
from kg.errors import InputError, QueryError

__all__ = ["queries", "query", "views"]


class ResultFormat(StrEnum):
    """How answers are printed."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    TTL = "ttl"


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    context: typer.Context,
    question: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE.rq|-", help="A named query, a SPARQL file, or - for standard input."
        ),
    ],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; also --NAME VALUE."),
    ] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", "-e", help="To each row its sentence, document, holder and status.")
    ] = False,
    form: Annotated[
        ResultFormat, typer.Option("--format", "-f", help="How to print the answer.")
    ] = ResultFormat.TABLE,
    as_of: Annotated[
        dt.date | None,
        typer.Option(parser=parse_day, metavar="DAY", help="Leave out what is dated after this day."),
    ] = None,
    known_on: Annotated[
        dt.date | None,
        typer.Option(parser=parse_day, metavar="DAY", help="Leave out what became known after this day."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    view: ViewOption = "reported",
    quiet: QuietOption = False,
) -> None:
    """Ask a question and print the answer.

    The parameters of a named query, shown by `kg queries NAME`, are given as
    --param NAME=VALUE or as --NAME VALUE, after the name of the query.
    """
    text, params = _text(question), _parameters(param or [], context.args)
    with existing(store) as graph, progress(messages(quiet), "Asking"):
        if as_of or known_on:
            graph = graph.at(as_of=as_of, known_on=known_on)
        graph.materialize(view)
        from kg.queries import run

        result = run(graph.store, text, view=view, evidence=evidence, params=params)
    write(result.write(form.value))


def _text(question: str) -> str:
    if question == "-":
        try:
            return sys.stdin.buffer.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError("is not UTF-8 text", where="standard input", hint="save it as UTF-8") from error
    if question.startswith("-"):
        raise QueryError(
            f"{question!r} stands before the query", hint="name the query first, then its parameters"
        )
    if not question.endswith(".rq"):
        return question
    try:
        return Path(question).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", where=question, hint="save it as UTF-8") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot be read: {reason}", where=question, hint="check the path") from error


def _parameters(pairs: list[str], rest: list[str]) -> dict[str, object]:
    """The parameters of `--param name=value` and of `--name value` or `--name=value`."""
    found: dict[str, object] = {}
    words = iter(rest)
    for word in words:
        if not word.startswith("--"):
            raise QueryError(f"{word!r} is one word too many", hint="put a value with spaces in quotes")
        name, equals, value = word[2:].partition("=")
        given = value if equals else next(words, None)
        if given is None:
            raise QueryError(f"--{name} has no value", hint=f"write --{name} VALUE")
        pairs = [*pairs, f"{name}={given}"]
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise QueryError(f"{pair!r} is no parameter", hint="write --param NAME=VALUE")
        found[name.replace("-", "_")] = value
    return found


@app.command()
def queries(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Show this query.")] = None,
) -> None:
    """List the named queries, or show one."""
    from kg.queries import library

    known = library()
    if name is None:
        width = max(map(len, known))
        write("\n".join(f"{q.name:{width}}  {q.title}" for q in known.values()))
    elif name in known:
        write(known[name].text)
    else:
        raise QueryError(f"there is no query {name!r}", hint="`kg queries` lists them")


@app.command()
def views() -> None:
    """List the views: whose word counts."""
    from kg.policy import views as written

    for name, view in written().items():
        shown = f"{name}:ACTOR" if view.actor is None and name == "by" else name
        write(f"{shown:10}  {view.label}")
