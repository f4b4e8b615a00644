"""What the explorer knows, as JSON: the claims of a store with all that they say, and what their words mean.

`src/model.ts` describes the same, field by field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.explore.colour import on_dark
from kg.explore.legend import SHAPES
from kg.explore.packing import Box
from kg.export.network import Network, Node, Publication, Statement
from kg.iris import local
from kg.namespaces import BASE, ID
from kg.queries.library import NamedQuery
from kg.queries.result import Result
from kg.views import Holders, View, views
from kg.vocabulary import Vocabulary, load

__all__ = ["ROWS", "as_json", "explorer_data", "question"]

FORMAT = 1
ROWS = 300
"""How many rows of an answer are in a page at most."""

Json = dict[str, Any]


def explorer_data(
    network: Network,
    *,
    title: str,
    version: str,
    places: Mapping[str, Box] | None = None,
    questions: Iterable[Mapping[str, object]] = (),
    total: Mapping[str, int] | None = None,
) -> Json:
    """The data of a page that shows this network.

    Parameters: `places` are where its nodes stand to begin with, for those that have a place;
    `questions` named queries, each by `question`; `total` counts what the store has, where the network is a
    cut of it.
    """
    vocabulary = load()
    used = {s.relation for s in network.statements}
    types = {n.type for n in network.nodes if n.type}
    return {
        "format": FORMAT,
        "title": title,
        "version": version,
        "base": BASE,
        "view": network.view,
        "views": [*_views(network)],
        "families": [
            {
                "name": f.name,
                "label": f.label,
                "definition": f.definition,
                "colour": f.colour,
                "dark": on_dark(f.colour),
            }
            for f in vocabulary.families.values()
        ],
        "statuses": [
            {
                "name": s.name,
                "label": s.label,
                "definition": s.definition,
                "line": s.line_style,
                "crossbar": s.crossbar,
                "holds": s.holds,
            }
            for s in vocabulary.statuses.values()
        ],
        "relations": [_relation(name, vocabulary) for name in sorted(used)],
        "types": [
            {
                "name": t,
                "label": vocabulary.label(t),
                "coarse": vocabulary.coarse(t),
                "shape": SHAPES[vocabulary.coarse(t)],
            }
            for t in sorted(types)
        ],
        "actors": [_actor(n, (places or {}).get(n.id)) for n in network.nodes],
        "claims": [_claim(s) for s in network.statements],
        "documents": [_document(d) for d in network.documents],
        "questions": list(questions),
        "total": dict(total)
        if total
        else {
            "actors": len(network.nodes),
            "claims": len(network.statements),
            "documents": len(network.documents),
        },
    }


def question(query: NamedQuery, answer: Result | None) -> Json:
    """A named query, and its answer where there is one."""
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "text": query.text,
        "parameters": [
            {"name": p.name, "type": p.type, "about": p.about, "default": p.default} for p in query.parameters
        ],
        "answer": None
        if answer is None
        else {
            "columns": list(answer.variables),
            "rows": [[None if term is None else term.value for term in row] for row in answer.rows[:ROWS]],
            "total": len(answer.rows),
        },
    }


def as_json(data: Json) -> str:
    """The data as text that may stand in a script element: nothing in it can end the element.

    >>> as_json({"a": "</script>"})
    '{"a":"\\\\u003c/script>"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _short(iri: str) -> str:
    return iri.removeprefix(BASE)


def _views(network: Network) -> Iterable[Json]:
    """The written views, with the view of each named holder in the place of the pattern."""
    names = {n.id: n.label for n in network.nodes}
    holders = {s.holder_nodes[0] for s in network.statements if s.holder_nodes and s.holder_nodes[0]}
    for view in sorted(views().values(), key=lambda v: (v.holders is Holders.ACTOR, v.name)):
        if view.holders is not Holders.ACTOR:
            yield _view(view, view.name, view.label, None)
            continue
        for holder in sorted(holders, key=lambda h: (names.get(h, h), h)):
            label = view.label.replace("{actor}", names.get(holder, holder))
            yield _view(view, f"{view.name}:{local(holder, ID)}", label, _short(holder))


def _view(view: View, name: str, label: str, actor: str | None) -> Json:
    words = {Holders.ANY: "any", Holders.DOCUMENT: "document", Holders.ACTOR: "actor"}
    return {
        "name": name,
        "label": label,
        "statuses": sorted(s.value for s in view.statuses),
        "holders": words[view.holders],
        "actor": actor,
    }


def _relation(name: str, vocabulary: Vocabulary) -> Json:
    relation = vocabulary.relations[name]
    return {
        "name": relation.name,
        "label": relation.label,
        "inverse": relation.inverse_label or "",
        "definition": relation.definition,
        "family": relation.family,
        "symmetric": relation.symmetric,
        "contrary": sorted(relation.contraries),
        "stance": relation.stance or "",
    }


def _actor(n: Node, place: Box | None) -> Json:
    actor = {
        "id": _short(n.id),
        "label": n.label,
        "kind": n.kind,
        "type": n.type,
        "aliases": list(n.aliases),
        "documents": list(n.documents),
    }
    return actor if place is None else {**actor, "x": round(place.x, 1), "y": round(place.y, 1)}


def _claim(s: Statement) -> Json:
    return {
        "id": _short(s.id),
        "source": _short(s.source),
        "target": _short(s.target),
        "relation": s.relation,
        "status": s.status,
        "holders": [
            {"label": label, "id": _short(node) or None}
            for label, node in zip(s.holders, s.holder_nodes, strict=True)
        ],
        "own": s.own,
        "quote": s.quote,
        "before": s.before,
        "after": s.after,
        "document": s.document,
        "zone": s.zone,
        "start": s.start,
        "end": s.end,
        "value": s.value,
        "number": s.number,
        "comparator": s.comparator,
        "unit": s.unit,
        "when": s.when,
        "whenText": s.when_text,
        "earliest": s.valid_from,
        "latest": s.valid_until,
        "known": s.known,
        "details": [
            {"property": d.property, "label": d.label, "value": d.value, "id": _short(d.node) or None}
            for d in s.qualifiers
        ],
        "confidence": float(s.confidence) if s.confidence else None,
        "retiredBy": [_short(i) for i in s.retired_by],
    }


def _document(d: Publication) -> Json:
    return {
        "id": d.id,
        "title": d.title,
        "publisher": d.publisher,
        "author": d.author,
        "date": d.date,
        "dateReason": d.date_reason,
        "url": d.url,
    }
