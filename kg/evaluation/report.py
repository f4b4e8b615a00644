"""Scores in words and as data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kg.evaluation.calibration import Calibration, calibration
from kg.evaluation.gold import GoldArticle, GoldFact
from kg.evaluation.scoring import ArticleScore, Counts, Scores

__all__ = ["DETAILS", "as_data", "as_text", "calibrated", "construction", "constructions"]

DETAILS = ("attribution", "status", "when", "evidence", "spans")
_CONSTRUCTIONS = {"verb": "verbs", "noun": "nouns", "adjective": "adjectives"}


def as_data(scores: Scores) -> dict[str, Any]:
    """The figures as plain data, for JSON."""
    measured = calibrated(scores)
    leaks = scores.detail("leaks")
    return {
        "articles": len(scores.articles),
        "facts": _figures(scores.facts),
        "entities": _figures(scores.entities),
        **{name: round(scores.detail(name).recall, 4) for name in DETAILS},
        "leaks": leaks.hit,
        "leakable": leaks.gold,
        "by_article": {a.id: _figures(a.facts) for a in scores.articles},
        "by_relation": {name: _figures(c) for name, c in scores.relations.items()},
        "by_construction": {name: _figures(c) for name, c in constructions(scores).items()},
        "calibration": None
        if measured is None
        else {
            "error": measured.error,
            "brier": measured.brier,
            "bins": [
                [b.low, b.high, b.count, round(b.confidence, 3), round(b.right, 3)] for b in measured.bins
            ],
        },
    }


def as_text(scores: Scores, gold: Mapping[str, GoldArticle], *, misses: bool, details: bool) -> str:
    """A line an article, the sums, and on request every miss and extra in its sentence.

    Parameters: `gold` has the articles by id, for the names in misses; `details` adds the tables by
    relation, by construction and of calibration.
    """
    lines: list[str] = []
    width = max(len(a.id) for a in scores.articles)
    for article in scores.articles:
        lines.append(f"{article.id:{width}}  {_line(article.facts)}")
        if misses:
            lines += _differences(article, gold[article.id])
    if details:
        lines += ["", "by relation", *_table(scores.relations)]
        lines += ["", "by construction (precision alone: the gold does not say how a fact is worded)"]
        lines += [
            f"  {name:22} stated {c.predicted:3}  P {c.precision:.2f}"
            for name, c in constructions(scores).items()
        ]
        lines += _calibration_lines(calibrated(scores))
        lines.append("")
    leaks = scores.detail("leaks")
    lines.append(f"facts     {_line(scores.facts)}")
    lines.append(f"entities  {_line(scores.entities)}")
    lines.append(
        "  ".join(f"{name} {scores.detail(name).recall:.3f}" for name in DETAILS)
        + f"  leaks {leaks.hit} of {leaks.gold}"
    )
    return "\n".join(lines)


def constructions(scores: Scores) -> dict[str, Counts]:
    """Stated facts, and those of them that are right, by the kind of frame that found them."""
    found: dict[str, Counts] = defaultdict(Counts)
    for article in scores.articles:
        for fact, right in article.judged:
            found[construction(fact.frame)] += Counts(hit=right, predicted=1)
    return dict(sorted(found.items(), key=lambda kv: (-kv[1].predicted, kv[0])))


def construction(frame: str | None) -> str:
    """What kind of words a frame's name speaks of.

    >>> construction("suspends/verb/suspend/1a2b3c"), construction("locatedIn/where")
    ('verbs', 'noun phrases and inference')
    """
    parts = (frame or "").split("/")
    if parts[0].startswith("model"):
        return "model"
    return _CONSTRUCTIONS.get(parts[1] if len(parts) > 1 else "", "noun phrases and inference")


def calibrated(scores: Scores) -> Calibration | None:
    """Confidence against outcome over all counted predictions; None where none has a confidence."""
    return calibration(
        (fact.confidence, right)
        for article in scores.articles
        for fact, right in article.judged
        if fact.confidence is not None
    )


def _figures(counts: Counts) -> dict[str, float]:
    return {
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
        "hit": counts.hit,
        "predicted": counts.predicted,
        "gold": counts.gold,
    }


def _line(counts: Counts) -> str:
    return (
        f"gold {counts.gold:4}  stated {counts.predicted:4}  right {counts.hit:4}  "
        f"P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f1:.3f}"
    )


def _table(rows: Mapping[str, Counts]) -> Iterator[str]:
    for name, counts in rows.items():
        yield f"  {name:22} {_line(counts)}"


def _calibration_lines(measured: Calibration | None) -> Iterator[str]:
    if measured is None:
        return
    yield ""
    yield f"confidence: calibration error {measured.error:.3f}, Brier score {measured.brier:.3f}"
    for b in measured.bins:
        yield f"  {b.low:.1f}–{b.high:.1f}  claims {b.count:4}  said {b.confidence:.2f}  right {b.right:.2f}"


def _differences(article: ArticleScore, gold: GoldArticle) -> Iterator[str]:
    names = {e.id: e.forms[0] for e in gold.entities if e.forms}
    for kind, facts in (("missed", article.misses), ("extra", article.extras)):
        for fact in facts:
            yield f"    {kind:6} {_in_words(fact, names)}  ({fact.status})"
            yield f"           “{_sentence(gold.text, fact.quote)}”"


def _in_words(fact: GoldFact, names: Mapping[str, str]) -> str:
    parts = [names.get(i, i) if i else "?" for i in (fact.subject, fact.object)]
    value = "" if fact.value is None else f" “{fact.value}”"
    return f"{parts[0]} – {fact.predicate} – {parts[1]}{value}"


def _sentence(text: str, quote: str) -> str:
    """The quote with the rest of its line, so that what it leaves out can be judged too."""
    at = text.find(quote)
    if at < 0:
        return quote
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at + len(quote))
    return text[start : end if end >= 0 else len(text)]
