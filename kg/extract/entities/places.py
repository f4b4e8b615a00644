"""Where places and elections are: cities in countries, streets in cities, a country's election in it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.claims import stated
from kg.extract.context import Context
from kg.extract.grammar.clauses import arguments
from kg.model import Claim

__all__ = ["place_claims"]


_PARTS = {"district", "neighborhood", "neighbourhood", "area", "quarter", "part", "section", "borough"}


def place_claims(context: Context) -> Iterator[Claim]:
    """locatedIn claims that noun phrases make: "Sarnov, Varonia", "the Varonian city of Sarnov"."""
    told: set[tuple[str, str]] = set()
    for identifier in sorted(context.registry.names):
        election = context.referents.is_a(identifier, "Election")
        if not election and not context.referents.is_a(identifier, "Place"):
            continue
        if election and identifier != context.elections.focal and identifier not in context.elections.dates:
            continue  # one that may never be
        for start, end in context.registry.spans(identifier):
            root = context.doc[start:end].root
            whole = next(
                (w for t in _wholes(context, root) if (w := _location(context, t, identifier))), None
            )
            if whole is not None and (identifier, whole) not in told:
                told.add((identifier, whole))
                yield stated(context, "locatedIn", root, identifier, whole, frame="locatedIn/noun-phrase")


def _wholes(context: Context, root: Token) -> Iterator[Token]:
    """The words that may say where the named place is, the surest first."""
    yield from arguments(root, "possessor")  # "Taipei's Tucheng jail"
    yield from _after_comma(context, root)
    yield from arguments(root, "in")
    nouns = [root.head] if root.dep_ in {"appos", "compound", "nmod"} else []
    nouns += [root.head.head] if root.dep_ == "pobj" and root.head.lower_ == "of" else []
    nouns += arguments(root, "apposition")
    for noun in nouns:
        if noun.lemma_.lower() in context.lexicon.words("PlaceNoun"):
            # "the Alpha town of Beta" is Beta
            named = root.dep_ in {"compound", "nmod"} and noun.lemma_.lower() not in _PARTS
            functions = ("possessor", "modifier", "in") if named else ("possessor", "modifier", "in", "of")
            yield from (t for f in functions for t in arguments(noun, f))
    described = bool(nouns) and nouns[0].lemma_.lower() in context.lexicon.words("PlaceNoun")
    if described or (context.registry.at(root.i) or "") == context.elections.focal:
        yield from arguments(root, "modifier")  # "the Varonian election"


def _after_comma(context: Context, root: Token) -> list[Token]:
    """Y of "X, Y", which is no list."""
    end = max((e for s, e in _spans_at(context, root)), default=root.i + 1)
    if end + 1 >= len(context.doc) or context.doc[end].text != ",":
        return []
    following = context.doc[end + 1]
    last = next((e for s, e in _spans_at(context, following)), None)
    after = context.doc[last].lower_ if last is not None and last < len(context.doc) else ""
    next_place = after == "," and last is not None and bool(_spans_at(context, context.doc[last + 1]))
    listed = after in {"and", "or", "&"} or root.dep_ == "conj" or next_place
    return [] if last is None or listed else [following]


def _spans_at(context: Context, token: Token) -> list[tuple[int, int]]:
    found = context.registry.at(token.i)
    return [] if found is None else [s for s in context.registry.spans(found) if s[0] <= token.i < s[1]]


def _location(context: Context, token: Token, inner: str) -> str | None:
    """The place or country that a word names."""
    registry = context.registry
    found = registry.at(token.i)
    if found in {None, inner} and (token.pos_ == "ADJ" or token.ent_type_ in {"NORP", "GPE"}):
        country = registry.gazetteer.by_demonym(token.text)
        found = registry.add(country.id, country.name, "Country") if country is not None else None
    if found is None or found == inner or not context.referents.is_a(found, "Place", "Country"):
        return None
    capital = registry.gazetteer.by_capital(registry.names[found])
    inside = context.referents.is_a(inner, "Election") and capital is not None
    return None if inside else found
