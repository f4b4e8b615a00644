"""Elections that a text speaks of: their mentions, told apart by date and kind."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.entities import Registry
from kg.extract.time import DateMention
from kg.model import When

__all__ = ["Elections", "find_elections"]

_TELLS_YEAR = re.compile(r"\d{4}|\b(?:last|next|this|past|coming)\b", re.IGNORECASE)
_SAME_KIND = {"legislative": "parliamentary", "duma": "parliamentary", "general": "parliamentary"}


@dataclass(frozen=True, slots=True)
class _Mention:
    head: Token
    start: int
    when: When | None
    kind: str | None
    deictic: bool


@dataclass
class _Cluster:
    when: When | None
    kind: str | None
    mentions: list[_Mention] = field(default_factory=list)


@dataclass(frozen=True)
class Elections:
    """Ids of the elections, the one that the article is about first; their dates."""

    focal: str | None
    dates: dict[str, When]


def find_elections(registry: Registry, dates: list[DateMention]) -> Elections:
    """Register every election as an entity and say which is the article's own."""
    mentions = [m for t in registry.doc if (m := _mention(t, registry, dates)) is not None]
    clusters = _cluster(mentions)
    focal = _focal(clusters, registry)
    if focal is None:
        return Elections(None, {})
    _join_undated(mentions, clusters, focal)
    ids: dict[int, str] = {}
    times: dict[str, When] = {}
    for i, cluster in enumerate(clusters):
        name = _name(cluster, registry)
        ids[i] = registry.add(registry.local(name), name, "Election")
        for m in cluster.mentions:
            registry.mention(ids[i], m.start, m.head.i + 1)
        if cluster.when is not None:
            times[ids[i]] = cluster.when
    return Elections(ids[clusters.index(focal)], times)


def _mention(token: Token, registry: Registry, dates: list[DateMention]) -> _Mention | None:
    lexicon = registry.lexicon
    if token.pos_ not in {"NOUN", "PROPN"} or lexicon.nouns.get(token.lemma_.lower()) != "Election":
        return None
    if (
        token.dep_ in {"compound", "nmod", "amod"}
        or token.i in registry.by_token
        or registry.in_heading(token.i)
    ):
        return None
    modifiers = [c for c in token.lefts if c.dep_ not in {"punct", "prep"}]
    words = {t.lower_ for m in modifiers for t in m.subtree}
    after = [
        p
        for c in token.rights
        if c.dep_ == "prep" and c.lower_ in {"in", "on", "of", "for"}
        for p in c.subtree
    ]
    when = _date_of(token, modifiers, after, dates, registry.article.source.published)
    asked = any(c.lower_ in {"a", "an"} or registry.at(c.i) for c in modifiers) and token.tag_ == "NN"
    if words & lexicon.words("Survey") or (asked and token.lemma_.lower() == "poll"):
        return None
    specific = any(c.dep_ in {"det", "poss", "nummod", "nmod"} for c in modifiers) or when is not None
    if not specific and words & lexicon.words("GenericElection"):
        return None
    if token.lemma_.lower() in {"race", "contest", "poll", "ballot"} and not (
        words & lexicon.words("ElectionKind") or when is not None or specific
    ):
        return None
    if (
        token.lemma_.lower() == "vote"
        and token.head.dep_ == "prep"
        and token.head.head.lower_ in {"percent", "%", "cent"}
    ):
        return None
    kind = next((w for w in sorted(words) if w in lexicon.words("ElectionKind") and w != "state"), None)
    start = min([token.i, *(m.left_edge.i for m in modifiers if m.dep_ not in {"det"} and not m.is_punct)])
    deictic = any(c.lower_ in {"that", "this", "those", "these"} for c in modifiers)
    return _Mention(token, start, when, _SAME_KIND.get(kind or "", kind), deictic)


def _date_of(
    head: Token,
    modifiers: list[Token],
    after: list[Token],
    dates: list[DateMention],
    published: dt.date | None,
) -> When | None:
    inside = {t.i for m in modifiers for t in m.subtree} | {t.i for t in after}
    for date in dates:
        if date.when is not None and date.root in inside and date.kind == "point":
            return _nearest(date.when, published)
    return None


def _nearest(when: When, published: dt.date | None) -> When:
    """An election's day or month without a year is the one nearest to the report, before or after it."""
    if published is None or when.text is None or _TELLS_YEAR.search(when.text) or len(when.value) == 4:
        return when
    years = [when.earliest.year + shift for shift in (-1, 0, 1)]
    candidates = [When.of(f"{year}{when.value[4:]}", when.text) for year in years if _exists(year, when)]
    return min(candidates, key=lambda w: abs((w.earliest - published).days))


def _exists(year: int, when: When) -> bool:
    return when.value[4:] != "-02-29" or calendar.isleap(year)


def _cluster(mentions: list[_Mention]) -> list[_Cluster]:
    """Dated mentions: one election per compatible date and kind."""
    clusters: list[_Cluster] = []
    for m in mentions:
        if m.when is None:
            continue
        for c in clusters:
            if (
                c.when is not None
                and _compatible(c.when, m.when)
                and (c.kind == m.kind or None in (c.kind, m.kind))
            ):
                c.mentions.append(m)
                c.kind = c.kind or m.kind
                c.when = max(c.when, m.when, key=lambda w: len(w.value))
                break
        else:
            clusters.append(_Cluster(m.when, m.kind, [m]))
    undated_kinds = {m.kind for m in mentions if m.when is None}
    if not clusters and mentions:
        clusters = [_Cluster(None, k, []) for k in sorted(undated_kinds - {None}, key=str)] or [
            _Cluster(None, None, [])
        ]
    return clusters


def _compatible(a: When, b: When) -> bool:
    return a.value.startswith(b.value) or b.value.startswith(a.value)


def _focal(clusters: list[_Cluster], registry: Registry) -> _Cluster | None:
    """The dated election nearest to publication; without dates the first named."""
    if not clusters:
        return None
    published = registry.article.source.published
    if published is None:
        return max(clusters, key=lambda c: len(c.mentions))
    return min(
        clusters,
        key=lambda c: (abs((c.when.earliest - published).days) if c.when else 10_000, -len(c.mentions)),
    )


def _join_undated(mentions: list[_Mention], clusters: list[_Cluster], focal: _Cluster) -> None:
    for m in mentions:
        if m.when is not None:
            continue
        if m.deictic:
            before = [c for c in clusters if any(x.head.i < m.head.i for x in c.mentions)]
            target = max(
                before, key=lambda c: max(x.head.i for x in c.mentions if x.head.i < m.head.i), default=focal
            )
        elif m.kind is None or focal.kind is None or m.kind == focal.kind:
            target = focal
            focal.kind = focal.kind or m.kind
        else:
            target = next((c for c in clusters if c.kind == m.kind), None) or _Cluster(None, m.kind)
            if target not in clusters:
                clusters.append(target)
        target.mentions.append(m)


def _name(cluster: _Cluster, registry: Registry) -> str:
    country = registry.country.name if registry.country else None
    parts = [country, cluster.kind, "election", cluster.when.value if cluster.when else None]
    return " ".join(p for p in parts if p)
