"""Titles inside a run of capitals: where the organisation ends, the title stands and the person begins."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.names.acronyms import Name
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon, noun_class

__all__ = ["split_titles", "title_words"]

_LONGEST_TITLE = 3
_JOINTS = {"-", "and", "&", ",", "/"}
_LINKS = {"of", "for", "the"}
_NOT_YET = {"designate", "elect"}


def title_words(words: list[str], lexicon: Lexicon) -> tuple[int, int] | None:
    """The last title in a list of lower-case words, as `[start, end)`, with its portfolio words."""
    found = None
    for end in range(len(words), 0, -1):
        for size in range(min(_LONGEST_TITLE, end), 0, -1):
            if _is_title(words[end - size : end], lexicon):
                found = (end - size, end)
                break
        if found:
            break
    if found is None:
        return None
    start, end = found
    if _is_rank(words[start:end], lexicon):
        above = title_words(words[:start], lexicon)
        if above is not None and above[1] == start:
            return above  # "Prime Minister Sheikh": the office tells more than the rank
    portfolio = lexicon.words("PortfolioWord")
    while start > 0 and (
        (words[start - 1] in portfolio and not (start > 1 and words[start - 1] == "party"))
        or (words[start - 1] in {"-", "and"} and start > 1 and words[start - 2] in portfolio)
    ):
        start -= 1
    return start, end


def _title_before(words: list[str], lexicon: Lexicon) -> tuple[int, int] | None:
    """The title before the last word; of two ranks around a name the first: "Sultan First Sultan Last"."""
    title = title_words(words[:-1], lexicon)
    if title is None or title[0] < 2:
        return title
    if _is_of_body(words, title, lexicon):  # "Assembly of the Representatives of the People"
        return title_words(words[: title[0] - 2], lexicon)
    if " ".join(words[slice(*title)]) not in lexicon.words("RankTitle"):
        return title
    above = title_words(words[: title[0] - 1], lexicon)
    return above if above is not None and noun_class(words[above[1] : title[0]], lexicon) is None else title


def _is_title(words: list[str], lexicon: Lexicon) -> bool:
    text = " ".join(words).rstrip(".").replace(" - ", "-")
    ranks = lexicon.words("RankTitle")
    return text in lexicon.roles or text in ranks or _singular(text) in lexicon.roles


def _is_rank(words: list[str], lexicon: Lexicon) -> bool:
    text = " ".join(words).rstrip(".")
    return text in lexicon.words("RankTitle") and text not in lexicon.roles


def _singular(text: str) -> str:
    """ "mps", "foreign ministers"."""
    return text[:-1] if text.endswith("s") and not text.endswith("ss") else text


def split_titles(doc: Doc, start: int, end: int, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Name]:
    """[organisation] [title] [person] inside one run of capitals."""
    words = [doc[t].lower_ for t in range(start, end)]
    title = _title_before(words, lexicon)
    bare = title_words(words, lexicon)
    if title is not None and " ".join(words[title[1] :]) in lexicon.nouns:
        title = None  # "Justice Ministry", "President Hotel"
    if title is not None and bare is not None and bare[1] == len(words) and bare[0] <= title[0]:
        title = None  # "Deputy Chief Minister"
    if title == (0, 1) and words[1] == "and":
        title = None  # "Justice and Equality Movement"
    if title is None:
        whole_person = all(doc[t].ent_type_ == "PERSON" for t in range(start, end)) and len(words) > 1
        part = bare is not None and bare[0] > 0 and words[bare[0] - 1] in {"of", "for", "and"}
        if bare is not None and bare[1] == len(words) and not whole_person and not part:
            end = start + bare[0]
        split = _person_behind(doc, start, end, lexicon)
        if split is not None:
            yield Name(start, split)
            yield Name(split, end)
        elif end > start:
            yield Name(start, end)
        return
    body = title[0]
    while body > 0 and words[body - 1] in _LINKS:
        body -= 1
    if body > 0:
        yield Name(start, start + body)
    after = charge = _past_charge(words, title[1], lexicon)
    if after + 2 < len(words) and words[after] == "-" and words[after + 1] in _NOT_YET:
        after += 2  # "Prime Minister-designate"
    while after < len(words) - 1 and _is_rank(words[after : after + 1], lexicon):
        after += 1
    seat = _past_seat(doc, start + after, end, gazetteer)
    if seat is not None:
        yield Name(start + after + 1, seat)
        if seat < end:
            yield Name(seat, end, title=(start + title[0], start + after))
    elif after < len(words) - 1 and words[after] in {"of", "for"}:
        split = _person_behind(doc, start + after + 1, end, lexicon)
        yield Name(start + after + 1, split or end)
        if split is not None:
            yield Name(split, end, title=(start + title[0], start + charge))
    elif after < len(words):
        yield Name(start + after, end, title=(start + title[0], start + charge))


def _is_of_body(words: list[str], title: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether a title in the plural belongs to the name of the body that they make up."""
    before = [w for w in words[: title[0]] if w != "the"]
    plural = words[title[1] - 1].endswith("s")
    return plural and len(before) > 1 and before[-1] == "of" and noun_class(before[:-1], lexicon) is not None


def _person_behind(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a person's name begins right behind a body's: "Member of the Local Parliament First Last"."""
    for i in range(start + 1, end - 1):
        members = i - 2 > start and doc[i - 2].lower_ == "of" and doc[i - 1].lower_.endswith("s")
        noun = doc[i - 3] if members else doc[i - 1]
        body = noun_class([noun.lower_], lexicon) is not None and doc[end - 1].lower_ not in lexicon.nouns
        if body and all(t.ent_type_ == "PERSON" for t in doc[i:end]) and i > start + 1:
            return i
    return None


def _past_seat(doc: Doc, of: int, end: int, gazetteer: Gazetteer) -> int | None:
    """The end of the place in "Chief Executive of Place Person"; None where there is none."""
    if of + 1 >= end or doc[of].lower_ not in {"of", "for"}:
        return None
    for last in range(end, of + 1, -1):
        if gazetteer.is_land(doc[of + 1 : last].text):
            return last
    i = of + 1
    while i < end and doc[i].ent_type_ == "GPE":
        i += 1
    return i if i > of + 1 else None


def _past_charge(words: list[str], end: int, lexicon: Lexicon) -> int:
    """Past "of Police", "for Foreign Affairs" behind a title."""
    portfolio = lexicon.words("PortfolioWord")
    if end >= len(words) or words[end] not in {"of", "for"}:
        return end
    last = end
    for i in range(end + 1, len(words)):
        if words[i] in portfolio:
            last = i + 1
        elif words[i] not in _JOINTS | {"the"}:
            break
    return last
