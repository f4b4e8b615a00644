"""The API as an OpenAPI 3.1 document, made from the library of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.queries import NamedQuery, Parameter, library
from kg.release import version
from kg.serve.exploring import ACTORS, DEPTH, MOST_ACTORS, MOST_DEPTH, MOST_NAMED
from kg.serve.finding import DEFAULT_LIMIT, MOST

__all__ = ["document"]

_TYPES: dict[str, dict[str, str]] = {
    "string": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "anyURI": {"type": "string", "format": "uri"},
}
_ERRORS = {
    400: "What is asked is not well formed",
    404: "There is nothing here",
    406: "None of the accepted forms is there",
    413: "The body is too large",
    414: "The address is too long",
    415: "The body is of another type",
    422: "The answer would be too large, or need too much memory",
    503: "The server is busy",
    504: "The query took too long",
}
_ROWS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
_RDF = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


def document(base: str, views: Iterable[str], *, writable: bool) -> dict[str, Any]:
    """The document for a server at this address, with these views."""
    view = _parameter("view", {"type": "string", "enum": list(views)}, "Whose word counts.")
    paths: dict[str, Any] = {
        "/api/queries": {"get": _operation("listQueries", "What can be asked", {200: ["application/json"]})},
        **{f"/api/queries/{q.name}": {"get": _query(q, view)} for q in library().values()},
        "/api/search": {"get": _search()},
        "/api/explore": {"get": _explore(view)},
        "/api/explore/query": {
            "get": _operation("exploreQuery", "Words for an editor of queries", {200: ["application/json"]})
        },
        "/sparql": _sparql(view, writable=writable),
        "/graphs": {
            "get": _operation(
                "readGraph",
                "One graph, by the Graph Store Protocol",
                {200: _RDF},
                [
                    _parameter("graph", {"type": "string", "format": "iri"}, "The IRI of a named graph."),
                    _parameter("default", {"type": "string"}, "Given, the default graph.", empty=True),
                    view,
                ],
                (400, 404, 406),
            )
        },
        "/health": {"get": _operation("health", "Whether the server answers", {200: ["application/json"]})},
        "/metrics": {"get": _operation("metrics", "Counts for Prometheus", {200: ["text/plain"]})},
    }
    if writable:
        paths["/documents"] = {"post": _documents()}
    described: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "political-kg",
            "version": version(),
            "description": "Political news as a knowledge graph; every row leads to its sentence.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM, "Rows": _RESULT, "Found": _FOUND, "Explored": _EXPLORED}
        },
    }
    if writable:
        described["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return described


_PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
_RESULT = {
    "type": "object",
    "required": ["query", "title", "view", "as_of", "known_on", "parameters", "columns", "rows"],
    "properties": {
        "query": {"type": "string"},
        "title": {"type": "string"},
        "view": {"type": "string"},
        "as_of": {"type": ["string", "null"], "format": "date"},
        "known_on": {"type": ["string", "null"], "format": "date"},
        "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {
            "type": "array",
            "items": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
        },
    },
}
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_OF_CLAIM = ("subject", "relation", "object", "status", "document", "title", "href")
_FOUND = {
    "type": "object",
    "required": ["query", "limit", "actors", "claims"],
    "properties": {
        "query": _TEXT,
        "limit": {"type": "integer"},
        "actors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["iri", "name", "other_names", "href"],
                "properties": {
                    "iri": _TEXT,
                    "name": _TEXT,
                    "other_names": {"type": "array", "items": _TEXT},
                    "href": _MAYBE,
                },
            },
        },
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["iri", "sentence", "holder", *_OF_CLAIM],
                "properties": {
                    "iri": _TEXT,
                    "sentence": _TEXT,
                    "holder": _TEXT,
                    **dict.fromkeys(_OF_CLAIM, _MAYBE),
                },
            },
        },
    },
}

_OBJECTS = {"type": "array", "items": {"type": "object"}}
_LISTS = ("views", "families", "statuses", "relations", "types", "actors", "claims", "documents", "questions")
_EXPLORED = {
    "type": "object",
    "description": "What kg/explore/src/model.ts calls Data; ids are the ends of IRIs after `base`.",
    "required": ["format", "title", "version", "base", "view", "total", *_LISTS],
    "properties": {
        "format": {"const": 1},
        "title": _TEXT,
        "version": _TEXT,
        "base": _TEXT,
        "view": _TEXT,
        **dict.fromkeys(_LISTS, _OBJECTS),
        "total": {
            "type": "object",
            "required": ["actors", "claims", "documents"],
            "additionalProperties": {"type": "integer"},
        },
    },
}


def _query(query: NamedQuery, view: dict[str, Any]) -> dict[str, Any]:
    parameters = [
        *(_parameter(p.name, _schema(p), p.about) for p in query.parameters),
        view,
        _parameter("evidence", {"type": "boolean", "default": False}, "To each row its sentence and holder."),
        _parameter("as_of", _TYPES["date"], "Leave out what is dated after this day."),
        _parameter("known_on", _TYPES["date"], "Leave out what became known after this day."),
    ]
    found = _operation(
        f"query-{query.name}",
        query.title,
        {200: ["text/csv", "text/tab-separated-values", "application/sparql-results+json", "text/html"]},
        parameters,
        (400, 406, 422, 503, 504),
    )
    found["description"] = query.question
    found["tags"] = list(query.tags)
    found["responses"]["200"]["content"]["application/json"] = {
        "schema": {"$ref": "#/components/schemas/Rows"}
    }
    return found


def _search() -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT}
    found = _operation(
        "search",
        "Actors by name, however it is spelt, and claims by the words of their sentence",
        {200: ["application/json"]},
        [
            {**_parameter("q", text, "Words of a name or a sentence."), "required": True},
            _parameter("limit", limit, "How many of each kind."),
        ],
        (400, 406, 422, 503, 504),
    )
    found["responses"]["200"]["content"]["application/json"] = {
        "schema": {"$ref": "#/components/schemas/Found"}
    }
    return found


def _explore(view: dict[str, Any]) -> dict[str, Any]:
    names = {"type": "array", "items": {"type": "string"}, "maxItems": MOST_NAMED}
    depth = {"type": "integer", "minimum": 1, "maximum": MOST_DEPTH, "default": DEPTH}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST_ACTORS, "default": ACTORS}
    found = _operation(
        "explore",
        "The best-evidenced actors, or those around some, with the claims among them and their evidence",
        {200: ["application/json"]},
        [
            view,
            _parameter("as_of", _TYPES["date"], "Leave out what is dated after this day."),
            _parameter("known_on", _TYPES["date"], "Leave out what became known after this day."),
            _parameter("actor", names, "An actor to look around, as id/NAME; may be given again."),
            _parameter("claim", names, "A claim to show with its actors, as claim/HASH; may be given again."),
            _parameter("depth", depth, "How many steps around the actors."),
            _parameter("limit", limit, "How many actors at most."),
        ],
        (400, 404, 406, 422, 503, 504),
    )
    found["responses"]["200"]["content"]["application/json"] = {
        "schema": {"$ref": "#/components/schemas/Explored"}
    }
    return found


def _schema(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = dict(_TYPES.get(parameter.type, {"type": "string"}))
    if parameter.default is not None:
        schema["default"] = parameter.default
    return schema


def _sparql(view: dict[str, Any], *, writable: bool) -> dict[str, Any]:
    graphs = {"type": "array", "items": {"type": "string", "format": "iri"}}
    dataset = [
        _parameter("default-graph-uri", graphs, "A graph to merge into the default graph."),
        _parameter("named-graph-uri", graphs, "A named graph."),
    ]
    answers = {200: (*_ROWS, *_RDF)}
    errors = (400, 403, 406, 413, 415, 422, 503, 504)
    asked = _parameter("query", {"type": "string"}, "SPARQL 1.1; without it, the service's description.")
    get = _operation("sparqlGet", "A SPARQL query", answers, [asked, *dataset, view], errors)
    post = _operation("sparqlPost", "A SPARQL query", answers, [*dataset, view], errors)
    text = {"schema": {"type": "string"}}
    form = {"type": "object", "properties": {"query": {"type": "string"}}}
    bodies: dict[str, Any] = {
        "application/sparql-query": text,
        "application/x-www-form-urlencoded": {"schema": form},
    }
    if writable:
        bodies["application/sparql-update"] = text
        post["summary"] = "A SPARQL query, or an update with the token"
        post["security"] = [{}, {"token": []}]
        post["responses"]["204"] = {"description": "The update is done"}
        post["responses"]["401"] = _error("The token is missing or wrong")
    post["requestBody"] = {"required": True, "content": bodies}
    return {"get": get, "post": post}


def _documents() -> dict[str, Any]:
    found = _operation(
        "addDocument",
        "Take in a page",
        {200: ["application/json"], 201: ["application/json"]},
        [
            _parameter("published", {"type": "string", "format": "date"}, "The day of publication."),
            _parameter("url", {"type": "string"}, "The address of the page."),
        ],
        (400, 413, 415, 503, 504),
    )
    found["responses"]["401"] = _error("The token is missing or wrong")
    found["security"] = [{"token": []}]
    text = {"schema": {"type": "string"}}
    found["requestBody"] = {"required": True, "content": {"text/html": text, "text/plain": text}}
    return found


def _operation(
    name: str,
    summary: str,
    answers: Mapping[int, Iterable[str]],
    parameters: Iterable[dict[str, Any]] = (),
    errors: Iterable[int] = (),
) -> dict[str, Any]:
    responses: dict[str, Any] = {
        str(status): {"description": "Done", "content": {kind: {} for kind in kinds}}
        for status, kinds in answers.items()
    }
    responses |= {str(status): _error(_ERRORS.get(status, "Refused")) for status in errors}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": responses,
    }


def _error(description: str) -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": description, "content": {"application/problem+json": problem}}


def _parameter(name: str, schema: dict[str, Any], about: str, *, empty: bool = False) -> dict[str, Any]:
    found = {"name": name, "in": "query", "required": False, "description": about, "schema": schema}
    return {**found, "allowEmptyValue": True} if empty else found
