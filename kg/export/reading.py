"""Reads a store into the network of its claims, as one view sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.explore.legend import SHAPES
from kg.export.network import Network, Node, Publication, Statement
from kg.iris import claim_iris, document_graph, node
from kg.model import Article, Claim, Entity, Extraction, Holder
from kg.namespaces import ID
from kg.vocabulary import Vocabulary, load

__all__ = ["network"]

NOT_NAMED = "not named"
OWN_VOICE = "the document itself"

def network(
    extractions: Iterable[Extraction], *, view: str, view_label: str, kept_out: Mapping[str, str]
) -> Network:
    """The network of these extractions.

    Parameters: `kept_out` maps the IRI of each claim that the view does not pass to the reason in words.
    """
    vocabulary = load()
    nodes: dict[str, Node] = {}
    statements: list[Statement] = []
    documents = []
    for extraction in extractions:
        documents.append(_publication(extraction.article))
        names = {e.id: e.name for e in extraction.entities}
        for entity in extraction.entities:
            iri = node(ID, entity.id).value
            nodes[iri] = _merged(nodes.get(iri), _entity(entity, iri, extraction.article.id, vocabulary))
        for claim, iri in claim_iris(extraction.claims).items():
            for extra in _unnamed(claim, iri):
                nodes[extra.id] = extra
            statements.append(_statement(claim, iri, extraction.article, names, vocabulary, kept_out))
    return Network(
        view,
        view_label,
        tuple(nodes[i] for i in sorted(nodes)),
        tuple(sorted(statements, key=lambda s: (s.document, s.start, s.end, s.relation, s.id))),
        tuple(sorted(documents, key=lambda d: d.id)),
    )


def _publication(article: Article) -> Publication:
    source = article.source
    return Publication(
        article.id,
        source.title or "",
        source.publisher or "",
        source.author or "",
        source.published.isoformat() if source.published else "",
        source.published_reason or "",
        source.url or "",
    )


def _entity(entity: Entity, iri: str, document: str, vocabulary: Vocabulary) -> Node:
    return Node(
        iri,
        entity.name,
        type=entity.type,
        type_label=vocabulary.label(entity.type),
        shape=SHAPES[vocabulary.coarse(entity.type)],
        named=entity.named,
        aliases=tuple(sorted({m.text for m in entity.mentions} - {entity.name})),
        documents=(document,),
    )


def _merged(known: Node | None, new: Node) -> Node:
    if known is None:
        return new
    return replace(
        known,
        aliases=tuple(sorted({*known.aliases, *new.aliases, new.label} - {known.label})),
        documents=tuple(sorted({*known.documents, *new.documents})),
    )


def _unnamed(claim: Claim, iri: str) -> Iterator[Node]:
    """Stand-ins for the ends that are no entity: each claim has its own, for nothing says that two are one."""
    if claim.subject is None:
        yield Node(f"{iri}#agent", claim.agent_text or NOT_NAMED, "unnamed")
    if claim.object is None:
        if claim.target_text:
            yield Node(f"{iri}#target", claim.target_text, "unnamed")
        else:
            yield Node(f"{iri}#target", _told(claim) or NOT_NAMED, "value" if _told(claim) else "unnamed")


def _told(claim: Claim) -> str:
    if claim.value:
        return claim.value
    return claim.quantity.text or f"{claim.quantity.number} {claim.quantity.unit}" if claim.quantity else ""


def _statement(
    claim: Claim,
    iri: str,
    article: Article,
    names: Mapping[str, str],
    vocabulary: Vocabulary,
    kept_out: Mapping[str, str],
) -> Statement:
    relation, when, quantity = vocabulary.relations[claim.predicate], claim.when, claim.quantity
    chain = tuple(_holder(h, names) for h in claim.holder.chain())
    footer = claim.evidence.zone.value == "footer"
    return Statement(
        id=iri,
        source=node(ID, claim.subject).value if claim.subject else f"{iri}#agent",
        target=node(ID, claim.object).value if claim.object else f"{iri}#target",
        relation=relation.name,
        label=relation.label,
        family=relation.family,
        status=claim.status.value,
        holder=", reported by ".join(chain),
        holders=chain,
        quote=claim.evidence.exact,
        document=article.id,
        passes=iri not in kept_out,
        kept_out=kept_out.get(iri, ""),
        symmetric=relation.symmetric,
        value=claim.value or "",
        number=format(quantity.number, "f") if quantity else "",
        comparator=quantity.comparator.value if quantity else "",
        unit=quantity.unit if quantity else "",
        when=when.value if when else "",
        when_text=(when.text or "") if when else "",
        valid_from=when.earliest.isoformat() if when else "",
        valid_until=when.latest.isoformat() if when else "",
        known="" if footer or not article.source.published else article.source.published.isoformat(),
        zone=claim.evidence.zone.value,
        start=claim.evidence.start,
        end=claim.evidence.end,
        qualifiers=tuple((vocabulary.label(q.property), q.value) for q in claim.qualifiers),
    )


def _holder(holder: Holder, names: Mapping[str, str]) -> str:
    if holder.entity:
        return names.get(holder.entity, holder.entity)
    return f"{holder.label} (not named)" if holder.label else OWN_VOICE
