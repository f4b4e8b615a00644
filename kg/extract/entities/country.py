"""Which state an article is about."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from kg.extract.words.gazetteer import Country, Gazetteer
from kg.model import Article, ZoneKind

__all__ = ["focal_country"]

# The first words of a report say where it is set.
_OPENING, _OPENING_WEIGHT, _MARGIN = 40, 3, 1.5


def focal_country(doc: Doc, article: Article, gazetteer: Gazetteer) -> Country | None:
    """The state that the article is about: named most, the opening counting more, by a clear margin."""
    counts: Counter[str] = Counter()
    known: dict[str, Country] = {}
    sure: set[str] = set()
    i = 0
    while i < len(doc):
        found, size = _country_at(doc, i, gazetteer)
        if found is not None and article.zone_at(doc[i].idx) is not ZoneKind.FOOTER:
            named = gazetteer.by_capital(doc[i : i + size].text) is None
            counts[found.id] += _OPENING_WEIGHT if i < _OPENING else 1
            known[found.id] = found
            sure |= {found.id} if named else set()
        i += size
    ranked = [(c, n) for c, n in counts.most_common() if c in sure][:2]  # a capital alone is not enough
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]):
        return None
    return known[ranked[0][0]]


def _country_at(doc: Doc, i: int, gazetteer: Gazetteer) -> tuple[Country | None, int]:
    """The state named from a token on, by the longest of its names there, and their length."""
    if doc[i].text[0].isupper() and not (doc[i].ent_type_ == "PERSON" and doc[i].ent_iob_ == "I"):
        for size in (3, 2, 1):
            text = doc[i : i + size].text
            found = gazetteer.country(text) or gazetteer.by_demonym(text) or gazetteer.by_capital(text)
            if found is not None:
                return found, size
    return None, 1
