"""Searches for actors and sentences by words, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.iris import Term
from kg.queries.answer import holder
from kg.search import Finder
from kg.serve.negotiation import Form, choose
from kg.serve.problem import Problem
from kg.serve.requests import Parameters
from kg.serve.resources import Reading, path_of
from kg.serve.service import service
from kg.serve.settings import INDEX
from kg.serve.sink import Sink
from kg.store import Store

__all__ = ["DEFAULT_LIMIT", "MOST", "answer", "forget", "search"]

DEFAULT_LIMIT = 20
MOST = 1000
_FORMS = (Form("json", "application/json"),)


async def search(request: Request) -> Response:
    """Answer `/api/search`: at most `limit` actors, and as many claims, that `q` finds."""
    given = Parameters(request.scope["query_string"])
    for name in given.others(("q", "limit", "format")):
        raise Problem(400, f"search has no parameter {name[:40]!r}; it has: q, limit")
    text = given.one("q")
    if text is None or not text.strip():
        raise Problem(400, "say what to search for, as q=WORDS")
    server = service(request)
    task = {
        "do": "search",
        "text": text,
        "limit": _limit(given.one("limit")),
        "view": server.settings.views[0],
        "accept": request.headers.get("accept"),
        "formats": given.every("format"),
    }
    return await server.reply(request, task)


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MOST):
        raise Problem(400, f"limit is a number from 1 to {MOST}, not {text[:40]!r}")
    return int(text)


def answer(store: Store, task: Mapping[str, Any], sink: Sink) -> None:
    """Write what a text finds, in a reader.

    The task has `text`, `limit`, `view`, `accept`, `formats`, and `snapshot`, the folder of the store.
    """
    form = choose(task["accept"], _FORMS, wanted=task["formats"])
    hits = _finder(task["snapshot"]).search(task["text"], limit=task["limit"])
    reading = Reading(store, task["view"])
    data = {
        "query": task["text"],
        "limit": task["limit"],
        "actors": [_actor(reading, NamedNode(h.iri), h.text) for h in hits if h.kind == "actor"],
        "claims": [_claim(reading, NamedNode(h.iri), h.text) for h in hits if h.kind == "claim"],
    }
    sink.begin(form.header)
    sink.write((json.dumps(data, ensure_ascii=False) + "\n").encode())


@lru_cache(maxsize=1)
def _finder(snapshot: str) -> Finder:
    """The index of a snapshot; kept open, because each opening starts a thread."""
    return Finder.open(Path(snapshot) / INDEX)


def forget() -> None:
    """Let go of the index: another snapshot is read from now on."""
    _finder.cache_clear()


def _actor(reading: Reading, actor: NamedNode, name: str) -> dict[str, Any]:
    names = (_text(v) for v in reading.values(actor, "skos", "altLabel"))
    return {
        "iri": actor.value,
        "name": name,
        "other_names": [n for n in names if n != name],
        "href": path_of(actor.value),
    }


def _claim(reading: Reading, claim: NamedNode, sentence: str) -> dict[str, Any]:
    """A claim by its sentence, and by whose word, so that an allegation never passes for a fact."""
    document = reading.first(claim, "pol", "inDocument")
    parts = {
        "subject": reading.first(claim, "rdf", "subject"),
        "relation": reading.first(claim, "rdf", "predicate"),
        "object": reading.first(claim, "rdf", "object"),
        "status": reading.first(claim, "pol", "status"),
    }
    return {
        "iri": claim.value,
        "sentence": sentence,
        **{name: None if part is None else reading.label(part) for name, part in parts.items()},
        "holder": holder(reading.store.quads, claim),
        "document": _text(document),
        "title": None if document is None else reading.label(document),
        "href": path_of(claim.value),
    }


def _text(term: Term | None) -> str | None:
    return getattr(term, "value", None)
