"""What a page tells about its article: title, author, publisher, date; and the article's id."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kg.intake.calendar import full_date
from kg.intake.markup import Markup
from kg.intake.zones import Layout
from kg.model import Source, ZoneKind

__all__ = ["article_id", "from_markup", "publisher_of"]

_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "WebPage",
    "Report",
    "Liveblogposting",
)
_DATE_KEYS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "sailthru.date",
    "parsely-pub-date",
    "citation_publication_date",
)
_AUTHOR_KEYS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
    "sailthru.author",
)
_PUBLISHER_KEYS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
)
_ACRONYM = re.compile(r"\b[A-Z]{2,}(?:/[A-Z]{2,})*\b")
_COPYRIGHT = re.compile(
    r"(?:copyright(?: ?(?:©|\(c\)))?|©|\(c\)),? ?(?:by )?\d{4}(?: ?[-–] ?\d{4})?,? (?:by )?"
    r"(?P<name>[^\W\d_][^.,;|©]{1,60})",
    re.IGNORECASE,
)
_COPYRIGHT_TAIL = re.compile(r"[ ,]*(?:\ball rights\b.*|\b(?:inc|ltd|llc|gmbh|plc)\b\.?.*)$", re.IGNORECASE)
_AGENCY = re.compile(r"[^\W\d_a-z][^()\n]{2,60} ?\((?P<name>[A-Z][\w/&. -]{1,30})\) ?[-–—]")
_ID_LENGTH = 120


def from_markup(markup: Markup) -> Source:
    """What the head of an HTML page says: JSON-LD first, then meta elements, then its headings and times."""
    data = _linked_article(markup)
    heading = next((b.line.text for b in markup.blocks if b.line.heading == 1), None)
    publisher = _name(data.get("publisher")) or _first(markup.meta, _PUBLISHER_KEYS)
    publisher = publisher or _site_beside(markup.title, heading)
    title = _string(data.get("headline")) or markup.meta.get("og:title") or heading or markup.title
    title = _without_site(title, publisher)
    author = _name(data.get("author")) or _person(_first(markup.meta, _AUTHOR_KEYS))
    dates = [_string(data.get("datePublished")), *(markup.meta.get(key) for key in _DATE_KEYS)]
    dates += [
        t.get("datetime") for t in markup.times if "pubdate" in t or t.get("itemprop") == "datePublished"
    ]
    dates += [markup.times[0].get("datetime")] if len(markup.times) == 1 else []
    url = markup.meta.get("og:url")
    published = next((found for d in dates if d and (found := _iso(d))), None)
    return Source(title, author, publisher, url if url and url.startswith("http") else None, published)


def _linked_article(markup: Markup) -> dict[str, Any]:
    for item in markup.linked_data:
        kinds = item.get("@type")
        if any(kind in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            return dict(item)
    return {}


def _string(value: object) -> str | None:
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for item in value[:5] if (name := _name(item))) or None
    return _string(value.get("name")) if isinstance(value, dict) else _person(_string(value))


def _person(value: str | None) -> str | None:
    return (
        None if value is None or "://" in value else re.sub(r"^by\s+", "", value, flags=re.IGNORECASE) or None
    )


def _first(meta: dict[str, str], keys: Iterable[str]) -> str | None:
    return next((meta[key] for key in keys if meta.get(key)), None)


def _without_site(title: str | None, publisher: str | None) -> str | None:
    if title and publisher:
        return re.sub(rf"\s*[|–—-]\s*{re.escape(publisher)}\s*$", "", title, flags=re.IGNORECASE) or title
    return title


def _site_beside(title: str | None, heading: str | None) -> str | None:
    """The site's name in a page title that is the heading and the name ("The Daily | Vote held")."""
    if not title or not heading or heading not in title:
        return None
    before, _, after = title.partition(heading)
    name = (
        re.fullmatch(r"\s*[|–—:·-]\s+(.{2,40})", after)
        if after
        else re.fullmatch(r"(.{2,40}?)\s+[|–—:·-]\s*", before)
    )
    return name[1].strip() if name else None


def _iso(value: str) -> dt.date | None:
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", value.strip())
    found = full_date(
        "-".join(compact.groups()) if compact else value.replace("/", "-") if value[:4].isdigit() else value
    )
    return found[0] if found else None


def publisher_of(layout: Layout) -> str | None:
    """The publisher of a text page, where its own lines make that sure.

    A copyright line names it; a footer that speaks more than once of one organisation, which the article's
    byline or captions credit too, is that organisation's; a dateline names the agency.
    """
    for line in layout.dropped:
        if (match := _COPYRIGHT.search(line)) and (name := _COPYRIGHT_TAIL.sub("", match["name"]).strip()):
            return name
    credit = " ".join(t.text for k, t in layout.paragraphs if k in (ZoneKind.BYLINE, ZoneKind.CAPTION))
    footer = [line.text for kind, line in layout.paragraphs if kind is ZoneKind.FOOTER]
    spoken_of = Counter(m[0] for text in footer if (m := _ACRONYM.match(text)))
    for name, times in spoken_of.most_common():
        if times > 1 and re.search(rf"(?<![\w/]){re.escape(name)}(?![\w/])", credit):
            return name
    bodies = [line.text for kind, line in layout.paragraphs if kind is ZoneKind.BODY]
    agency = next((m for text in bodies[:2] if (m := _AGENCY.match(text)) and text[:4].isupper()), None)
    return agency["name"] if agency else None


def article_id(source: Source, stem: str | None, text: str) -> str:
    """A stable id: publisher, date and title; without a title the file's name, else a hash of the text.

    >>> article_id(Source("Vote Held", None, "The Daily", None, dt.date(2012, 1, 16)), None, "")
    'the-daily-2012-01-16-vote-held'
    """
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    if source.title:
        parts = [source.publisher, source.published.isoformat() if source.published else None]
        return _slug([*(p for p in parts if p), source.title], digest)
    return _slug([stem], digest) if stem else f"text-{digest}"


def _slug(parts: Sequence[str], digest: str) -> str:
    """Words in Latin letters and digits; what other scripts lose is told apart by the digest."""
    text = " ".join(parts)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    lost = sum(c.isalnum() for c in parts[-1]) > 2 * sum(c.isalnum() for c in plain[-len(parts[-1]) :])
    if len(slug) > _ID_LENGTH or lost or not slug:
        short = slug[:_ID_LENGTH].rpartition("-")[0] if len(slug) > _ID_LENGTH else slug
        return f"{short}-{digest}".strip("-")
    return slug
