"""The extraction line: parse, names, entities, elections, events, frames, inferences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.ablation import Part
from kg.extract.confidence import assess
from kg.extract.context import Context
from kg.extract.dates.time import find_dates
from kg.extract.elections.result_numbers import RELATIONS
from kg.extract.elections.results import result_claims
from kg.extract.elections.telling_apart import find_elections
from kg.extract.entities.bodies import find_bodies
from kg.extract.entities.happenings import find_happenings
from kg.extract.entities.places import place_claims
from kg.extract.entities.registry import Registry
from kg.extract.frames import triggers
from kg.extract.grammar.parse import parse
from kg.extract.inference import (
    dated_elections,
    event_places,
    failed_thresholds,
    with_antecedents,
    with_known_agents,
    with_planned_places,
    without_barred,
)
from kg.extract.names.finding import Name, find_names
from kg.extract.numbers.quantity import QuantityMention, find_quantities
from kg.extract.posts.affiliation import affiliations
from kg.extract.posts.bearers import find_bearings
from kg.extract.posts.nouns import find_posts
from kg.extract.posts.parts import find_units, note_renamings, part_claims
from kg.extract.posts.roles import note_titles, role_claims
from kg.extract.reference.referents import Referents
from kg.extract.statements import statements
from kg.extract.voice.attribution import Attribution
from kg.extract.words import gazetteer, lexicon
from kg.extract.words.language import refuse_foreign
from kg.extract.words.preferences import expectations
from kg.model import Article, Claim, Extraction
from kg.vocabulary import load as load_vocabulary

__all__ = ["extract", "extract_parsed", "read_context"]

_RESULTS = re.compile(
    r"\b(preliminary|partial|provisional|early|final|official)\s+(?:results?|figures?|returns?|count)",
    re.IGNORECASE,
)
_FINAL = {"final", "official"}


def extract(article: Article, *, model: str | None = None, without: Collection[Part] = ()) -> Extraction:
    """Find what an article says.

    Deterministic: the same article gives the same claims in the same order.

    Parameters: `model` is the name of an installed spaCy pipeline to use in place of the
    packaged one; `without` names parts to leave out, to measure what they add.
    Raises ModelError if the pipeline is missing, InputError if the text is not in English.
    """
    refuse_foreign(article.text, lexicon.load())
    return extract_parsed(article, parse(article, model=model), without=without)


def extract_parsed(article: Article, doc: Doc, *, without: Collection[Part] = ()) -> Extraction:
    """What `extract` finds, where the parse of the article is at hand."""
    context, names = read_context(article, doc, without=without)
    posts = list(find_posts(context, names))
    bearings = find_bearings(context, names, posts)
    context = replace(context, posts={p.head.i: p for p in posts}, bearings=tuple(bearings))
    note_titles(context, bearings)
    claims = [
        c
        for trigger in triggers(context.doc)
        if trigger.frame.relation not in RELATIONS.values()
        and not (trigger.frame.pos == "noun" and Part.NOMINAL in without)
        and not context.registry.in_heading(trigger.token.i)
        for c in statements(context, trigger)
    ]
    claims += role_claims(context, bearings)
    claims += affiliations(context, names)
    claims += part_claims(context, names)
    claims += dated_elections(context)
    claims += event_places(context)
    claims += place_claims(context)
    claims += result_claims(context)
    claims += failed_thresholds(claims)
    claims = with_known_agents(context, with_antecedents(context, with_planned_places(claims)))
    claims = without_barred([c for c in claims if _is_sound(context, c)])
    spoken_of = {i for c in claims for i in (c.subject, c.object, *_holders(c)) if i is not None}
    return assess(Extraction(article, context.registry.entities(spoken_of), _distinct(claims)))


def _holders(claim: Claim) -> Iterator[str | None]:
    return (holder.entity for holder in claim.holder.chain())


def read_context(article: Article, doc: Doc, *, without: Collection[Part] = ()) -> tuple[Context, list[Name]]:
    """Everything about the text that claims are made from; `doc` is its parse."""
    words, places, vocabulary = lexicon.load(), gazetteer.load(), load_vocabulary()
    dates = find_dates(doc, article.source.published)
    registry = Registry(doc, article, words, places)
    names = find_names(doc, article, words, places)
    registry.register(names, expectations(doc))
    elections = find_elections(registry, dates)
    find_units(registry)
    find_happenings(registry)
    find_bodies(registry)
    referents = Referents(registry, elections, vocabulary, resolves=Part.RESOLUTION not in without)
    context = Context(
        article=article,
        doc=doc,
        lexicon=words,
        vocabulary=vocabulary,
        registry=registry,
        elections=elections,
        referents=referents,
        attribution=Attribution(doc, referents, words),
        dates=tuple(dates),
        quantities=tuple(_as_written(m, article) for m in find_quantities(doc)),
        vintage=_vintage(article.body),
    )
    note_renamings(context)
    return context, names


def _as_written(mention: QuantityMention, article: Article) -> QuantityMention:
    """With the article's own characters, which the parser saw in plain marks."""
    written = article.text[mention.start : mention.end]
    if written.endswith("per cen"):
        written += "t"  # parsed as one word
    return replace(mention, quantity=replace(mention.quantity, text=written))


def _vintage(text: str) -> str | None:
    """Whether the results that the text gives are called preliminary or final."""
    stages = {m.group(1).lower() for m in _RESULTS.finditer(text)}
    if not stages:
        return None
    return "final" if stages <= _FINAL else "preliminary"


def _is_sound(context: Context, claim: Claim) -> bool:
    """Arguments of the classes that the relation joins."""
    relation = context.vocabulary.relations[claim.predicate]
    for identifier, classes in ((claim.subject, relation.domain), (claim.object, relation.range)):
        if identifier is None or not classes:
            continue
        kinds = (classes,) if isinstance(classes, str) else classes
        if not any(context.vocabulary.is_a(context.registry.types[identifier], k) for k in kinds):
            return False
    return True


def _distinct(claims: list[Claim]) -> tuple[Claim, ...]:
    """Each statement of a sentence once, in text order."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        number = claim.quantity.number if claim.quantity else None
        title = claim.value if claim.predicate == "holdsOffice" else None
        parts = (
            claim.subject,
            claim.predicate,
            claim.object,
            number,
            title,
            claim.evidence.start,
            claim.positive,
        )
        seen.setdefault(parts, claim)
    acted = {(c.predicate, c.object, c.evidence.start) for c in seen.values() if c.subject and c.object}
    for key, claim in list(seen.items()):
        if claim.subject is None and (claim.predicate, claim.object, claim.evidence.start) in acted:
            del seen[key]  # the sentence names the agent elsewhere
    return tuple(
        sorted(seen.values(), key=lambda c: (c.evidence.start, c.predicate, c.subject or "", c.object or ""))
    )
