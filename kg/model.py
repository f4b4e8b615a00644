"""The data that flows down the line: articles, entities, claims and their evidence."""

from __future__ import annotations

import datetime as dt
import enum
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

__all__ = [
    "Article",
    "Claim",
    "Comparator",
    "Entity",
    "Evidence",
    "Extraction",
    "Holder",
    "Mention",
    "Qualifier",
    "Quantity",
    "Segment",
    "Source",
    "Status",
    "When",
    "Zone",
    "ZoneKind",
]


class ZoneKind(enum.StrEnum):
    """What a stretch of a page is."""

    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    BYLINE = "byline"
    FOOTER = "footer"


class Status(enum.StrEnum):
    """How a statement is held; only the first two may reach the direct graph."""

    ASSERTED = "asserted"
    CONSIDERED = "considered"
    ALLEGED = "alleged"
    PLANNED = "planned"
    DENIED = "denied"
    NEGATED = "negated"

    @property
    def holds(self) -> bool:
        """Whether a statement of this status is said to be so."""
        return self in (Status.ASSERTED, Status.CONSIDERED)


class Comparator(enum.StrEnum):
    """How a stated number relates to the true one."""

    EQUAL = "equal"
    ABOUT = "about"
    MORE = "more"
    SLIGHTLY_MORE = "slightlyMore"
    LESS = "less"
    SLIGHTLY_LESS = "slightlyLess"
    AT_LEAST = "atLeast"
    AT_MOST = "atMost"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of clean text and the raw characters that it stands for.

    Where both sides have the same length the map is character by character;
    otherwise (an HTML entity) the run is one unit.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A paragraph of the clean text, `[start, end)`, and its kind."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from.

    `published_reason` says how the date is known: "page", "option", or, where it was
    inferred from the text, the inference in words.
    """

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: dt.date | None = None
    published_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One page: its raw characters, its clean text and the map between them.

    `text` holds the paragraphs that were kept, separated by blank lines, footer
    paragraphs last. `raw` is the decoded page, unchanged.
    """

    id: str
    source: Source
    raw: str
    text: str
    zones: tuple[Zone, ...]
    segments: tuple[Segment, ...]

    @property
    def body(self) -> str:
        """The text without the page's footer.

        Footer paragraphs come last, so offsets into the body are offsets into the text.
        """
        footers = [z.start for z in self.zones if z.kind is ZoneKind.FOOTER]
        return self.text[: min(footers)].rstrip() if footers else self.text

    def zone_at(self, offset: int) -> ZoneKind:
        """The kind of zone that holds the character at `offset`."""
        i = bisect_right(self.zones, offset, key=lambda zone: zone.start) - 1
        return self.zones[max(i, 0)].kind

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters `[start, end)` that a non-empty span of the clean text stands for."""
        first = self._segment(start)
        last = self._segment(end - 1)
        return _into(first, start)[0], _into(last, end - 1)[1]

    def _segment(self, offset: int) -> Segment:
        starts = [s.start for s in self.segments]
        return self.segments[max(bisect_right(starts, offset) - 1, 0)]


def _into(segment: Segment, offset: int) -> tuple[int, int]:
    if segment.end - segment.start == segment.raw_end - segment.raw_start:
        raw = segment.raw_start + offset - segment.start
        return raw, raw + 1
    return segment.raw_start, segment.raw_end


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """The characters `[start, end)` of the clean text that name or describe an entity."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place, election or event as one document speaks of it.

    `id` is the local part of its IRI. `type` is the local name of an ontology class,
    as fine as the text allows. `named` is false for an actor who is described only.
    """

    id: str
    name: str
    type: str
    mentions: tuple[Mention, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a claim.

    `entity` is an entity id; without one the holder is unnamed and `label` gives the
    text's own words. With neither, it is the document's own voice. `reported_by` is the
    one through whom it is known ("police said that X claimed").
    """

    entity: str | None = None
    label: str | None = None
    reported_by: Holder | None = None

    @property
    def is_document(self) -> bool:
        """Whether the article speaks in its own voice."""
        return self.entity is None and self.label is None

    def chain(self) -> Iterator[Holder]:
        """This holder, then the one who reports it, and so on outwards."""
        holder: Holder | None = self
        while holder is not None:
            yield holder
            holder = holder.reported_by


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says it: `[start, end)` of the clean text, `exact` its characters."""

    start: int
    end: int
    exact: str
    zone: ZoneKind = ZoneKind.BODY


@dataclass(frozen=True, slots=True)
class When:
    """A date of day, month or year precision (ISO 8601), its bounds, and the words it comes from."""

    value: str
    earliest: dt.date
    latest: dt.date
    text: str | None = None

    @classmethod
    def of(cls, value: str, text: str | None = None) -> When:
        """Build from `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        >>> When.of("2012-02").latest
        datetime.date(2012, 2, 29)
        """
        parts = [int(p) for p in value.split("-")]
        if len(parts) == 3:
            day = dt.date(*parts)
            return cls(value, day, day, text)
        if len(parts) == 2:
            year, month = parts
            after = dt.date(year + month // 12, month % 12 + 1, 1)
            return cls(value, dt.date(year, month, 1), after - dt.timedelta(days=1), text)
        return cls(value, dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31), text)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated: `slightly over 7 percent` is 7, SLIGHTLY_MORE, "percent"."""

    number: Decimal
    unit: str
    comparator: Comparator = Comparator.EQUAL
    text: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Qualifier:
    """A further detail of a claim: the local name of an ontology property, and its value.

    `entity` is set where the value is an entity of the document.
    """

    property: str
    value: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a document.

    `subject` and `object` are entity ids. A missing subject is an agent that the text
    does not name (`agent_text` keeps its words, if any); `value` and `quantity` carry
    what is said or counted. `frame` names the ontology frame that found it; `found_by` the
    extractors that did, where it was not the frames alone. `confidence` is the share of claims like
    this one that were right on annotated articles, between 0 and 1, where it is known.
    """

    document: str
    subject: str | None
    predicate: str
    object: str | None
    evidence: Evidence
    status: Status = Status.ASSERTED
    holder: Holder = field(default_factory=Holder)
    value: str | None = None
    quantity: Quantity | None = None
    when: When | None = None
    agent_text: str | None = None
    target_text: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    frame: str | None = None
    found_by: tuple[str, ...] = ()
    confidence: Decimal | None = None

    @property
    def positive(self) -> bool:
        """False where the text says, or somebody says, that it is not so."""
        return self.status not in (Status.NEGATED, Status.DENIED)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says: the entities that it speaks of and the claims that it makes."""

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]

    def entity(self, identifier: str) -> Entity:
        """The entity of that id; raises KeyError if there is none."""
        for entity in self.entities:
            if entity.id == identifier:
                return entity
        raise KeyError(identifier)
