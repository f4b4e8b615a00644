"""The world's states by the words that news uses for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import resources
from kg.errors import VocabularyError
from kg.namespaces import ID, PREFIXES

__all__ = ["Country", "Gazetteer", "load"]

_LABEL = PREFIXES["rdfs"] + "label"
_ALT_LABEL = PREFIXES["skos"] + "altLabel"
_APOSTROPHES = str.maketrans("’ʼ‘ʻ", "''''")
_LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Country:
    """A state: the local part of its IRI, its name, its ISO 3166 code, its people and its capital."""

    id: str
    name: str
    code: str
    demonyms: tuple[str, ...]
    capital: str


@dataclass(frozen=True)
class Gazetteer:
    """The states, and four ways to find one by a word.

    Every look-up ignores case, except that an acronym must be in capitals ("US", not "us"), and
    gives None for a word that names no state or more than one. `ambiguous` lists the latter.
    """

    countries: tuple[Country, ...]
    ambiguous: Mapping[str, tuple[Country, ...]]
    _names: Mapping[str, Country]
    _demonyms: Mapping[str, Country]
    _capitals: Mapping[str, Country]
    _metonyms: Mapping[str, Country]

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


@cache
def load() -> Gazetteer:
    """Read `data/gazetteer.ttl`.

    Raises:
        VocabularyError: a state lacks its name, code or capital.
    """
    path = resources.path("data", "gazetteer.ttl")
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            prop = quad.predicate.value.removeprefix(PREFIXES["pol"])
            values[quad.subject.value.removeprefix(str(ID))][prop].append(quad.object.value)
    for identifier, row in values.items():
        if any(len(row[prop]) != 1 for prop in (_LABEL, "isoCode", "capital")):
            raise VocabularyError(
                f"the state {identifier!r} needs one label, one code and one capital", where=str(path)
            )
    rows = [
        (Country(i, r[_LABEL][0], r["isoCode"][0], tuple(r["demonym"]), r["capital"][0]), r)
        for i, r in sorted(values.items())
    ]
    shared: dict[str, tuple[Country, ...]] = {}
    return Gazetteer(
        countries=tuple(c for c, _ in rows),
        ambiguous=shared,
        _names=_index(((c, [c.name, *r[_ALT_LABEL]]) for c, r in rows), shared),
        _demonyms=_index(((c, c.demonyms) for c, _ in rows), shared),
        _capitals=_index(((c, [c.capital, *r["capitalAlias"]]) for c, r in rows), shared),
        _metonyms=_index(((c, r["metonym"]) for c, r in rows), shared),
    )


def _index(
    rows: Iterable[tuple[Country, Iterable[str]]], shared: dict[str, tuple[Country, ...]]
) -> dict[str, Country]:
    """Each word to its one state; words of several states go to `shared`."""
    owners: dict[str, list[Country]] = defaultdict(list)
    for country, words in rows:
        for key in sorted({_key(word) for word in words}):
            owners[key].append(country)
    shared.update({word: tuple(found) for word, found in owners.items() if len(found) > 1})
    return {word: found[0] for word, found in owners.items() if len(found) == 1}


def _find(index: Mapping[str, Country], text: str) -> Country | None:
    key = _key(text)
    return index.get(key) or index.get(key.casefold().removeprefix("the "))


def _key(text: str) -> str:
    """The form under which words are compared: an acronym as it is, all others in lower case."""
    words = " ".join(text.translate(_APOSTROPHES).split())
    bare = words.removeprefix("the ").replace(".", "")
    if bare.isupper() and len(bare) <= _LONGEST_ACRONYM:
        return bare
    return words.casefold()
