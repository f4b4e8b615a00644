"""Folds names so that the ways of writing one in Latin and Cyrillic letters become the same."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold"]

_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуф", "abvgdeziiklmnoprstuf", strict=True)),
        **dict(zip("ёыэієґәғқңөұүһўј", "eiiiegagknouuhui", strict=True)),
        **{"ж": "j", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ю": "iu", "я": "ia", "ї": "i"},
        **{"ь": "", "ъ": "", "љ": "l", "њ": "n", "ћ": "c", "ђ": "d", "џ": "j", "ө": "o"},
    }
)
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "s", "æ": "ae", "œ": "oe", "þ": "t"})
_GROUPS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("shch|sch|sh", "s"),
        ("tsch|tch|ch|cz|ts|tz", "c"),
        ("dzh|dj|zh", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("ck|q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("y", "i"),
        (r"(?<![aeiou])j(?=[aeou]$)", "i"),
        ("ij", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aeou])i(?=[aeou])", ""),
    )
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> list[str]:
    """The words of a text, each as the one form of all its transliterations.

    >>> fold("Nikolayev") == fold("Nikolaev") == fold("Николаев")
    True
    >>> fold("Ak Zhol") == fold("Aq Jol")
    True
    """
    return [_fold(word) for word in _WORD.findall(_plain(text))]


def _plain(text: str) -> str:
    lowered = unicodedata.normalize("NFC", text.casefold()).translate(_CYRILLIC).translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def _fold(word: str) -> str:
    folded = word
    for pattern, letters in _GROUPS:
        folded = pattern.sub(letters, folded)
    return folded or word
