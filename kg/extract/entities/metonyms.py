"""Capitals and seats of government that speak and act for their states."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.entities.registry import Registry
from kg.extract.reference.referents import Referent

__all__ = ["state_meant"]


def state_meant(registry: Registry, token: Token, referent: Referent) -> Referent:
    """The state, where the referent is its capital or seat: "Minsk denied it"; else the referent itself."""
    if referent.entity is None or registry.types[referent.entity] != "Place":
        return referent
    country = registry.gazetteer.by_capital(referent.text) or registry.gazetteer.by_metonym(referent.text)
    if country is None:
        return referent
    identifier = registry.add(country.id, country.name, "Country")
    registry.mention(identifier, token.i, token.i + 1)
    return Referent(identifier, referent.text)
