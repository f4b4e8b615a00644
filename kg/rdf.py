"""Turns what a document says into quads: its named graph of claims, and its source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import VocabularyError
from kg.iris import (
    SOURCES,
    TYPE,
    claim_iri,
    claim_iris,
    date,
    document_graph,
    event_iris,
    node,
    number,
    pol,
    term,
)
from kg.model import Article, Claim, Entity, Extraction, Holder, Qualifier, Quantity, When
from kg.namespaces import ID, STATUS
from kg.reading import ordered, read_document
from kg.trig import quad_key
from kg.vocabulary import load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["claim_iri", "content_hash", "from_quads", "time_pairs", "to_quads"]

Term = NamedNode | Literal
Pair = tuple[NamedNode, Term]
Triple = tuple[NamedNode, NamedNode, Term]

# A qualifier may not take the place of what every claim has.
RESERVED = frozenset(
    {
        "value",
        "number",
        "comparator",
        "unit",
        "quantityText",
        "agentText",
        "targetText",
        "status",
        "polarity",
        "heldBy",
        "evidence",
        "inDocument",
        "frame",
        "foundBy",
        "confidence",
        "when",
        "earliest",
        "latest",
        "whenText",
        "describes",
        "holder",
        "reportedBy",
        "quote",
        "inView",
        "supersededBy",
    }
)
CONTEXT = 32  # characters of prefix and suffix around a quotation


def to_quads(extraction: Extraction) -> list[Quad]:
    """The quads of a document: its graph and its entry in the sources graph, sorted.

    The result depends on what is in the extraction and not on its order. Raises
    VocabularyError for a claim whose relation or qualifier the ontology does not allow.
    """
    extraction, vocabulary = ordered(extraction), load()
    article = extraction.article
    graph = document_graph(article.id)
    iris = claim_iris(extraction.claims)
    triples = list(_document(article, graph))
    for entity in extraction.entities:
        triples += _entity(entity, graph)
    for claim in iris:
        if claim.predicate not in vocabulary.relations:
            raise VocabularyError(
                f"the ontology has no relation {claim.predicate!r}",
                where=claim.document,
                hint="add it to ontology/relations.ttl",
            )
    events = event_iris(iris, vocabulary)
    for claim, iri in iris.items():
        triples += _claim(claim, NamedNode(iri), article)
    triples += [(NamedNode(iris[claim]), pol("describes"), event) for claim, event in events.items()]
    quads = {Quad(*triple, graph) for triple in triples}
    source = {Quad(graph, pol(name), Literal(text), SOURCES) for name, text in _source(extraction, iris)}
    quads |= source
    quads.add(Quad(graph, pol("contentHash"), Literal(content_hash(quads)), SOURCES))
    return sorted(quads, key=quad_key)


def content_hash(quads: Iterable[Quad]) -> str:
    """A hash of a document's quads, other than the one that holds this hash."""
    lines = sorted(str(q) for q in quads if q.predicate != pol("contentHash"))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def from_quads(store: Store, document: str) -> Extraction:
    """The extraction that `to_quads` made of this document, with everything in a fixed order.

    Raises StoreError for a document that the store does not have.
    """
    return read_document(store.document_quads(document), document)


def _document(article: Article, graph: NamedNode) -> Iterator[Triple]:
    source = article.source
    yield graph, TYPE, pol("Document")
    for prefix, local, text in (
        ("dcterms", "title", source.title),
        ("dcterms", "creator", source.author),
        ("dcterms", "publisher", source.publisher),
        ("dcterms", "source", source.url),
        ("pol", "dateReason", source.published_reason),
        ("pol", "textHash", hashlib.sha256(article.text.encode()).hexdigest()),
    ):
        if text is not None:
            yield graph, term(prefix, local), Literal(text)
    if source.published:
        yield graph, term("dcterms", "issued"), date(source.published)


def _source(extraction: Extraction, iris: dict[Claim, str]) -> Iterator[tuple[str, str]]:
    article = extraction.article
    layout = {
        "zones": [[z.kind.value, z.start, z.end] for z in article.zones],
        "segments": [[s.start, s.end, s.raw_start, s.raw_end] for s in article.segments],
        "mentions": {e.id: [[m.start, m.end, m.text] for m in e.mentions] for e in extraction.entities},
        "qualifiers": {
            iri: [[q.property, q.value, q.entity] for q in claim.qualifiers]
            for claim, iri in iris.items()
            if claim.qualifiers
        },
    }
    yield "rawText", article.raw
    yield "cleanText", article.text
    yield "layout", json.dumps(layout, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _entity(entity: Entity, graph: NamedNode) -> Iterator[Triple]:
    iri = node(ID, entity.id)
    yield iri, TYPE, pol(entity.type)
    yield iri, term("rdfs", "label"), Literal(entity.name)
    yield iri, pol("named"), Literal(entity.named)
    yield iri, pol("mentionedIn"), graph
    for form in {m.text for m in entity.mentions} - {entity.name}:
        yield iri, term("skos", "altLabel"), Literal(form)


def _claim(claim: Claim, iri: NamedNode, article: Article) -> Iterator[Triple]:
    graph = document_graph(article.id)
    yield iri, TYPE, pol("Claim")
    yield iri, term("rdf", "predicate"), pol(claim.predicate)
    yield iri, pol("status"), NamedNode(str(STATUS) + claim.status.value)
    yield iri, pol("polarity"), pol("Positive" if claim.positive else "Negative")
    yield iri, pol("inDocument"), graph
    yield iri, term("prov", "wasDerivedFrom"), graph
    if claim.subject is not None:
        subject = node(ID, claim.subject)
        yield iri, term("rdf", "subject"), subject
        yield subject, pol(f"s_{claim.predicate}"), iri
    if claim.object is not None:
        target = node(ID, claim.object)
        yield iri, term("rdf", "object"), target
        yield iri, pol(f"c_{claim.predicate}"), target
    for local, text in (
        ("value", claim.value),
        ("agentText", claim.agent_text),
        ("targetText", claim.target_text),
        ("frame", claim.frame),
    ):
        if text is not None:
            yield iri, pol(local), Literal(text)
    for finder in claim.found_by:
        yield iri, pol("foundBy"), Literal(finder)
    if claim.confidence is not None:
        yield iri, pol("confidence"), number(claim.confidence)
    if claim.quantity:
        yield from ((iri, *pair) for pair in _quantity(claim.quantity))
    if claim.when:
        yield from ((iri, *pair) for pair in time_pairs(claim.when))
        if claim.when.text is not None:
            yield iri, pol("whenText"), Literal(claim.when.text)
    if article.source.published and claim.evidence.zone.value != "footer":
        yield iri, term("prov", "generatedAtTime"), date(article.source.published)
    for qualifier in claim.qualifiers:
        yield from ((iri, *pair) for pair in _qualifier(qualifier, claim))
    yield from _holders(claim.holder, iri, graph)
    yield from _evidence(claim, iri, article)


def _quantity(quantity: Quantity) -> Iterator[Pair]:
    yield pol("number"), number(quantity.number)
    yield pol("comparator"), pol(quantity.comparator.value)
    yield pol("unit"), Literal(quantity.unit)
    yield pol("quantityText"), Literal(quantity.text)


def _qualifier(qualifier: Qualifier, claim: Claim) -> Iterator[Pair]:
    if qualifier.property in RESERVED:
        raise VocabularyError(
            f"a qualifier may not be called {qualifier.property!r}",
            where=claim.document,
            hint="this property belongs to every claim; choose another",
        )
    if qualifier.entity is None:
        yield pol(qualifier.property), Literal(qualifier.value)
    else:
        yield pol(qualifier.property), node(ID, qualifier.entity)
        yield pol(f"{qualifier.property}Text"), Literal(qualifier.value)


def _holders(holder: Holder, claim: NamedNode, graph: NamedNode) -> Iterator[Triple]:
    outer, link = claim, pol("heldBy")
    for depth, link_holder in enumerate(holder.chain(), start=1):
        iri = NamedNode(claim.value + ("#holder" if depth == 1 else f"#holder-{depth}"))
        yield outer, link, iri
        if link_holder.entity is not None:
            yield iri, TYPE, pol("NamedHolder")
            yield iri, pol("holder"), node(ID, link_holder.entity)
        elif link_holder.label is not None:
            yield iri, TYPE, pol("UnnamedHolder")
        else:
            yield iri, TYPE, pol("DocumentVoice")
            yield iri, pol("holder"), graph
        if link_holder.label is not None:
            yield iri, term("rdfs", "label"), Literal(link_holder.label)
        outer, link = iri, pol("reportedBy")


def _evidence(claim: Claim, iri: NamedNode, article: Article) -> Iterator[Triple]:
    span, text = claim.evidence, article.text
    evidence, target, quote, position = (
        NamedNode(f"{iri.value}#{part}") for part in ("evidence", "target", "quote", "position")
    )
    raw_start, raw_end = article.raw_span(span.start, span.end)
    yield iri, pol("evidence"), evidence
    yield iri, pol("quote"), Literal(span.exact)
    yield evidence, TYPE, pol("Evidence")
    yield evidence, TYPE, term("oa", "Annotation")
    yield evidence, term("oa", "hasBody"), iri
    yield evidence, term("oa", "hasTarget"), target
    yield evidence, pol("quote"), Literal(span.exact)
    yield evidence, pol("zone"), Literal(span.zone.value)
    yield evidence, pol("rawStart"), Literal(raw_start)
    yield evidence, pol("rawEnd"), Literal(raw_end)
    yield target, term("oa", "hasSource"), document_graph(article.id)
    yield target, term("oa", "hasSelector"), quote
    yield target, term("oa", "hasSelector"), position
    yield quote, TYPE, term("oa", "TextQuoteSelector")
    yield quote, term("oa", "exact"), Literal(span.exact)
    yield quote, term("oa", "prefix"), Literal(text[max(span.start - CONTEXT, 0) : span.start])
    yield quote, term("oa", "suffix"), Literal(text[span.end : span.end + CONTEXT])
    yield position, TYPE, term("oa", "TextPositionSelector")
    yield position, term("oa", "start"), Literal(span.start)
    yield position, term("oa", "end"), Literal(span.end)


def time_pairs(when: When) -> Iterator[Pair]:
    """A date as predicate and object pairs: as precise as it was written, and its bounds."""
    precision = ("gYear", "gYearMonth", "date")[when.value.count("-")]
    yield pol("when"), Literal(when.value, datatype=term("xsd", precision))
    yield pol("earliest"), date(when.earliest)
    yield pol("latest"), date(when.latest)
