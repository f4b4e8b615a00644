"""Chooses the form of an answer by the Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.serve.problem import Problem

__all__ = ["BOOLEAN_FORMS", "HTML", "RDF_FORMS", "ROW_FORMS", "Form", "choose"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its short name, the media type it is sent as, and others that ask for it too."""

    name: str
    media_type: str
    also: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The Content-Type."""
        binary = self.media_type.endswith(("json", "/n-triples"))
        return self.media_type if binary else f"{self.media_type}; charset=utf-8"


ROW_FORMS = (
    Form("json", "application/sparql-results+json", ("application/json",)),
    Form("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Form("csv", "text/csv"),
    Form("tsv", "text/tab-separated-values"),
)
BOOLEAN_FORMS = ROW_FORMS
RDF_FORMS = (
    Form("ttl", "text/turtle", ("application/x-turtle",)),
    Form("nt", "application/n-triples", ("text/plain",)),
    Form("xml", "application/rdf+xml", ("application/xml", "text/xml")),
    Form("jsonld", "application/ld+json", ("application/json",)),
)
HTML = Form("html", "text/html", ("application/xhtml+xml",))


def choose(accept: str | None, forms: tuple[Form, ...], *, wanted: Sequence[str] = ()) -> Form:
    """The form that the client likes best; the first of those it likes alike.

    `wanted` are short names or media types given in the address itself, which win where a
    form has one of them.
    Raises Problem 406 where no form will do.

    >>> choose("text/html, application/rdf+xml;q=0.9, */*;q=0.1", RDF_FORMS).name
    'xml'
    """
    return _choose(accept, forms, tuple(wanted))


@lru_cache(maxsize=256)
def _choose(accept: str | None, forms: tuple[Form, ...], wanted: tuple[str, ...]) -> Form:
    for form in forms:
        if not {form.name, form.media_type, *form.also}.isdisjoint(wanted):
            return form
    if not accept or not accept.strip():
        return forms[0]
    ranges = dict(_ranges(accept))
    best, liking = None, 0.0
    for form in forms:
        named = max((ranges.get(kind, 0.0) for kind in form.also), default=0.0)
        quality = max(_quality(form.media_type, ranges), named)
        if quality > liking:
            best, liking = form, quality
    if best is None:
        raise _none(forms)
    return best


def _none(forms: Sequence[Form]) -> Problem:
    there = ", ".join(form.media_type for form in forms)
    return Problem(406, f"none of the forms asked for is there; accept one of {there}")


def _ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges with their qualities; what is malformed counts as not said."""
    found = []
    for part in accept.lower().split(","):
        kind, *parameters = (p.strip() for p in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if kind.count("/") == 1:
            found.append((kind, quality))
    return found


def _quality(kind: str, ranges: Mapping[str, float]) -> float:
    """The quality of the most specific range that holds this media type."""
    for pattern in (kind, kind.split("/")[0] + "/*", "*/*"):
        if pattern in ranges:
            return ranges[pattern]
    return 0.0
