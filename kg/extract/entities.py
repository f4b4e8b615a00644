"""The entities of one document: which names are one, of what kind, and under which id."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.extract.country import focal_country
from kg.extract.gazetteer import Gazetteer
from kg.extract.lexicon import Lexicon
from kg.extract.names import Name
from kg.extract.typing import votes
from kg.model import Article, Entity, Mention, ZoneKind

__all__ = ["Registry", "slug"]

_SCOPED = {"Person", "Place", "Country"}
# Kinds of organisation: a vote for "some organisation" is a vote for each of them that has votes of its own.
_ORGANISED = {
    "PoliticalParty",
    "Movement",
    "Coalition",
    "MediaOutlet",
    "IntergovernmentalOrganization",
    "Institution",
    "Court",
    "ElectionCommission",
    "Legislature",
    "Chamber",
    "Government",
    "LawEnforcement",
    "AdvisoryAssembly",
    "ObserverMission",
}
_MODEST = 2
_SIMILAR = 0.8
_SAME_SURNAME = 0.7


def slug(text: str) -> str:
    """A readable, stable local name.

    >>> slug("Movement «Ölüm» 2")
    'movement-olum-2'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "x"


@dataclass
class _Group:
    """Occurrences of names that are one entity, before it gets its id."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    titled: bool = False


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

    def entities(self) -> tuple[Entity, ...]:
        """All entities as plain data, sorted by id."""
        out = []
        for identifier in sorted(self.names):
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
        groups = self._grouped(names, expected)
        for group in groups:
            kind = _decide(group.tally) or "Organization"
            form = _best_form(group.forms)
            country = self.gazetteer.country(form)
            if kind == "Country" and country is not None:
                identifier = self.add(country.id, country.name, kind)
            elif kind == "Person":
                identifier = self.add(slug(form) if " " in form else self.local(form), form, kind)
            elif kind == "Place":
                identifier = self.add(f"place/{slug(form)}", form, kind)
            else:
                identifier = self.add(self.scoped(form), form, kind)
            for start, end in group.spans:
                self.mention(identifier, start, end)

    def _grouped(self, names: list[Name], expected: Mapping[int, Counter[str]]) -> list[_Group]:
        groups: dict[str, _Group] = {}
        alias: dict[str, str] = {}
        previous: Name | None = None
        for name in sorted(names, key=lambda n: n.start):
            text = _plain(self.doc[name.start : name.end].text)
            key = self._key(text)
            if name.short_for is not None:
                alias[key] = self._key(_plain(self.doc[slice(*name.short_for)].text))
            elif previous is not None and _renames(self.doc, previous, name):
                alias[key] = self._key(_plain(self.doc[previous.start : previous.end].text))
            previous = name
            group = groups.setdefault(key, _Group())
            group.spans.append((name.start, name.end))
            group.forms[text] += 1
            group.titled |= name.title is not None
            group.tally.update(votes(self.doc, name, self.lexicon, self.gazetteer))
            group.tally.update(expected.get(self.doc[name.start : name.end].root.i, Counter()))
        _add_initialisms(groups, alias)
        _add_people(groups, alias, self.lexicon)
        for key in sorted(groups):
            target, seen = key, {key}
            while target in alias and alias[target] not in seen:
                target = alias[target]
                seen.add(target)
            if target != key and target in groups:
                _merge(groups[target], groups.pop(key))
        return [groups[k] for k in sorted(groups)]

    def _key(self, text: str) -> str:
        """Names that differ by case, an article or a trailing class noun are one."""
        words = slug(text).split("-")
        if len(words) > 2 and words[-1] in {"party", "movement", "coalition"}:
            words = words[:-1]
        return "-".join(w for w in words if w != "the")


def _renames(doc: Doc, full: Name, short: Name) -> bool:
    """ "the Full Name, or FN,": another name for the same."""
    between = [t.lower_ for t in doc[full.end : short.start]]
    return between in ([",", "or"], ["or"]) and doc[short.start : short.end].text.isupper()


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^(the|a|an)\s+", "", text, flags=re.IGNORECASE)).strip()


def _decide(tally: Counter[str]) -> str | None:
    """The class with the most votes; ties go to the finer class by name order."""
    if not tally:
        return None
    generic = tally["Organization"]
    supported = {k: v + generic if k in _ORGANISED and v > _MODEST else v for k, v in tally.items()}
    best = max(supported.items(), key=lambda kv: (kv[1], kv[0]))
    if best[1] <= 0 or best[0] in {
        "Election",
        "Protest",
        "Unrest",
        "Strike",
        "Trial",
        "Crisis",
        "Event",
        "PressConference",
    }:
        return None
    return best[0]


def _best_form(forms: Counter[str]) -> str:
    """The longest form stands for the entity; the more frequent one where lengths agree."""
    return max(forms.items(), key=lambda kv: (len(kv[0].split()), len(kv[0]), kv[1], kv[0]))[0]


def _merge(into: _Group, other: _Group) -> None:
    into.spans += other.spans
    into.tally.update(other.tally)
    into.forms.update(other.forms)
    into.titled |= other.titled


def _initials(form: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", form) if w[:1].isupper())


def _add_initialisms(groups: dict[str, _Group], alias: dict[str, str]) -> None:
    """An acronym without brackets stands for the one name whose initials it is."""
    for key, group in groups.items():
        form = _best_form(group.forms).replace(".", "")
        if key in alias or not form.isupper() or not 2 <= len(form) <= 8:
            continue
        matches = [k for k, g in groups.items() if k != key and _initials(_best_form(g.forms)) == form]
        if len(matches) == 1:
            alias[key] = matches[0]


def _add_people(groups: dict[str, _Group], alias: dict[str, str], lexicon: Lexicon) -> None:
    """Surnames and spelling variants of people who are named in full."""
    full = {}
    for key, group in groups.items():
        words = _best_form(group.forms).split()
        if len(words) > 1 and _decide(group.tally) == "Person":
            full[key] = [w.casefold() for w in words]
    for key, group in groups.items():
        if key in full or key in alias:
            continue
        form = _best_form(group.forms).casefold()
        if " " in form or not _may_be_person(group):
            continue
        matches = [k for k, words in full.items() if words[-1] == form]
        if not matches:
            matches = [k for k, words in full.items() if _alike(words[-1], form)]
        if not matches:
            matches = [k for k, words in full.items() if words[0] == form and len(form) > 3]
        if len(matches) == 1:
            alias[key] = matches[0]
    keys = sorted(full)
    for i, one in enumerate(keys):
        for other in keys[i + 1 :]:
            a, b = full[one], full[other]
            if one not in alias and a[-1] == b[-1] and _alike(a[0], b[0], _SAME_SURNAME) and len(a) == len(b):
                alias[one] = other


def _may_be_person(group: _Group) -> bool:
    return (
        _decide(group.tally) in {"Person", "Place", "Organization", "PoliticalParty", None}
        and group.tally["Country"] == 0
    )


def _alike(a: str, b: str, least: float = _SIMILAR) -> bool:
    return min(len(a), len(b)) > 4 and a[0] == b[0] and difflib.SequenceMatcher(None, a, b).ratio() >= least
