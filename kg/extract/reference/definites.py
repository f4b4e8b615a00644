"""Second mentions by a common noun: "the commission", "the president", where just one fits."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

from kg.extract.entities.registry import Registry
from kg.extract.names.mentions import nearest, sentences_back
from kg.extract.reference.pronouns import clause_mates
from kg.extract.words.lexicon import load, noun_class
from kg.vocabulary import Vocabulary

__all__ = ["Definites", "is_restricted"]

_REACH = 2
_DEFINITE = {"the", "that", "this"}
_OWN = {"its", "his", "her", "their"}
_GROUPS = ("PoliticalParty", "Movement", "Coalition", "Organization")
_ONE_OF_ITS_KIND = {
    "Court",
    "Legislature",
    "Chamber",
    "ElectionCommission",
    "LawEnforcement",
    "ObserverMission",
}
_LOCATING = {"of", "in", "at", "from", "on", "against", "with", "within", "behind", "to"}
_RESTRICTING = {"relcl", "acl", "prep", "nummod", "appos"}


class Definites:
    """Resolves definite noun phrases against what one document has named before them."""

    def __init__(self, registry: Registry, vocabulary: Vocabulary) -> None:
        self.registry = registry
        self.vocabulary = vocabulary

    def _is_passing(self, modifier: Token) -> bool:
        """Whether the word only says what is known: "the embattled president", "the Peruvian president"."""
        registry = self.registry
        home = registry.gazetteer.by_demonym(modifier.text)
        own = home is not None and registry.country is not None and home.id == registry.country.id
        role_word = modifier.lemma_.lower() in registry.lexicon.words("PortfolioWord")
        return own or (modifier.dep_ == "amod" and not role_word and home is None)

    # -- bodies and groups --------------------------------------------------------------------

    def body(self, token: Token) -> str | None:
        """ "the commission", "the party": the one that is called so, or the one of its kind."""
        bare = token.dep_ == "compound" and not any(c.dep_ == "det" for c in token.lefts)
        if token.tag_ not in {"NN", "NNP"} or not (bare or _is_definite(token, _OWN)) or is_restricted(token):
            return None
        registry = self.registry
        lemma = token.lemma_.lower()
        modifiers = [m for m in token.lefts if m.dep_ in {"compound", "amod"}]
        if any(m.lower_ in registry.lexicon.words("DistinguishingWord") for m in modifiers):
            return None  # "the ruling party", "the new alliance": another than the one at hand
        asked = {m.lemma_.lower() for m in modifiers if not self._is_passing(m)}
        kind = noun_class([*sorted(asked), lemma], registry.lexicon)
        if kind is None or kind in {"Country", "Election"} or self.vocabulary.is_a(kind, "Event"):
            return None
        called = {e for e in self._earlier(token) if {lemma, *asked} <= _name_words(registry.names[e])}
        if called and not bare and (asked or kind not in _GROUPS):
            return nearest(self.registry, token, {e for e in called if registry.types[e] != "Person"})
        if asked or _is_introduced(token):
            return None
        if kind in _ONE_OF_ITS_KIND:
            return nearest(self.registry, token, {e for e in self._earlier(token) if self._is_one(e, kind)})
        if kind in _GROUPS:
            alike = called | {e for e in self._earlier(token) if self._is_a(e, kind)}
            alike = alike or {e for e in self._earlier(token) if self._is_a(e, *_GROUPS)}
            # "X left the party" is another one; "Democrats left the party" is theirs
            others = {e for e in clause_mates(registry, token) if not registry.names[e].endswith("s")}
            alike = {e for e in alike if registry.types[e] != "MediaOutlet"} - others
            return nearest(self.registry, token, alike)
        return None

    def _earlier(self, token: Token) -> set[str]:
        """Everything that the text has named before the token."""
        registry = self.registry
        return {
            e
            for e, named in registry.named.items()
            if named and any(start < token.i for start, _ in registry.spans(e))
        }

    def _is_one(self, identifier: str, kind: str) -> bool:
        """Whether it is such a body of a state, and no part of an alliance of states."""
        words = self.registry.names[identifier].split()
        return self._is_a(identifier, kind) and not any(w.isupper() and len(w) > 1 for w in words)

    def _is_a(self, identifier: str, *ancestors: str) -> bool:
        return any(self.vocabulary.is_a(self.registry.types[identifier], a) for a in ancestors)


def _is_definite(token: Token, more: frozenset[str] | set[str] = frozenset()) -> bool:
    return any(c.lower_ in _DEFINITE | more for c in token.lefts)


def is_restricted(token: Token, but: Set[str] = frozenset()) -> bool:
    """Whether the phrase says by itself which one is meant; owners behind a word of `but` are passed over."""
    return any(
        (c.dep_ == "poss" and not but and c.lower_ not in _OWN)
        or (c.dep_ in _RESTRICTING and c.i > token.i and c.lower_ not in but and not _is_aside(c))
        for c in token.children
        if c.dep_ != "prep" or (c.lower_ in _LOCATING and not _is_charge(c, token))
    )


def _is_charge(preposition: Token, token: Token) -> bool:
    """ "accused the commission of bias": no commission of bias."""
    verb = token.head
    words = load().words("OfVerb")
    return preposition.lower_ == "of" and token.dep_ == "dobj" and verb.lemma_.lower() in words


def _is_aside(clause: Token) -> bool:
    """ "the network, which has its seat in ...": a comma makes it say something more."""
    left = clause.left_edge.i
    return clause.dep_ in {"relcl", "acl", "appos"} and left > 0 and clause.doc[left - 1].text == ","


def _name_words(name: str) -> set[str]:
    return set(name.casefold().replace("-", " ").split())


def _is_introduced(token: Token) -> bool:
    """Whether the text has just introduced another one: "formed an alliance ... the alliance"."""
    first = list(sentences_back(token, _REACH))[-1].start
    return any(
        t.lemma_ == token.lemma_ and any(c.lower_ in {"a", "an"} for c in t.lefts)
        for t in token.doc[first : token.i]
    )
