"""Reads a store into the network of its claims, as one view sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg.explore.legend import SHAPES
from kg.export.network import Detail, Network, Node, Publication, Statement, amount
from kg.iris import direct_graph, local, node, pol, value
from kg.model import Article, Claim, Entity, Evidence, Holder, ZoneKind
from kg.namespaces import DOC, ID
from kg.reading import read_with_iris
from kg.supersession import Statement as Contender
from kg.supersession import retirements
from kg.views import View
from kg.views import view as view_of
from kg.vocabulary import Relation, Vocabulary, load

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["read"]

NO_AGENT = "agent not named"
NO_TARGET = "target not named"
OWN_VOICE = "the document itself"

_CONTEXT = 700
"""How many characters of the paragraph are kept on either side of a quote."""


def read(store: Store, view: str, *, only: Mapping[str, Sequence[str]] | None = None) -> Network:
    """The claims of the store, each with whether a materialised view passes it, and if not, why.

    Parameters: `only` are those to be read, by their documents, as IRIs; without it, all are.
    """
    policy, vocabulary = view_of(view), load()
    wanted = None if only is None else {claim for claims in only.values() for claim in claims}
    passing, retired = (_marked(store, view, name, wanted) for name in ("inView", "supersededBy"))
    nodes: dict[str, Node] = {}
    statements: list[Statement] = []
    contenders: list[Contender] = []
    documents = []
    for document, quads in _documents(store, only):
        extraction, claims = read_with_iris(quads, document, part=only is not None)
        article = extraction.article
        documents.append(_publication(article))
        names = {e.id: e.name for e in extraction.entities}
        for entity in extraction.entities:
            iri = node(ID, entity.id).value
            nodes[iri] = _merged(nodes.get(iri), _entity(entity, iri, document, vocabulary))
        for iri, claim in claims.items():
            relation = vocabulary.relations[claim.predicate]
            nodes |= {extra.id: extra for extra in _stand_ins(claim, iri, document, relation)}
            reason = "" if iri in passing else _reason(claim, policy, iri in retired, vocabulary)
            statements.append(_statement(claim, iri, article, names, vocabulary, reason))
            if relation.keeps_latest and claim.status.holds:
                contenders.append(Contender.of(claim, iri, article, vocabulary))
    retiring = retirements(contenders)
    statements = [replace(s, retired_by=retiring.get(s.id, ())) for s in statements]
    return Network(
        view,
        policy.label,
        tuple(nodes[i] for i in sorted(nodes)),
        tuple(sorted(statements, key=lambda s: (s.document, s.start, s.end, s.relation, s.id))),
        tuple(sorted(documents, key=lambda d: d.id)),
    )


def _documents(store: Store, only: Mapping[str, Sequence[str]] | None) -> Iterator[tuple[str, list[Quad]]]:
    """The documents that are read, with what is read of them."""
    if only is None:
        for document in store.documents():
            yield document, store.document_quads(document)
        return
    for iri in sorted(only):
        document = local(iri, str(DOC))
        yield document, store.claim_quads(document, only[iri])


def _marked(store: Store, view: str, name: str, wanted: Set[str] | None) -> set[str]:
    """Of the claims that are wanted, those that a view marks in this way."""
    mark, direct = pol(name), direct_graph(view)
    if wanted is None:
        return {value(q.subject) for q in store.quads.quads_for_pattern(None, mark, None, direct)}
    quads = store.quads
    return {c for c in wanted if any(quads.quads_for_pattern(NamedNode(c), mark, None, direct))}


def _reason(claim: Claim, policy: View, retired: bool, vocabulary: Vocabulary) -> str:
    """Why the view does not pass a claim, in a word or two."""
    if retired:
        return "superseded"
    if not claim.status.holds or claim.status not in policy.statuses:
        return vocabulary.statuses[claim.status.value].label
    return "held by others"


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


def _stand_ins(claim: Claim, iri: str, document: str, relation: Relation) -> Iterator[Node]:
    """Nodes for the ends that are no entity: each claim has its own, for nothing says that two are one."""
    if claim.subject is None:
        yield Node(f"{iri}#agent", claim.agent_text or NO_AGENT, "unnamed", documents=(document,))
    if claim.object is None:
        told = None if claim.target_text else _told(claim, relation)
        label = claim.target_text or told or NO_TARGET
        yield Node(f"{iri}#target", label, "value" if told else "unnamed", documents=(document,))


def _told(claim: Claim, relation: Relation) -> str | None:
    """What is said where there is no second entity: a number, a day, or a text."""
    if claim.quantity:
        return amount(f"{claim.quantity.number:f}", claim.quantity.comparator.value, claim.quantity.unit)
    if claim.when and relation.range is None and relation.node and relation.node.value_role == "detail":
        # The time is what this relation tells, and the value only a remark on it.
        remark = f" ({claim.value})" if claim.value and claim.value != claim.when.value else ""
        return claim.when.value + remark
    return claim.value


def _statement(
    claim: Claim, iri: str, article: Article, names: Mapping[str, str], vocabulary: Vocabulary, kept_out: str
) -> Statement:
    relation, when, quantity = vocabulary.relations[claim.predicate], claim.when, claim.quantity
    chain = tuple(claim.holder.chain())
    holders = tuple(_holder(h, names) for h in chain)
    published = None if claim.evidence.zone is ZoneKind.FOOTER else article.source.published
    before, after = _paragraph(article, claim.evidence)
    return Statement(
        id=iri,
        source=node(ID, claim.subject).value if claim.subject else f"{iri}#agent",
        target=node(ID, claim.object).value if claim.object else f"{iri}#target",
        relation=relation.name,
        label=relation.label,
        family=relation.family,
        status=claim.status.value,
        holder=", reported by ".join(holders),
        holders=holders,
        holder_nodes=tuple(node(ID, h.entity).value if h.entity else "" for h in chain),
        own=claim.holder.is_document and claim.holder.reported_by is None,
        before=before,
        after=after,
        quote=claim.evidence.exact,
        document=article.id,
        passes=not kept_out,
        kept_out=kept_out,
        symmetric=relation.symmetric and claim.object is not None,
        value=claim.value or "",
        number=format(quantity.number, "f") if quantity else "",
        comparator=quantity.comparator.value if quantity else "",
        unit=quantity.unit if quantity else "",
        when=when.value if when else "",
        when_text=(when.text or "") if when else "",
        valid_from=when.earliest.isoformat() if when else "",
        valid_until=when.latest.isoformat() if when else "",
        known=published.isoformat() if published else "",
        zone=claim.evidence.zone.value,
        start=claim.evidence.start,
        end=claim.evidence.end,
        qualifiers=tuple(
            Detail(
                q.property,
                vocabulary.label(q.property),
                q.value,
                node(ID, q.entity).value if q.entity else "",
            )
            for q in claim.qualifiers
        ),
        confidence="" if claim.confidence is None else format(claim.confidence, "f"),
    )


def _paragraph(article: Article, evidence: Evidence) -> tuple[str, str]:
    """What stands before and after the quote in its paragraph, cut short where it is long."""
    around = [z for z in article.zones if z.start < evidence.end and evidence.start < z.end]
    if not around:
        return "", ""
    before = article.text[min(around[0].start, evidence.start) : evidence.start]
    after = article.text[evidence.end : max(around[-1].end, evidence.end)]
    if len(before) > _CONTEXT:
        before = "… " + before[-_CONTEXT:].split(" ", 1)[-1]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rsplit(" ", 1)[0] + " …"
    return before, after


def _holder(holder: Holder, names: Mapping[str, str]) -> str:
    if holder.entity:
        return names.get(holder.entity, holder.entity)
    return f"{holder.label} (not named)" if holder.label else OWN_VOICE
