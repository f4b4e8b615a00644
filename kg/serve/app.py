"""The routes of the server, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, Router

from kg.serve import metrics
from kg.serve.api import named, openapi, queries
from kg.serve.documents import documents, remove
from kg.serve.edge import Edge
from kg.serve.exploring import asked, asset, explore, explorer
from kg.serve.finding import search
from kg.serve.graphs import graphs
from kg.serve.pages import page
from kg.serve.protocol import home, sparql
from kg.serve.service import Service, service

__all__ = ["application"]

READ = ["GET", "HEAD"]


def application(server: Service, log: Callable[[str], object] | None) -> Edge:
    """The ASGI application of a server; `log` gets a line of JSON for each request."""
    routes = [
        Route("/sparql", sparql, methods=[*READ, "POST"]),
        Route("/", home, methods=READ),
        Route("/.well-known/void", well_known, methods=READ),
        Route("/graphs", graphs, methods=READ),
        Route("/documents", documents, methods=["POST"]),
        Route("/api/queries", queries, methods=READ),
        Route("/api/queries/{name}", named, methods=READ),
        Route("/api/search", search, methods=READ),
        Route("/api/explore", explore, methods=READ),
        Route("/api/explore/query", asked, methods=READ),
        Route("/explore", explorer, methods=READ),
        Route("/explore/{name}", asset, methods=READ),
        Route("/api/openapi.json", openapi, methods=READ),
        Route("/ontology", page, methods=READ),
        Route("/document/{path:path}", remove, methods=["DELETE"]),
        *(
            Route(f"/{kind}/{{path:path}}", page, methods=READ, name=kind)
            for kind in ("id", "document", "claim", "event", "status", "view", "graph", ".well-known/genid")
        ),
        Route("/health", health, methods=READ),
        Route("/metrics", counts, methods=READ),
    ]

    @asynccontextmanager
    async def lifespan(app: object) -> AsyncIterator[None]:
        yield
        await server.close()

    return Edge(Router(routes, redirect_slashes=False, lifespan=lifespan), server, routes, log)


async def well_known(request: Request) -> Response:
    """Lead to the description."""
    return RedirectResponse("/", 303)


async def health(request: Request) -> Response:
    """Whether the server answers, and from which state of the store."""
    server = service(request)
    return JSONResponse(
        {"status": "ok", "version": server.version, "views": list(server.settings.views)},
        headers={"cache-control": "no-store"},
    )


async def counts(request: Request) -> Response:
    """The counts for Prometheus."""
    server = service(request)
    counted = {**server.pool.counts(), "waiting": server.lane.waiting}
    gauges = {f"readers_{name}": float(number) for name, number in counted.items()}
    return Response(
        server.metrics.text(gauges), media_type=None, headers={"content-type": metrics.MEDIA_TYPE}
    )
