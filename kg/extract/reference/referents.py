"""What a noun phrase or pronoun stands for, where that is sure."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from kg.extract.elections.telling_apart import Elections
from kg.extract.entities.bodies import find_body
from kg.extract.entities.registry import Registry
from kg.extract.grammar.clauses import arguments
from kg.extract.grammar.expletives import is_expletive
from kg.extract.names.mentions import sentences_back, spots
from kg.extract.reference.definites import Definites, is_restricted
from kg.extract.reference.descriptions import described_people, description
from kg.extract.reference.gender import genders
from kg.extract.reference.naming import apposition, named_inside, predicated, same_sort
from kg.extract.reference.plurals import PLURALS, counted, several, they
from kg.extract.reference.pronouns import PERSONS, REACH, THINGS, antecedent
from kg.extract.reference.referent import Referent
from kg.extract.reference.titles import Titles
from kg.extract.words.lexicon import noun_class
from kg.vocabulary import Vocabulary

__all__ = ["Referent", "Referents"]

_DESCRIBING = {"det", "amod", "compound", "poss", "nummod", "case"}


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
        if token.pos_ == "PRON" or token.lower_ in PLURALS:
            return self._pronoun(token, depth)
        if token.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "VERB"}:
            return []
        if token.pos_ == "NUM":
            return counted(self, token, depth)
        return (
            named_inside(self, token, depth)
            or apposition(self, token, depth)
            or predicated(self, token, depth)
            or self._electoral(token)
            or several(self, token)
            or self._definite(token, depth)
            or described_people(self, token, depth)
            or self._body(token)
            or self._nation(token)
            or self._country(token)
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
        groups = {g for o in owners for g in self.titles.groups_of(o) if same_sort(self, g, kind)}
        return groups.pop() if len(groups) == 1 else None

    def _titled(self, token: Token, depth: int = 0) -> str | None:
        """The person whom a noun means by their post, and by what it is said to be a post of."""
        if is_restricted(token, {"of"}):
            return None
        tokens = [*arguments(token, "possessor"), *arguments(token, "of")]
        owners = {r.entity for t in tokens for r in self.of(t, depth + 1) if r.entity is not None}
        owners = {o for o in owners if not self.is_a(o, "Person")}
        return None if tokens and not owners else self.titles.person(token, owners)

    def _body(self, token: Token) -> list[Referent]:
        found = find_body(self.registry, token)
        return [Referent(found, token.text)] if found is not None else []

    def _country(self, token: Token) -> list[Referent]:
        """ "the country", "the nation's": the state that was named last, or that the text is about."""
        if token.lemma_.lower() not in {"country", "nation"} or token.tag_ != "NN" or is_restricted(token):
            return []
        if not all(c.lower_ in {"the", "'s", "’s"} for c in token.children if c.dep_ in _DESCRIBING):
            return []
        for sentence in sentences_back(token, REACH):
            named = [
                s.entity
                for s in spots(self.registry, sentence, token.i)
                if self.is_a(s.entity, "Country") and s.head.dep_ not in {"compound", "amod", "nmod"}
            ]
            if named:
                return [Referent(named[-1], token.text)]
        home = self.registry.country
        return (
            [] if home is None else [Referent(self.registry.add(home.id, home.name, "Country"), token.text)]
        )

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

    # -- pronouns ---------------------------------------------------------------------------

    def _pronoun(self, token: Token, depth: int) -> list[Referent]:
        word = token.lower_
        if word in PLURALS:
            return they(self, token, depth)
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
            if owner:  # "its leader" is a party's, "its chairman" that of a court as well
                beside = owned in self.lexicon.words("InstitutionalRole")
                found = self._back(token, led, 0) or (self._back(token, kinds, 0) if beside else None)
                found = found or self._back(token, led, REACH)
                if found is not None:
                    return found
        return self._back(token, kinds, REACH)

    def _back(self, token: Token, kinds: tuple[str, ...], reach: int) -> str | None:
        resolve = self._thing if token.lower_ in THINGS else self._person
        return antecedent(
            token, self.registry, self._genders or {}, lambda e: self.is_a(e, *kinds), resolve, reach
        )

    def _thing(self, token: Token) -> str | None:
        """What an earlier pronoun or noun of a body stands for."""
        return self._antecedent(token) if token.pos_ == "PRON" else self.entity(token)

    def _person(self, token: Token) -> str | None:
        """Whom an earlier pronoun or noun of a person stands for."""
        return self._antecedent(token) if token.pos_ == "PRON" else self._titled(token)

    def described(self, token: Token) -> str:
        """The words of a description: the noun and what stands before it, without its article."""
        return description(self.registry, token)
