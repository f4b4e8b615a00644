"""Elections that a text speaks of, told apart by date, kind, round and country."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from kg.extract.dates.date_grammar import MONTHS
from kg.extract.dates.time import DateMention
from kg.extract.elections.election_mentions import ElectionMention, find_mentions, find_voting
from kg.extract.entities.registry import Registry
from kg.extract.grammar.parse import text_of
from kg.model import When

__all__ = ["Elections", "find_elections"]

_NOUNS = {"referendum", "primary", "by-election"}
# An election this far from the day of the report is not the one that it is about.
_CURRENT = dt.timedelta(days=400)


@dataclass
class _Cluster:
    when: When | None
    kind: str | None
    round: int | None
    country: str | None
    standing: int = 0
    mentions: list[ElectionMention] = field(default_factory=list)


@dataclass(frozen=True)
class Elections:
    """Ids of the elections, the one that the article is about first; their dates and kinds."""

    focal: str | None
    dates: dict[str, When]
    kinds: dict[str, str]


def find_elections(registry: Registry, dates: list[DateMention]) -> Elections:
    """Register every election as an entity and say which is the article's own."""
    mentions = find_mentions(registry, dates)
    clusters = _dated(mentions)
    _join_undated(mentions, clusters, registry)
    _join_voting(list(find_voting(registry, dates)), clusters, registry)
    focal = _focal(clusters, registry)
    if focal is None:
        return Elections(None, {}, {})
    ids: dict[int, str] = {}
    times: dict[str, When] = {}
    kinds: dict[str, str] = {}
    for i, cluster in enumerate(clusters):
        name = _name(cluster, registry)
        ids[i] = registry.add(registry.local(name), name, "Election")
        for m in cluster.mentions:
            registry.mention(ids[i], m.start, m.head.i + 1)
        if cluster.when is not None:
            times[ids[i]] = cluster.when
        if cluster.kind is not None:
            kinds[ids[i]] = cluster.kind
    return Elections(ids[clusters.index(focal)], times, kinds)


def _dated(mentions: list[ElectionMention]) -> list[_Cluster]:
    """One election per compatible date, kind, round and country."""
    clusters: list[_Cluster] = []
    for m in mentions:
        if m.when is None:
            continue
        for c in clusters:
            if c.when is not None and _same_date(c.when, m.when) and _fits(c, m):
                _join(c, m)
                c.when = max(c.when, m.when, key=lambda w: len(w.value))
                break
        else:
            clusters.append(_Cluster(m.when, m.kind, m.round, m.country, 0, [m]))
    return clusters


def _join_undated(mentions: list[ElectionMention], clusters: list[_Cluster], registry: Registry) -> None:
    """Give each mention without a date the election that it goes on about, or one of its own."""
    for m in mentions:
        if m.when is not None:
            continue
        target = _standing_target(m, clusters, registry) if m.standing else _target(m, clusters, registry)
        if target is None:
            target = _Cluster(None, m.kind, m.round, m.country, m.standing)
            clusters.append(target)
        _join(target, m)


def _join_voting(votes: list[ElectionMention], clusters: list[_Cluster], registry: Registry) -> None:
    """The day on which people are said to have voted is that of the current election, where it has none."""
    if not votes or votes[0].when is None:
        return
    day = votes[0].when
    known = [c for c in clusters if c.when is not None and _is_current(c, registry)]
    if any(_same_date(c.when, day) or c.round is None for c in known if c.when is not None):
        return
    current = [c for c in clusters if c.when is None and _is_current(c, registry) and _is_plain(c, registry)]
    if len(current) == 1:
        current[0].when = day
    elif not current:
        clusters.append(_Cluster(day, None, None, None, 0, votes[:1]))


def _is_plain(cluster: _Cluster, registry: Registry) -> bool:
    """Whether nothing but its kind tells an election from others: no "Brexit vote"."""
    named = any(t.pos_ == "PROPN" for m in cluster.mentions for t in registry.doc[m.start : m.head.i])
    return not named and not cluster.standing and cluster.country is None


def _target(m: ElectionMention, clusters: list[_Cluster], registry: Registry) -> _Cluster | None:
    fitting = [c for c in clusters if _fits(c, m) and not c.standing]
    before = [(x.head.i, c) for c in fitting for x in c.mentions if x.head.i < m.head.i]
    last = max(before, key=lambda b: b[0], default=None)
    near = last is not None and (m.deictic or (m.definite and _in_paragraph(last[0], m, registry)))
    if last is not None and near and (_is_current(last[1], registry) or m.kind in {None, last[1].kind}):
        return last[1]
    current = [c for c in fitting if _is_current(c, registry)]
    if current:
        return _focal(current, registry)
    return None if registry.article.source.published else (last[1] if last else next(iter(fitting), None))


def _standing_target(m: ElectionMention, clusters: list[_Cluster], registry: Registry) -> _Cluster | None:
    """ "The last election" where one is dated before the report and another is the current one."""
    published = registry.article.source.published
    same = [c for c in clusters if c.standing == m.standing and _fits(c, m)]
    if same or published is None:
        return same[0] if same else None
    focal = _focal([c for c in clusters if c.when is not None], registry)
    dated = [c for c in clusters if c.when is not None and c is not focal and _fits(c, m)]
    if m.standing < 0:
        past = [c for c in dated if c.when and c.when.latest < published]
        return max(past, key=lambda c: c.when.latest if c.when else published, default=None)
    future = [c for c in clusters if c.when is not None and c.when.latest >= published and _fits(c, m)]
    return min(future, key=lambda c: c.when.earliest if c.when else published, default=None)


def _in_paragraph(token: int, m: ElectionMention, registry: Registry) -> bool:
    doc = registry.doc
    return not any(doc[i].is_space and "\n" in doc[i].text for i in range(token, m.head.i))


def _is_current(cluster: _Cluster, registry: Registry) -> bool:
    published = registry.article.source.published
    if published is None or cluster.when is None:
        return True
    return cluster.when.latest >= published - _CURRENT and cluster.when.earliest <= published + _CURRENT


def _join(cluster: _Cluster, m: ElectionMention) -> None:
    cluster.mentions.append(m)
    cluster.kind = cluster.kind or m.kind
    cluster.round = cluster.round or m.round
    cluster.country = cluster.country or m.country


def _fits(cluster: _Cluster, m: ElectionMention) -> bool:
    kinds = {cluster.kind, m.kind} - {None}
    rounds = {cluster.round, m.round} - {None}
    # rounds of an election of no stated kind are hardly those of another that has one, and no rounds
    apart = len(kinds) == 1 and len(rounds) == 1 and (cluster.kind is None) != (cluster.round is None)
    at_home = m.country is None or cluster.country == m.country or not cluster.mentions
    return len(kinds) < 2 and len(rounds) < 2 and at_home and not (apart and "parliamentary" in kinds)


def _same_date(a: When, b: When) -> bool:
    return a.value.startswith(b.value) or b.value.startswith(a.value)


def _focal(clusters: list[_Cluster], registry: Registry) -> _Cluster | None:
    """The current election nearest to publication; without dates the one named most."""
    if not clusters:
        return None
    published = registry.article.source.published
    if published is None:
        return max(clusters, key=lambda c: len(c.mentions))
    return min(
        clusters,
        key=lambda c: (
            c.country is not None,
            bool(c.standing),
            not _is_current(c, registry),
            abs((c.when.earliest - published).days) if c.when else 200,
            -len(c.mentions),
        ),
    )


def _name(cluster: _Cluster, registry: Registry) -> str:
    """As a reader would call it: "Thai general election, 24 March 2019"."""
    country = cluster.country or (registry.country.name if registry.country else None)
    found = registry.gazetteer.country(country) if country else None
    text = text_of(registry.doc)
    used = [d for d in found.demonyms if re.search(rf"\b{d}\b", text)] if found else []
    noun = cluster.kind if cluster.kind in _NOUNS else "election"
    words = [t.lower_ for m in cluster.mentions for t in registry.doc[m.start : m.head.i]]
    called = next((w for w in words if registry.lexicon.same_kind(w) == cluster.kind), cluster.kind)
    parts = [
        {-1: "previous", 1: "next"}.get(cluster.standing),
        used[0] if used else country,
        called if cluster.kind != noun else None,
        noun,
        {1: "first round", 2: "run-off"}.get(cluster.round or 0),
    ]
    name = " ".join(p for p in parts if p)
    return f"{name}, {_written(cluster.when)}" if cluster.when is not None else name


def _written(when: When) -> str:
    """ "24 March 2019", "March 2019", "2019"."""
    if len(when.value) == 4:
        return when.value
    month = MONTHS[when.earliest.month - 1]
    day = f"{when.earliest.day} " if when.earliest == when.latest else ""
    return f"{day}{month} {when.earliest.year}"
