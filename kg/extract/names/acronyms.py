"""Names, and the acronyms in brackets that stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc

__all__ = ["Name", "is_acronym", "with_acronyms"]


@dataclass(frozen=True, slots=True)
class Name:
    """The tokens `[start, end)` of a name; `title` the tokens of a title before it.

    `short_for` is the full name before an acronym in brackets, as a token span.
    """

    start: int
    end: int
    title: tuple[int, int] | None = None
    short_for: tuple[int, int] | None = None


def is_acronym(text: str) -> bool:
    """Whether a name is made of initials: "ABC", "AB-C"."""
    return re.fullmatch(r"[A-Z]{2,7}(?:-[A-Z]{1,7})?", text) is not None


def with_acronyms(doc: Doc, names: list[Name]) -> list[Name]:
    """Join "Full Name (FN)": the acronym stands for the name before the bracket.

    Schwartz and Hearst (2003): the letters of the short form are matched, right to
    left, against the initials of the words before it.
    """
    out: list[Name] = []
    for name in names:
        previous = out[-1] if out else None
        short = doc[name.start : name.end].text
        bracketed = name.start > 1 and doc[name.start - 1].text == "("
        if bracketed and previous is not None and previous.end >= name.start - 3:
            long = _long_form(doc, name.start - 1, short)
            if long is not None:
                while out and out[-1].end > long[0] and out[-1].end <= long[1] and out[-1].title is None:
                    out.pop()
                out.append(Name(*long))
            elif (
                previous.end != name.start - 1
                or sum(c.isupper() for c in short) < 2
                or _is_person(doc, previous)
            ):
                out.append(name)
                continue
            out.append(replace(name, short_for=(out[-1].start, out[-1].end)))
        else:
            out.append(name)
    return out


def _is_person(doc: Doc, name: Name) -> bool:
    """ "X Y (ZP)": what stands behind a person is their party, not their acronym."""
    return name.title is not None or doc[name.end - 1].ent_type_ == "PERSON"


def _long_form(doc: Doc, end: int, short: str) -> tuple[int, int] | None:
    """The words before the bracket whose initials spell the acronym."""
    letters = [c for c in short if c.isupper()]
    if not re.fullmatch(r"[A-Z][A-Za-z]{1,9}", short) or len(letters) < 2:
        return None
    i, left = end - 1, list(letters)
    start = None
    while i >= max(end - 14, doc[end].sent.start) and left:
        word = doc[i].text
        if word[0].isupper() or (word[0].upper() == left[-1] and word[0].isalpha() and len(word) > 3):
            if word[0].upper() != left[-1]:
                return None
            left.pop()
            start = i
        i -= 1
    return (start, end) if start is not None and not left else None
