"""Extraction by a model, paragraph by paragraph, alone or beside the frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from kg.extract.llm.client import Client, Endpoint, Usage
from kg.extract.llm.gate import Gate, merged
from kg.extract.llm.prompt import PROMPT_VERSION, instructions, question, schema
from kg.model import Article, Claim, Extraction, Zone, ZoneKind

__all__ = ["FRAMES", "ModelReport", "extract_with_model", "finder", "merge"]

FRAMES = "frames"
"""What claims that the frames found are marked with where a model was asked too."""

_PARALLEL = 4


@dataclass(frozen=True, slots=True)
class ModelReport:
    """What asking the model came to: requests and tokens, claims that passed, and why others did not."""

    usage: Usage
    cost: float | None
    passed: int
    rejected: tuple[tuple[str, int], ...]

    def lines(self) -> Iterator[str]:
        """The report in words."""
        u = self.usage
        price = "cost unknown" if self.cost is None else f"cost {self.cost:.4f}"
        yield (
            f"{u.requests} requests and {u.cached} answers from the cache; {u.tokens_in} tokens asked, "
            f"{u.tokens_out} answered, {u.seconds:.1f} s, {price}"
        )
        yield f"{self.passed} claims passed, {sum(n for _, n in self.rejected)} were rejected"
        for reason, count in self.rejected:
            yield f"  {count} × {reason}"


def finder(model: str) -> str:
    """The provenance of what a model found: its name, and the version of the prompt.

    >>> finder("small")
    'model small, prompt 1'
    """
    return f"model {model}, prompt {PROMPT_VERSION}"


def extract_with_model(
    base: Extraction, endpoint: Endpoint, *, cache: Path | None = None
) -> tuple[Extraction, ModelReport]:
    """Ask a model what an article says.

    Parameters: `base` is what the frames found: its entities are those that the model's names are
    resolved to, its claims are left aside. `cache` is the directory of answers; without one
    nothing is kept.
    Raises ModelError where the server cannot be reached or refuses; answers so far stay in the cache.
    """
    article, client = base.article, Client(endpoint, cache)
    paragraphs = _paragraphs(article)
    actors = [e.name for e in base.entities if e.named]

    def ask(at: int) -> str:
        before = _text(article, paragraphs[at - 1]) if at else ""
        user = question(article, _text(article, paragraphs[at]), before, actors)
        return client.ask(instructions(), user, schema())

    with ThreadPoolExecutor(_PARALLEL) as pool:
        answers = list(pool.map(ask, range(len(paragraphs))))
    gate = Gate.of(article, base.entities, finder(endpoint.model))
    claims = [c for zone, answer in zip(paragraphs, answers, strict=True) for c in gate.claims(answer, zone)]
    distinct = tuple(dict.fromkeys(claims))
    report = ModelReport(
        client.usage, client.usage.cost(endpoint.prices), len(distinct), tuple(_most_frequent(gate.rejected))
    )
    return Extraction(article, merged(base.entities, gate.entities), distinct), report


def merge(frames: Extraction, model: Extraction) -> Extraction:
    """What either found, each claim saying by whom it was found.

    Where both found a claim, the frames' wording stands; where one of them holds back what the other
    states as holding, the one that holds back stands.
    """
    claims = [replace(c, found_by=(FRAMES,)) for c in frames.claims]
    for claim in model.claims:
        at = next((i for i, c in enumerate(claims) if _same(c, claim)), None)
        if at is None:
            claims.append(claim)
            continue
        mine = claims[at]
        cautious = claim.status if mine.status.holds and not claim.status.holds else mine.status
        finders = tuple(sorted({*mine.found_by, *claim.found_by}))
        claims[at] = replace(mine, status=cautious, found_by=finders)
    claims.sort(key=lambda c: (c.evidence.start, c.predicate, c.subject or "", c.object or ""))
    return Extraction(frames.article, model.entities, tuple(claims))


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same of the same, from overlapping words."""
    numbers = [c.quantity.number if c.quantity else None for c in (one, other)]
    return (
        (one.subject, one.predicate, one.object) == (other.subject, other.predicate, other.object)
        and numbers[0] == numbers[1]
        and one.evidence.start < other.evidence.end
        and other.evidence.start < one.evidence.end
    )


def _paragraphs(article: Article) -> list[Zone]:
    return [z for z in article.zones if z.kind in (ZoneKind.BODY, ZoneKind.CAPTION)]


def _text(article: Article, zone: Zone) -> str:
    return article.text[zone.start : zone.end]


def _most_frequent(counts: Counter[str]) -> Sequence[tuple[str, int]]:
    return sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
