"""Which actor, country or party a word stands for, where a post is one of it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context

__all__ = ["OWNERS", "TIED", "country_of", "owner_at", "party_called", "start_of"]

OWNERS = ("PoliticalParty", "Organization", "Institution", "Country", "Place")
TIED = ("Person", "PoliticalParty", "Organization", "Institution", "Country")
_CALLED = {"tory": "conservative", "tori": "conservative", "torie": "conservative", "democrat": "democratic"}


def owner_at(context: Context, token: Token) -> str | None:
    """The actor, country or nationality that a word, or the words up to it, name."""
    gazetteer = context.registry.gazetteer
    for size in (3, 2, 1):
        start = token.i - size + 1
        if start < 0 or not context.doc[start].text[0].isupper():
            continue
        text = context.doc[start : token.i + 1].text
        own = _one_of(context, context.registry.at(token.i))
        if size == 1 and own is not None and not _is_host(context, own, token):
            return own
        country = gazetteer.by_demonym(text) or gazetteer.country(text)
        if country is not None and (own is None or size > 1 or _is_host(context, own, token)):
            return country_of(context, country.id, country.name)
    return context.registry.at(token.i) or party_called(context, token)


def _is_host(context: Context, own: str, token: Token) -> bool:
    """Whether a name only ends in a nationality that is none of its parts: "Host German Chancellor X"."""
    ending = context.registry.gazetteer.by_demonym(token.text) is not None
    return (
        ending and context.registry.types[own] == "Organization" and context.registry.at(token.i + 1) != own
    )


def _one_of(context: Context, identifier: str | None) -> str | None:
    """ "Social Democrat" is one of the Social Democrats."""
    if identifier is None or context.registry.names[identifier].endswith("s"):
        return identifier
    plural = f"{context.registry.names[identifier]}s"
    same = [i for i, n in sorted(context.registry.names.items()) if n == plural]
    return same[0] if same else identifier


def party_called(context: Context, token: Token) -> str | None:
    """The party that an adjective or its member's name stands for: "Labour MP", "Republican senator"."""
    word = token.text.casefold().removesuffix("s")
    if not token.text[0].isupper():
        return None
    registry = context.registry
    parties = [i for i in sorted(registry.types) if context.referents.is_a(i, "PoliticalParty")]
    for identifier in parties:
        forms = {registry.names[identifier], *(registry.doc[a:b].text for a, b in registry.spans(identifier))}
        plain = {f.casefold().removeprefix("the ").removesuffix(" party").removesuffix("s") for f in forms}
        if plain & {word, _CALLED.get(word, word)}:
            return identifier
    if word not in context.lexicon.words("PartyAdjective") or _names_portfolio(context, token):
        return None
    name = f"{_CALLED.get(word, word).capitalize()} Party"
    identifier = registry.add(registry.scoped(name), name, "PoliticalParty")
    registry.mention(identifier, token.i, token.i + 1)
    return identifier


def _names_portfolio(context: Context, token: Token) -> bool:
    """Whether it is what somebody is in charge of: "Labour Minister X"."""
    following = token.doc[token.i + 1 : token.i + 2].text.lower()
    words = context.lexicon.words
    return token.lower_ in words("PortfolioWord") and following in words("PortfolioHolder")


def country_of(context: Context, identifier: str, name: str) -> str:
    return context.registry.add(identifier, name, "Country")


def start_of(context: Context, i: int) -> int:
    """Where the name or adjective around a token begins."""
    own, gazetteer = context.registry.at(i), context.registry.gazetteer
    for size in (3, 2):
        text = context.doc[max(i - size + 1, 0) : i + 1].text
        if gazetteer.by_demonym(text) is not None:
            return i - size + 1
    while own is not None and i > 0 and context.registry.at(i - 1) == own:
        i -= 1
    return i
