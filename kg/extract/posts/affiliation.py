"""Whose party it is, who belongs to it and who is behind it: possessives, "of", "X-led", "Y-based"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.claims import stated
from kg.extract.context import Context
from kg.extract.grammar.clauses import arguments
from kg.extract.names.finding import Name
from kg.extract.posts.owners import owner_at, party_called
from kg.model import Claim

__all__ = ["affiliations"]

_GROUPS = ("PoliticalParty", "Organization")
_NO_GROUPS = ("IntergovernmentalOrganization", "MediaOutlet")
_LINKS = {"of", "from"}
_INSIDE = {"DET", "ADJ", "NOUN", "ADV", "VERB", "PROPN", "PUNCT"}


def affiliations(context: Context, names: list[Name]) -> Iterator[Claim]:
    """Membership and leadership that two names side by side express."""
    yield from _own_parties(context)
    yield from _compounds(context)
    for name in names:
        person = context.registry.at(name.start)
        if person is None:
            continue
        root = context.doc[name.start : name.end].root
        if context.referents.is_a(person, "Person"):
            yield from _member_of(context, name, root, person)
        elif _is_group(context, person):
            yield from _owned(context, name, root, person)


def _own_parties(context: Context) -> Iterator[Claim]:
    """ "his party, X": whose party it is belongs to it."""
    for noun in context.doc:
        if noun.lemma_.lower() != "party" or noun.tag_ != "NN":
            continue
        owners = [r.entity for t in arguments(noun, "possessor") for r in context.referents.of(t)]
        parties = [context.registry.at(t.i) for t in arguments(noun, "apposition")]
        for person in owners:
            for party in parties:
                if person and party and context.referents.is_a(person, "Person"):
                    yield stated(context, "memberOf", noun, person, party, frame="memberOf/own-party")


def _member_of(context: Context, name: Name, root: Token, person: str) -> Iterator[Claim]:
    """ "X of the Y movement", "X, from the Y party,", "X (Y)", "Y's X"."""
    doc = context.doc
    at = name.end
    if at < len(doc) and doc[at].text in {",", "("}:
        at += 1
    if at < len(doc) and (doc[at].lower_ in _LINKS or doc[at - 1].text == "("):
        linked = doc[at].lower_ in _LINKS
        group = _party_from(context, at + 1 if linked else at)
        if group is not None and (linked or doc[group[1]].text == ")") and not _is_origin(context, *group):
            yield stated(context, "memberOf", root, person, group[0], frame="memberOf/affiliation")
    if at + 1 < len(doc) and doc[at - 1].text == "," and doc[at].lower_ in {"a", "the"}:
        called = party_called(context, doc[at + 1]) if doc[at + 1].tag_ not in {"NNS", "NNPS"} else None
        if called is not None and at + 2 < len(doc) and doc[at + 2].is_punct:  # "X, a Democrat,"
            yield stated(context, "memberOf", root, person, called, frame="memberOf/adjective")
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.sent == root.sent and before.tag_ not in {"NNS", "NNPS"}:
        called = party_called(context, before)  # "Democrat X"
        if called is not None and before.head.i in range(name.start, name.end):
            yield stated(context, "memberOf", root, person, called, frame="memberOf/adjective")
    for owner in arguments(root, "possessor"):
        group_id = context.registry.at(owner.i) or party_called(context, owner)
        if group_id is not None and _is_group(context, group_id):
            yield stated(context, "memberOf", root, person, group_id, frame="memberOf/possessive")


def _is_origin(context: Context, group: str, end: int) -> bool:
    """Whether it tells where somebody is from: "X of Mackay in Queensland", "from the Alpha ethnic group"."""
    doc = context.doc
    if context.referents.is_a(group, "PoliticalParty"):
        return False
    following = [t.lower_ for t in doc[end : end + 2]]
    place = (
        doc[end].lower_ == "in" and context.referents.entity(doc[end].nbor(), "Place", "Country") is not None
    )
    return place or bool({"ethnic", "tribal", "tribe", "clan"} & set(following))


def _party_from(context: Context, at: int) -> tuple[str, int] | None:
    """The party named in the phrase that begins at a token, and where its name ends."""
    doc = context.doc
    while (
        at < len(doc)
        and (doc[at].pos_ in _INSIDE or doc[at].lower_ == "the")
        and doc[at].text not in {",", ".", ")"}
    ):
        if (context.registry.at(at) is not None and doc[at + 1].text != "-") or party_called(
            context, doc[at]
        ):
            break
        at += 1  # past "Place-based" too
    found = context.registry.at(at) or party_called(context, doc[at]) if at < len(doc) else None
    if found is None or not _is_group(context, found):
        return None
    while at < len(doc) and context.registry.at(at) == found:
        at += 1
    return found, min(at, len(doc) - 1)


def _owned(context: Context, name: Name, root: Token, party: str) -> Iterator[Claim]:
    """ "X's Y party", "the Y party of X": it is X's to lead."""
    owners = [*arguments(root, "possessor"), *arguments(root, "of")]
    if root.dep_ in {"compound", "nmod"} and root.head.lemma_.lower() in {
        "party",
        "movement",
        "coalition",
        "bloc",
        "alliance",
    }:
        owners += [*arguments(root.head, "possessor"), *arguments(root.head, "of")]
    for noun in arguments(root, "apposition"):
        if noun.lemma_.lower() == "party":  # "the Y, X's party"
            owners += [*arguments(noun, "possessor"), *arguments(noun, "of")]
    before = context.doc[name.start - 1] if name.start > 2 else None
    if before is not None and before.tag_ == "POS":
        owners.append(before.nbor(-1))
    if before is not None and before.tag_ == "WP$":  # "X, whose Y"
        owners.append(before.nbor(-2) if before.nbor(-1).text == "," else before.nbor(-1))
    for owner in owners:
        person = context.referents.entity(owner, "Person")
        if person is not None:
            yield stated(context, "leads", root, person, party, frame="leads/possessive")


def _is_group(context: Context, identifier: str) -> bool:
    return context.referents.is_a(identifier, *_GROUPS) and not context.referents.is_a(
        identifier, *_NO_GROUPS
    )


def _compounds(context: Context) -> Iterator[Claim]:
    """ "the X-led bloc Y", "the Z-based group Y", "X-backed Y"."""
    doc, words = context.doc, context.lexicon.words
    relations = {"LedWord": "leads", "BackedWord": "supports", "BasedWord": "headquarteredIn"}
    for hyphen in doc:
        if hyphen.text != "-" or hyphen.i < 1 or hyphen.i + 2 >= len(doc):
            continue
        word = doc[hyphen.i + 1]
        relation = next((r for n, r in relations.items() if word.lower_ in words(n)), None)
        one = owner_at(context, doc[hyphen.i - 1])
        other = _named_behind(context, hyphen.i + 2) if relation is not None and one is not None else None
        if relation is None or one is None or other is None or one == other:
            continue
        subject, target = (other, one) if relation == "headquarteredIn" else (one, other)
        if relation != "headquarteredIn" or not context.referents.is_a(other, "Person"):
            yield stated(context, relation, word, subject, target, frame=f"{relation}/compound")


def _named_behind(context: Context, at: int) -> str | None:
    """The actor that a noun phrase which goes on from a token names."""
    doc = context.doc
    while at < len(doc) and doc[at].pos_ in {"ADJ", "NOUN", "PROPN", "NUM", "VERB"} | {"PUNCT"}:
        if doc[at].is_punct and doc[at].text not in {"-", '"'}:
            return None
        found = context.registry.at(at)
        if found is not None:
            return found if context.referents.is_a(found, "Person", *_GROUPS, "Institution") else None
        at += 1
    return None
