"""The entities of one document: which names are one, of what kind, and under which id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Set

from spacy.tokens import Doc, Token

from kg.extract.entities.country import focal_country
from kg.extract.entities.group import slug
from kg.extract.entities.grouping import group_names
from kg.extract.names.finding import Name
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon
from kg.model import Article, Entity, Mention, ZoneKind

__all__ = ["Registry", "slug"]

# Classes of which several states have one under the same name, and places, which have ids of their own.
_SHARED = {"Legislature", "Chamber", "Place"}
# A name of these that only modifies another word is mostly that of a thing.
_LOOSE = {"Organization", "Place", "Person"}
_MODIFYING = {"compound", "amod", "nmod"}


class Registry:
    """Entities by id and by token; grows while described actors are met.

    The one mutable part of extraction: everything else reads it.
    """

    def __init__(self, doc: Doc, article: Article, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.article = article
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.country = focal_country(doc, article, gazetteer)
        self.by_token: dict[int, str] = {}
        self.names: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.named: dict[str, bool] = {}
        self._spans: dict[str, set[tuple[int, int]]] = defaultdict(set)

    # -- reading ------------------------------------------------------------------

    def at(self, token: int) -> str | None:
        """The entity that the token is part of the name of."""
        return self.by_token.get(token)

    def spans(self, identifier: str) -> list[tuple[int, int]]:
        """Token spans of an entity's mentions, in text order."""
        return sorted(self._spans[identifier])

    def entities(self, used: Set[str] = frozenset()) -> tuple[Entity, ...]:
        """All entities that are mentioned, or among `used`, as plain data, sorted by id."""
        out = []
        for identifier in sorted(self.names):
            if identifier not in used and self._is_passed_over(identifier):
                continue
            mentions = []
            for start, end in self.spans(identifier):
                span = self.doc[start:end]
                text = self.article.text[span.start_char : span.end_char]
                mentions.append(Mention(span.start_char, span.end_char, text))
            out.append(
                Entity(
                    identifier,
                    self.names[identifier],
                    self.types[identifier],
                    tuple(mentions),
                    self.named[identifier],
                )
            )
        return tuple(out)

    def _is_passed_over(self, identifier: str) -> bool:
        """Whether nothing speaks of it: no mention, or mentions that are another's, or modifiers alone."""
        spans = self._spans[identifier]
        others = {s for e, found in self._spans.items() if e != identifier for s in found}
        if spans <= others:
            return True
        loose = self.types[identifier] in _LOOSE
        return loose and all(self._is_modifier(self.doc[s:e].root) for s, e in spans)

    def _is_modifier(self, root: Token) -> bool:
        """Whether it names another thing, and not a place, as in "Alpha prison"."""
        noun = root.head.lemma_.lower()
        return root.dep_ in _MODIFYING and self.lexicon.nouns.get(noun) != "Place"

    # -- growing ------------------------------------------------------------------

    def add(self, identifier: str, name: str, kind: str, *, named: bool = True) -> str:
        """Register an entity once; a second call with its id changes nothing."""
        if identifier not in self.names:
            self.names[identifier] = name
            self.types[identifier] = kind
            self.named[identifier] = named
        return identifier

    def mention(self, identifier: str, start: int, end: int) -> None:
        """Record that the tokens `[start, end)` speak of the entity."""
        self._spans[identifier].add((start, end))
        for i in range(start, end):
            self.by_token.setdefault(i, identifier)

    def form(self, identifier: str, start: int, end: int) -> None:
        """Record a longer form of the entity, whose further words keep what they stand for."""
        self._spans[identifier].add((start, end))

    def in_heading(self, token: int) -> bool:
        """Whether a token stands in a subheading, which states nothing."""
        return self.article.zone_at(self.doc[token].idx) is ZoneKind.SUBHEADING

    def local(self, text: str) -> str:
        """An id that holds within this document only."""
        return f"{self.article.id}/{slug(text)}"

    def scoped(self, name: str) -> str:
        """An id for an organisation: names such as "Liberal Party" recur from state to state."""
        return f"{self.country.code.lower()}/{slug(name)}" if self.country else self.local(name)

    # -- names ----------------------------------------------------------------------

    def register(self, names: list[Name], expected: Mapping[int, Counter[str]]) -> None:
        """Group names into entities and give each a type and an id.

        `expected` holds further votes for the class of a name, by the token that heads it.
        """
        for group in group_names(self.doc, names, expected, self.lexicon, self.gazetteer):
            form = group.form
            body = None if group.is_party else self.gazetteer.body(form)
            kind = body.kind if body is not None else group.kind or "Organization"
            country = self.gazetteer.country(form)
            if kind == "Country" and country is not None:
                identifier = self.add(country.id, country.name, kind)
            elif body is not None and kind not in _SHARED:
                identifier = self.add(body.id, body.name, kind)
            elif kind == "Person":
                identifier = self.add(slug(form) if " " in form else self.local(form), form, kind)
            elif kind == "Place":
                identifier = self.add(f"place/{slug(form)}", form, kind)
            else:
                identifier = self.add(self.scoped(form), form, kind)
            for start, end in group.spans:
                self.mention(identifier, start, end)
