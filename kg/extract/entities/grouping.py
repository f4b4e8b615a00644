"""Which names of a text are one: acronyms, short forms, surnames, other spellings."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.extract.names.acronyms import Name
from kg.extract.typing.voting import by_neighbours_in_list, decide, votes
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon

__all__ = ["Group", "group_names", "slug"]

_SIMILAR = 0.8
_SAME_FORENAME = 0.7
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az)-")
_SURNAME_USED = 6  # names of people are shortened to their last word, others to their first
_FORENAME_USED = 3
_ORGANISED = {"Institution", "PoliticalParty", "MediaOutlet", "Court", "Legislature", "Government"}
_NAMED_PLACES = {"Person", "Place", "Country"}
# Class nouns that news puts behind a party's name or leaves out.
_LOOSE_NOUNS = {"party", "movement", "coalition", "campaign", "alliance", "bloc"}


def slug(text: str) -> str:
    """A readable, stable local name.

    >>> slug("Movement «Ölüm» 2")
    'movement-olum-2'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "x"


@dataclass
class Group:
    """Occurrences of names that are one entity, before it gets its id.

    `coined` says that English has no such words.
    """

    spans: list[tuple[int, int]] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    titled: bool = False
    coined: bool = False

    @property
    def kind(self) -> str | None:
        """The class that most of the votes are for."""
        return decide(self.tally)

    @property
    def form(self) -> str:
        """The longest form stands for the entity; the more frequent one where lengths agree."""
        return max(self.forms.items(), key=lambda kv: (len(kv[0].split()), len(kv[0]), kv[1], kv[0]))[0]


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
        text = _plain(doc[name.start : name.end].text)
        group = groups.setdefault(_key(text), Group())
        group.spans.append((name.start, name.end))
        group.forms[text] += 1
        group.titled |= name.title is not None
        group.coined = all(not t.vocab[t.lower_].has_vector for t in doc[name.start : name.end])
        group.tally.update(votes(doc, name, lexicon, gazetteer))
        group.tally.update(expected.get(doc[name.start : name.end].root.i, Counter()))
    _note_brackets(doc, ordered, groups, alias)
    _vote_by_surname(groups, lexicon)
    _vote_by_list(doc, ordered, groups)
    for step in (_with_class_noun, _with_country, _initialisms, _short_forms, _people):
        step(groups, alias, lexicon, gazetteer)
    _merge_all(groups, alias)
    _share_out(doc, groups)
    return [groups[k] for k in sorted(groups)]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^(the|a|an)\s+", "", text, flags=re.IGNORECASE)).strip()


def _key(text: str) -> str:
    """Names that differ by case, an article or the order of "Ministry of X" are one."""
    words = [w for w in slug(text).split("-") if w != "the"]
    if words[:2] == ["ministry", "of"]:
        words = [*words[2:], "ministry"]
    return "-".join(words)


def _note_brackets(doc: Doc, names: list[Name], groups: dict[str, Group], alias: dict[str, str]) -> None:
    """ "Full Name (FN)", "Full Name, or FN", "Name (Its Translation)"."""
    previous: Name | None = None
    for name in names:
        key = _key(_plain(doc[name.start : name.end].text))
        if name.short_for is not None:
            alias[key] = _key(_plain(doc[slice(*name.short_for)].text))
        elif previous is not None and (_renames(doc, previous, name) or _glosses(doc, previous, name)):
            full = _key(_plain(doc[previous.start : previous.end].text))
            if full != key and groups[full].kind not in _NAMED_PLACES and groups[key].kind != "Country":
                alias[key] = full
        previous = name


def _renames(doc: Doc, full: Name, short: Name) -> bool:
    between = [t.lower_ for t in doc[full.end : short.start]]
    return between in ([",", "or"], ["or"]) and doc[short.start : short.end].text.isupper()


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
        if len(words) > 1 and last in single and last not in lexicon.nouns and not words[-1].isupper():
            group.tally["Person"] += _SURNAME_USED
        first = groups.get(slug(words[0]))
        if len(words) > 1 and first is not None and first.kind == "Person" and group.kind not in _ORGANISED:
            group.tally["Person"] += _FORENAME_USED


def _vote_by_list(doc: Doc, names: list[Name], groups: dict[str, Group]) -> None:
    """Those that a list joins are of a kind."""
    kinds = {
        i: (group.kind, max(group.tally.values(), default=0))
        for group in groups.values()
        for start, end in group.spans
        for i in range(start, end)
    }
    for name in names:
        group = groups[_key(_plain(doc[name.start : name.end].text))]
        group.tally.update(by_neighbours_in_list(doc, name, kinds))


Step = Callable[[dict[str, Group], dict[str, str], Lexicon, Gazetteer], None]


def _with_class_noun(
    groups: dict[str, Group], alias: dict[str, str], lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    """ "Alpha" is "the Alpha party", unless Alpha is who founded it."""
    for key in groups:
        words = key.split("-")
        stem = "-".join(words[:-1])
        if words[-1] in _LOOSE_NOUNS and stem in groups and groups[stem].kind != "Country":
            person = groups[stem].titled or groups[stem].tally["Person"] > _SURNAME_USED
            if not (person and groups[stem].kind == "Person"):
                alias.setdefault(stem, key)


def _with_country(
    groups: dict[str, Group], alias: dict[str, str], lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    """ "Constitutional Court" is "Peruvian Constitutional Court", "Justice Ministry" that "of" it."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        words = group.form.split()
        if len(words) > 2 and (gazetteer.by_demonym(words[0]) or gazetteer.country(words[0])):
            longer[_key(" ".join(words[1:]))].append(key)
        for i in range(2, len(words) - 1):
            if words[i].casefold() == "of" and group.kind not in _NAMED_PLACES:
                longer[_key(" ".join(words[:i]))].append(key)
    for short, keys in longer.items():
        if short in groups and len(keys) == 1 and short not in alias:
            alias[short] = keys[0]


def _initialisms(
    groups: dict[str, Group], alias: dict[str, str], lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    """An acronym without brackets stands for the one name whose initials it is."""
    for key, group in groups.items():
        form = group.form.replace(".", "")
        if key in alias or not form.isupper() or not 2 <= len(form) <= 8:
            continue
        whole = {k: g.form for k, g in groups.items() if k != key and g.kind not in _NAMED_PLACES}
        matches = [k for k, g in groups.items() if k != key and _initials(g.form) == form] or [
            k for k, name in whole.items() if _initials(name.title()) == form
        ]
        if len(matches) == 1:
            alias[key] = matches[0]


def _initials(form: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", form) if w[:1].isupper())


def _short_forms(
    groups: dict[str, Group], alias: dict[str, str], lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    """ "Liberals" for "Liberal Party", "a Liberal" for "Liberals"; a first word that is of one name alone."""
    long = {
        k: [slug(w) for w in g.form.split()]
        for k, g in groups.items()
        if len(g.form.split()) > 1 and g.kind not in _NAMED_PLACES and k not in alias
    }
    for key, group in groups.items():
        if key in alias or group.kind in _NAMED_PLACES or group.titled:
            continue
        if f"{key}s" in groups and groups[f"{key}s"].kind == "PoliticalParty":
            alias[key] = f"{key}s"
            continue
        plural = [k for k, words in long.items() if _is_people_of(key, words)]
        if len(plural) == 1:
            alias[key] = plural[0]
            continue
        if key in long:
            continue
        first = [k for k, words in long.items() if words[0] == key]
        common = [k for k in first if long[k][1] in _LOOSE_NOUNS | {"congress"}]
        if len(first) > 1:
            first = common
        if len(first) == 1 and key not in lexicon.nouns and (common or group.coined):
            alias[key] = first[0]


def _is_people_of(plural: str, words: list[str]) -> bool:
    """Whether "social-democrats" are those of the "Social Democratic Party"."""
    if not plural.endswith("s") or not set(words[-1:]) & {"party", "union", "alliance"}:
        return False
    people, party = plural[:-1].split("-"), words[:-1]
    return len(people) == len(party) and all(
        a == b or (len(a) > 4 and a.removesuffix("crat") == b.removesuffix("cratic"))
        for a, b in zip(people, party, strict=True)
    )


def _people(groups: dict[str, Group], alias: dict[str, str], lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    """Surnames, forenames and spelling variants of people who are named in full."""
    full = {
        key: _parts(group.form)
        for key, group in groups.items()
        if " " in group.form
        and group.kind == "Person"
        and key not in alias
        and not _holds_acronym(group.form)
    }
    for key in sorted(full):
        same = [
            k for k in sorted(full) if k != key and alias.get(k) != key and _one_person(full[key], full[k])
        ]
        if len(same) == 1:
            alias[key] = same[0]
    for key, group in groups.items():
        if key in full or key in alias or not _may_be_person(group):
            continue
        matches = _owners(_parts(group.form), {k: words for k, words in full.items() if k not in alias})
        if len(matches) == 1:
            alias[key] = matches[0]


def _parts(form: str) -> list[str]:
    """The words of a name, without accents and the article of Arabic names."""
    return [_ARTICLE.sub("", slug(w)) for w in form.split()]


def _holds_acronym(form: str) -> bool:
    return any(len(w) > 2 and w.isupper() for w in form.split())


def _owners(short: list[str], full: Mapping[str, list[str]]) -> list[str]:
    """Those whom a shortened name may mean, by surname, spelling of it, or what stands first."""
    form = short[-1]
    size = len(short)
    last = [k for k, words in full.items() if words[-size:] == short and len(words) > size]
    if last or size > 1:
        return last
    return (
        [k for k, words in full.items() if _alike(words[-1], form)]
        or [k for k, words in full.items() if words[0] == form]
        or [k for k, words in full.items() if form in words[1:-1] and len(form) > 3]
    )


def _one_person(short: list[str], long: list[str]) -> bool:
    """Whether the first of two full names is a shorter form or another spelling of the second."""
    if short[-1] == long[-1] and len(short) == len(long):
        return short[1:-1] == long[1:-1] and _alike(short[0], long[0], _SAME_FORENAME)
    if len(short) >= len(long):
        return False
    return long[-len(short) :] == short or (short[0] == long[0] and set(short) < set(long))


def _may_be_person(group: Group) -> bool:
    return group.kind in {"Person", "Place", "Organization", "PoliticalParty", None}


def _alike(a: str, b: str, least: float = _SIMILAR) -> bool:
    short, long = sorted((len(a), len(b)))
    return (
        short > 4
        and long - short < 3
        and a[0] == b[0]
        and difflib.SequenceMatcher(None, a, b).ratio() >= least
    )


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


def _share_out(doc: Doc, groups: dict[str, Group]) -> None:
    """A surname that several people bear means the one whom the text has named last."""
    full = {k: _parts(g.form) for k, g in groups.items() if g.kind == "Person" and " " in g.form}
    for key in sorted(set(groups) - set(full)):
        group = groups[key]
        form = _parts(group.form)[-1]
        owners = [k for k, words in sorted(full.items()) if words[-1] == form]
        if len(owners) < 2 or not _may_be_person(group):
            continue
        for span in sorted(group.spans):
            owner = _last_named(doc, span, [groups[k] for k in owners])
            if owner is not None:
                owner.spans.append(span)
                owner.forms[group.form] += 1
                group.spans.remove(span)
        if not group.spans:
            del groups[key]


def _last_named(doc: Doc, span: tuple[int, int], owners: list[Group]) -> Group | None:
    """Whom the nearest sentence before names in full; its subject where it names several."""
    best: tuple[int, bool, int] | None = None
    found = None
    for owner in owners:
        for start, end in owner.spans:
            if start >= span[0] or end - start < 2:
                continue
            root = doc[start:end].root
            rank = (root.sent.start, root.dep_ in {"nsubj", "nsubjpass"}, start)
            if best is None or rank > best:
                best, found = rank, owner
    return found
