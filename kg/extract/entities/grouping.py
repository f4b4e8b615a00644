"""Which names of a text are one: brackets, shared words, and what each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc

from kg.extract.entities.group import Group, key_of, plain, slug
from kg.extract.entities.people import people, share_out
from kg.extract.entities.short_names import initialisms, short_forms, with_class_noun, with_country
from kg.extract.names.acronyms import Name, is_acronym
from kg.extract.typing.naming import votes_of_name
from kg.extract.typing.voting import by_neighbours_in_list, votes
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon

__all__ = ["group_names"]

_SURNAME_USED = 6  # names of people are shortened to their last word, others to their first
_FORENAME_USED = 3
_ORGANISED = {"Institution", "PoliticalParty", "MediaOutlet", "Court", "Legislature", "Government"}
_NAMED_PLACES = {"Person", "Place", "Country"}
_COMPANY, _LIKE_COMPANY = 3, 4
_LONGEST_RENAMING = 5  # ", also widely known as"


def group_names(
    doc: Doc,
    names: list[Name],
    expected: Mapping[int, Counter[str]],
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> list[Group]:
    """Group names into entities; `expected` holds further votes by the token that heads a name."""
    groups: dict[str, Group] = {}
    alias: dict[str, str] = {}
    ordered = sorted(names, key=lambda n: n.start)
    for name in ordered:
        text = plain(doc[name.start : name.end].text)
        group = groups.setdefault(key_of(text), Group())
        group.spans.append((name.start, name.end))
        group.forms[text] += 1
        group.titled |= name.title is not None
        group.coined = all(not t.vocab[t.lower_].has_vector for t in doc[name.start : name.end])
        group.tally.update(votes(doc, name, lexicon, gazetteer))
        group.tally.update(expected.get(doc[name.start : name.end].root.i, Counter()))
    _note_brackets(doc, ordered, groups, alias)
    _vote_by_surname(groups, lexicon)
    _vote_by_list(doc, ordered, groups)
    _vote_by_company(groups, lexicon, gazetteer)
    with_class_noun(groups, alias)
    with_country(groups, alias, gazetteer)
    initialisms(groups, alias)
    short_forms(groups, alias, lexicon)
    people(groups, alias)
    _merge_all(groups, alias)
    share_out(doc, groups)
    return [groups[k] for k in sorted(groups)]


def _note_brackets(doc: Doc, names: list[Name], groups: dict[str, Group], alias: dict[str, str]) -> None:
    """ "Full Name (FN)", "Full Name, or FN", "Name (Its Translation)"."""
    previous: Name | None = None
    for name in names:
        key = key_of(plain(doc[name.start : name.end].text))
        if name.short_for is not None:
            alias[key] = key_of(plain(doc[slice(*name.short_for)].text))
        elif previous is not None and (_renames(doc, previous, name) or _glosses(doc, previous, name)):
            full = key_of(plain(doc[previous.start : previous.end].text))
            nickname = _renames(doc, previous, name) and groups[full].kind == "Person"
            fits = groups[full].kind not in _NAMED_PLACES or nickname
            if full != key and fits and groups[key].kind != "Country":
                alias[key] = full
        previous = name


def _renames(doc: Doc, full: Name, short: Name) -> bool:
    between = [t.lower_ for t in doc[full.end : short.start] if t.text != '"']
    known = between[:1] == [","] and between[-2:] == ["known", "as"] and len(between) <= _LONGEST_RENAMING
    return known or (between in ([",", "or"], ["or"]) and doc[short.start : short.end].text.isupper())


def _glosses(doc: Doc, full: Name, other: Name) -> bool:
    return (
        full.end + 1 == other.start
        and doc[full.end].text == "("
        and other.end < len(doc)
        and doc[other.end].text == ")"
    )


def _vote_by_surname(groups: dict[str, Group], lexicon: Lexicon) -> None:
    """A name of several words that is elsewhere cut to its last word is a person's."""
    single = {k for k in groups if "-" not in k}
    for group in groups.values():
        words = group.form.split()
        last = slug(words[-1])
        known = last in lexicon.nouns or words[-1].isupper()
        if len(words) > 1 and not known and last in single and _may_be_surname(groups[last]):
            group.tally["Person"] += _SURNAME_USED
        first = groups.get(slug(words[0]))
        if len(words) > 1 and first is not None and first.kind == "Person" and group.kind not in _ORGANISED:
            group.tally["Person"] += _FORENAME_USED


def _may_be_surname(group: Group) -> bool:
    return group.kind != "Country" and not (group.kind == "PoliticalParty" and group.tally["Person"] < 0)


def _vote_by_list(doc: Doc, names: list[Name], groups: dict[str, Group]) -> None:
    """Those that a list joins are of a kind."""
    kinds = {
        i: (group.kind, max(group.tally.values(), default=0))
        for group in groups.values()
        for start, end in group.spans
        for i in range(start, end)
    }
    for name in names:
        group = groups[key_of(plain(doc[name.start : name.end].text))]
        group.tally.update(by_neighbours_in_list(doc, name, kinds))


def _vote_by_company(groups: dict[str, Group], lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    """Among several parties, initials that nothing else is said of are a party's too."""
    if sum(group.kind == "PoliticalParty" for group in groups.values()) < _COMPANY:
        return
    for group in groups.values():
        own = votes_of_name(group.form, lexicon, gazetteer)
        plain_kind = group.kind in {None, "Organization", "Place"} and not any(n > 0 for n in own.values())
        if plain_kind and is_acronym(group.form) and gazetteer.body(group.form) is None:
            group.tally["PoliticalParty"] += _LIKE_COMPANY


def _merge_all(groups: dict[str, Group], alias: dict[str, str]) -> None:
    for key in sorted(groups):
        target, seen = key, {key}
        while target in alias and alias[target] not in seen:
            target = alias[target]
            seen.add(target)
        if target != key and target in groups:
            _merge(groups[target], groups.pop(key))


def _merge(into: Group, other: Group) -> None:
    into.spans += other.spans
    into.tally.update(other.tally)
    into.forms.update(other.forms)
    into.titled |= other.titled
