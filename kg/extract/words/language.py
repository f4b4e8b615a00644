"""Tells a text in another language, before English rules are let loose on it."""

from __future__ import annotations

import re

from kg.errors import InputError
from kg.extract.words.lexicon import Lexicon

__all__ = ["refuse_foreign"]

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 16  # lower-case words; fewer tell too little
_ENOUGH_LETTERS = 20
_SHARE = 0.15  # measured: 55 of 56 texts in other languages below, the least in English .20
_SAMPLE = 20_000


def refuse_foreign(text: str, lexicon: Lexicon, where: str | None = None) -> None:
    """Raise InputError for a text that is not in English.

    Told by the share of small English words among those that begin in lower case, so that a list of
    names is no foreign text; and by the alphabet. A text of a few words passes.
    """
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    latin = sum(c <= "ɏ" or "Ḁ" <= c <= "ỿ" for c in letters)
    words = [w for w in _WORD.findall(sample) if w[0].islower()]
    small = sum(w in lexicon.words("FunctionWord") for w in words)
    if (len(letters) >= _ENOUGH_LETTERS and 2 * latin < len(letters)) or (
        len(words) >= _ENOUGH and small < _SHARE * len(words)
    ):
        raise InputError(
            "the text is not in English", where=where, hint="give an English text or a translation"
        )
