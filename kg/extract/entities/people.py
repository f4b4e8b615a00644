"""Which names of people are one person's: surnames, forenames, other spellings."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from spacy.tokens import Doc

from kg.extract.entities.group import Group, slug

__all__ = ["people", "share_out"]

_SIMILAR = 0.8
_SAME_FORENAME = 0.7
_SURE = 10
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az)-")


def people(groups: dict[str, Group], alias: dict[str, str]) -> None:
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
    """Whether nothing speaks strongly for another class."""
    loose = {"Person", "Place", "Organization", "PoliticalParty", "Movement", None}
    return group.kind in loose or (group.kind == "Country" and group.tally["Country"] < _SURE)


def _alike(a: str, b: str, least: float = _SIMILAR) -> bool:
    short, long = sorted((len(a), len(b)))
    return (
        short > 4
        and long - short < 3
        and a[0] == b[0]
        and difflib.SequenceMatcher(None, a, b).ratio() >= least
    )


def share_out(doc: Doc, groups: dict[str, Group]) -> None:
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
