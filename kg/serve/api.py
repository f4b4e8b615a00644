"""The named queries as a JSON API, with tables for spreadsheets and for people."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.queries import NamedQuery, Result, library, run
from kg.queries.result import Term
from kg.queries.writing import ROWS
from kg.serve import html
from kg.serve.html import Html, tag
from kg.serve.negotiation import HTML, Form, choose
from kg.serve.openapi import document
from kg.serve.problem import Problem
from kg.serve.requests import Parameters, base_of, day, view_of
from kg.serve.resources import path_of
from kg.serve.service import service
from kg.serve.sink import Sink
from kg.serve.turning import turned
from kg.store import Store

__all__ = ["FORMS", "answer", "named", "openapi", "queries"]

FORMS = (
    Form("json", "application/json"),
    Form("srj", "application/sparql-results+json"),
    Form("csv", "text/csv"),
    Form("tsv", "text/tab-separated-values"),
    HTML,
)
_OWN = ("view", "evidence", "format", "as_of", "known_on")
_TRUE = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


async def queries(request: Request) -> Response:
    """Answer `/api/queries`: what can be asked."""
    found = [
        {
            "name": q.name,
            "title": q.title,
            "question": q.question,
            "tags": list(q.tags),
            "parameters": [
                {"name": p.name, "type": p.type, "about": p.about, "default": p.default} for p in q.parameters
            ],
            "href": f"/api/queries/{q.name}",
        }
        for q in library().values()
    ]
    return JSONResponse({"queries": found}, headers={"cache-control": "no-cache"})


async def named(request: Request) -> Response:
    """Answer `/api/queries/{name}`."""
    name = request.path_params["name"]
    if name not in library():
        near = difflib.get_close_matches(name, library(), n=1)
        raise Problem(
            404, f"there is no query {name[:100]!r}" + (f"; did you mean {near[0]}?" if near else "")
        )
    given = Parameters(request.scope["query_string"])
    evidence = given.one("evidence")
    evidence = "false" if evidence is None else evidence
    if evidence not in _TRUE:
        raise Problem(400, f"evidence is true or false, not {evidence[:40]!r}")
    as_of, known_on = day(given.one("as_of")), day(given.one("known_on"))
    task = {
        "do": "named",
        "name": name,
        "params": given.others(_OWN),
        "evidence": _TRUE[evidence],
        "view": view_of(request, given),
        "as_of": as_of and as_of.isoformat(),
        "known_on": known_on and known_on.isoformat(),
        "accept": request.headers.get("accept"),
        "formats": given.every("format"),
        "rows": service(request).settings.limits.rows,
    }
    return await service(request).reply(request, task)


async def openapi(request: Request) -> Response:
    """Answer `/api/openapi.json`."""
    settings = service(request).settings
    described = document(base_of(request), settings.views, writable=bool(settings.token))
    return JSONResponse(described, headers={"cache-control": "no-cache", "vary": "host"})


def answer(store: Store, task: Mapping[str, Any], sink: Sink) -> None:
    """Write the answer of a named query, in a reader.

    The task has `name`, `params`, `evidence`, `view`, `accept`, `formats`, `rows`, and two days or
    None, `as_of` and `known_on`; with a day, the store as it was then is made in memory first.
    """
    form = choose(task["accept"], FORMS, wanted=task["formats"])
    query = library()[task["name"]]
    then = turned(store, task)
    result = run(then, query.name, view=task["view"], evidence=task["evidence"], params=task["params"])
    if len(result.rows) > task["rows"]:
        raise Problem(422, f"the answer has more than {task['rows']} rows; narrow it by a parameter")
    if form is HTML:
        sink.begin(form.header, headers=html.HEADERS)
        sink.write(_page(query, result, task))
    elif form.name == "json":
        sink.begin(form.header)
        sink.write(_json(query, result, task))
    else:
        sink.begin(form.header)
        for piece in ROWS["json" if form.name == "srj" else form.name](result.variables, result.rows):
            sink.write(piece.encode())


def _json(query: NamedQuery, result: Result, task: Mapping[str, Any]) -> bytes:
    """Rows as objects of plain text: IRIs in full, an unbound value as null."""
    data = {
        "query": query.name,
        "title": query.title,
        "view": result.view,
        "as_of": task["as_of"],
        "known_on": task["known_on"],
        "parameters": task["params"],
        "columns": list(result.variables),
        "rows": [{v: _text(t) for v, t in zip(result.variables, row, strict=True)} for row in result.rows],
    }
    return (json.dumps(data, ensure_ascii=False) + "\n").encode()


def _text(term: Term) -> str | None:
    return None if term is None else term.value


def _page(query: NamedQuery, result: Result, task: Mapping[str, Any]) -> bytes:
    head = tag("tr", *(tag("th", v, scope="col") for v in result.variables))
    rows = (tag("tr", *(tag("td", _cell(t)) for t in row)) for row in result.rows)
    clocks = {"as_of": "as of", "known_on": "known on"}
    told = [f"{len(result.rows)} rows", f"view: {result.view}"]
    told += [f"{words} {task[clock]}" for clock, words in clocks.items() if task[clock]]
    asked = {
        **task["params"],
        "view": task["view"],
        **{clock: task[clock] for clock in clocks if task[clock]},
        **({"evidence": "true"} if result.evidence else {}),
    }

    def link(words: str, **more: str) -> Html:
        return tag("a", words, href=f"/api/queries/{query.name}?{urlencode({**asked, **more})}")

    return html.page(
        query.title,
        tag("h1", query.title),
        tag("p", query.question),
        tag("table", head, *rows),
        tag("p", ", ".join(told), class_="quiet"),
        tag(
            "p",
            *(part for name in ("json", "csv") for part in (link(name, format=name), " ")),
            link("with the sentences", evidence="true"),
            " ",
            tag("a", "All documents and questions", href="/"),
            class_="quiet",
        ),
    )


def _cell(term: Term) -> Html:
    if isinstance(term, NamedNode):
        return tag("a", term.value, href=path_of(term.value) or term.value)
    return tag("span", "" if term is None else term.value)
