"""What is part of what: missions and services of organisations, chambers of parliaments."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.claims import stated
from kg.extract.context import Context
from kg.extract.entities.registry import Registry
from kg.extract.grammar.clauses import arguments
from kg.extract.names.finding import Name
from kg.extract.words.lexicon import noun_class
from kg.model import Claim

__all__ = ["find_units", "note_renamings", "part_claims"]

_OWNERS = ("Organization", "Institution", "PoliticalParty")


def find_units(registry: Registry) -> None:
    """Register described units of named bodies: "the X's election-observation mission"."""
    for token in registry.doc:
        if token.pos_ != "NOUN" or token.i in registry.by_token:
            continue
        modifiers = [t for c in token.lefts if c.dep_ in {"compound", "amod"} for t in c.subtree]
        kind = noun_class(
            [m.lemma_.lower() for m in modifiers if not m.is_punct] + [token.lemma_.lower()], registry.lexicon
        )
        if kind != "ObserverMission":
            continue
        owner = next((o for t in _owner_tokens(token) if (o := registry.at(t.i)) is not None), None)
        if owner is None:
            continue
        modifiers = [m for m in modifiers if registry.at(m.i) != owner and m.pos_ != "PUNCT"]
        first = min([token, *modifiers], key=lambda t: t.i)
        start = next((s for s, e in registry.spans(owner) if e <= first.i <= e + 1), first.i)
        span = registry.doc[first.i : token.i + 1]
        words = registry.article.text[span.start_char : span.end_char]
        owner_text = min(
            (registry.doc[s:e].text for s, e in registry.spans(owner)), key=lambda t: (len(t), t)
        )
        name = f"{owner_text} {words}"
        identifier = registry.add(registry.scoped(name), name, kind)
        registry.mention(identifier, start if start < first.i else first.i, token.i + 1)
        for i in range(first.i, token.i + 1):
            registry.by_token[i] = identifier


def _owner_tokens(token: Token) -> list[Token]:
    return [
        *arguments(token, "possessor"),
        *arguments(token, "of"),
        *arguments(token, "from"),
        *arguments(token, "modifier"),
    ]


def part_claims(context: Context, names: list[Name]) -> Iterator[Claim]:
    """partOf claims from names inside names, owners and renaming appositions."""
    yield from _prefixed(context, names)
    yield from _owned(context)
    yield from _renamed(context)


def _part(context: Context, token: Token, part: str, whole: str) -> Claim:
    return stated(context, "partOf", token, part, whole, frame="partOf/noun-phrase")


def _prefixed(context: Context, names: list[Name]) -> Iterator[Claim]:
    """A body whose name begins with another body's acronym belongs to it."""
    registry = context.registry
    acronyms = {}
    for identifier in registry.names:
        for start, end in registry.spans(identifier):
            text = registry.doc[start:end].text
            if (
                end == start + 1
                and text.isupper()
                and len(text) > 1
                and context.referents.is_a(identifier, *_OWNERS)
            ):
                acronyms[text] = identifier
    for name in names:
        part = registry.at(name.start)
        whole = acronyms.get(context.doc[name.start].text)
        fits = part is not None and context.referents.is_a(part, "Institution", "Organization")
        if part is not None and whole is not None and part != whole and fits and name.end > name.start + 1:
            yield _part(context, context.doc[name.start], part, whole)


def _owned(context: Context) -> Iterator[Claim]:
    """ "the X's mission", "X's foreign-language Service"."""
    for identifier in sorted(context.registry.names):
        if not context.registry.named[identifier] or not context.referents.is_a(
            identifier, "ObserverMission", "MediaOutlet", "Organization", "Institution"
        ):
            continue
        for start, end in context.registry.spans(identifier):
            root = context.doc[start:end].root
            for owner_token in (
                _owner_tokens(root)
                if context.referents.is_a(identifier, "ObserverMission")
                else arguments(root, "possessor")
            ):
                owner = context.registry.at(owner_token.i)
                if owner and owner != identifier and context.referents.is_a(owner, *_OWNERS):
                    yield _part(context, root, identifier, owner)


def note_renamings(context: Context) -> None:
    """Let "the N, or lower house of parliament," tell the class of N."""
    for identifier, _, kind in _renamings(context):
        context.registry.types[identifier] = kind


def _renamed(context: Context) -> Iterator[Claim]:
    """ "the N, or lower house of parliament," makes N a part of the parliament."""
    for identifier, noun, _ in _renamings(context):
        for whole in arguments(noun, "of"):
            for referent in context.referents.of(whole):
                if referent.entity is not None and referent.entity != identifier:
                    yield _part(context, noun, identifier, referent.entity)


def _renamings(context: Context) -> list[tuple[str, Token, str]]:
    found = []
    for identifier in sorted(context.registry.names):
        for _, end in context.registry.spans(identifier):
            noun = _after_or(context, end)
            if noun is None:
                continue
            words = [t.lemma_.lower() for t in context.doc[end + 2 : noun.i + 1]]
            kind = noun_class(words, context.lexicon)
            if kind is not None and context.vocabulary.is_a(kind, "Institution"):
                found.append((identifier, noun, kind))
    return found


def _after_or(context: Context, end: int) -> Token | None:
    """The head noun of the phrase between ", or" and the next comma."""
    doc = context.doc
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ != "or":
        return None
    for token in doc[end + 2 : end + 8]:
        if token.is_punct:
            return None
        if token.pos_ == "NOUN" and token.dep_ not in {"compound", "amod"}:
            return token
    return None
