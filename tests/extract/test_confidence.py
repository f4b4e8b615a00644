"""Every claim says how often claims like it were right."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.confidence import assess, features
from tests.extract.texts import extracted

TEXT = "The Supreme Court suspended the Harvest Party on Monday. It also suspended Unity, said Ilsa Maren."


def test_every_claim_has_one_in_two_decimals() -> None:
    for claim in extracted(TEXT).claims:
        assert claim.confidence is not None
        assert 0 <= claim.confidence <= 1
        assert claim.confidence == round(claim.confidence, 2)


def test_an_argument_that_the_sentence_does_not_name_shows() -> None:
    extraction = extracted(TEXT)
    entities = {e.id: e for e in extraction.entities}
    first, *_ = (c for c in extraction.claims if c.predicate == "suspends")
    assert {"subject named", "object named", "construction verb"} <= set(features(first, entities))
    elsewhere = replace(first, evidence=replace(first.evidence, start=500, end=510))
    assert {"subject resolved", "object resolved"} <= set(features(elsewhere, entities))
    assert "subject missing" in set(features(replace(first, subject=None), entities))


def test_what_is_resolved_is_less_sure_than_what_is_named() -> None:
    extraction = extracted(TEXT)
    first, *_ = (c for c in extraction.claims if c.predicate == "suspends")
    elsewhere = replace(first, evidence=replace(first.evidence, start=500, end=510))
    sure, unsure = assess(replace(extraction, claims=(first, elsewhere))).claims
    assert sure.confidence is not None
    assert unsure.confidence is not None
    assert sure.confidence > unsure.confidence
