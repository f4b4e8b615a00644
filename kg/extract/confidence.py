"""How often claims like this one are right: a logistic model over how they were found.

The weights are learnt by `training/confidence.py` from annotated articles; calibration is measured by
`kg eval --details` on articles that were not among them. The model is plain logistic regression with
an L2 penalty, which gives probabilities that need no further scaling (Niculescu-Mizil and Caruana 2005).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files

from kg.model import Claim, Entity, Extraction
from kg.vocabulary import load

__all__ = ["assess", "features", "weights"]

_LONG = 40  # words; long sentences are where parsers err


def assess(extraction: Extraction) -> Extraction:
    """The same claims, each with its confidence in two decimals."""
    model, entities = weights(), {e.id: e for e in extraction.entities}
    claims = tuple(
        replace(c, confidence=_probability(sum(model.get(f, 0.0) for f in features(c, entities))))
        for c in extraction.claims
    )
    return replace(extraction, claims=claims)


@cache
def weights() -> Mapping[str, float]:
    """The learnt weight of each feature."""
    text = files("kg.extract").joinpath("confidence.json").read_text("utf-8")
    return dict(json.loads(text)["weights"])


def features(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[str]:
    """What is known of how a claim was found; `entities` has those of its document by id."""
    relation = load().relations[claim.predicate]
    words = claim.evidence.exact.split()
    yield "any"
    yield f"relation {claim.predicate}"
    yield f"family {relation.family}"
    yield f"construction {_construction(claim)}"
    yield f"status {claim.status}"
    yield f"holder {_holder(claim)}"
    yield f"subject {_argument(claim, claim.subject, entities)}"
    if relation.range is not None:
        yield f"object {_argument(claim, claim.object, entities)}"
    if len(words) > _LONG:
        yield "long sentence"
    if any(mark in claim.evidence.exact for mark in ("“", '"')):
        yield "quotation in the sentence"
    if claim.when is None:
        yield "no date"


def _construction(claim: Claim) -> str:
    """The part of speech that triggered it, or the rule that made it."""
    parts = (claim.frame or "none").split("/")
    return parts[1] if len(parts) > 1 else parts[0]


def _holder(claim: Claim) -> str:
    if claim.holder.is_document:
        return "document"
    return "unnamed" if claim.holder.entity is None else "named"


def _argument(claim: Claim, identifier: str | None, entities: Mapping[str, Entity]) -> str:
    """Whether the sentence names it, or refers to what is named elsewhere."""
    if identifier is None:
        return "missing"
    entity = entities.get(identifier)
    if entity is None or not entity.named:
        return "described"
    inside = [m for m in entity.mentions if claim.evidence.start <= m.start < claim.evidence.end]
    if any(m.text[:1].isupper() for m in inside):
        return "named"
    return "resolved"


def _probability(score: float) -> Decimal:
    return Decimal(str(round(1 / (1 + math.exp(-score)), 2)))
