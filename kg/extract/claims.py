"""The making of claims: evidence, holder and presumed date set."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.dates.dating import presumed
from kg.extract.reference.referents import Referent
from kg.model import Claim, Holder, Qualifier, Quantity, Status, When

__all__ = ["make", "stated"]

_UNNAMED = Holder(label="unnamed")


def make(
    context: Context,
    relation: str,
    token: Token,
    agent: Referent | None,
    target: Referent | None,
    *,
    status: Status,
    holder: Holder,
    value: str | None = None,
    quantity: Quantity | None = None,
    when: When | None = None,
    qualifiers: tuple[Qualifier, ...] = (),
    frame: str | None = None,
    dated: bool = True,
) -> Claim:
    """One claim whose evidence is the sentence of `token`.

    Without `when` it gets the date that is presumed of it, unless `dated` is false.
    """
    if status is Status.CONSIDERED and holder.is_document:
        holder = _UNNAMED
    return Claim(
        document=context.article.id,
        subject=agent.entity if agent else None,
        predicate=relation,
        object=target.entity if target else None,
        evidence=context.evidence(token),
        status=status,
        holder=holder,
        value=value,
        quantity=quantity,
        when=when or (presumed(context, relation, token, status) if dated else None),
        agent_text=agent.text if agent and agent.entity is None else None,
        target_text=target.text if target and target.entity is None else None,
        qualifiers=tuple(sorted(qualifiers)),
        frame=frame,
    )


def stated(
    context: Context,
    relation: str,
    token: Token,
    subject: str,
    target: str | None,
    *,
    frame: str,
    value: str | None = None,
    when: When | None = None,
    dated: bool = True,
) -> Claim:
    """A claim that a noun phrase makes in the document's own voice."""
    return make(
        context,
        relation,
        token,
        Referent(subject, ""),
        Referent(target, "") if target else None,
        status=Status.ASSERTED,
        holder=Holder(),
        value=value,
        when=when,
        frame=frame,
        dated=dated,
    )
