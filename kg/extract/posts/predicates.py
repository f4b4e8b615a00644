"""Whom a verb gives a post: "X became prime minister", "elected X chairman", "X serves as mayor"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.grammar.clauses import arguments
from kg.extract.posts.nouns import Post

__all__ = ["is_member", "may_bear", "predicated"]

_COPULAS = {"be", "become", "remain"}
_GROUPS = ("PoliticalParty", "Organization", "Institution")
_ACTORS = ("Person", "Country", *_GROUPS)


def may_bear(context: Context, post: Post, actor: str) -> bool:
    """People hold posts; groups have units, and are allies and rivals as people are."""
    if post.tie == "locatedIn":
        return context.referents.is_a(actor, "Place")
    if post.tie == "partOf":
        return context.referents.is_a(actor, *_GROUPS)
    if post.tie is not None and post.tie != "nominates":
        return context.referents.is_a(actor, *_ACTORS)
    member = is_member(post) and context.referents.is_a(actor, "PoliticalParty", "Movement")
    return member or context.referents.is_a(actor, "Person")


def is_member(post: Post) -> bool:
    return post.head.lemma_.lower() == "member"


def predicated(context: Context, post: Post) -> tuple[Token | None, list[str]]:
    """The verb that gives somebody the post, and whom: "X became prime minister", "X serves as mayor"."""
    chosen = _chosen(context, post)
    if chosen is not None:
        return chosen
    head = post.head
    while head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    verb, words = head.head, context.lexicon
    lemma = verb.lemma_.lower()
    if head.dep_ == "pobj" and verb.lower_ == "as":
        verb = verb.head
        while (
            verb.pos_ in {"NOUN", "ADP"} and verb.head.i != verb.i and verb.dep_ in {"dobj", "prep", "pobj"}
        ):
            verb = verb.head
        lemma = verb.lemma_.lower()
        if lemma in words.words("ServingVerb"):
            return verb, _bearers(context, post, arguments(verb, "subject"))
        if lemma in words.words("InstallingVerb"):
            return verb, _bearers(context, post, arguments(verb, "object"))
        beside = head.head.head
        if beside.dep_ == "pobj" and beside.head.lower_ == "with":  # "with X as his deputy"
            return None, _bearers(context, post, [beside])
        return None, []
    if head.dep_ not in {"attr", "oprd", "acomp"} or verb.pos_ not in {"VERB", "AUX"}:
        return None, []
    if lemma in _COPULAS and not _is_bare_infinitive(context, verb):
        return verb, _bearers(context, post, arguments(verb, "subject"))
    if lemma in words.words("InstallingVerb"):
        return verb, _bearers(context, post, arguments(verb, "object"))
    return None, []


def _chosen(context: Context, post: Post) -> tuple[Token, list[str]] | None:
    """ "elected X, Y and Z co-chairmen": between the verb and the title stand names alone."""
    found: list[str] = []
    i = post.start - 1
    while i > post.head.sent.start and context.doc[i].pos_ != "VERB":
        person = context.registry.at(i)
        if person is not None and may_bear(context, post, person):
            found += [person] if person not in found else []
        elif context.doc[i].lower_ not in {",", "and"}:
            return None
        i -= 1
    verb = context.doc[i]
    if not found or verb.lemma_.lower() not in context.lexicon.words("InstallingVerb"):
        return None
    return verb, found[::-1]


def _is_bare_infinitive(context: Context, verb: Token) -> bool:
    """ "to become president, X must ...": nothing follows; but from "beat Y to become president"."""
    if verb.head.lemma_.lower() in context.lexicon.words("AchievingVerb") and verb.head.i < verb.i:
        return False
    if verb.tag_ != "VB" or any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children):
        return False
    return verb.dep_ not in {"xcomp", "ccomp"}


def _bearers(context: Context, post: Post, tokens: list[Token]) -> list[str]:
    found = [r.entity for t in tokens for r in context.referents.of(t) if r.entity is not None]
    return [e for e in dict.fromkeys(found) if may_bear(context, post, e) and context.registry.named[e]]
