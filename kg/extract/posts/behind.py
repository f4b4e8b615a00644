"""What stands behind a role noun: "of A and B", "for health", "to Canada"."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.grammar.antecedents import coordinated
from kg.extract.posts.owners import OWNERS, TIED, owner_at

__all__ = ["COMING", "behind"]

COMING = frozenset({"elect", "designate"})
_OWNING = {"of", "for", "to", "at", "with", "in", "from"}


def behind(
    context: Context, head: Token, tail: list[Token], *, tied: bool
) -> tuple[list[str | None], list[Token], int]:
    """What "of", "for" and "to" behind the title say: owners (None where unknown), the title with what
    belongs to it, and where the phrase ends.
    """
    doc, close = context.doc, tail[-1].i + 1
    kinds = TIED if tied else OWNERS
    for _ in range(2):
        word = doc[close].lower_ if close < len(doc) else ""
        if word not in _OWNING:
            break
        objects = _objects(context, doc[close], kinds)
        if not objects:
            break
        named = [_owned_by(context, t, kinds) for t in objects]
        last = max(_end_of(context, t) for t in objects)
        if (
            tied
            and word == "for"
            and not any(o and context.referents.is_a(o, "PoliticalParty") for o in named)
        ):
            break  # "candidate for president", "candidate for Place"
        if not tied and _belongs_to_title(context, head, word, objects[0]):
            tail = [*tail, *doc[tail[-1].i + 1 : last]]
            close = last
            if head.lemma_.lower() in context.lexicon.words("EnvoyRole") and word != "of":
                return [], tail, close
            continue
        sits = head.lemma_.lower() in context.lexicon.words("MandateRole")
        of_party = any(o is not None and context.referents.is_a(o, "PoliticalParty") for o in named)
        if (
            word in {"of", "at"}
            or (sits and of_party and word != "to")
            or (word in {"to", "with", "from", "for"} if tied else _is_staffed(context, head, word))
        ):
            return named, tail, _past_place(context, last)
        break
    return [], tail, _past_place(context, close)


def _past_place(context: Context, at: int) -> int:
    """Past "in Place" behind a title."""
    doc = context.doc
    if at + 1 >= len(doc) or doc[at].lower_ != "in":
        return at
    place = context.registry.at(at + 1)
    if place is None or not context.referents.is_a(place, "Place", "Country"):
        return at
    return _end_of(context, doc[at + 1])


def _objects(context: Context, preposition: Token, kinds: tuple[str, ...]) -> list[Token]:
    """What the preposition governs; the parser hangs on it names behind a comma that are no such thing."""
    found = [t for c in preposition.children if c.dep_ == "pobj" for t in coordinated(c)]
    if "Person" in kinds:
        return found
    return list(takewhile(lambda t: not _is_person(context, t), found)) or found[:1]


def _is_person(context: Context, token: Token) -> bool:
    own = context.registry.at(token.i)
    return own is not None and context.referents.is_a(own, "Person")


def _owned_by(context: Context, token: Token, kinds: tuple[str, ...]) -> str | None:
    own = context.registry.at(token.i)
    if own is None and token.lemma_.lower() in context.lexicon.words("PlaceNoun"):
        inner = [t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
        own = next((e for t in inner if (e := context.registry.at(t.i)) is not None), None)
    found = [own] if own is not None else [r.entity for r in context.referents.of(token)]
    known = next((e for e in found if e is not None and context.referents.is_a(e, *kinds)), None)
    return known or (owner_at(context, token) if own is None else None)


def _end_of(context: Context, token: Token) -> int:
    own, i = context.registry.at(token.i), token.i + 1
    if own is None and i < len(context.doc) and context.doc[i].dep_ == "appos":
        own = context.registry.at(i)  # "the newspaper Alpha"
    while own is not None and i < len(context.doc) and context.registry.at(i) == own:
        i += 1
    bracketed = context.doc[i : i + 3]
    if own is not None and len(bracketed) == 3 and bracketed[0].text == "(" and bracketed[2].text == ")":
        i += 3  # its acronym
    return i


def _belongs_to_title(context: Context, head: Token, preposition: str, about: Token) -> bool:
    """ "minister of defence", "minister for health", "ambassador to Canada", "envoy for Libya"."""
    lemma = head.lemma_.lower()
    if lemma in context.lexicon.words("EnvoyRole"):
        return preposition in {"to", "for", "in"}
    if lemma not in context.lexicon.words("PortfolioHolder"):
        return False
    first = next((t for t in about.subtree if t.pos_ not in {"DET", "PUNCT", "SPACE"}), about)
    return preposition == "for" or first.lower_ in context.lexicon.words("PortfolioWord")


def _is_staffed(context: Context, head: Token, preposition: str) -> bool:
    """ "spokesman for A", "adviser to A", "director at A"."""
    return preposition != "in" and context.lexicon.roles.get(head.lemma_.lower()) == "memberOf"
