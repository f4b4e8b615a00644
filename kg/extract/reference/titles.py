"""Second mentions of people by their posts: "the president", "the party's leader", "the Peruvian premier"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.entities.registry import Registry
from kg.extract.names.mentions import nearest

__all__ = ["Titles"]

_DEFINITE = {"the", "that", "this", "then"}
_HEADS = {"leader", "head", "boss"}
_SYNONYMS = {
    "premier": "prime minister",
    "pm": "prime minister",
    "mp": "lawmaker",
    "legislator": "lawmaker",
    "chief": "head",
}


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A person, the words of a post that the text gives them, and what it is a post of.

    `since` is the token from which on they have it: that of the verb which says so; the start of the text
    where a noun phrase does.
    """

    entity: str
    words: tuple[str, ...]
    owners: frozenset[str]
    past: bool
    since: int


class Titles:
    """Who bears which post in one document."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._bearers: dict[str, list[_Bearer]] = defaultdict(list)

    def note(
        self,
        person: str,
        words: tuple[str, ...],
        *,
        owners: Collection[str] = (),
        past: bool = False,
        since: int = 0,
    ) -> None:
        """Remember that the text calls a person by these words: ("foreign", "minister")."""
        words = _plain_words(words)
        bearer = _Bearer(person, words, frozenset(owners), past, since)
        if bearer not in self._bearers[words[-1]]:
            self._bearers[words[-1]].append(bearer)

    def person(self, token: Token, owners: Collection[str] = ()) -> str | None:
        """The one person who is called so; with `owners`, whose post is one of these.

        Without them a post of the state that the text is about comes first.
        """
        if token.tag_ not in {"NN", "NNP"}:
            return None
        past, asked, states = self._asked(token)
        wanted = {*owners, *states}
        led = bool(owners) and len(asked) == 1 and asked[0] in _HEADS
        found = [
            b
            for b in (self._heads() if led else self._called(asked))
            if (b.past == past or past) and b.since <= token.i
        ]
        found = [b for b in found if b.past == past] or found
        if wanted:
            known = [b for b in found if b.owners & wanted]
            at_home = not owners and self._is_home(states)
            found = known or [b for b in found if not b.owners and at_home]
        elif not any(c.lower_ in _DEFINITE for c in token.lefts):
            return None
        else:
            own = [b for b in found if self._may_be_home(b)]
            if found and not own:  # of another state: only right after it was named
                return nearest(self.registry, token, {b.entity for b in found}, anywhere=False)
            near = nearest(self.registry, token, {b.entity for b in found}, anywhere=False)
            if near is not None and near not in {b.entity for b in own}:
                return None  # the one of another state has just been named
            found = own
        return nearest(self.registry, token, {b.entity for b in found})

    def groups_of(self, person: str) -> set[str]:
        """What the posts are posts of that the text gives somebody now: parties, movements, bodies."""
        return {
            o
            for bearers in self._bearers.values()
            for b in bearers
            if b.entity == person and not b.past
            for o in b.owners
        }

    def _called(self, words: tuple[str, ...]) -> list[_Bearer]:
        """Those whose title ends in the words; a vice president is not meant by "president"."""
        below = self.registry.lexicon.words("SecondRank") - set(words)
        return [
            b
            for b in self._bearers[words[-1]]
            if b.words[-len(words) :] == words and not below & set(b.words)
        ]

    def _heads(self) -> list[_Bearer]:
        """Those who lead what their post is one of, whatever they are called there."""
        lexicon = self.registry.lexicon
        leading = lexicon.words("HeadWord") | {w for w, r in lexicon.roles.items() if r == "leads"}
        return [b for word in sorted(self._bearers) if word in leading for b in self._called((word,))]

    def _is_home(self, states: Collection[str]) -> bool:
        return self.registry.country is None or self.registry.country.id in states

    def _may_be_home(self, bearer: _Bearer) -> bool:
        """Whether it can be a post of the state that the text is about, or of no state."""
        states = {o for o in bearer.owners if self.registry.types[o] == "Country"}
        return not states or self._is_home(states)

    def _asked(self, token: Token) -> tuple[bool, tuple[str, ...], set[str]]:
        """Whether the post is a past one, its words, and the states that stand before it."""
        lexicon, gazetteer = self.registry.lexicon, self.registry.gazetteer
        past, words, states = False, [], set()
        for modifier in (c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}):
            country = gazetteer.by_demonym(modifier.text) or gazetteer.country(modifier.text)
            if modifier.lower_ in lexicon.words("PastRole"):
                past = True
            elif country is not None:
                states.add(country.id)
            elif modifier.dep_ != "amod" or modifier.lemma_.lower() in lexicon.words("PortfolioWord"):
                words.append(modifier.lemma_.lower())  # "the embattled president" only says what is known
        return past, _plain_words((*words, token.lemma_.lower())), states


def _plain_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a post, each by one of its synonyms."""
    text = " ".join(words)
    for word, plain in _SYNONYMS.items():
        if text == word or text.endswith(f" {word}"):
            text = text[: -len(word)] + plain
    return tuple(text.split())
