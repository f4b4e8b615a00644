"""What stands before a role noun: "the former Malaysian deputy", "the party's", "his"."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.extract.context import Context
from kg.extract.posts.owners import OWNERS, TIED, owner_at, start_of
from kg.extract.words.lexicon import noun_class

__all__ = ["Before", "before"]

_PRESIDING = {"president", "speaker"}
_PREFIXES = {"co", "vice", "deputy"}
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


def before(context: Context, begin: int, head: Token, *, tied: bool) -> Before:
    """Read the phrase leftwards from the role noun that begins at `begin` and is headed by `head`.

    `tied` nouns join actors: a person may stand where titles have a body.
    """
    kinds = TIED if tied else OWNERS
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
        if _ends_compound(context, i):  # "right-wing", "anti-Alpha", "Beta-backed"
            left.start, apart = i - 2, True
            i -= 3
            continue
        owner = owner_at(context, token)
        if owner is not None and _is_field(context, owner, head):
            start = start_of(context, i)
            left.words += reversed(list(doc[start : i + 1]))
            left.start = left.first = start
            i = start - 1
            continue
        if owner is not None and (left.owners or left.open or token.pos_ == "VERB"):
            break  # what "elected" speaks of is no owner
        if owner is not None and not tied and context.referents.is_a(owner, "Person"):
            break
        if owner is not None:
            start = start_of(context, i)
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


def _ends_compound(context: Context, i: int) -> bool:
    """Whether a word ends a compound that is no name and tells nothing of the post itself."""
    doc = context.doc
    if i < 2 or doc[i - 1].text != "-" or doc[i - 1].whitespace_ or doc[i - 2].whitespace_:
        return False
    own = context.registry.at(i)
    prefixes = context.lexicon.words("PastRole") | _PREFIXES
    return doc[i - 2].lower_ not in prefixes and (own is None or own != context.registry.at(i - 2))


def _is_field(context: Context, owner: str, head: Token) -> bool:
    """Whether a name before "minister" is what the ministry is for: "Emergency Services Minister"."""
    loose = context.registry.types[owner] in {"Organization", "MediaOutlet"}
    return loose and head.lemma_.lower() == "minister"


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
    lemma = head.lemma_.lower()
    led = context.lexicon.roles.get(lemma) in {"memberOf", "leads"} or lemma in _PRESIDING
    if token.pos_ not in {"NOUN", "PROPN"} or not led:
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
        found = [
            i
            for i, name in sorted(registry.names.items())
            if registry.named[i] and name.casefold().split(" of ")[0].split()[-1:] == [word]
        ]
    return found[0] if len(found) == 1 else None


def _hyphenated(context: Context, i: int, left: Before) -> int:
    """Past a word joined by a hyphen: "co-", "ex-" and "then-" tell of the post, others do not."""
    doc, lexicon = context.doc, context.lexicon
    before = doc[i - 1]
    if before.lower_ in lexicon.words("PastRole"):
        left.past = True
        left.words.append(before)
    elif before.lower_ in _PREFIXES:
        left.words += [doc[i], before]
    left.start = left.first = i - 1
    return i - 2


def _possessed(context: Context, possessor: Token, left: Before, kinds: tuple[str, ...]) -> None:
    """Of whom: "Kenya's", "the party's", "its"."""
    left.start = min(left.start, possessor.left_edge.i)
    own = owner_at(context, possessor)
    found = [own] if own is not None else [r.entity for r in context.referents.of(possessor) if r.entity]
    fits = [e for e in found if context.referents.is_a(e, *kinds)]
    left.owners += fits[:1]
    theirs = any(context.referents.is_a(e, "Person") for e in found)
    left.open = not fits and not theirs  # "his finance minister" is one of the state
