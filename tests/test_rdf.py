"""Claims as quads: nothing is lost, nothing depends on order, nothing leaks."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from random import Random

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings

from kg.errors import VocabularyError
from kg.iris import SOURCES, TYPE, document_graph, node, pol, term, value
from kg.model import Claim, Entity, Extraction, Holder, Mention, Qualifier, Quantity, Status, When, ZoneKind
from kg.namespaces import ID, POL
from kg.rdf import claim_iri, to_quads
from kg.reading import ordered, read_document
from kg.store import Store
from kg.trig import to_trig
from kg.vocabulary import load
from tests.extractions import WORDS, article, claim, entity, extraction, extractions


def objects(quads: list[ox.Quad], subject: str, predicate: ox.NamedNode) -> set[str]:
    """The values of a property."""
    return {value(q.object) for q in quads if value(q.subject) == subject and q.predicate == predicate}


@given(extractions())
@settings(max_examples=80, deadline=None)
def test_what_is_written_is_read_back_the_same(given_extraction: Extraction) -> None:
    quads = to_quads(given_extraction)
    assert read_document(quads, given_extraction.article.id) == ordered(given_extraction)


@given(extractions())
@settings(max_examples=25, deadline=None)
def test_a_store_gives_back_what_was_put_in(given_extraction: Extraction) -> None:
    with Store.open() as store:
        store.add(given_extraction)
        stored = store.document_quads(given_extraction.article.id)
        assert read_document(stored, given_extraction.article.id) == ordered(given_extraction)
        assert store.add(given_extraction) is False


@given(extractions())
@settings(max_examples=40, deadline=None)
def test_the_order_of_claims_and_entities_does_not_matter(given_extraction: Extraction) -> None:
    mixed, random = [*given_extraction.claims], Random(1)
    random.shuffle(mixed)
    turned = replace(given_extraction, claims=tuple(mixed), entities=given_extraction.entities[::-1])
    assert to_quads(turned) == to_quads(given_extraction)


@given(extractions())
@settings(max_examples=40, deadline=None)
def test_a_document_graph_never_states_what_its_claims_say(given_extraction: Extraction) -> None:
    relations = {pol(name) for name in load().relations}
    ids = {node(ID, e.id) for e in given_extraction.entities}
    nodes = {pol(r.node.cls) for r in load().relations.values() if r.node}
    for quad in to_quads(given_extraction):
        assert not (quad.predicate in relations and quad.subject in ids)
        assert not (quad.predicate == TYPE and quad.object in nodes and quad.subject not in ids)


@given(extractions())
@settings(max_examples=40, deadline=None)
def test_trig_is_read_by_others_as_the_same_quads(given_extraction: Extraction) -> None:
    quads = to_quads(given_extraction)
    assert set(ox.parse(to_trig(quads), ox.RdfFormat.TRIG)) == set(quads)


def test_trig_is_read_by_rdflib() -> None:
    quads = to_quads(
        extraction(claim("a", "loyalTo", "leader"), claim("a", "voteShare", "vote", share="7.5"))
    )
    dataset = rdflib.Dataset()
    dataset.parse(data=to_trig(quads), format="trig")
    assert len(dataset) == len(quads)


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    script = (
        "import sys\n"
        "from tests.extractions import claim, extraction\n"
        "from kg.graph import Graph\n"
        "g = Graph.open()\n"
        "g.add(extraction(claim('a', 'loyalTo', 'leader'), claim('b', 'suspends', 'a', at=3)))\n"
        "g.materialize()\n"
        "sys.stdout.write(g.store.dump())\n"
    )
    root = str(os.path.dirname(os.path.dirname(__file__)))
    dumps = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(dumps) == 1
    assert b"pol:loyalTo" in dumps.pop()


def test_a_claim_carries_subject_relation_object_and_the_typed_shortcuts() -> None:
    made = claim("a", "loyalTo", "leader", status=Status.CONSIDERED)
    quads, iri = to_quads(extraction(made)), claim_iri(made)
    assert objects(quads, iri, term("rdf", "subject")) == {f"{ID}a"}
    assert objects(quads, iri, term("rdf", "predicate")) == {f"{POL}loyalTo"}
    assert objects(quads, iri, term("rdf", "object")) == {f"{ID}leader"}
    assert objects(quads, iri, pol("c_loyalTo")) == {f"{ID}leader"}
    assert objects(quads, f"{ID}a", pol("s_loyalTo")) == {iri}
    assert objects(quads, iri, pol("status")) == {"https://w3id.org/political-kg/status/considered"}
    assert objects(quads, iri, pol("polarity")) == {f"{POL}Positive"}


def test_evidence_says_the_characters_and_their_surroundings() -> None:
    made = claim("a", "loyalTo", "leader", at=8)
    quads, iri = to_quads(extraction(made)), claim_iri(made)
    assert objects(quads, f"{iri}#quote", term("oa", "exact")) == {WORDS[8:13]}
    assert objects(quads, f"{iri}#quote", term("oa", "prefix")) == {WORDS[:8]}
    assert objects(quads, f"{iri}#quote", term("oa", "suffix")) == {WORDS[13:45]}
    assert objects(quads, f"{iri}#position", term("oa", "start")) == {"8"}
    assert objects(quads, f"{iri}#evidence", pol("rawEnd")) == {"13"}


@pytest.mark.parametrize(
    ("holder", "kind"),
    [(Holder(), "DocumentVoice"), (Holder("a"), "NamedHolder"), (Holder(label="observers"), "UnnamedHolder")],
)
def test_a_holder_is_named_unnamed_or_the_document(holder: Holder, kind: str) -> None:
    made = claim("a", "loyalTo", "leader", holder=holder)
    assert objects(to_quads(extraction(made)), f"{claim_iri(made)}#holder", TYPE) == {f"{POL}{kind}"}


def test_who_reports_a_holder_is_kept() -> None:
    made = claim("a", "loyalTo", "leader", holder=Holder("a", reported_by=Holder(label="police")))
    quads, iri = to_quads(extraction(made)), claim_iri(made)
    assert objects(quads, f"{iri}#holder", pol("reportedBy")) == {f"{iri}#holder-2"}
    assert objects(quads, f"{iri}#holder-2", term("rdfs", "label")) == {"police"}


def test_claims_that_differ_only_in_status_stay_two_claims() -> None:
    sure, alleged = (claim("a", "suspends", "b", status=s) for s in (Status.ASSERTED, Status.ALLEGED))
    assert claim_iri(sure) == claim_iri(alleged)
    quads = to_quads(extraction(sure, alleged))
    claims = {value(q.subject) for q in quads if q.predicate == TYPE and q.object == pol("Claim")}
    assert len(claims) == 2
    assert all(len(objects(quads, iri, pol("status"))) == 1 for iri in claims)


def test_a_claim_without_a_named_agent_has_no_subject() -> None:
    made = claim(None, "suspends", "b", agent_text="the authorities")
    quads = to_quads(extraction(made))
    assert not objects(quads, claim_iri(made), term("rdf", "subject"))
    assert objects(quads, claim_iri(made), pol("agentText")) == {"the authorities"}


def test_a_number_is_a_decimal_with_its_comparator_and_words() -> None:
    made = replace(
        claim("a", "voteShare", "vote"), quantity=Quantity(Decimal("7.10"), "percent", text="some 7.10")
    )
    quads, iri = to_quads(extraction(made)), claim_iri(made)
    (number,) = {q.object for q in quads if value(q.subject) == iri and q.predicate == pol("number")}
    assert str(number) == '"7.1"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert objects(quads, iri, pol("comparator")) == {f"{POL}equal"}
    assert objects(quads, iri, pol("quantityText")) == {"some 7.10"}


def test_a_qualifier_with_an_entity_keeps_its_words_beside_it() -> None:
    made = replace(claim("a", "suspends", "b"), qualifiers=(Qualifier("place", "the capital", "town"),))
    quads = to_quads(extraction(made))
    assert objects(quads, claim_iri(made), pol("place")) == {f"{ID}town"}
    assert objects(quads, claim_iri(made), pol("placeText")) == {"the capital"}


def test_footer_claims_are_not_dated_by_the_article() -> None:

    body = claim("a", "suspends", "b")
    footer = replace(
        body, evidence=replace(body.evidence, zone=ZoneKind.FOOTER, start=1, end=6, exact=WORDS[1:6])
    )
    quads = to_quads(extraction(body, footer))
    dated = {value(q.subject) for q in quads if q.predicate == term("prov", "generatedAtTime")}
    assert dated == {claim_iri(body)}


def test_entities_have_names_other_forms_and_their_document() -> None:
    party = Entity(
        "kz/one", "Party A", "PoliticalParty", (Mention(0, 7, "Party A"), Mention(59, 64, "ruled"))
    )
    quads = to_quads(Extraction(article(), (party,), ()))
    iri = f"{ID}kz/one"
    assert objects(quads, iri, term("rdfs", "label")) == {"Party A"}
    assert objects(quads, iri, term("skos", "altLabel")) == {"ruled"}
    assert objects(quads, iri, pol("mentionedIn")) == {document_graph("doc").value}
    assert objects(quads, iri, pol("named")) == {"true"}


def test_texts_stand_in_the_sources_graph_only() -> None:
    quads = to_quads(Extraction(article(), (entity("a"),), ()))
    assert {q.graph_name for q in quads if q.predicate in (pol("rawText"), pol("cleanText"))} == {SOURCES}


def test_the_same_act_told_twice_is_one_event() -> None:
    first = claim("ministry", "suspends", "b")
    second = claim(None, "suspends", "b", at=20)
    quads = to_quads(extraction(first, second))
    assert len({value(q.object) for q in quads if q.predicate == pol("describes")}) == 1


def test_acts_upon_nobody_in_particular_are_not_one_event() -> None:
    quads = to_quads(extraction(claim("ministry", "detains"), claim("ministry", "detains", at=20)))
    assert len({value(q.object) for q in quads if q.predicate == pol("describes")}) == 2


def test_share_and_seats_of_a_party_are_one_result() -> None:
    share = claim("a", "voteShare", "vote", share="80")
    seats = replace(claim("a", "seatsWon", "vote", at=9), quantity=Quantity(Decimal(83), "seats"))
    quads = to_quads(extraction(share, seats, claim("b", "voteShare", "vote", share="7", at=3)))
    events = {value(q.subject): value(q.object) for q in quads if q.predicate == pol("describes")}
    assert events[claim_iri(share)] == events[claim_iri(seats)]
    assert len(set(events.values())) == 2


def test_an_unknown_relation_is_refused() -> None:
    with pytest.raises(VocabularyError, match="no relation 'likes'"):
        to_quads(extraction(claim("a", "likes", "b")))


def test_a_qualifier_may_not_overwrite_what_a_claim_is() -> None:
    made: Claim = replace(claim("a", "suspends", "b"), qualifiers=(Qualifier("status", "asserted"),))
    with pytest.raises(VocabularyError, match="'status'"):
        to_quads(extraction(made))


def test_acts_of_dates_that_cannot_both_be_right_are_two_events() -> None:
    first, second = (
        claim("ministry", "suspends", "b", at=i, when=When.of(w)) for i, w in enumerate(["2007", "2012"])
    )
    quads = to_quads(extraction(first, second))
    assert len({value(q.object) for q in quads if q.predicate == pol("describes")}) == 2


def test_a_day_in_a_month_that_another_sentence_tells_is_the_same_event() -> None:
    told = [When.of("2012-02"), When.of("2012-02-03"), None]
    quads = to_quads(
        extraction(*(claim("ministry", "suspends", "b", at=i, when=w) for i, w in enumerate(told)))
    )
    assert len({value(q.object) for q in quads if q.predicate == pol("describes")}) == 1
