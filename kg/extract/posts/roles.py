"""Claims of office, leadership and membership from the posts that people bear."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claims import make, stated
from kg.extract.context import Context
from kg.extract.posts.bearers import Bearing
from kg.extract.posts.offices import home_of
from kg.extract.reference.referents import Referent
from kg.extract.voice.status import status_of
from kg.model import Claim, Status

__all__ = ["note_titles", "role_claims"]

_PARTIES = ("PoliticalParty", "Movement", "Coalition")


def note_titles(context: Context, bearings: list[Bearing]) -> None:
    """Remember who bears which title in what, so that "the president" can be resolved."""
    for bearing in bearings:
        post, verb = bearing.post, bearing.verb
        if post.tie is not None or post.plural or post.open:
            continue
        if verb is not None and (status_of(verb, context.lexicon) is not Status.ASSERTED or post.past):
            continue
        since = verb.i if verb is not None else 0
        context.referents.titles.note(
            bearing.bearer, post.words, owners=bearing.owners, past=post.past, since=since
        )


def role_claims(context: Context, bearings: list[Bearing]) -> Iterator[Claim]:
    """What each bearing of a post makes of its bearer."""
    for bearing in bearings:
        post = bearing.post
        if post.tie is not None:
            yield from _ties(context, bearing, post.tie)
            continue
        if _is_opposed(context, bearing):
            yield from _claim(context, bearing, "opposes", None)
            continue
        base = _base(context, post.words)
        owners: list[str | None] = list(bearing.owners)
        if not owners and not post.open:
            owners = [home_of(context, post.words) if base == "holdsOffice" else None]
        elif not owners:
            owners = [None]
        own = context.doc[post.start].tag_ in {"PRP$", "POS"} or context.doc[post.start].lower_ == "another"
        if (
            owners == [None]
            and not (post.open or own)
            and base == "holdsOffice"
            and _sits(context, post.words)
        ):
            owners = [
                _own_chamber(context, post.words)
            ]  # of no state that is known, but of the chamber at hand
        seat = context.registry.gazetteer.by_seat(post.words[-1])
        if seat is not None:
            yield from _claim(
                context, bearing, "memberOf", context.registry.add(seat.id, seat.name, seat.kind)
            )
        for owner in owners:
            relation = _relation(context, base, post.words, owner)
            local = post.words[-1] in context.lexicon.words("LocalOffice")
            if relation is None or owner == bearing.bearer or (owner is None and post.open and not local):
                continue
            if owner is None and (seat is not None or context.doc[post.start].lower_ == "another"):
                continue
            yield from _claim(context, bearing, relation, owner)


def _own_chamber(context: Context, words: tuple[str, ...]) -> str | None:
    """The chamber at hand, if who is called so can sit in it: senators in a senate alone."""
    chamber = context.chamber()
    senate = chamber is not None and "senat" in context.registry.names[chamber].casefold()
    return chamber if "senator" not in words or senate else None


def _is_opposed(context: Context, bearing: Bearing) -> bool:
    """ "opposition leader X": of the opposition at large, and not of a party of it."""
    words = bearing.post.words
    return (
        "opposition" in words[:-1]
        and words[-1] in context.lexicon.words("OppositionRole")
        and not bearing.post.past
        and all(context.referents.is_a(o, "Country", "Place") for o in bearing.owners)
    ) or (words[-1] in context.lexicon.words("OppositionRole") and _of_opposition(context, bearing))


def _of_opposition(context: Context, bearing: Bearing) -> bool:
    """Whether it is a post of what the text calls the opposition: "Federal Opposition leader"."""
    names = [context.registry.names[o].casefold().split() for o in bearing.owners]
    return bool(names) and all(n[-1] == "opposition" for n in names)


def _ties(context: Context, bearing: Bearing, relation: str) -> Iterator[Claim]:
    """What a noun such as "ally", "candidate" or "wing" says of its bearer and whoever it is one of."""
    if bearing.post.past and relation not in {"successorOf", "alliedWith"}:
        return
    for owner in bearing.owners:
        if bearing.post.head.lemma_ == "part" and _joins_in(context, bearing.bearer, owner):
            yield from _claim(context, bearing, "memberOf", owner)
            continue
        fits = relation != "nominates" or context.referents.is_a(
            owner, "Person", "PoliticalParty", "Organization"
        )
        if owner != bearing.bearer and fits:
            yield from _claim(context, bearing, relation, owner)


def _joins_in(context: Context, part: str, whole: str) -> bool:
    """A party that is part of a coalition is a member of it."""
    return context.referents.is_a(part, "PoliticalParty") and context.referents.is_a(
        whole, "PoliticalParty", "Organization"
    )


def _claim(context: Context, bearing: Bearing, relation: str, owner: str | None) -> Iterator[Claim]:
    post, verb = bearing.post, bearing.verb
    frame = f"{relation}/{'role' if post.tie is None else 'tie'}"
    subject, target = bearing.bearer, owner
    if owner is not None and post.head.lemma_.lower() in context.lexicon.words("InverseTie"):
        subject, target = owner, bearing.bearer
    if verb is None:
        yield stated(
            context, relation, post.head, subject, target, value=post.text, dated=not post.past, frame=frame
        )
        return
    elected = verb.lemma_.lower() in context.lexicon.words("ElectingVerb")
    if elected and (relation not in {"leads", "holdsOffice"} or owner is None):
        return
    status = status_of(verb, context.lexicon)
    if status is None or (status is Status.ASSERTED and _only_wished(context, bearing)):
        return
    yield make(
        context,
        relation,
        verb,
        Referent(subject, ""),
        Referent(target, "") if target else None,
        status=status,
        holder=context.attribution.holder(verb),
        value=post.text,
        when=context.when(verb),
        frame=frame,
    )


def _only_wished(context: Context, bearing: Bearing) -> bool:
    """An infinitive under a verb that does not say that it came to pass."""
    verb = bearing.verb
    if verb is None or verb.tag_ != "VB" or verb.dep_ != "xcomp":
        return False
    return verb.head.lemma_.lower() not in context.lexicon.words("AspectVerb")


def _base(context: Context, words: tuple[str, ...]) -> str | None:
    """The relation that the longest known ending of a title expresses."""
    for start in range(len(words)):
        text = " ".join(words[start:]).replace(" - ", "-")
        relation = context.lexicon.roles.get(text)
        if relation is None and " of " in text:
            relation = context.lexicon.roles.get(text.split(" of ")[0])
        if relation is not None:
            below = relation == "leads" and set(words[:start]) & context.lexicon.words("SecondRank")
            return "memberOf" if below else relation
    for size in range(len(words) - 1, 0, -1):
        relation = next(
            (r for k in range(size) if (r := context.lexicon.roles.get(" ".join(words[k:size]))) is not None),
            None,
        )
        if relation is not None:
            return relation
    return None


def _relation(context: Context, base: str | None, words: tuple[str, ...], owner: str | None) -> str | None:
    """What a title comes to, given what it is a title of."""
    if base is None:
        return None
    if owner is None:
        return base if base == "holdsOffice" else None
    if context.referents.is_a(owner, "Country", "Place"):
        return None if base == "memberOf" and not _is_second(context, words) else "holdsOffice"
    if base != "holdsOffice":
        return base
    heads = _is_head(context, words) and not _is_second(context, words)
    if context.referents.is_a(owner, *_PARTIES):
        return "leads" if heads else "memberOf"
    if context.referents.is_a(owner, "IntergovernmentalOrganization"):
        return base
    if context.referents.is_a(owner, "Legislature", "Chamber") and _sits(context, words):
        return "memberOf"
    if heads:
        return "leads"
    if words[-1] == "commissioner" and context.referents.is_a(owner, "ElectionCommission"):
        return "memberOf"
    return "memberOf" if context.referents.is_a(owner, "Organization") else base


def _is_head(context: Context, words: tuple[str, ...]) -> bool:
    """Whether the title is one of a head: "president", "secretary general", not "chief negotiator"."""
    text = " ".join(words).replace(" - ", "-").split(" of ")[0]
    for ending in (" general", "-elect", "-designate"):
        text = text.removesuffix(ending)
    heads = context.lexicon.words("HeadWord")
    return any(text == word or text.endswith((f" {word}", f"-{word}")) for word in heads)


def _is_second(context: Context, words: tuple[str, ...]) -> bool:
    return bool(set(words) & context.lexicon.words("SecondRank"))


def _sits(context: Context, words: tuple[str, ...]) -> bool:
    return words[-1] in context.lexicon.words("MandateRole")
