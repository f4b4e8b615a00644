"""Of what a post is one: the words before and behind a role noun."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.extract.context import Context
from kg.extract.grammar.antecedents import coordinated
from kg.extract.words.lexicon import noun_class

__all__ = ["COMING", "OWNERS", "Before", "before", "behind", "owner_at"]

OWNERS = ("PoliticalParty", "Organization", "Institution", "Country", "Place")
_TIED = ("Person", "PoliticalParty", "Organization", "Institution", "Country")
COMING = frozenset({"elect", "designate"})
_OWNING = {"of", "for", "to", "at", "with", "in", "from"}
_CALLED = {"tory": "conservative", "tori": "conservative", "torie": "conservative", "democrat": "democratic"}
_DETERMINERS = {"the", "a", "an", "this", "that", "one", "another", "both"}


@dataclass(slots=True)
class Before:
    """What stands before a role noun, gathered from right to left."""

    start: int
    first: int
    words: list[Token] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    past: bool = False
    open: bool = False
    unreal: bool = False


# -- before the noun --------------------------------------------------------------------------


def before(context: Context, begin: int, head: Token, *, tied: bool) -> Before:
    """Read the phrase leftwards from the role noun that begins at `begin` and is headed by `head`.

    `tied` nouns join actors: a person may stand where titles have a body.
    """
    kinds = _TIED if tied else OWNERS
    doc, lexicon = context.doc, context.lexicon
    left = Before(begin, begin)
    apart = False
    i = begin - 1
    while i >= head.sent.start:
        token = doc[i]
        lower = token.lower_
        if {lower, _with_hyphen(doc, i)} & lexicon.words("UnrealRole"):
            left.unreal = True
            return left
        if token.tag_ == "POS" and not left.owners:
            _possessed(context, doc[i - 1], left, kinds)
            return left
        if token.tag_ == "PRP$" or lower in _DETERMINERS:
            if token.tag_ == "PRP$":
                _possessed(context, token, left, kinds)
            left.start = i
            return left
        if token.text == "-" and i > head.sent.start and not token.whitespace_:
            i = _hyphenated(context, i, left)
            continue
        if lower in lexicon.words("PastRole"):
            left.past = True
            left.words.append(token)
            left.start = left.first = i
            i -= 1
            continue
        owner = owner_at(context, token)
        if owner is not None and (left.owners or left.open or token.pos_ == "VERB"):
            break  # what "elected" speaks of is no owner
        if owner is not None and not tied and context.referents.is_a(owner, "Person"):
            break
        if owner is not None:
            start = _start_of(context, i)
            if context.referents.is_a(owner, *kinds):
                left.owners.append(owner)
            else:
                left.open = True
            left.start = start
            i = start - 1
            continue
        if left.owners and token.pos_ == "ADJ" and token.head.i == head.i:
            left.start = i
            i -= 1
            continue
        if left.owners or not _modifies(token, head):
            if left.owners or lower not in {"and", "&"} or not _is_portfolio(context, i - 1):
                break
            left.words.append(token)
            i -= 1
            continue
        body = _body_at(context, token, head)
        if body is not None:
            left.owners.append(body)
            left.start = token.left_edge.i
            i = left.start - 1
            continue
        left.start = i
        if not apart and (lower in lexicon.words("PortfolioWord") or token.pos_ in {"NOUN", "PROPN"}):
            left.words.append(token)
            left.first = i
        else:
            apart = True
        i -= 1
    while left.words and left.words[-1].lower_ in {"and", "&"}:
        left.words.pop()
    return left


def _with_hyphen(doc: Doc, i: int) -> str:
    """The compound that ends in a token: "would-be", "self-declared"."""
    return f"{doc[i - 2].lower_}-{doc[i].lower_}" if i > 1 and doc[i - 1].text == "-" else ""


def _is_portfolio(context: Context, i: int) -> bool:
    """Whether a field of work stands at a token, as before "and" in "foreign and defence minister"."""
    word = context.doc[max(i, 0)]
    return word.lower_ in context.lexicon.words("PortfolioWord") and context.registry.at(word.i) is None


def _modifies(token: Token, head: Token) -> bool:
    """Whether a word before the noun belongs to its phrase."""
    if token.is_punct or token.pos_ not in {"NOUN", "PROPN", "ADJ", "ADV", "VERB", "AUX", "NUM"}:
        return False
    top = token
    for _ in range(4):
        if top.head.i == head.i or (
            top.head.i > head.i and head.dep_ in {"compound", "nmod", "amod", "appos"}
        ):
            return token.dep_ in {
                "compound",
                "nmod",
                "amod",
                "advmod",
                "nummod",
                "npadvmod",
                "punct",
                "appos",
            }
        top = top.head
    return False


def _body_at(context: Context, token: Token, head: Token) -> str | None:
    """ "foreign ministry spokeswoman", "commission chairman", "party leader": the body named before."""
    base = context.lexicon.roles.get(head.lemma_.lower())
    if token.pos_ not in {"NOUN", "PROPN"} or base not in {"memberOf", "leads"}:
        return None
    word = token.lemma_.lower()
    kind = noun_class([word], context.lexicon)
    if kind is None or (not context.vocabulary.is_a(kind, "Institution") and kind != "PoliticalParty"):
        return None
    meant = next((r.entity for r in context.referents.of(token) if r.entity is not None), None)
    return meant or _only_one(context, token, kind)


def _only_one(context: Context, token: Token, kind: str) -> str | None:
    """The one party of this sentence and the last; the one body of the text that is called so."""
    registry, word = context.registry, token.lemma_.lower()
    if kind == "PoliticalParty":
        first = token.doc[max(token.sent.start - 1, 0)].sent.start
        near = {registry.at(i) for i in range(first, token.i)}
        found = sorted(e for e in near if e is not None and context.referents.is_a(e, kind))
    else:
        found = [i for i, n in sorted(registry.names.items()) if n.casefold().split()[-1:] == [word]]
    return found[0] if len(found) == 1 else None


def _hyphenated(context: Context, i: int, left: Before) -> int:
    """Past a word joined by a hyphen: "co-", "ex-" and "then-" tell of the post, others do not."""
    doc, lexicon = context.doc, context.lexicon
    before = doc[i - 1]
    if before.lower_ in lexicon.words("PastRole"):
        left.past = True
        left.words.append(before)
    elif before.lower_ in {"co", "vice", "deputy"}:
        left.words += [doc[i], before]
    left.start = left.first = i - 1
    return i - 2


def _possessed(context: Context, possessor: Token, left: Before, kinds: tuple[str, ...]) -> None:
    """Of whom: "Kenya's", "the party's", "its"."""
    left.start = min(left.start, possessor.left_edge.i)
    own = owner_at(context, possessor)
    found = [own] if own is not None else [r.entity for r in context.referents.of(possessor) if r.entity]
    if own is None and possessor.lower_ in {"country", "nation"} and context.registry.country is not None:
        found = [_country(context, context.registry.country.id, context.registry.country.name)]
    fits = [e for e in found if context.referents.is_a(e, *kinds)]
    left.owners += fits[:1]
    theirs = any(context.referents.is_a(e, "Person") for e in found)
    left.open = not fits and not theirs  # "his finance minister" is one of the state


def owner_at(context: Context, token: Token) -> str | None:
    """The actor, country or nationality that a word, or the words up to it, name."""
    gazetteer = context.registry.gazetteer
    for size in (3, 2, 1):
        start = token.i - size + 1
        if start < 0 or not context.doc[start].text[0].isupper():
            continue
        text = context.doc[start : token.i + 1].text
        own = _one_of(context, context.registry.at(token.i))
        if size == 1 and own is not None:
            return own
        country = gazetteer.by_demonym(text) or gazetteer.country(text)
        if country is not None and (own is None or size > 1):
            return _country(context, country.id, country.name)
    return context.registry.at(token.i) or party_called(context, token)


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


def _country(context: Context, identifier: str, name: str) -> str:
    return context.registry.add(identifier, name, "Country")


def _start_of(context: Context, i: int) -> int:
    """Where the name or adjective around a token begins."""
    own, gazetteer = context.registry.at(i), context.registry.gazetteer
    for size in (3, 2):
        text = context.doc[max(i - size + 1, 0) : i + 1].text
        if gazetteer.by_demonym(text) is not None:
            return i - size + 1
    while own is not None and i > 0 and context.registry.at(i - 1) == own:
        i -= 1
    return i


# -- behind the noun --------------------------------------------------------------------------


def behind(
    context: Context, head: Token, tail: list[Token], *, tied: bool
) -> tuple[list[str | None], list[Token], int]:
    """What "of", "for" and "to" behind the title say: owners (None where unknown), the title with what
    belongs to it, and where the phrase ends.
    """
    doc, close = context.doc, tail[-1].i + 1
    kinds = _TIED if tied else OWNERS
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
        if word in {"of", "at"} or (
            word in {"to", "with", "from", "for"} if tied else _is_staffed(context, head, word)
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
    found = [own] if own is not None else [r.entity for r in context.referents.of(token)]
    known = next((e for e in found if e is not None and context.referents.is_a(e, *kinds)), None)
    return known or (owner_at(context, token) if own is None else None)


def _end_of(context: Context, token: Token) -> int:
    own, i = context.registry.at(token.i), token.i + 1
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
