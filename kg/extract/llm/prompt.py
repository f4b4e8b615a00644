"""What the model is asked: instructions from the ontology, and a paragraph as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from kg.model import Article, Status
from kg.vocabulary import COARSE, load

__all__ = ["PROMPT_VERSION", "instructions", "question", "schema"]

PROMPT_VERSION = "1"
"""Goes into every claim's provenance; a changed prompt is a new file under a new version."""

_MAX_ACTORS = 60


@cache
def instructions() -> str:
    """The system message: the rules, and the relations and statuses that the ontology has."""
    vocabulary = load()
    relations = [
        f"- {r.name}: {r.definition} Example: {r.example}" for r in vocabulary.relations.values() if r.core
    ]
    statuses = [f"- {s.name}: {s.definition}" for s in vocabulary.statuses.values()]
    text = files("kg.extract.llm").joinpath(f"prompt-{PROMPT_VERSION}.txt").read_text("utf-8")
    return text.format(relations="\n".join(relations), statuses="\n".join(statuses), types=", ".join(COARSE))


def question(article: Article, paragraph: str, before: str, actors: Sequence[str]) -> str:
    """The user message for one paragraph: JSON, so that nothing in a text can pass for an instruction.

    Parameters: `before` is the paragraph before it, "" for the first; `actors` the names known so far.
    """
    published = article.source.published
    return json.dumps(
        {
            "title": article.source.title,
            "published": published.isoformat() if published else None,
            "actors": list(actors[:_MAX_ACTORS]),
            "before": before,
            "paragraph": paragraph,
        },
        ensure_ascii=False,
    )


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer, with the ontology's relations, types and statuses."""
    vocabulary = load()
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    kinds = {"type": ["string", "null"], "enum": [*COARSE, None]}
    properties: dict[str, Any] = {
        "quote": text,
        "subject": maybe,
        "subject_type": kinds,
        "relation": {"type": "string", "enum": [r.name for r in vocabulary.relations.values() if r.core]},
        "object": maybe,
        "object_type": kinds,
        "value": maybe,
        "number": {"type": ["number", "null"]},
        "holder": maybe,
        "status": {"type": "string", "enum": [s.value for s in Status]},
        "when": maybe,
    }
    return {
        "type": "object",
        "properties": {
            "claims": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": properties,
                    "required": list(properties),
                    "additionalProperties": False,
                },
            }
        },
        "required": ["claims"],
        "additionalProperties": False,
    }
