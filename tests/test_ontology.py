"""The ontology is documented, in the OWL 2 RL profile, consistent, and derives what it says it derives."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef

from kg import resources
from kg.namespaces import BASE, EVENT, ID, POL, STATUS
from kg.vocabulary import axioms, load
from tests.rl_profile import violations

ONTOLOGY = URIRef(BASE + "ontology")
OURS = (str(POL), str(STATUS), BASE + "family/")
TERMS = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
    SKOS.ConceptScheme,
}


def _read(*names: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(resources.path("ontology", name))
    return graph


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    """Classes, properties, relations and words; shapes and alignments are other vocabularies."""
    return _read("political-actors.ttl", "relations.ttl", "lexicon.ttl")


@pytest.fixture(scope="module")
def terms(ontology: rdflib.Graph) -> list[URIRef]:
    found = {s for kind in TERMS for s in ontology.subjects(RDF.type, kind) if str(s).startswith(OURS)}
    return sorted(s for s in found if isinstance(s, URIRef))


def test_the_header_names_version_licence_and_creators(ontology: rdflib.Graph) -> None:
    said = {str(p).rpartition("/")[2].rpartition("#")[2] for p in ontology.predicates(ONTOLOGY)}
    assert {"title", "description", "versionIRI", "license", "creator"} <= said


def test_every_term_has_one_english_label_and_definition_and_says_where_it_is_defined(
    ontology: rdflib.Graph, terms: list[URIRef]
) -> None:
    def english(term: URIRef, predicate: URIRef) -> int:
        return sum(
            1 for o in ontology.objects(term, predicate) if isinstance(o, Literal) and o.language == "en"
        )

    lacking = [
        term
        for term in terms
        if english(term, RDFS.label) != 1
        or english(term, SKOS.definition) != 1
        or list(ontology.objects(term, RDFS.isDefinedBy)) != [ONTOLOGY]
    ]
    assert lacking == []


def test_no_two_terms_of_a_kind_share_a_label(ontology: rdflib.Graph, terms: list[URIRef]) -> None:
    seen: dict[tuple[str, bool], URIRef] = {}
    doubles = []
    for term in terms:
        is_class = (term, RDF.type, OWL.Class) in ontology
        key = (str(ontology.value(term, RDFS.label)), is_class)
        if key in seen and term.startswith(str(POL)):
            doubles.append((seen[key], term))
        seen[key] = term
    assert doubles == []


def test_every_local_name_follows_the_naming_rule(ontology: rdflib.Graph, terms: list[URIRef]) -> None:
    classes = {t for t in terms if (t, RDF.type, OWL.Class) in ontology}
    properties = {
        t
        for t in terms
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        if (t, RDF.type, kind) in ontology
    }
    assert [t for t in classes if not re.fullmatch(r"[A-Z][A-Za-z]+", t.rpartition("#")[2])] == []
    assert [t for t in properties if not re.fullmatch(r"[a-z][A-Za-z]+", t.rpartition("#")[2])] == []


def test_every_term_of_ours_that_is_used_is_declared(ontology: rdflib.Graph, terms: list[URIRef]) -> None:
    used = _read("political-actors.ttl", "relations.ttl", "shapes.ttl", "alignments.ttl", "lexicon.ttl")
    used.parse(resources.path("data", "policies.ttl"))
    word_lists = set(ontology.subjects(RDF.type, POL.WordList))
    mentioned = {
        t
        for triple in used
        for t in triple
        if isinstance(t, URIRef) and t.startswith(OURS) and t not in word_lists
    }
    assert sorted(mentioned - set(terms) - {URIRef(str(POL))}) == []


def test_the_ontology_is_in_the_owl_2_rl_profile(ontology: rdflib.Graph) -> None:
    assert violations(ontology) == []


@pytest.mark.parametrize(
    "outside",
    [
        "pol:Person rdfs:subClassOf"
        " [ a owl:Restriction ; owl:onProperty pol:agent ; owl:someValuesFrom pol:Act ] .",
        "[ a owl:Restriction ; owl:onProperty pol:agent ; owl:allValuesFrom pol:Actor ]"
        " rdfs:subClassOf pol:Act .",
        "pol:Person rdfs:subClassOf [ a owl:Class ; owl:unionOf ( pol:Actor pol:Event ) ] .",
        "pol:Person owl:equivalentClass [ a owl:Restriction ; owl:onProperty pol:agent ;"
        " owl:someValuesFrom pol:Act ] .",
        "pol:Person owl:disjointUnionOf ( pol:Actor pol:Event ) .",
        "pol:agent a owl:ReflexiveProperty .",
        "pol:agent a owl:DatatypeProperty .",
        "pol:share rdfs:range xsd:date .",
        "pol:Person rdfs:subClassOf pol:Undeclared .",
        "pol:Person pol:undeclared pol:Actor .",
        "pol:within a owl:AsymmetricProperty .",
        "pol:Person owl:hasKey ( pol:share ) .",
    ],
)
def test_the_profile_check_finds_what_is_outside(outside: str, ontology: rdflib.Graph) -> None:
    prefixes = "\n".join(
        f"@prefix {p}: <{n}> ." for p, n in {"pol": POL, "owl": OWL, "rdfs": RDFS, "xsd": rdflib.XSD}.items()
    )
    wrong = rdflib.Graph().parse(data=f"{prefixes}\n{outside}", format="turtle")
    assert violations(ontology + wrong) != []


def test_no_key_and_no_sameness_is_stated() -> None:
    everything = load().graph
    assert list(everything.subject_objects(OWL.hasKey)) == []
    assert list(everything.subject_objects(OWL.sameAs)) == []


def test_every_inverse_is_mutual_and_labelled(ontology: rdflib.Graph) -> None:
    pairs = set(ontology.subject_objects(OWL.inverseOf))
    assert {(other, one) for one, other in pairs} == pairs
    assert all((one, RDFS.label, None) in ontology for one, _ in pairs)


def test_a_relation_between_entities_is_symmetric_or_has_an_inverse() -> None:
    lacking = [r.name for r in load().relations.values() if r.range and not r.symmetric and r.inverse is None]
    assert lacking == []


def test_contrary_relations_take_opposite_sides_where_they_take_any() -> None:
    relations = load().relations
    assert {r.stance for r in relations.values()} == {None, "for", "against"}
    for relation in relations.values():
        for contrary in relation.contraries:
            sides = {relation.stance, relations[contrary].stance}
            assert sides in ({"for", "against"}, {None}), (relation.name, contrary)


def test_hermit_finds_it_consistent_and_every_class_possible(ontology: rdflib.Graph, tmp_path: Path) -> None:
    owlready2 = _reasoner()
    world = _world(ontology, tmp_path)
    owlready2.sync_reasoner_hermit(world, debug=0)
    assert list(world.inconsistent_classes()) == []


def test_hermit_reads_the_relations_and_finds_a_planted_contradiction(
    ontology: rdflib.Graph, tmp_path: Path
) -> None:
    owlready2 = _reasoner()
    wrong = rdflib.Graph()
    wrong.add((ID.x, RDF.type, OWL.NamedIndividual))
    wrong.add((ID.x, RDF.type, POL.Person))
    wrong.add((ID.y, RDF.type, OWL.NamedIndividual))
    wrong.add((ID.y, POL.participatesIn, ID.x))
    world = _world(ontology + wrong, tmp_path)
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        owlready2.sync_reasoner_hermit(world, debug=0)


def _reasoner():  # type: ignore[no-untyped-def]
    if shutil.which("java") is None:
        pytest.skip("HermiT needs Java, and there is no `java` on this machine")
    return pytest.importorskip("owlready2", reason="HermiT comes with owlready2, which is not installed")


def _world(graph: rdflib.Graph, folder: Path):  # type: ignore[no-untyped-def]
    import owlready2

    file = folder / "ontology.nt"
    graph.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(file.as_uri()).load()
    return world


DERIVED = {
    "LoyalParty": [(ID.a, POL.loyalTo, ID.x), (ID.x, RDF.type, POL.Person)],
    "RulingParty": [(ID.a, POL.governs, ID.c), (ID.c, RDF.type, POL.Country)],
    "OppositionParty": [(ID.g, POL.opposes, ID.a), (ID.g, RDF.type, POL.Government)],
    "ParliamentaryParty": [(ID.a, POL.enters, ID.h), (ID.h, RDF.type, POL.Chamber)],
    "SuspendedParty": [(EVENT.e, RDF.type, POL.Suspension), (EVENT.e, POL.target, ID.a)],
    "UnregisteredParty": [(EVENT.e, RDF.type, POL.RegistrationDenial), (EVENT.e, POL.target, ID.a)],
    "BarredParty": [(EVENT.e, RDF.type, POL.ElectionBarring), (EVENT.e, POL.target, ID.a)],
    "BannedParty": [(EVENT.e, RDF.type, POL.Ban), (EVENT.e, POL.target, ID.a)],
}


def _closure(direct: list[tuple[URIRef, URIRef, URIRef]]) -> rdflib.Graph:
    graph = axioms() + rdflib.Graph()
    for triple in direct:
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


@pytest.mark.parametrize("name", DERIVED)
def test_a_class_of_parties_is_derived_from_the_direct_graph(name: str) -> None:
    graph = _closure([(ID.a, RDF.type, POL.PoliticalParty), *DERIVED[name]])
    derived = {n for n in DERIVED if (ID.a, RDF.type, POL[n]) in graph}
    assert derived == {name}


@pytest.mark.parametrize("name", DERIVED)
def test_what_is_no_party_is_in_no_class_of_parties(name: str) -> None:
    graph = _closure([(ID.a, RDF.type, POL.Organization), *DERIVED[name]])
    assert not any((ID.a, RDF.type, POL[n]) in graph for n in DERIVED)


def test_a_party_that_opposes_a_party_is_not_thereby_in_opposition() -> None:
    graph = _closure(
        [
            (ID.a, RDF.type, POL.PoliticalParty),
            (ID.b, RDF.type, POL.PoliticalParty),
            (ID.a, POL.opposes, ID.b),
        ]
    )
    assert (ID.b, POL.opposes, ID.a) in graph
    assert not any((s, RDF.type, POL.OppositionParty) in graph for s in (ID.a, ID.b))


def test_what_is_part_of_a_part_is_within_the_whole_and_no_direct_part() -> None:
    graph = _closure([(ID.a, POL.partOf, ID.b), (ID.b, POL.locatedIn, ID.c)])
    assert (ID.a, POL.within, ID.c) in graph
    assert (ID.a, POL.partOf, ID.c) not in graph


def test_closing_two_hundred_direct_triples_takes_no_more_than_1_2_seconds() -> None:
    direct = []
    for i in range(40):
        direct += [
            (ID[f"p{i}"], RDF.type, POL.PoliticalParty),
            (EVENT[f"e{i}"], RDF.type, POL.Suspension),
            (EVENT[f"e{i}"], POL.target, ID[f"p{i}"]),
            (ID[f"p{i}"], POL.loyalTo, ID[f"p{(i + 1) % 40}"]),
            (ID[f"p{i}"], POL.contests, ID.vote),
        ]
    started = time.process_time()
    _closure(direct)
    assert time.process_time() - started <= 1.2
