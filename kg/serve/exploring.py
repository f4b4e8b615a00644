"""The explorer over HTTP: its page, its script, and the part of a store that it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from kg.explore.data import as_json, explorer_data, question
from kg.explore.page import BUILT, title_of
from kg.explore.querying import asking
from kg.explore.selection import Outline
from kg.explore.served import served_page
from kg.export.reading import read
from kg.iris import node
from kg.namespaces import BASE
from kg.queries import library
from kg.release import version
from kg.serve.negotiation import Form, choose
from kg.serve.problem import Problem
from kg.serve.requests import Parameters, day, view_of
from kg.serve.service import service
from kg.serve.sink import Sink
from kg.serve.turning import turned
from kg.store import Store

__all__ = [
    "ACTORS",
    "DEPTH",
    "MOST_ACTORS",
    "MOST_DEPTH",
    "MOST_NAMED",
    "answer",
    "asked",
    "asset",
    "explore",
    "explorer",
    "forget",
]

ACTORS = 300
"""How many actors are shown where nothing else is asked."""
MOST_ACTORS = 5000
DEPTH = 1
MOST_DEPTH = 3
CLAIMS_PER_ACTOR = 10
"""How many claims there may be for each actor that is asked for, taken together."""
MOST_NAMED = 50

_KNOWN = ("view", "as_of", "known_on", "actor", "claim", "depth", "limit", "format")
_FORMS = (Form("json", "application/json"),)
_TYPES = {".js": "text/javascript; charset=utf-8"}


async def explorer(request: Request) -> Response:
    """Answer `/explore`: the page."""
    page = served_page()
    headers = {"content-security-policy": page.policy, "content-type": "text/html; charset=utf-8"}
    return _fixed(request, page.html.encode(), headers)


async def asset(request: Request) -> Response:
    """Answer `/explore/{name}`: a script of the page."""
    file = BUILT / request.path_params["name"]
    if file.parent != BUILT or file.suffix not in _TYPES or not file.is_file():
        raise Problem(404, "there is nothing here")
    return _fixed(request, file.read_bytes(), {"content-type": _TYPES[file.suffix]})


async def asked(request: Request) -> Response:
    """Answer `/api/explore/query`: what the query view needs, but for the answers."""
    found = asking(endpoint="sparql", views=service(request).settings.views)
    return _fixed(request, (as_json(found) + "\n").encode(), {"content-type": "application/json"})


def _fixed(request: Request, body: bytes, headers: Mapping[str, str]) -> Response:
    """What is the same until another release, or word that the client has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    sent = {**headers, "etag": tag, "cache-control": "no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=sent)
    return Response(body, headers=sent)


async def explore(request: Request) -> Response:
    """Answer `/api/explore`: the best-evidenced actors, or those around some, with the claims among them."""
    given = Parameters(request.scope["query_string"])
    for name in given.others(_KNOWN):
        raise Problem(400, f"explore has no parameter {name[:40]!r}; it has: {', '.join(_KNOWN)}")
    actors, claims = given.every("actor"), given.every("claim")
    if len(actors) + len(claims) > MOST_NAMED:
        raise Problem(400, f"name at most {MOST_NAMED} actors and claims")
    as_of, known_on = day(given.one("as_of")), day(given.one("known_on"))
    task = {
        "do": "explore",
        "view": view_of(request, given),
        "as_of": as_of and as_of.isoformat(),
        "known_on": known_on and known_on.isoformat(),
        "actors": [_iri(a, "id/") for a in actors],
        "claims": [_iri(c, "claim/") for c in claims],
        "depth": _number(given, "depth", DEPTH, MOST_DEPTH),
        "limit": _number(given, "limit", ACTORS, MOST_ACTORS),
        "accept": request.headers.get("accept"),
        "formats": given.every("format"),
    }
    return await service(request).reply(request, task)


def _iri(path: str, start: str) -> str:
    """The IRI that is meant by its end, `id/…` or `claim/…`."""
    if not path.startswith(start):
        raise Problem(400, f"{path[:60]!r} is not what {start}… would be")
    return node(BASE, unquote(path)).value.removeprefix(BASE)


def _number(given: Parameters, name: str, usual: int, most: int) -> int:
    text = given.one(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= most):
        raise Problem(400, f"{name} is a number from 1 to {most}, not {text[:40]!r}")
    return int(text)


def answer(store: Store, task: Mapping[str, Any], sink: Sink) -> None:
    """Write the data of the explorer, in a reader.

    The task has `view`, `as_of`, `known_on`, `actors`, `claims`, `depth`, `limit`, `accept` and `formats`.
    """
    form = choose(task["accept"], _FORMS, wanted=task["formats"])
    then = turned(store, task)
    outline = _outline(then)
    actors, claims = ([BASE + path for path in task[kind]] for kind in ("actors", "claims"))
    if actors or claims:
        _known(actors, outline.actors)
        _known(claims, outline.claims)
        named = [*actors, *outline.ends(claims)]
        chosen = outline.around(named, task["depth"] if actors else 0, task["limit"])
    else:
        chosen = outline.best(task["limit"])
    selection = outline.among(chosen, task["limit"] * CLAIMS_PER_ACTOR, also=claims)
    network = read(then, task["view"], only=selection.claims)
    data = explorer_data(
        network,
        title=title_of(network) if len(outline.documents) == 1 else f"{len(outline.documents)} documents",
        version=version(),
        questions=[question(q, None) for q in library().values()],
        total={
            "actors": len(outline.actors),
            "claims": len(outline.claims),
            "documents": len(outline.documents),
        },
    )
    sink.begin(form.header)
    sink.write((as_json(data) + "\n").encode())


def _known(asked: list[str], there: tuple[str, ...]) -> None:
    for iri in set(asked).difference(there):
        raise Problem(404, f"there is no {iri.removeprefix(BASE)[:100]!r} here")


@lru_cache(maxsize=1)
def _outline(store: Store) -> Outline:
    """The outline of a snapshot; kept, because it takes all claims to make."""
    return Outline.of(store)


def forget() -> None:
    """Let go of the outline: another snapshot is read from now on."""
    _outline.cache_clear()
