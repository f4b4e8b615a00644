"""What a noun phrase or pronoun stands for, where that is sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.elections.telling_apart import Elections
from kg.extract.entities.bodies import find_body
from kg.extract.entities.registry import Registry
from kg.extract.grammar.antecedents import coordinated
from kg.extract.grammar.clauses import arguments
from kg.extract.grammar.expletives import is_expletive
from kg.extract.names.mentions import sentences_back
from kg.extract.reference.definites import Definites, is_restricted
from kg.extract.reference.gender import genders
from kg.extract.reference.pronouns import PERSONS, THINGS, antecedent
from kg.extract.reference.titles import Titles
from kg.extract.words.lexicon import noun_class
from kg.vocabulary import Vocabulary

__all__ = ["Referent", "Referents"]

_PLURAL_PRONOUNS = {"they", "them", "both", "their", "these", "those"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_REACH = 2
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MOST = 6


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity, or, where there is none, the words that describe whoever is meant.

    `part` tells that only some people of the entity are meant, in the text's words.
    """

    entity: str | None
    text: str
    part: str | None = None


class Referents:
    """Resolves tokens against the entities of one document; only names, unless it `resolves` the rest too."""

    def __init__(
        self, registry: Registry, elections: Elections, vocabulary: Vocabulary, *, resolves: bool = True
    ) -> None:
        self.resolves = resolves
        self.registry = registry
        self.elections = elections
        self.vocabulary = vocabulary
        self.lexicon = registry.lexicon
        self.definites = Definites(registry, vocabulary)
        self.titles = Titles(registry)
        self._meant: dict[int, str | None] = {}
        self._genders: Mapping[str, str] | None = None

    def of(self, token: Token, depth: int = 0) -> list[Referent]:
        """What the phrase headed by `token` stands for; empty where nobody can be named."""
        if depth > 4:
            return []
        own = self.registry.at(token.i)
        if own is not None:
            return [Referent(own, token.text)]
        if not self.resolves:
            return []
        if token.pos_ == "PRON" or token.lower_ in _PLURAL_PRONOUNS | {"each", "all"}:
            return self._pronoun(token, depth)
        if token.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "VERB"}:
            return []
        if token.pos_ == "NUM" and any(c.lower_ == "the" for c in token.lefts):
            return [Referent(s.entity, s.head.text) for s in self.definites.several(token, _count(token))]
        if token.pos_ == "NUM":
            return [r for t in arguments(token, "of") for r in self.of(t, depth + 1)]
        return (
            self._named_inside(token, depth)
            or self._apposition(token, depth)
            or self._predicated(token, depth)
            or self._electoral(token)
            or self._several(token)
            or self._definite(token, depth)
            or self._role(token, depth)
            or self._body(token)
            or self._nation(token)
        )

    def entity(self, token: Token, *ancestors: str) -> str | None:
        """The one entity meant, if it is of one of the given classes (any, without them)."""
        found = [r.entity for r in self.of(token) if r.entity is not None]
        fits = [e for e in found if not ancestors or self.is_a(e, *ancestors)]
        return fits[0] if len(fits) == 1 else None

    def is_a(self, identifier: str, *ancestors: str) -> bool:
        """Whether the entity's class is, or is below, one of the given classes."""
        kind = self.registry.types[identifier]
        return any(self.vocabulary.is_a(kind, a) for a in ancestors)

    # -- phrases that hold a name -------------------------------------------------------

    def _named_inside(self, token: Token, depth: int) -> list[Referent]:
        """ "the Alpha opposition party" is Alpha; "the Beta and Gamma parties" are both."""
        kind = noun_class(_words(token), self.lexicon)
        if kind is None:
            return []
        for child in token.children:
            if child.dep_ not in {"compound", "nmod", "amod"}:
                continue
            joined = coordinated(child) if token.tag_ == "NNS" else [child]
            inner = [
                e for t in joined if (e := self.registry.at(t.i)) is not None and self._same_sort(e, kind)
            ]
            if inner:
                return [Referent(e, token.text) for e in dict.fromkeys(inner)]
        return []

    def _same_sort(self, identifier: str, kind: str) -> bool:
        """Whether the entity can be what the noun calls it: a party, not the capital before "police"."""
        coarse, own = self.vocabulary.coarse(kind), self.vocabulary.coarse(self.registry.types[identifier])
        groups = {"PoliticalParty", "Organization"}
        return coarse == own or (coarse in groups and own in groups)

    def _apposition(self, token: Token, depth: int) -> list[Referent]:
        found = [
            r
            for c in token.children
            if c.dep_ == "appos"
            for t in coordinated(c)
            for r in self.of(t, depth + 1)
            if r.entity is not None and self.registry.named[r.entity]
        ]
        if found:
            return found
        if token.dep_ != "appos" or token.head.i == token.i:
            return []
        kind = noun_class(_words(token), self.lexicon)
        above = [r for r in self.of(token.head, depth + 1) if r.entity is not None]
        if kind is None or all(self._same_sort(r.entity or "", kind) for r in above):
            return above
        # "X, chairman of Y, a party that ...": the description belongs to the nearer name
        near = [
            e for i in range(token.i - 1, max(token.i - 8, -1), -1) if (e := self.registry.at(i)) is not None
        ]
        return [Referent(e, token.text) for e in near[:1] if self._same_sort(e, kind)]

    def _predicated(self, token: Token, depth: int) -> list[Referent]:
        """ "X, considered the only party that ...": the predicate noun is X."""
        if token.dep_ not in {"attr", "oprd"} or token.pos_ != "NOUN":
            return []
        if noun_class(_words(token), self.lexicon) is None:
            return []
        found = [r for t in arguments(token, "subject") if t.i != token.i for r in self.of(t, depth + 1)]
        return [r for r in found if r.entity is not None]

    # -- elections -----------------------------------------------------------------------

    def _electoral(self, token: Token) -> list[Referent]:
        """Its result, campaign or conduct stands for the election."""
        if self.elections.focal is None:
            return []
        lemma = token.lemma_.lower()
        modifiers = {t.lemma_.lower() for c in token.lefts for t in c.subtree}
        about = [t for t in arguments(token, "of") if self.registry.at(t.i) in self.elections_ids()]
        if about:
            return [Referent(self.registry.at(about[0].i), token.text)]
        electoral = any(self.lexicon.nouns.get(m) == "Election" for m in modifiers) or "campaign" in modifiers
        if lemma in self.lexicon.part_nouns and (electoral or lemma == "campaign"):
            return [Referent(self.elections.focal, token.text)]
        if self.lexicon.nouns.get(lemma) == "Election" and token.dep_ not in {"compound", "amod"}:
            return [Referent(self.elections.focal, token.text)]
        return []

    def elections_ids(self) -> set[str]:
        """Ids of all elections of the document."""
        return {i for i, kind in self.registry.types.items() if kind == "Election"}

    # -- common nouns ----------------------------------------------------------------------

    def _definite(self, token: Token, depth: int) -> list[Referent]:
        """ "the party", "the premier", "its leader": what is called so, or the only one of its kind."""
        found = self._titled(token, depth) or self._group_of_owner(token, depth) or self.definites.body(token)
        return [Referent(found, token.text)] if found else []

    def _group_of_owner(self, token: Token, depth: int) -> str | None:
        """ "his party", "X's movement": the one that the text gives X a post in."""
        lemma = token.lemma_.lower()
        kind = noun_class([lemma], self.lexicon) if token.tag_ == "NN" else None
        if kind is None or lemma not in self.lexicon.words("DescribedGroup"):
            return None
        owners = {r.entity for t in arguments(token, "possessor") for r in self.of(t, depth + 1) if r.entity}
        groups = {g for o in owners for g in self.titles.groups_of(o) if self._same_sort(g, kind)}
        return groups.pop() if len(groups) == 1 else None

    def _titled(self, token: Token, depth: int = 0) -> str | None:
        """The person whom a noun means by their post, and by what it is said to be a post of."""
        if is_restricted(token, {"of"}):
            return None
        tokens = [*arguments(token, "possessor"), *arguments(token, "of")]
        owners = {r.entity for t in tokens for r in self.of(t, depth + 1) if r.entity is not None}
        owners = {o for o in owners if not self.is_a(o, "Person")}
        return None if tokens and not owners else self.titles.person(token, owners)

    def _several(self, token: Token) -> list[Referent]:
        """ "both parties", "the two men"."""
        if token.tag_ not in {"NNS", "NNPS"}:
            return []
        count = 0
        for child in token.lefts:
            if child.lower_ == "both":
                count = 2
            elif child.dep_ == "nummod" and any(c.lower_ in {"the", "these"} for c in token.lefts):
                count = _count(child)
        plain = not any(c.dep_ in {"amod", "relcl", "acl", "prep"} for c in token.children)
        if not plain or not 2 <= count <= _MOST:
            return []
        return [Referent(s.entity, s.head.text) for s in self.definites.several(token, count)]

    def _role(self, token: Token, depth: int) -> list[Referent]:
        """ "the party's leader", "two activists": those who are described."""
        lemma = token.lemma_.lower()
        if lemma not in self.lexicon.roles and lemma not in self.lexicon.words("DescribedPerson"):
            return self._described_group(token)
        owners = [r for t in arguments(token, "possessor") for r in self.of(t, depth + 1) if r.entity]
        text = self.described(token)
        if self._counted(token):
            return self._members(token, depth) or [Referent(None, text)]
        senders = self._senders(token, depth)
        if senders:
            return senders
        if owners:
            name = f"{lemma} of {self.registry.names[owners[0].entity or '']}"
            kind = "Person" if token.tag_ == "NN" else "Organization"
            return [self._register(token, name, kind, text)]
        if token.tag_ == "NN" and lemma in self.lexicon.roles:
            return []
        return [self._register(token, text, "Person" if token.tag_ == "NN" else "Organization", text)]

    def _senders(self, token: Token, depth: int) -> list[Referent]:
        """ "UN monitors", "officials from the ministry" speak and act for who sent them."""
        if token.lemma_.lower() not in self.lexicon.words("Representative") or token.tag_ != "NNS":
            return []
        for function in ("from", "of", "possessor", "modifier"):
            for sender in arguments(token, function):
                found = [r for r in self.of(sender, depth + 1) if r.entity is not None]
                if found and self.is_a(
                    found[0].entity or "", "Institution", "Organization", "PoliticalParty"
                ):
                    return found[:1]
        return []

    def _described_group(self, token: Token) -> list[Referent]:
        if token.lemma_.lower() not in self.lexicon.words("DescribedGroup"):
            return []
        text = self.described(token)
        if self._counted(token):
            return [Referent(None, text)]
        indefinite = any(c.lower_ in {"a", "an"} for c in token.lefts)
        if token.tag_ == "NNS" or (indefinite and " " in text):
            return [self._register(token, text, "Organization", text)]
        return []

    def _counted(self, token: Token) -> bool:
        """ "seven parties", "most leaders": a number of them, and no actor."""
        return any(c.dep_ == "nummod" or c.lower_ in self.lexicon.words("Quantifier") for c in token.lefts)

    def _members(self, token: Token, depth: int) -> list[Referent]:
        """Those whom the text names of a number: "three candidates, including X"."""
        return [
            r for t in arguments(token, "including") for r in self.of(t, depth + 1) if r.entity is not None
        ]

    def _body(self, token: Token) -> list[Referent]:
        found = find_body(self.registry, token)
        return [Referent(found, token.text)] if found is not None else []

    def _nation(self, token: Token) -> list[Referent]:
        """ "the Dutch", "the Peruvians": the state, which acts and is spoken of in its people's name."""
        people = token.text[0].isupper() and token.tag_ in {"NNP", "NNPS", "NNS", "JJ"}
        plain = [c.lower_ for c in token.children if c.dep_ in {"det", "amod", "nummod", "compound"}]
        if not people or plain != ["the"] or token.dep_ in {"amod", "compound", "nmod", "appos"}:
            return []
        country = self.registry.gazetteer.by_demonym(token.text)
        if country is None:
            return []
        return [Referent(self.registry.add(country.id, country.name, "Country"), token.text)]

    def _register(self, token: Token, name: str, kind: str, text: str) -> Referent:
        identifier = self.registry.add(self.registry.local(name), name, kind, named=False)
        self.registry.mention(identifier, token.i, token.i + 1)
        return Referent(identifier, text)

    # -- pronouns ---------------------------------------------------------------------------

    def _pronoun(self, token: Token, depth: int) -> list[Referent]:
        word = token.lower_
        if word in _PLURAL_PRONOUNS | {"each", "all"}:
            return self._plural(token, depth)
        if word in PERSONS | THINGS | {"who"} and not is_expletive(token):
            found = self._antecedent(token)
            return [Referent(found, token.text)] if found else []
        return []

    def _antecedent(self, token: Token) -> str | None:
        """What a singular pronoun stands for, found once."""
        if token.i not in self._meant:
            self._meant[token.i] = None  # a pronoun that leads back to itself stands for nothing
            self._meant[token.i] = self._look_back(token)
        return self._meant[token.i]

    def _look_back(self, token: Token) -> str | None:
        if self._genders is None:
            self._genders = genders(self.registry)
        kinds: tuple[str, ...] = ("Person",)
        if token.lower_ in THINGS:
            kinds = ("PoliticalParty", "Organization", "Institution", "Country", "Election", "Event")
            owned = token.head.lemma_.lower()
            people = owned in self.lexicon.words("DescribedPerson") | self.lexicon.words("Premises")
            role = owned in self.lexicon.roles or owned in self.lexicon.ties
            owner = token.lower_ == "its" and (people or role)
            led = ("PoliticalParty", "Organization")
            found = self._back(token, led) if owner else None
            if found is not None:
                return found
        return self._back(token, kinds)

    def _back(self, token: Token, kinds: tuple[str, ...]) -> str | None:
        resolve = self._thing if token.lower_ in THINGS else self._person
        return antecedent(token, self.registry, self._genders or {}, lambda e: self.is_a(e, *kinds), resolve)

    def _thing(self, token: Token) -> str | None:
        """What an earlier pronoun or noun of a body stands for."""
        return self._antecedent(token) if token.pos_ == "PRON" else self.entity(token)

    def _person(self, token: Token) -> str | None:
        """Whom an earlier pronoun or noun of a person stands for."""
        return self._antecedent(token) if token.pos_ == "PRON" else self._titled(token)

    def _plural(self, token: Token, depth: int) -> list[Referent]:
        """The last plural subject or list, in this sentence or the one before."""
        if (token.dep_ in _SUBJECTS and token.head.dep_ in {"acl", "relcl"}) or token.lower_ == "both":
            head = token.head.head if token.head.dep_ in {"acl", "relcl", "conj"} else None
            listed = self._list_before(token)
            if listed:
                return listed
            if head is not None and head.pos_ in {"NOUN", "PROPN"}:
                return self.of(head, depth + 1)
        for sentence in sentences_back(token, _REACH - 1, within_paragraph=True):
            for i in range(min(token.i, sentence.end) - 1, sentence.start - 1, -1):
                candidate = sentence.doc[i]
                plural = candidate.tag_ in {"NNS", "NNPS"} or any(
                    c.dep_ == "conj" for c in candidate.children
                )
                if candidate.dep_ in _SUBJECTS and plural and candidate.pos_ in {"NOUN", "PROPN"}:
                    found = [r for t in coordinated(candidate) for r in self.of(t, depth + 1)]
                    if found:
                        return found
        return []

    def _list_before(self, token: Token) -> list[Referent]:
        """The list that ends right before "both": "A and B -- both ..."."""
        i = token.i - 1
        while i > token.sent.start and token.doc[i].is_punct:
            i -= 1
        last = token.doc[i]
        while last.dep_ == "compound":
            last = last.head
        if last.dep_ != "conj":
            return []
        first = last
        while first.dep_ == "conj":
            first = first.head
        return [Referent(e, t.text) for t in coordinated(first) if (e := self.registry.at(t.i)) is not None]

    def described(self, token: Token) -> str:
        """The words of a description: the noun and what stands before it, without its article."""
        left = min([token.i, *(c.left_edge.i for c in token.lefts if c.dep_ not in {"det", "punct"})])
        span = token.doc[left : token.i + 1]
        return self.registry.article.text[span.start_char : span.end_char]


def _words(token: Token) -> list[str]:
    return [c.lemma_.lower() for c in token.lefts if c.dep_ in {"compound", "amod"}] + [token.lemma_.lower()]


def _count(token: Token) -> int:
    """The number that a word or a figure gives; 0 for none that is small and whole."""
    return _SMALL.get(token.lower_, int(token.text) if token.text.isdigit() else 0)
