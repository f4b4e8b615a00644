"""Lexical frames of the ontology: which words say a relation, and where its parts stand."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from spacy.tokens import Doc, Token

from kg import resources
from kg.errors import VocabularyError
from kg.extract.grammar.clauses import follow
from kg.extract.grammar.verbs import is_passive
from kg.extract.words import lexicon
from kg.model import Status
from kg.namespaces import FRAME, POL, STATUS

__all__ = ["Frame", "Trigger", "load", "triggers"]

_POS = {"verb": {"VERB", "AUX"}, "noun": {"NOUN", "PROPN"}, "adjective": {"ADJ", "VERB"}}
_SINGLE = {
    "pos",
    "agent",
    "target",
    "topic",
    "number",
    "unit",
    "status",
    "modal",
    "value",
    "datedBy",
    "part",
    "voice",
}
_MANY = {"lemma", "with", "without", "under", "agentType", "agentTitle", "targetType"}
_FLAGS = {"ahead", "agentless", "targetless", "described", "negated", "members"}


@dataclass(frozen=True)
class Frame:
    """One way of saying a relation.

    `agent`, `target`, `topic` and `number` are paths of grammatical functions from the
    trigger; `requires` and `excludes` are (path, lemmas) that must, or must not, be
    there; `qualifiers` are further details, by property. `agentless` frames stand
    without a known agent, `targetless` ones without a known target; where `members` is set,
    what befalls some of a group's people is told of the group.
    """

    name: str
    relation: str
    lemmas: frozenset[str]
    pos: str
    agent: str | None
    target: str | None
    topic: str | None
    number: str | None
    unit: str | None
    requires: tuple[tuple[str, frozenset[str]], ...]
    excludes: tuple[tuple[str, frozenset[str]], ...]
    under: frozenset[str]
    agent_types: frozenset[str]
    target_types: frozenset[str]
    agent_titles: frozenset[str]
    ahead: bool
    agentless: bool
    targetless: bool
    described: bool
    negated: bool
    members: bool
    status: Status | None
    modal: str | None
    value: str | None
    dated_by: str | None
    part: str | None
    voice: str | None
    qualifiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame and the token that sets it off."""

    frame: Frame
    token: Token


@cache
def load() -> Mapping[str, tuple[Frame, ...]]:
    """All frames by trigger lemma; "*" holds those that any word may trigger.

    Raises VocabularyError where a frame lacks what it needs.
    """
    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    owners: dict[str, str] = {}
    for quad in ox.parse(path=str(resources.path("ontology", "relations.ttl"))):
        predicate = quad.predicate.value
        if predicate == str(POL.frame) and isinstance(quad.subject, ox.NamedNode):
            owners[str(quad.object)] = quad.subject.value.removeprefix(str(POL))
        elif predicate.startswith(str(FRAME)) and isinstance(quad.object, ox.Literal | ox.NamedNode):
            parts[str(quad.subject)][predicate.removeprefix(str(FRAME))].append(quad.object.value)
    index: dict[str, list[Frame]] = defaultdict(list)
    for node, relation in owners.items():
        frame = _frame(relation, parts[node])
        for lemma in frame.lemmas:
            index[lemma].append(frame)
    return {lemma: tuple(sorted(frames, key=lambda f: f.name)) for lemma, frames in index.items()}


def _frame(relation: str, part: Mapping[str, list[str]]) -> Frame:
    lemmas = frozenset(part.get("lemma", []))
    if not lemmas:
        raise VocabularyError(f"a frame of {relation} has no lemma", hint="give it frame:lemma")

    def one(key: str) -> str | None:
        return part[key][0] if key in part else None

    known = _SINGLE | _MANY | _FLAGS
    status = one("status")
    pos = one("pos") or "verb"
    details = "+".join(
        sorted(f"{k}:{'|'.join(sorted(v))}" for k, v in part.items() if k not in {"lemma", "pos"})
    )
    return Frame(
        name=f"{relation}/{pos}/{min(lemmas)}/{_digest(details + ','.join(sorted(lemmas)))}",
        relation=relation,
        lemmas=lemmas,
        pos=pos,
        agent=one("agent"),
        target=one("target"),
        topic=one("topic"),
        number=one("number"),
        unit=one("unit"),
        requires=_conditions(relation, part.get("with", [])),
        excludes=_conditions(relation, part.get("without", [])),
        under=frozenset(part.get("under", [])),
        agent_types=_local(part.get("agentType", [])),
        target_types=_local(part.get("targetType", [])),
        agent_titles=frozenset(part.get("agentTitle", [])),
        ahead=one("ahead") == "true",
        agentless=one("agentless") == "true",
        targetless=one("targetless") == "true",
        described=one("described") == "true",
        negated=one("negated") == "true",
        members=one("members") == "true",
        status=Status(status.removeprefix(str(STATUS))) if status else None,
        modal=one("modal"),
        value=one("value"),
        dated_by=one("datedBy"),
        part=one("part"),
        voice=one("voice"),
        qualifiers=tuple(sorted((k, v[0]) for k, v in part.items() if k not in known)),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _local(iris: list[str]) -> frozenset[str]:
    return frozenset(i.removeprefix(str(POL)) for i in iris)


def _conditions(relation: str, texts: list[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """ "from: race election" is the path "from" and two lemmas; no lemma means any.

    "predicate: @BlameWord" takes the lemmas from a word list of the lexicon.
    """
    out = []
    for text in sorted(texts):
        path, colon, words = text.partition(":")
        if not colon:
            raise VocabularyError(f"the condition {text!r} of a frame of {relation} has no colon")
        out.append((path.strip(), frozenset(w for word in words.split() for w in _listed(relation, word))))
    return tuple(out)


def _listed(relation: str, word: str) -> frozenset[str]:
    if not word.startswith("@"):
        return frozenset({word})
    listed = lexicon.load().words(word[1:])
    if not listed:
        raise VocabularyError(f"a frame of {relation} names the word list {word[1:]!r}, which is empty")
    return listed


def triggers(doc: Doc) -> tuple[Trigger, ...]:
    """Every token that sets off a frame whose conditions hold; looked for once in each document."""
    if "triggers" not in doc.user_data:
        doc.user_data["triggers"] = tuple(_triggers(doc))
    found: tuple[Trigger, ...] = doc.user_data["triggers"]
    return found


def _triggers(doc: Doc) -> Iterator[Trigger]:
    frames = load()
    anywhere = frames.get("*", ())
    for token in doc:
        if token.is_space or token.is_punct:
            continue
        for frame in (*frames.get(token.lemma_.lower(), ()), *anywhere):
            if token.pos_ in _POS[frame.pos] and _holds(frame, token):
                yield Trigger(frame, token)


def _holds(frame: Frame, token: Token) -> bool:
    if frame.under and not _is_under(token, frame.under):
        return False
    if frame.voice is not None and (frame.voice == "passive") != is_passive(token):
        return False
    if frame.modal and not _has_modal(token, frame.modal):
        return False
    if frame.pos == "adjective" and token.pos_ == "VERB" and token.dep_ not in {"amod", "acl", "acomp"}:
        return False
    if (
        frame.pos == "noun"
        and token.pos_ == "PROPN"
        and token.text[0].isupper()
        and not _tells_of_itself(frame)
    ):
        return False  # a noun of somebody's name
    judges = frame.status is not None
    if any(not _reaches(token, path, lemmas, judges=judges) for path, lemmas in frame.requires):
        return False
    return not any(_reaches(token, path, lemmas) for path, lemmas in frame.excludes)


def _tells_of_itself(frame: Frame) -> bool:
    return "self" in f"{frame.agent}|{frame.target}".replace("/", "|").split("|")


def _reaches(token: Token, path: str, lemmas: frozenset[str], *, judges: bool = False) -> bool:
    """Whether one of the lemmas is at the path; a judgement is one, whether it says yes or no."""
    reached = follow(token, path)
    if not lemmas:
        return bool(reached)
    judged = path.endswith(("predicate", "as")) and not judges
    return any(
        (r.lemma_.lower() in lemmas or r.lower_ in lemmas or _modified(r, lemmas))
        and not (judged and _is_negated(r))
        for r in reached
    )


def _is_negated(word: Token) -> bool:
    """ "neither free nor fair", "not a success", "no victory"."""
    before = word.doc[word.left_edge.i - 1 : word.left_edge.i].text.lower()
    negative = lexicon.load().words("NegativeWord")
    return before in negative or any(c.lower_ in negative and c.dep_ != "prep" for c in word.lefts)


def _modified(token: Token, lemmas: frozenset[str]) -> bool:
    """Whether a compound noun before the word is meant: "the parliamentary election race"."""
    return any(c.lemma_.lower() in lemmas for c in token.children if c.dep_ in {"compound", "amod"})


def _is_under(token: Token, lemmas: frozenset[str]) -> bool:
    head = token.head
    return token.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "advcl"} and head.lemma_.lower() in lemmas


def _has_modal(token: Token, modal: str) -> bool:
    auxiliaries = [c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"} and c.i < token.i]
    words = modal.split()
    return auxiliaries[: len(words)] == words and "have" not in auxiliaries[len(words) :]
