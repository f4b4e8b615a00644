"""Reads the views: the written policies that say which claims become direct statements."""

from __future__ import annotations

import difflib
import enum
from dataclasses import dataclass, replace
from functools import cache

import rdflib

from kg import resources
from kg.errors import VocabularyError
from kg.iris import local
from kg.model import Claim, Status
from kg.namespaces import POL, STATUS, VIEW

__all__ = ["Holders", "View", "view", "views"]


class Holders(enum.Enum):
    """Whose claims a view lets pass."""

    ANY = "AnyHolder"
    DOCUMENT = "DocumentVoice"
    ACTOR = "ViewedActor"


@dataclass(frozen=True, slots=True)
class View:
    """A policy: claims of these statuses, held by these holders, become direct statements.

    `actor` is the entity whose claims pass where `holders` is ACTOR.
    """

    name: str
    label: str
    statuses: frozenset[Status]
    holders: Holders
    actor: str | None = None

    def passes(self, claim: Claim) -> bool:
        """Whether this view takes the claim to be so; what nobody holds to be so never passes."""
        if claim.status not in self.statuses or not claim.status.holds:
            return False
        if self.holders is Holders.DOCUMENT:
            return claim.holder.is_document and claim.holder.reported_by is None
        if self.holders is Holders.ACTOR:
            return claim.holder.entity is not None and claim.holder.entity == self.actor
        return True


def views() -> dict[str, View]:
    """The views of `data/policies.ttl` by name; `by` is the pattern of the views `by:<actor>`.

    Raises VocabularyError for a view without status or holder.

    >>> sorted(views())
    ['by', 'reported', 'strict']
    """
    return dict(_views())


@cache
def _views() -> dict[str, View]:
    graph = rdflib.Graph().parse(resources.path("data", "policies.ttl"), format="turtle")
    found = {}
    for kind in (POL.View, POL.ViewTemplate):
        for subject in graph.subjects(rdflib.RDF.type, kind):
            name = local(str(subject), VIEW)
            statuses = [local(str(s), STATUS) for s in graph.objects(subject, POL.passesStatus)]
            holders = [local(str(h), POL) for h in graph.objects(subject, POL.passesHolder)]
            try:
                found[name] = View(
                    name,
                    str(next(graph.objects(subject, rdflib.RDFS.label), name)),
                    frozenset(Status(s) for s in statuses),
                    Holders(*holders),
                )
            except (ValueError, TypeError) as error:
                raise VocabularyError(
                    f"the view {name!r} is not well formed: {error}",
                    where="data/policies.ttl",
                    hint="give it pol:passesStatus and one pol:passesHolder",
                ) from None
    return dict(sorted(found.items()))


def view(name: str) -> View:
    """The view of that name; `by:<actor id>` is what this actor holds.

    Raises VocabularyError for an unknown name.

    >>> view("by:nobody").actor
    'nobody'
    """
    known = views()
    pattern, colon, actor = name.partition(":")
    if colon and actor and pattern in known and known[pattern].holders is Holders.ACTOR:
        template = known[pattern]
        return replace(template, name=name, label=template.label.replace("{actor}", actor), actor=actor)
    if name not in known or known[name].holders is Holders.ACTOR:
        near = difflib.get_close_matches(name, known, n=1)
        there = ", ".join(n if v.holders is not Holders.ACTOR else f"{n}:<actor>" for n, v in known.items())
        raise VocabularyError(
            f"there is no view {name!r}", hint=f"did you mean {near[0]}?" if near else f"there are {there}"
        )
    return known[name]
