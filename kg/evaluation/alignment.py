"""Which entity that was found is which entity of the gold: by the surface forms that they share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kg.evaluation.gold import GoldEntity

__all__ = ["align", "plain"]

_TITLES = frozenset(
    {"the", "president", "prime", "minister", "mr", "ms", "mrs", "dr", "party", "of", "a", "an"}
)
_SAME_TYPE = 0.25
_LEAST_OVERLAP = 0.5


def plain(text: str) -> str:
    """A text without case, accents, possessives and punctuation.

    >>> plain("The Párty’s leader")
    'the party leader'
    """
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    bare = re.sub(r"['’`]s\b", "", bare)
    return " ".join(re.sub(r"[^\w\s]", " ", bare).split())


def align(found: Sequence[GoldEntity], gold: Sequence[GoldEntity]) -> dict[str, str]:
    """Ids of what was found to ids of the gold, one to one, the most alike first."""
    pairs = sorted(((_affinity(f, g), f.id, g.id) for f in found for g in gold), reverse=True)
    aligned: dict[str, str] = {}
    taken: set[str] = set()
    for likeness, mine, theirs in pairs:
        if likeness > 0 and mine not in aligned and theirs not in taken:
            aligned[mine] = theirs
            taken.add(theirs)
    return aligned


def _affinity(found: GoldEntity, gold: GoldEntity) -> float:
    shared = len({plain(f) for f in found.forms} & {plain(f) for f in gold.forms})
    overlap = max((_overlap(_core(a), _core(b)) for a in found.forms for b in gold.forms), default=0.0)
    if not shared and overlap < _LEAST_OVERLAP:
        return 0.0
    return shared + overlap + (_SAME_TYPE if found.type == gold.type else 0.0)


def _core(form: str) -> frozenset[str]:
    """The words that identify a name, titles and articles apart."""
    words = plain(form).split()
    return frozenset(words) - _TITLES or frozenset(words)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0
