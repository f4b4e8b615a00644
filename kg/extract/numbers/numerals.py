"""Numbers as they are written in English: digits, words and both."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["NUMBER", "WORDS", "number"]

_UNITS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: i
    for i, w in zip(
        range(20, 100, 10),
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        strict=True,
    )
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_DOZENS = {"dozen": 12}

_SMALL = "|".join([*reversed(_UNITS), *_TENS])
_SCALE = "|".join([*_SCALES, *_DOZENS])
_TENS_UNITS = rf"(?:{'|'.join(_TENS)})[- ](?:{'|'.join(list(_UNITS)[1:10])})"
_WORD = rf"(?:{_TENS_UNITS}|{_SMALL}|an?(?=[ -](?:{_SCALE})\b))"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

WORDS = rf"(?:{_WORD}(?:[ -](?:{_SCALE})(?:(?: and)?[ -]{_WORD})?)*)"
"""Pattern of a number in words, "ninety-eight", "two hundred and five", "a dozen"; ignore case."""

NUMBER = rf"(?:(?:{_DIGITS})(?: (?:{_SCALE}))?|{WORDS})"
"""Pattern of a number in digits or words, "1,250", "3.4", "2.5 million"; ignore case."""

_WHOLE_DIGITS = re.compile(rf"({_DIGITS})(?: ({_SCALE}))?", re.IGNORECASE)


def number(text: str) -> Decimal | None:
    """The number that a text writes, or None where it writes none.

    >>> number("Ninety-eight"), number("2.5 million"), number("1,250"), number("few")
    (Decimal('98'), Decimal('2500000'), Decimal('1250'), None)
    """
    digits = _WHOLE_DIGITS.fullmatch(text.strip())
    if digits is None:
        return _from_words(re.split(r"[\s-]+", text.strip().casefold()))
    value = Decimal(digits[1].replace(",", ""))
    scaled = value * (_SCALES | _DOZENS)[digits[2].casefold()] if digits[2] else value
    return scaled.to_integral_value() if digits[2] and scaled == scaled.to_integral_value() else scaled


def _from_words(words: list[str]) -> Decimal | None:
    total = current = 0
    counted = False
    for word in words:
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word) or _TENS.get(word, 0)
        elif word in {"a", "an"}:
            current += 1
            continue
        elif word == "hundred" or word in _DOZENS:
            current = (current or 1) * (_SCALES | _DOZENS)[word]
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0
        elif word == "and":
            continue
        else:
            return None
        counted = True
    return Decimal(total + current) if counted else None
