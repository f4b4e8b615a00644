"""People and groups that a text describes and does not name: "the party's leader", "two activists"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.entities.registry import Registry
from kg.extract.grammar.clauses import arguments
from kg.extract.reference.referent import Referent

if TYPE_CHECKING:
    from kg.extract.reference.referents import Referents

__all__ = ["described_people", "description"]


def described_people(referents: Referents, token: Token, depth: int) -> list[Referent]:
    """ "the party's leader", "two activists": those who are described."""
    lemma = token.lemma_.lower()
    if lemma not in referents.lexicon.roles and lemma not in referents.lexicon.words("DescribedPerson"):
        return _group(referents, token)
    owners = [r for t in arguments(token, "possessor") for r in referents.of(t, depth + 1) if r.entity]
    text = description(referents.registry, token)
    if _counted(referents, token):
        return _members(referents, token, depth) or [Referent(None, text)]
    senders = _senders(referents, token, depth)
    if senders:
        return senders
    if owners:
        name = f"{lemma} of {referents.registry.names[owners[0].entity or '']}"
        kind = "Person" if token.tag_ == "NN" else "Organization"
        return [_register(referents, token, name, kind, text)]
    if token.tag_ == "NN" and lemma in referents.lexicon.roles:
        return []
    return [_register(referents, token, text, "Person" if token.tag_ == "NN" else "Organization", text)]


def description(registry: Registry, token: Token) -> str:
    """The words of a description: the noun and what stands before it, without its article."""
    left = min([token.i, *(c.left_edge.i for c in token.lefts if c.dep_ not in {"det", "punct"})])
    span = token.doc[left : token.i + 1]
    return registry.article.text[span.start_char : span.end_char]


def _senders(referents: Referents, token: Token, depth: int) -> list[Referent]:
    """ "UN monitors", "officials from the ministry" speak and act for who sent them."""
    if token.lemma_.lower() not in referents.lexicon.words("Representative") or token.tag_ != "NNS":
        return []
    for function in ("from", "of", "possessor", "modifier"):
        for sender in arguments(token, function):
            found = [r for r in referents.of(sender, depth + 1) if r.entity is not None]
            if found and referents.is_a(
                found[0].entity or "", "Institution", "Organization", "PoliticalParty"
            ):
                return found[:1]
    return []


def _group(referents: Referents, token: Token) -> list[Referent]:
    if token.lemma_.lower() not in referents.lexicon.words("DescribedGroup"):
        return []
    text = description(referents.registry, token)
    if _counted(referents, token):
        return [Referent(None, text)]
    indefinite = any(c.lower_ in {"a", "an"} for c in token.lefts)
    if token.tag_ == "NNS" or (indefinite and " " in text):
        return [_register(referents, token, text, "Organization", text)]
    return []


def _counted(referents: Referents, token: Token) -> bool:
    """ "seven parties", "most leaders": a number of them, and no actor."""
    return any(c.dep_ == "nummod" or c.lower_ in referents.lexicon.words("Quantifier") for c in token.lefts)


def _members(referents: Referents, token: Token, depth: int) -> list[Referent]:
    """Those whom the text names of a number: "three candidates, including X"."""
    return [
        r for t in arguments(token, "including") for r in referents.of(t, depth + 1) if r.entity is not None
    ]


def _register(referents: Referents, token: Token, name: str, kind: str, text: str) -> Referent:
    identifier = referents.registry.add(referents.registry.local(name), name, kind, named=False)
    referents.registry.mention(identifier, token.i, token.i + 1)
    return Referent(identifier, text)
