"""Linked-data pages: each IRI of the project answers with HTML for people or RDF for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from kg.iris import TYPE, Term
from kg.namespaces import BASE, CLAIM, DOC, ID, POL, PREFIXES
from kg.queries.answer import holder
from kg.serve import html
from kg.serve.answering import write_triples
from kg.serve.html import Html, listed, tag
from kg.serve.negotiation import HTML, RDF_FORMS, choose
from kg.serve.problem import Problem
from kg.serve.requests import Parameters, view_of
from kg.serve.resources import Reading, iri_of, path_of
from kg.serve.service import service
from kg.serve.sink import Sink
from kg.store import Store

__all__ = ["page", "resource"]

SHOWN = 200
_DETAILS = (
    ("when", "pol", "when"),
    ("number", "pol", "quantityText"),
    ("value", "pol", "value"),
    ("by", "pol", "agentText"),
    ("upon", "pol", "targetText"),
)


async def page(request: Request) -> Response:
    """Answer the path of an IRI."""
    given = Parameters(request.scope["query_string"])
    task = {
        "do": "resource",
        "path": request.scope["path"].removeprefix("/"),
        "view": view_of(request, given),
        "accept": request.headers.get("accept"),
        "formats": given.every("format"),
    }
    return await service(request).reply(request, task)


def resource(store: Store, task: Mapping[str, Any], sink: Sink) -> None:
    """Write what is known of an IRI, in a reader; the task has `path`, `view`, `accept` and `formats`.

    Raises Problem 404 where nothing is known.
    """
    form = choose(task["accept"], (*RDF_FORMS, HTML), wanted=task["formats"])
    try:
        iri = iri_of(task["path"])
    except ValueError:
        raise Problem(404, "there is nothing here") from None
    reading = Reading(store, task["view"])
    told = reading.about(iri)
    first = next(told, None)
    if first is None:
        raise Problem(404, "there is nothing here")
    if form is not HTML:
        write_triples(dict.fromkeys([first, *told]), form, sink)
        return
    here = path_of(iri.value) or "/"
    sink.begin(form.header, headers=html.HEADERS)
    sink.write(
        html.page(
            reading.label(iri),
            *_body(reading, iri),
            tag("p", tag("a", iri.value, href=iri.value), class_="quiet"),
            tag("p", tag("a", "All documents and questions", href="/"), class_="quiet"),
            alternates=tuple((f"{here}?format={f.name}", f.media_type) for f in RDF_FORMS),
        )
    )


def _body(reading: Reading, iri: NamedNode) -> Iterable[Html]:
    yield tag("h1", reading.label(iri))
    if iri.value == str(POL).rstrip("#"):
        yield from _ontology(reading)
        return
    if iri.value.startswith(str(CLAIM)):
        yield _claim(reading, iri, whole=True)
    yield from _picture(iri)
    yield tag("h2", "What is said of it")
    yield _properties(reading, reading.of(iri))
    claims = reading.claims_in(iri, SHOWN) if iri.value.startswith(str(DOC)) else reading.claims(iri, SHOWN)
    if claims:
        more = f" (the first {SHOWN})" if len(claims) == SHOWN else ""
        yield tag("h2", f"Statements and their sentences{more}")
        yield from (_claim(reading, claim) for claim in claims)


def _picture(iri: NamedNode) -> Iterable[Html]:
    """A link to the explorer, for what can be seen in it."""
    path = iri.value.removeprefix(BASE)
    if iri.value.startswith(str(ID)):
        yield tag(
            "p",
            tag("a", "See it in the explorer", href=f"/explore#{urlencode({'focus': path, 'open': path})}"),
        )
    elif iri.value.startswith(str(CLAIM)) and "#" not in path:
        yield tag("p", tag("a", "See it in the explorer", href=f"/explore#{urlencode({'open': path})}"))


def _properties(reading: Reading, triples: Iterable[Triple]) -> Html:
    values: dict[NamedNode, list[Term]] = defaultdict(list)
    for triple in triples:
        if not triple.predicate.value.startswith((str(POL) + "s_", str(POL) + "c_")):
            values[triple.predicate].append(triple.object)
    rows = [
        (
            "is a" if predicate == TYPE else reading.label(predicate),
            [_link(reading, t) for t in sorted(set(objects), key=str)[:SHOWN]],
        )
        for predicate, objects in values.items()
    ]
    return listed(sorted(rows, key=lambda row: row[0]))


def _link(reading: Reading, term: Term | None) -> Html:
    if term is None:
        return Html("")
    if isinstance(term, NamedNode):
        return tag("a", reading.label(term), href=path_of(term.value) or term.value)
    address = isinstance(term, Literal) and term.value.startswith(("http://", "https://"))
    text = reading.label(term)
    return tag("a", text, href=text, rel="nofollow noreferrer") if address else tag("span", text)


def _claim(reading: Reading, claim: NamedNode, *, whole: bool = False) -> Html:
    """A claim as a sentence of its own, the quotation that it rests on, and by whose word."""
    ends = {name: reading.first(claim, "rdf", name) for name in ("subject", "predicate", "object")}
    status = reading.first(claim, "pol", "status")
    how = reading.label(status) if status else ""
    told = how in {"", "asserted"}
    said: list[str] = [] if told else [tag("strong", f"{how}: ")]
    said += [_link(reading, ends["subject"]), " ", _link(reading, ends["predicate"]), " "]
    said.append(_link(reading, ends["object"]))
    document = reading.first(claim, "pol", "inDocument")
    quote = reading.first(claim, "pol", "quote")
    about = [how, f"by {holder(reading.store.quads, claim)}"]
    for name, prefix, local in _DETAILS:
        about += [f"{name}: {reading.label(v)}" for v in reading.values(claim, prefix, local)]
    if reading.first(claim, "pol", "inView") is None:
        about.append(f"not so in the view {reading.view}")
    foot: list[str] = [" · ".join(a for a in about if a), " · ", _link(reading, document)]
    if not whole:
        foot += [" · ", tag("a", "statement", href=path_of(claim.value) or "")]
    return tag(
        "section",
        tag("p", *said),
        tag("blockquote", reading.label(quote) if quote else ""),
        tag("p", *foot, class_="quiet"),
    )


def _ontology(reading: Reading) -> Iterable[Html]:
    kinds = {"Class": "Classes", "ObjectProperty": "Relations", "DatatypeProperty": "Values"}
    for kind, title in kinds.items():
        cls = NamedNode(PREFIXES["owl"] + kind)
        terms = {t.subject for t in reading.to(cls) if isinstance(t.subject, NamedNode)}
        yield tag("h2", title)
        for term in sorted(terms, key=lambda t: t.value):
            if not term.value.startswith(str(POL)) or term.value.startswith((f"{POL}s_", f"{POL}c_")):
                continue
            name = term.value.removeprefix(str(POL))
            yield tag(
                "section",
                tag("h3", f"{reading.label(term)} ", tag("small", f"pol:{name}", class_="quiet"), id=name),
                _properties(reading, (t for t in reading.of(term) if t.predicate != TYPE)),
            )
