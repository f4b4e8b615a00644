"""What the frames that a name stands in expect it to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.frames import Trigger, triggers
from kg.extract.grammar.clauses import arguments, follow

__all__ = ["expectations"]

_GROUPS = {"PoliticalParty", "Organization"}
# Nothing that is called by a person's or a party's name is one of these.
_NEVER_NAMES = {"Protest", "Strike", "Unrest", "Government", "Legislature", "Chamber"}
_STRONG, _WEAK = 5, 3


def expectations(doc: Doc) -> dict[int, Counter[str]]:
    """Votes for the class of whatever stands at a token, from the types that frames ask for.

    "X was denied registration" asks for a party, "X was arrested" for a person: the
    selectional preferences of Resnik (1996), taken from the ontology instead of counts. What
    several frames ask for counts once.
    """
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for trigger in triggers(doc):
        frame = trigger.frame
        if frame.number is not None and not _gives_result(trigger):
            continue
        for path, types in ((frame.agent, frame.agent_types), (frame.target, frame.target_types)):
            if path is None or not types or path.startswith("@"):
                continue
            for token in follow(trigger.token, path):
                named = arguments(token, "apposition") if token.pos_ == "NOUN" else []
                for name in (token, *named):
                    wanted = votes[name.i]
                    for kind, weight in _votes(types):
                        wanted[kind] = max(wanted[kind], weight, key=abs)
    return votes


def _gives_result(trigger: Trigger) -> bool:
    """Whether a share or seats are counted: "won 49 percent" and not "won the cup"."""
    counted = follow(trigger.token, trigger.frame.number or "")
    if trigger.frame.unit == "percent":
        return any(t.lower_ in {"percent", "%"} for t in counted)
    return any(t.lemma_ == "seat" and t.tag_ == "NNS" for head in counted for t in head.subtree)


def _votes(types: frozenset[str]) -> Iterator[tuple[str, int]]:
    if types & {"Person", *_GROUPS}:
        types = types - _NEVER_NAMES
    if types <= _GROUPS:
        yield "PoliticalParty", _STRONG
    elif types == {"Person"}:
        yield "Person", _STRONG
    elif len(types) == 1 and next(iter(types)) not in {"Election", "Event", "Protest"}:
        yield next(iter(types)), _WEAK
    elif "PoliticalParty" in types and "Person" in types and types <= _GROUPS | {"Person"}:
        yield "Place", -_WEAK
        yield "PoliticalParty", 1
        yield "Person", 1
    elif not types & {"Place", "Country", "Election", "Event", "Protest"}:
        yield "Place", -_WEAK
        yield "Person", 1
    elif types >= {"Person", "PoliticalParty"}:
        yield "PoliticalParty", 1
        yield "Person", 1
