"""Documents in and out over HTTP, for those who have the token."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.iris import document_graph
from kg.namespaces import BASE
from kg.serve.requests import Parameters, authorize, day, media_type, read_body
from kg.serve.service import service

__all__ = ["documents", "remove"]


async def documents(request: Request) -> Response:
    """Take in the page that is the body; `published` and `url` may be given in the address."""
    authorize(request)
    given = Parameters(request.scope["query_string"])
    published = day(given.one("published") or None)
    media_type(request, ("text/html", "text/plain", "application/xhtml+xml"))
    server = service(request)
    body = await read_body(request, server.settings.limits.page_bytes)
    task = {"do": "ingest", "published": published and published.isoformat(), "url": given.one("url")}
    done = await server.change(task, body)
    iri = document_graph(done["document"]).value
    told = {k: v for k, v in done.items() if k not in {"snapshot", "version"}}
    headers = {"location": "/" + iri.removeprefix(BASE)} if done["new"] else {}
    return JSONResponse({"iri": iri, **told}, 201 if done["new"] else 200, headers)


async def remove(request: Request) -> Response:
    """Take out a document, with all that was derived from it."""
    authorize(request)
    await service(request).change({"do": "retract", "document": request.path_params["path"]})
    return Response(status_code=204)
