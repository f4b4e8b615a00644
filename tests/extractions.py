"""Random extractions, and short ones written by hand, for tests of what is stored."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from kg.model import (
    Article,
    Claim,
    Comparator,
    Entity,
    Evidence,
    Extraction,
    Holder,
    Mention,
    Qualifier,
    Quantity,
    Segment,
    Source,
    Status,
    When,
    Zone,
    ZoneKind,
)
from kg.vocabulary import load

WORDS = "Party A is considered to be loyal to the president. The ministry suspended Party B in 2012."


def article(
    name: str = "doc", text: str = WORDS, published: dt.date | None = dt.date(2012, 1, 16)
) -> Article:
    """An article of one paragraph whose raw page is its text."""
    return Article(
        name,
        Source(title="A title", published=published, published_reason="page" if published else None),
        text,
        text,
        (Zone(ZoneKind.BODY, 0, len(text)),),
        (Segment(0, len(text), 0, len(text)),),
    )


def entity(name: str, kind: str = "PoliticalParty") -> Entity:
    """A named entity with its name as its id."""
    return Entity(name, name.title(), kind)


def claim(
    subject: str | None,
    predicate: str,
    target: str | None = None,
    *,
    document: str = "doc",
    at: int = 0,
    share: str | None = None,
    vintage: str | None = None,
    **more: object,
) -> Claim:
    """A claim on five characters of the text; `share` is a percentage."""
    return Claim(
        document,
        subject,
        predicate,
        target,
        Evidence(at, at + 5, WORDS[at : at + 5]),
        quantity=Quantity(Decimal(share), "percent", text=f"{share} percent") if share else None,
        qualifiers=(Qualifier("vintage", vintage),) if vintage else (),
        **more,  # type: ignore[arg-type]
    )


def extraction(
    *claims: Claim, name: str = "doc", published: dt.date | None = dt.date(2012, 1, 16)
) -> Extraction:
    """The claims, as those of one document, with a party for every id but elections and persons."""
    kinds = {"vote": "Election", "leader": "Person", "ministry": "Institution", "chamber": "Chamber"}
    ids = sorted({i for c in claims for i in (c.subject, c.object, c.holder.entity) if i})
    own = tuple(Claim(**{**{f: getattr(c, f) for f in c.__slots__}, "document": name}) for c in claims)
    return Extraction(
        article(name, published=published), tuple(entity(i, kinds.get(i, "PoliticalParty")) for i in ids), own
    )


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_dates = st.dates(dt.date(1, 1, 1), dt.date(9998, 12, 31))
_types = st.sampled_from(sorted(n for n, c in load().classes.items() if c.coarse))
_relations = st.sampled_from(sorted(load().relations))
_numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)


@st.composite
def _whens(draw: st.DrawFn) -> When:
    day = draw(_dates)
    written = draw(
        st.sampled_from([f"{day:%Y-%m-%d}".zfill(10), f"{day:%Y-%m}".zfill(7), f"{day:%Y}".zfill(4)])
    )
    return When.of(written, draw(st.none() | _text))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any extraction that is well formed: odd ids, any relation, every field filled or not."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
    name = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10))
    ids = draw(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6), unique=True)
    )
    maybe_id = st.none() | st.sampled_from(ids) if ids else st.none()

    def span() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    def mention() -> Mention:
        start, end = span()
        return Mention(start, end, text[start:end])

    def holder(depth: int) -> Holder:
        outer = holder(depth - 1) if depth and draw(st.booleans()) else None
        return Holder(draw(maybe_id), draw(st.none() | _text), outer)

    def quantity() -> Quantity:
        return Quantity(draw(_numbers), draw(_text), draw(st.sampled_from(list(Comparator))), draw(_text))

    def qualifier() -> Qualifier:
        kind = draw(st.sampled_from(["ground", "place", "placeText", "vintage", "appointedBy"]))
        return Qualifier(kind, draw(_text), draw(maybe_id))

    def one() -> Claim:
        start, end = span()
        return Claim(
            name,
            draw(maybe_id),
            draw(_relations),
            draw(maybe_id),
            Evidence(start, end, text[start:end], draw(st.sampled_from(list(ZoneKind)))),
            draw(st.sampled_from(list(Status))),
            holder(2),
            draw(st.none() | _text),
            quantity() if draw(st.booleans()) else None,
            draw(st.none() | _whens()),
            draw(st.none() | _text),
            draw(st.none() | _text),
            tuple(qualifier() for _ in range(draw(st.integers(0, 3)))),
            draw(st.none() | _text),
            tuple(draw(st.lists(st.sampled_from(["frames", "model m/1"]), max_size=2))),
            draw(st.none() | st.decimals(0, 1, places=2)),
        )

    cut = draw(st.integers(0, len(text)))
    return Extraction(
        Article(
            name,
            Source(
                *(draw(st.none() | _text) for _ in range(4)),
                draw(st.none() | _dates),
                draw(st.none() | _text),
            ),
            draw(_text) + text,
            text,
            (Zone(ZoneKind.BODY, 0, cut), Zone(ZoneKind.FOOTER, cut, len(text))),
            (Segment(0, cut, 0, cut), Segment(cut, len(text), cut, len(text))),
        ),
        tuple(
            Entity(
                i,
                draw(_text),
                draw(_types),
                tuple(mention() for _ in range(draw(st.integers(0, 2)))),
                draw(st.booleans()),
            )
            for i in ids
        ),
        tuple(one() for _ in range(draw(st.integers(0, 4)))),
    )


@st.composite
def small_extractions(draw: st.DrawFn, name: str) -> Extraction:
    """Extractions that meet each other: few actors, few relations, numbers that retire each other."""
    claims = []
    for at in range(draw(st.integers(0, 4))):
        predicate = draw(st.sampled_from(["loyalTo", "suspends", "voteShare", "alliedWith"]))
        share = draw(st.sampled_from(["7", "8", "80"])) if predicate == "voteShare" else None
        claims.append(
            claim(
                draw(st.sampled_from(["a", "b"])),
                predicate,
                "vote" if share else draw(st.sampled_from(["a", "b", "leader"])),
                document=name,
                at=at,
                share=share,
                vintage=draw(st.sampled_from([None, "preliminary", "final"])) if share else None,
                status=draw(st.sampled_from(list(Status))),
                holder=Holder(draw(st.sampled_from([None, "a"])), draw(st.sampled_from([None, "observers"]))),
            )
        )
    published = draw(st.sampled_from([None, dt.date(2012, 1, 16), dt.date(2012, 1, 17)]))
    return extraction(*claims, name=name, published=published)
