"""Checks that every claim stands on the characters that its evidence names."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.iris import document_graph, pol, term, value
from kg.model import Article, Claim
from kg.rdf import content_hash
from kg.reading import Properties, read_with_iris

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["Failure", "Verification", "verify"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Evidence that does not hold: of which claim, in which document, and what is wrong."""

    document: str
    claim: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many pieces of evidence were checked, how many hold, and what is wrong with the others."""

    checked: int
    held: int
    failures: tuple[Failure, ...]

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.failures

    def __str__(self) -> str:
        return f"{self.held} of {self.checked} hold"


def verify(store: Store) -> Verification:
    """Recompute every evidence span against the stored clean and raw text.

    A piece of evidence holds where the clean text has its quotation at its place, the raw
    text has the same words at the raw place, and the quoted surroundings are the text's.
    A document whose text, source or claims are not what was stored fails as a whole.
    """
    checked, failures = 0, list[Failure]()
    for document in store.documents():
        quads = store.document_quads(document)
        told = Properties(q for q in quads if q.graph_name == document_graph(document))
        claims = told.subjects[pol("Claim").value]
        checked += len(claims)
        try:
            extraction, read = read_with_iris(quads, document)
        except (KgError, ValueError, KeyError, TypeError, IndexError) as error:
            broken: list[str | None] = [*claims] or [None]
            failures += [Failure(document, c, f"cannot be read: {error}") for c in broken]
            continue
        wrong = {
            iri: message
            for iri, claim in sorted(read.items())
            if (message := next(_faults(iri, claim, extraction.article, told), None))
        }
        failures += [Failure(document, iri, message) for iri, message in wrong.items()]
        if not any(
            value(q.object) == content_hash(quads) for q in quads if q.predicate == pol("contentHash")
        ):
            failures.append(
                Failure(document, None, "its claims or its text have changed since they were stored")
            )
    failed = {f.claim for f in failures if f.claim}
    return Verification(checked, checked - len(failed), tuple(failures))


def _faults(iri: str, claim: Claim, article: Article, told: Properties) -> Iterator[str]:
    evidence, text = claim.evidence, article.text
    if told.get(document_graph(article.id).value, pol("textHash")) != _sha256(text):
        yield "the stored text has changed since it was read"
    if not 0 <= evidence.start < evidence.end <= len(text):
        yield f"the span {evidence.start}–{evidence.end} is not in the text"
        return
    if text[evidence.start : evidence.end] != evidence.exact:
        yield f"the text at {evidence.start}–{evidence.end} is not the quotation"
    if any(told.get(s, pol("quote")) != evidence.exact for s in (iri, f"{iri}#evidence")):
        yield "the quotation differs between the claim and its evidence"
    raw_start, raw_end = article.raw_span(evidence.start, evidence.end)
    if (told.get(f"{iri}#evidence", pol("rawStart")), told.get(f"{iri}#evidence", pol("rawEnd"))) != (
        str(raw_start),
        str(raw_end),
    ):
        yield "the raw place is not that of the quotation"
    if not _same_words(article, evidence.start, evidence.end):
        yield f"the raw page at {raw_start}–{raw_end} does not have these words"
    quote = f"{iri}#quote"
    before, after = told.get(quote, term("oa", "prefix")) or "", told.get(quote, term("oa", "suffix")) or ""
    if not text[: evidence.start].endswith(before) or not text[evidence.end :].startswith(after):
        yield "the words around the quotation are not those of the text"


def _same_words(article: Article, start: int, end: int) -> bool:
    """Whether the raw characters of a span are its clean ones, blanks and character references aside."""
    at = start
    for segment in article.segments:
        first, last = max(start, segment.start), min(end, segment.end)
        if first >= last:
            continue
        if segment.end - segment.start == segment.raw_end - segment.raw_start:
            raw_start = segment.raw_start + first - segment.start
            raw, clean = article.raw[raw_start : raw_start + last - first], article.text[first:last]
        else:
            raw = html.unescape(article.raw[segment.raw_start : segment.raw_end])
            clean = article.text[segment.start : segment.end]
        if raw.split() != clean.split() or article.text[at:first].strip():
            return False
        at = last
    return not article.text[at:end].strip()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
