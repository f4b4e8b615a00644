"""The SPARQL 1.1 Protocol: a query by GET, by a form, or as the body itself."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.problem import Problem
from kg.serve.requests import Parameters, authorize, base_of, media_type, read_body, view_of
from kg.serve.service import service

__all__ = ["home", "sparql"]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*:)[^<>\"{}|^`\\\x00-\x20]*>")
_ANOTHER_EACH_TIME = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)


async def sparql(request: Request) -> Response:
    """Answer `/sparql`."""
    limits = service(request).settings.limits
    given = Parameters(request.scope["query_string"])
    if request.method != "POST":
        if given.every("update"):
            raise Problem(405, "an update is sent by POST", headers={"allow": "POST"})
        if not any(map(given.every, ("query", "default-graph-uri", "named-graph-uri"))):
            return await home(request)
        return await _query(request, given, given.one("query"))
    kind = media_type(request, (FORM, QUERY, UPDATE))
    body = await read_body(request, limits.query_bytes)
    if kind == FORM:
        form = Parameters(body)
        if form.every("update"):
            if form.every("query"):
                raise Problem(400, "send a query or an update, not both")
            return await _update(request, given + form, form.one("update"))
        return await _query(request, given + form, form.one("query"))
    text = _text(body)
    if kind == UPDATE:
        return await _update(request, given, text)
    if given.every("query"):
        raise Problem(400, "the query is given twice, in the address and as the body")
    return await _query(request, given, text)


async def home(request: Request) -> Response:
    """Answer `/`, and `/sparql` without a query: what this server is."""
    given = Parameters(request.scope["query_string"])
    server = service(request)
    task = {
        "do": "describe",
        "base": base_of(request),
        "view": view_of(request, given),
        "updates": bool(server.settings.token),
        "accept": request.headers.get("accept"),
        "formats": given.every("format"),
    }
    return await server.reply(request, task, vary="accept, host")


async def _query(request: Request, given: Parameters, text: str | None) -> Response:
    if text is None:
        raise Problem(400, "there is no query; give it as the parameter `query`")
    server = service(request)
    graphs = given.every("default-graph-uri"), given.every("named-graph-uri")
    task: dict[str, Any] = {
        "do": "query",
        "query": text,
        # Answers to other queries do not depend on where they are asked.
        "base": base_of(request) + "sparql" if _RELATIVE.search(text) else None,
        "view": view_of(request, given),
        "accept": request.headers.get("accept"),
        "formats": given.every("format"),
        "dataset": graphs if any(graphs) else None,
        "rows": server.settings.limits.rows,
    }
    return await server.reply(request, task, fixed=not _ANOTHER_EACH_TIME.search(text))


async def _update(request: Request, given: Parameters, text: str | None) -> Response:
    authorize(request)
    if text is None:
        raise Problem(400, "there is no update; give it as the parameter `update`")
    graphs = given.every("using-graph-uri"), given.every("using-named-graph-uri")
    task = {
        "do": "update",
        "dataset": graphs if any(graphs) else None,
        "base": base_of(request) + "sparql",
        "view": view_of(request, given),
    }
    await service(request).change(task, text.encode())
    return Response(status_code=204)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"the body is not UTF-8 at byte {error.start}") from None
