"""Short names of bodies: without their class noun or state, as initials, by their first word."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.extract.entities.group import Group, key_of, slug
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon

__all__ = ["initialisms", "short_forms", "with_class_noun", "with_country"]

_NAMED_PLACES = {"Person", "Place", "Country"}
# Class nouns that news puts behind a party's name or leaves out.
_LOOSE_NOUNS = {"party", "movement", "coalition", "campaign", "alliance", "bloc"}
_SURE_PERSON = 6


def with_class_noun(groups: dict[str, Group], alias: dict[str, str]) -> None:
    """ "Alpha" is "the Alpha party", unless Alpha is who founded it."""
    for key in groups:
        words = key.split("-")
        stem = "-".join(words[:-1])
        if words[-1] in _LOOSE_NOUNS and stem in groups and groups[stem].kind != "Country":
            person = groups[stem].titled or groups[stem].tally["Person"] > _SURE_PERSON
            if not (person and groups[stem].kind == "Person"):
                alias.setdefault(stem, key)


def with_country(groups: dict[str, Group], alias: dict[str, str], gazetteer: Gazetteer) -> None:
    """ "Constitutional Court" is "Peruvian Constitutional Court", "Justice Ministry" that "of" it."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        words = group.form.split()
        if len(words) > 2 and (gazetteer.by_demonym(words[0]) or gazetteer.country(words[0])):
            longer[key_of(" ".join(words[1:]))].append(key)
        for i in range(2, len(words) - 1):
            if words[i].casefold() == "of" and group.kind not in _NAMED_PLACES:
                longer[key_of(" ".join(words[:i]))].append(key)
    for short, keys in longer.items():
        if short in groups and len(keys) == 1 and short not in alias:
            alias[short] = keys[0]


def initialisms(groups: dict[str, Group], alias: dict[str, str]) -> None:
    """An acronym without brackets stands for the one name whose initials it is."""
    for key, group in groups.items():
        form = group.form.replace(".", "")
        if key in alias or not form.isupper() or not 2 <= len(form) <= 8:
            continue
        whole = {k: g.form for k, g in groups.items() if k != key and g.kind not in _NAMED_PLACES}
        matches = [k for k, g in groups.items() if k != key and _initials(g.form) == form] or [
            k for k, name in whole.items() if _initials(name.title()) == form
        ]
        if not matches and len(form) > 2:  # in the order of another language: "CNE", "OTAN"
            matches = [k for k, name in whole.items() if sorted(_initials(name.title())) == sorted(form)]
        if len(matches) == 1:
            alias[key] = matches[0]


def _initials(form: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", form) if w[:1].isupper())


def short_forms(groups: dict[str, Group], alias: dict[str, str], lexicon: Lexicon) -> None:
    """ "Liberals" for "Liberal Party", "a Liberal" for "Liberals"; a first word that is of one name alone."""
    long = {
        k: [slug(w) for w in re.split(r"-(?=e-)| ", g.form)]
        for k, g in groups.items()
        if len(re.split(r"-(?=e-)| ", g.form)) > 1 and g.kind not in _NAMED_PLACES and k not in alias
    }
    for key, group in groups.items():
        if key in alias or group.kind in _NAMED_PLACES or group.titled:
            continue
        if f"{key}s" in groups and groups[f"{key}s"].kind == "PoliticalParty":
            alias[key] = f"{key}s"
            continue
        plural = [k for k, words in long.items() if _is_people_of(key, words, lexicon)]
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


def _is_people_of(plural: str, words: list[str], lexicon: Lexicon) -> bool:
    """Whether "social-democrats" are those of the "Social Democratic Party", of whatever state or place."""
    words = words[: words.index("of")] if "of" in words else words
    if not plural.endswith("s") or not set(words[-1:]) & {"party", "union", "alliance"}:
        return False
    people, party = plural[:-1].split("-"), words[:-1]
    if len(party) == len(people) + 1 and party[0] not in lexicon.words("PartyWord"):
        party = party[1:]  # "Bavarian Liberal Party"
    return len(people) == len(party) and all(
        a == b or (len(a) > 4 and a.removesuffix("crat") == b.removesuffix("cratic"))
        for a, b in zip(people, party, strict=True)
    )
