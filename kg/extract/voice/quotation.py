"""What stands between quotation marks, and the verb that says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from kg.extract.words.lexicon import Lexicon

__all__ = ["Quotation", "find_quotations"]

_MARKS = {'"', "''", "``"}
_FINITE = {"VBD", "VBZ", "VBP", "VBN", "VBG"}
_REACH = 14
# A mark after these leads a quotation in.
_LEADING = {",", ":", "that"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters between two quotation marks, and the verb that says them.

    `closed` is false where the paragraph ends before the quotation does.
    """

    start: int
    end: int
    verb: Token | None
    closed: bool = True


def find_quotations(doc: Doc, lexicon: Lexicon) -> list[Quotation]:
    """All quotations in text order; one without a verb of its own is its predecessor's speaker's."""
    found: list[Quotation] = []
    last: Token | None = None
    for paragraph in _paragraphs(doc):
        own = [replace(q, verb=_verb(q, paragraph, lexicon)) for q in _pairs(paragraph)]
        later: Token | None = None
        for i in range(len(own) - 1, -1, -1):
            later = own[i].verb or later
            if own[i].verb is None and not own[i].closed:
                own[i] = replace(own[i], verb=later)
        whole = bool(own) and own[0].start == paragraph[0].idx
        spoken = last if whole else None
        for quotation in own:
            spoken = quotation.verb or spoken
            found.append(replace(quotation, verb=spoken))
        last = spoken if own else _last_saying(paragraph, lexicon)
    return _with_later(found)


def _with_later(quotations: list[Quotation]) -> list[Quotation]:
    """An unclosed quotation without a verb is said by the verb of the one that goes on from it."""
    out: list[Quotation] = []
    verb: Token | None = None
    for quotation in reversed(quotations):
        if quotation.verb is None and not quotation.closed:
            quotation = replace(quotation, verb=verb)
        verb = quotation.verb
        out.append(quotation)
    return out[::-1]


def _paragraphs(doc: Doc) -> Iterator[Span]:
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield doc[start : token.i]
            start = token.i + 1
    if start < len(doc):
        yield doc[start : len(doc)]


def _pairs(paragraph: Span) -> Iterator[Quotation]:
    opening: Token | None = None
    for token in paragraph:
        if token.text not in _MARKS:
            continue
        before = token.doc[token.i - 1] if token.i else None
        apart = before is None or bool(before.whitespace_) or before.is_space or token.i == paragraph.start
        if opening is None:
            opening = token
        elif not apart or token.whitespace_ or token.i == paragraph.end - 1:
            yield Quotation(opening.idx, token.idx, None)
            opening = None
    if opening is not None:
        last = paragraph[len(paragraph) - 1]
        yield Quotation(opening.idx, last.idx + len(last), None, closed=False)


def _verb(quotation: Quotation, paragraph: Span, lexicon: Lexicon) -> Token | None:
    """The saying verb right after the quotation or right before it, or else in its sentence."""
    before = [t for t in paragraph if t.idx < quotation.start]
    after = [t for t in paragraph if t.idx > quotation.end]
    leading = bool(before) and before[-1].lower_ in _LEADING
    ahead = _first_saying(reversed(before), lexicon)
    behind = _first_saying(iter(after), lexicon) if quotation.closed else None
    nearest = (ahead or behind) if leading else (behind or ahead)
    if nearest is not None:
        return nearest
    for token in paragraph:
        outside = token.idx < quotation.start or token.idx > quotation.end
        if outside and _says(token, lexicon) and _touches(token.sent, quotation):
            return token
    return None


def _touches(sentence: Span, quotation: Quotation) -> bool:
    return sentence.start_char <= quotation.end and quotation.start <= sentence.end_char


def _first_saying(tokens: Iterator[Token], lexicon: Lexicon) -> Token | None:
    """The nearest verb, if it is one of saying; no other verb, sentence or quotation may be between."""
    for count, token in enumerate(tokens):
        if _says(token, lexicon):
            return token
        ends = token.text in _MARKS or token.text in {".", ";", "?", "!"} or token.is_sent_end
        passed_on = any(c.dep_ == "agent" for c in token.children)  # "as quoted by the daily"
        if count == _REACH or ends or (token.pos_ == "VERB" and token.tag_ in _FINITE and not passed_on):
            return None
    return None


def _says(token: Token, lexicon: Lexicon) -> bool:
    spoken = lexicon.words("ReportingVerb") | lexicon.words("QuotingVerb")
    finite = token.tag_ in _FINITE and not any(c.dep_ == "agent" for c in token.children)
    return token.pos_ == "VERB" and finite and token.lemma_.lower() in spoken


def _last_saying(paragraph: Span, lexicon: Lexicon) -> Token | None:
    """What the paragraph's last sentence says who says; a quotation may go on from it."""
    sentence = paragraph[len(paragraph) - 1].sent
    root = sentence.root
    return root if root.lemma_.lower() in lexicon.words("ReportingVerb") and root.pos_ == "VERB" else None
