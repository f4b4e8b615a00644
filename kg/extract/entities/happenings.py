"""Events that a text names by a noun, or tells by a verb alone: protests, unrest, trials."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.entities.registry import Registry
from kg.extract.grammar.clauses import arguments, follow
from kg.extract.grammar.verbs import is_passive
from kg.extract.words.lexicon import noun_class

__all__ = ["find_happenings"]

_EVENT_CLASSES = frozenset({"PressConference", "Protest", "Unrest", "Strike", "Crisis", "Trial", "Event"})


_WHERE = ("in", "at", "on", "near", "outside", "across", "through")


def find_happenings(registry: Registry) -> None:
    """Register events; a definite mention without details is the last event of its class.

    So is what a verb tells, unless it was elsewhere.
    """
    latest: dict[str, str] = {}
    places: dict[str, str] = {}
    for token in registry.doc:
        told = _told_class(token, registry)
        if told is not None:
            latest[told] = _register_told(token, told, registry, latest.get(told), places)
            continue
        kind = _event_class(token, registry)
        if kind is None:
            continue
        start, end = _extent(token)
        definite = any(c.lower_ in {"the", "that", "this"} for c in token.lefts)
        detailed = end > token.i + 1 or any(c.dep_ in {"amod", "compound", "poss"} for c in token.lefts)
        if definite and not detailed and kind in latest:
            registry.mention(latest[kind], start, end)
            continue
        text = registry.article.text[
            registry.doc[start].idx : registry.doc[end - 1].idx + len(registry.doc[end - 1])
        ]
        text = " ".join(text.split())
        identifier = registry.add(registry.local(text), text, kind, named=end > token.i + 1)
        registry.mention(identifier, token.i, token.i + 1)
        registry.mention(identifier, start, end)
        registry.form(identifier, start, max(end, _end_of_aim(token)))
        latest[kind] = identifier
        if (place := _place_of(token, registry)) is not None:
            places.setdefault(identifier, place)


def _told_class(verb: Token, registry: Registry) -> str | None:
    """The class of what people do by the verb: "thousands marched", "students took to the streets"."""
    if verb.pos_ != "VERB" or verb.i in registry.by_token or registry.in_heading(verb.i):
        return None
    words, lemma = registry.lexicon.words, verb.lemma_.lower()
    kind = "Unrest" if lemma in words("RiotVerb") else "Protest"
    sure = lemma in words("ProtestVerb")
    if not sure and not (lemma in words("GatheringVerb") | words("RiotVerb") and _is_protest(verb, registry)):
        return None
    acted_on = any(c.dep_ in {"dobj", "neg", "ccomp"} for c in verb.children) or is_passive(verb)
    if acted_on or follow(verb, "behind|particle/behind"):
        return None
    return kind if any(_is_crowd(t, registry) for t in follow(verb, "subject")) else None


def _is_protest(verb: Token, registry: Registry) -> bool:
    """Whether people come together for or against something: "gathered to demand", "took to the streets"."""
    words = registry.lexicon.words
    if verb.lemma_.lower() in words("RiotVerb"):
        return verb.lemma_ != "clash" or any(t.lemma_.lower() in words("Force") for t in follow(verb, "with"))
    aims = {t.lemma_.lower() for t in follow(verb, "infinitive") + follow(verb, "participle")}
    streets = {t.lemma_.lower() for t in follow(verb, "to|on|onto")} & {"street", "square"}
    if verb.lemma_.lower() == "take":
        return bool(streets)
    crowd = {t.lemma_.lower() for t in follow(verb, "subject")} & words("Marcher")
    return bool(aims & words("ProtestAim") or crowd or follow(verb, "against"))


def _is_crowd(token: Token, registry: Registry) -> bool:
    """Whether it is many people, or a body of them."""
    words, lemma = registry.lexicon.words, token.lemma_.lower()
    if registry.types.get(registry.at(token.i) or "") in {"Organization", "PoliticalParty", "Movement"}:
        return True
    if token.pos_ == "NUM" or lemma in words("Partitive") or token.lower_ in words("Quantifier"):
        token = next(iter(follow(token, "of")), token)
        return token.pos_ == "NUM" or token.tag_ == "NNS" or token.lemma_.lower() in words("Partitive")
    people = words("DescribedPerson") | words("PeopleNoun") | words("Marcher")
    return (token.tag_ == "NNS" or lemma in {"people", "crowd"}) and (
        lemma in people or lemma in registry.lexicon.roles
    )


def _register_told(
    verb: Token, kind: str, registry: Registry, last: str | None, places: dict[str, str]
) -> str:
    """The event of a verb: the last of its class, unless that was in another place."""
    place = _place_of(verb, registry)
    elsewhere = place is not None and last is not None and places.get(last, place) != place
    if last is None or elsewhere:
        name = f"{kind.lower()} in {registry.names[place]}" if place is not None else kind.lower()
        last = registry.add(registry.local(name), name, kind, named=place is not None)
    registry.mention(last, verb.i, verb.i + 1)
    if place is not None:
        places.setdefault(last, place)
    return last


def _place_of(word: Token, registry: Registry) -> str | None:
    """The place that a word's own phrase names, or that of whom it was with or against."""
    hosts = [word, *follow(word, "with"), *follow(word, "against")]
    found = (registry.at(t.i) for host in hosts for p in _WHERE for t in arguments(host, p))
    return next((e for e in found if e is not None and registry.types[e] in {"Place", "Country"}), None)


def _event_class(token: Token, registry: Registry) -> str | None:
    if (
        token.pos_ != "NOUN"
        or token.i in registry.by_token
        or registry.in_heading(token.i)
        or token.dep_ in {"compound", "amod"}
        or _is_manner(token)
    ):
        return None
    words = [c.lemma_.lower() for c in token.lefts if c.dep_ == "compound"] + [token.lemma_.lower()]
    kind = noun_class(words, registry.lexicon)
    if kind is None and words[-1] in registry.lexicon.words("HappeningNoun"):
        return "Event"
    return kind if kind in _EVENT_CLASSES else None


def _is_manner(token: Token) -> bool:
    """ "resigned in protest": how something is done, and no event."""
    return token.tag_ == "NN" and token.dep_ == "pobj" and token.head.lower_ == "in" and not list(token.lefts)


def _extent(token: Token) -> tuple[int, int]:
    """From the event's modifiers to the end of the place that it is said to be in."""
    start = min([token.i, *(c.left_edge.i for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"})])
    end = token.i + 1
    for preposition in ("in", "on", "at", "near"):
        for place in arguments(token, preposition):
            if place.ent_type_ in {"GPE", "LOC", "FAC", "PERSON"} or _tells_place(place):
                inner = [
                    t.i
                    for t in place.subtree
                    if t.dep_ not in {"relcl", "punct"} and not _in_relative(t, place)
                ]
                end = max(end, max(inner) + 1)
    return start, end


def _end_of_aim(token: Token) -> int:
    """The end of what it is against or of: "protests against the removal", "a rally of thanksgiving"."""
    aims = [a for p in ("against", "over", "of", "outside", "near", "at") for a in arguments(token, p)]
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if (
        following.lower_ in {"against", "over", "outside", "near"} and following.dep_ == "prep"
    ):  # wherever the parser hangs it
        aims += [c for c in following.children if c.dep_ == "pobj"]
    inner = [t.i for a in aims for t in a.subtree if t.dep_ != "punct" and not _in_relative(t, a)]
    return max(inner, default=token.i) + 1


def _tells_place(noun: Token) -> bool:
    """ "the western town of Alpha", "Alpha square"."""
    beside = [c for c in noun.children if c.dep_ in {"compound", "nmod", "appos"}]
    return any(t.ent_type_ in {"GPE", "FAC", "LOC"} for t in [*beside, *arguments(noun, "of")])


def _in_relative(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in {"relcl", "acl", "appos"}:
            return True
        token = token.head
    return False
