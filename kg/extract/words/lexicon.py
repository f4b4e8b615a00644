"""The English words that the ontology lists: class nouns, roles, status words, closed lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import pyoxigraph as ox

from kg import resources
from kg.model import Status
from kg.namespaces import POL, STATUS

__all__ = ["Lexicon", "load", "noun_class"]

_PLURAL_SUFFIX = {"ies": "y", "es": "e", "s": ""}


@dataclass(frozen=True)
class Lexicon:
    """Word lists by their use; every word is lower case, a phrase keeps its spaces.

    >>> load().nouns["election commission"]
    'ElectionCommission'
    """

    nouns: Mapping[str, str]
    part_nouns: Mapping[str, str]
    roles: Mapping[str, str]
    ties: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]
    governors: Mapping[str, frozenset[Status]]
    adverbs: Mapping[str, Status]
    adjectives: Mapping[str, Status]

    @cached_property
    def role_openings(self) -> frozenset[str]:
        """What a role noun or a tie can begin with."""
        return frozenset(re.split("[ -]", text)[0] for text in (*self.roles, *self.ties)) | {
            text for text in (*self.roles, *self.ties) if " " not in text
        }

    def words(self, name: str) -> frozenset[str]:
        """The closed list of that name; empty where the ontology has none."""
        return self.lists.get(name, frozenset())

    def same_kind(self, kind: str | None) -> str | None:
        """The kind of election that the word means: a "legislative" one is parliamentary."""
        if kind in self.words("ParliamentaryKind"):
            return "parliamentary"
        if kind in self.words("LocalKind"):
            return "local"
        return "by-election" if kind in {"by", "byelection"} else kind

    def governs(self, lemma: str, status: Status) -> bool:
        """Whether a statement under this word has that status."""
        return status in self.governors.get(lemma, frozenset())


@cache
def load() -> Lexicon:
    """Read `ontology/lexicon.ttl` once."""
    nouns: dict[str, str] = {}
    part_nouns: dict[str, str] = {}
    roles: dict[str, str] = {}
    ties: dict[str, str] = {}
    lists: dict[str, set[str]] = defaultdict(set)
    governors: dict[str, set[Status]] = defaultdict(set)
    adverbs: dict[str, Status] = {}
    adjectives: dict[str, Status] = {}
    for quad in ox.parse(path=str(resources.path("ontology", "lexicon.ttl"))):
        if not isinstance(quad.object, ox.Literal) or not isinstance(quad.subject, ox.NamedNode):
            continue
        about, word = quad.subject.value, quad.object.value
        match quad.predicate.value.removeprefix(str(POL)):
            case "noun":
                nouns[word] = about.removeprefix(str(POL))
            case "partNoun":
                part_nouns[word] = about.removeprefix(str(POL))
            case "roleNoun":
                roles[word] = about.removeprefix(str(POL))
            case "tieNoun":
                ties[word] = about.removeprefix(str(POL))
            case "word":
                lists[about.removeprefix(str(POL))].add(word)
            case "governor":
                governors[word].add(Status(about.removeprefix(str(STATUS))))
            case "adverb":
                adverbs[word] = Status(about.removeprefix(str(STATUS)))
            case "adjective":
                adjectives[word] = Status(about.removeprefix(str(STATUS)))
    return Lexicon(
        nouns,
        part_nouns,
        roles,
        ties,
        {name: frozenset(words) for name, words in lists.items()},
        {word: frozenset(statuses) for word, statuses in governors.items()},
        adverbs,
        adjectives,
    )


def noun_class(words: list[str], lexicon: Lexicon) -> str | None:
    """The class that a noun phrase names, its longest known ending deciding.

    >>> noun_class(["central", "election", "commission"], load())
    'ElectionCommission'
    """
    for start in range(len(words)):
        text = " ".join(words[start:])
        if text in lexicon.nouns:
            return lexicon.nouns[text]
        for suffix, stem in _PLURAL_SUFFIX.items():
            if text.endswith(suffix) and text[: -len(suffix)] + stem in lexicon.nouns:
                return lexicon.nouns[text[: -len(suffix)] + stem]
    return None
