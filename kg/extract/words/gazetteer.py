"""The world's states, and bodies known everywhere, by the words that news uses for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

import pyoxigraph as ox

from kg import resources
from kg.errors import VocabularyError
from kg.namespaces import ID, PREFIXES

__all__ = ["Body", "Country", "Gazetteer", "load"]

_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_ALT_LABEL = PREFIXES["skos"] + "altLabel"
_APOSTROPHES = str.maketrans("’ʼ‘ʻ", "''''")
_LONGEST_ACRONYM = 4
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Country:
    """A state: the local part of its IRI, its name, its ISO 3166 code, its people and its capital."""

    id: str
    name: str
    code: str
    demonyms: tuple[str, ...]
    capital: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body that news of any state names: the local part of its IRI, its name and its class."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True)
class Gazetteer:
    """The states, four ways to find one by a word, and bodies by name.

    Every look-up ignores case, except that an acronym must be in capitals ("US", not "us"), and
    gives None for a word that names no state or more than one. `ambiguous` lists the latter.
    """

    countries: tuple[Country, ...]
    ambiguous: Mapping[str, tuple[Country, ...]]
    _names: Mapping[str, Country]
    _demonyms: Mapping[str, Country]
    _capitals: Mapping[str, Country]
    _metonyms: Mapping[str, Country]
    _bodies: Mapping[str, Body]
    _seats: Mapping[str, Body]

    def country(self, text: str) -> Country | None:
        """The state of that name.

        >>> load().country("the U.S.").code
        'US'
        """
        return _find(self._names, text)

    def by_demonym(self, text: str) -> Country | None:
        """The state of that adjective or people, singular or plural.

        >>> load().by_demonym("Peruvians").name
        'Peru'
        """
        return _find(self._demonyms, text) or _find(self._demonyms, text.removesuffix("s"))

    def by_capital(self, text: str) -> Country | None:
        """The state whose government sits in that city.

        >>> load().by_capital("Kiev").capital
        'Kyiv'
        """
        return _find(self._capitals, text)

    def by_metonym(self, text: str) -> Country | None:
        """The state whose government is meant by that building, street or district.

        >>> load().by_metonym("Downing Street").code
        'GB'
        """
        return _find(self._metonyms, text)

    def body(self, text: str) -> Body | None:
        """The body of that name.

        >>> load().body("the U.N.").name
        'United Nations'
        """
        return _find(self._bodies, text)

    def by_seat(self, title: str) -> Body | None:
        """The body whose members alone have that title.

        >>> load().by_seat("MEP").name
        'European Parliament'
        """
        return self._seats.get(title.casefold())

    def is_land(self, text: str) -> bool:
        """Whether it names a state or a land that news treats like one.

        >>> load().is_land("Scotland")
        True
        """
        body = self.body(text)
        return self.country(text) is not None or (body is not None and body.kind == "Place")


@cache
def load() -> Gazetteer:
    """Read `data/gazetteer.ttl`.

    Raises:
        VocabularyError: a state lacks its name, code or capital, or a body its name.
    """
    path = resources.path("data", "gazetteer.ttl")
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kinds: dict[str, str] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        identifier = quad.subject.value.removeprefix(str(ID))
        if isinstance(quad.object, ox.Literal):
            prop = quad.predicate.value.removeprefix(PREFIXES["pol"])
            values[identifier][prop].append(quad.object.value)
        elif isinstance(quad.object, ox.NamedNode) and quad.predicate.value == _TYPE:
            kinds[identifier] = quad.object.value.removeprefix(PREFIXES["pol"])
    for identifier, row in values.items():
        needed = (_LABEL, "isoCode", "capital") if kinds.get(identifier) == "Country" else (_LABEL,)
        if identifier not in kinds or any(len(row[prop]) != 1 for prop in needed):
            raise VocabularyError(
                f"the entry {identifier!r} needs one class and one label, a state one code and one capital",
                where=str(path),
            )
    rows = [
        (Country(i, r[_LABEL][0], r["isoCode"][0], tuple(r["demonym"]), r["capital"][0]), r)
        for i, r in sorted(values.items())
        if kinds[i] == "Country"
    ]
    bodies = [
        (Body(i, r[_LABEL][0], kinds[i]), r) for i, r in sorted(values.items()) if kinds[i] != "Country"
    ]
    shared: dict[str, tuple[Country, ...]] = {}
    return Gazetteer(
        countries=tuple(c for c, _ in rows),
        ambiguous=shared,
        _names=_index(((c, [c.name, *r[_ALT_LABEL]]) for c, r in rows), shared),
        _demonyms=_index(((c, c.demonyms) for c, _ in rows), shared),
        _capitals=_index(((c, [c.capital, *r["capitalAlias"]]) for c, r in rows), shared),
        _metonyms=_index(((c, r["metonym"]) for c, r in rows), shared),
        _bodies=_index(((b, [b.name, *r[_ALT_LABEL]]) for b, r in bodies), {}),
        _seats={title: b for b, r in bodies for title in r["seatTitle"]},
    )


def _index(rows: Iterable[tuple[_T, Iterable[str]]], shared: dict[str, tuple[_T, ...]]) -> dict[str, _T]:
    """Each word to the one thing that it names; words of several things go to `shared`."""
    owners: dict[str, list[_T]] = defaultdict(list)
    for named, words in rows:
        for key in sorted({_key(word) for word in words}):
            owners[key].append(named)
    shared.update({word: tuple(found) for word, found in owners.items() if len(found) > 1})
    return {word: found[0] for word, found in owners.items() if len(found) == 1}


def _find(index: Mapping[str, _T], text: str) -> _T | None:
    key = _key(text)
    return index.get(key) or index.get(key.casefold().removeprefix("the "))


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """The form under which words are compared: an acronym as it is, all others in lower case."""
    words = " ".join(text.translate(_APOSTROPHES).split())
    bare = words.removeprefix("the ").replace(".", "")
    if bare.isupper() and len(bare) <= _LONGEST_ACRONYM:
        return bare
    return words.casefold()
