"""The closure: the same as owlrl's for every kind of axiom, and the same after any changes as anew."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Triple

from kg.errors import VocabularyError
from kg.iris import TYPE, direct_graph, inferred_graph, node, pol
from kg.model import Extraction
from kg.namespaces import ID
from kg.policy import materialize
from kg.reasoning import closure, contradictions, grounds, reference
from kg.reasoning.engine import Engine
from kg.reasoning.rules import Fact, Rule, compile_clashes, compile_rules
from kg.store import Store
from kg.validation import validate
from kg.vocabulary import axioms, load
from tests.extractions import claim, entity, extraction, small_extractions

PREFIX = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
EXPRESSIONS = {
    "name": ":A",
    "intersection": "[ a owl:Class ; owl:intersectionOf ( :A [ a owl:Restriction ; owl:onProperty :p ; "
    "owl:someValuesFrom :B ] ) ]",
    "union": "[ a owl:Class ; owl:unionOf ( :A :B ) ]",
    "some": "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ]",
    "some of some": "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom [ a owl:Restriction ; "
    "owl:onProperty :q ; owl:someValuesFrom :B ] ]",
    "some thing": "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom owl:Thing ]",
    "value": "[ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :b ]",
}
AXIOMS = {
    **{f"subclass of {name}": f"{text} rdfs:subClassOf :C ." for name, text in EXPRESSIONS.items()},
    "equivalent name": ":A owl:equivalentClass :C .",
    "equivalent definition": f":C owl:equivalentClass {EXPRESSIONS['value']} .",
    "intersection above": ":A rdfs:subClassOf [ a owl:Class ; owl:intersectionOf ( :B :C ) ] .",
    "universal above": ":A rdfs:subClassOf [ a owl:Restriction ; "
    "owl:onProperty :p ; owl:allValuesFrom :C ] .",
    "subproperty": ":p rdfs:subPropertyOf :q .",
    "equivalent property": ":p owl:equivalentProperty :q .",
    "inverse": ":p owl:inverseOf :q .",
    "symmetric": ":p a owl:SymmetricProperty .",
    "transitive": ":p a owl:TransitiveProperty .",
    "chain": ":r owl:propertyChainAxiom ( :p :q ) .",
    "domain": ":p rdfs:domain :C .",
    "range": ":p rdfs:range :C .",
}


def example(name: str) -> NamedNode:
    """A term of the example's namespace."""
    return NamedNode(f"https://example.org/{name}")


def ontology(*names: str) -> rdflib.Graph:
    """These axioms as a graph."""
    return rdflib.Graph().parse(data=PREFIX + "\n".join(AXIOMS[n] for n in names), format="turtle")


_ends = st.sampled_from([example(n) for n in "abcd"])
triples = st.one_of(
    st.builds(lambda s, c: Triple(s, TYPE, c), _ends, st.sampled_from([example(n) for n in "ABC"])),
    st.builds(Triple, _ends, st.sampled_from([example(n) for n in "pqr"]), _ends),
)


@pytest.mark.parametrize("name", AXIOMS)
@settings(max_examples=8, deadline=None)
@given(facts=st.sets(triples, max_size=8))
def test_each_kind_of_axiom_gives_what_owlrl_gives(name: str, facts: set[Triple]) -> None:
    rules = ontology(name)
    assert closure(facts, rules) == reference.closure(facts, rules)


@settings(max_examples=40, deadline=None)
@given(names=st.sets(st.sampled_from(sorted(AXIOMS)), max_size=6), facts=st.sets(triples, max_size=10))
def test_axioms_together_give_what_owlrl_gives(names: set[str], facts: set[Triple]) -> None:
    rules = ontology(*names)
    assert closure(facts, rules) == reference.closure(facts, rules)


def test_an_axiom_that_no_rule_is_known_for_is_told() -> None:
    for text in (":p a owl:FunctionalProperty .", ":a owl:sameAs :b .", "owl:Thing rdfs:subClassOf :A ."):
        graph = rdflib.Graph().parse(data=PREFIX + text, format="turtle")
        with pytest.raises(VocabularyError):
            compile_rules(graph)


# The ontology itself


@st.composite
def direct_graphs(draw: st.DrawFn, size: int) -> set[Triple]:
    """Direct statements that the ontology's rules can touch, among few actors, acts and places."""
    vocabulary = load()
    ends = st.sampled_from([node(ID, n) for n in "abcdefgh"])
    kinds = st.sampled_from([pol(n) for n in sorted(vocabulary.classes)])
    names = sorted({a[1][1:-1] for r in compile_rules(axioms()) for a in r.body} - {TYPE.value})
    common = [
        pol(n).value for n in ("loyalTo", "governs", "opposes", "enters", "target", "targetOf", "within")
    ]
    return draw(
        st.sets(
            st.one_of(
                st.builds(lambda s, c: Triple(s, TYPE, c), ends, kinds | st.just(pol("PoliticalParty"))),
                st.builds(
                    Triple,
                    ends,
                    st.sampled_from([*names, *common]).map(NamedNode),
                    ends,
                ),
            ),
            min_size=size // 2,
            max_size=size,
        )
    )


@settings(max_examples=6, deadline=None)
@given(direct_graphs(30))
def test_the_ontology_gives_what_owlrl_gives(facts: set[Triple]) -> None:
    assert closure(facts) == reference.closure(facts, axioms())


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(direct_graphs(60))
def test_the_ontology_gives_what_owlrl_gives_on_many_graphs(facts: set[Triple]) -> None:
    assert closure(facts) == reference.closure(facts, axioms())


@pytest.mark.parametrize(
    ("relation", "kind", "derived"),
    [
        ("loyalTo", "Person", "LoyalParty"),
        ("governs", "Country", "RulingParty"),
        ("opposes", "Government", "OppositionParty"),
        ("enters", "Chamber", "ParliamentaryParty"),
        ("targetOf", "Suspension", "SuspendedParty"),
        ("targetOf", "ElectionBarring", "BarredParty"),
    ],
)
def test_what_kind_of_party_follows(relation: str, kind: str, derived: str) -> None:
    a, b = node(ID, "a"), node(ID, "b")
    facts = {Triple(a, TYPE, pol("PoliticalParty")), Triple(b, TYPE, pol(kind)), Triple(a, pol(relation), b)}
    assert Triple(a, TYPE, pol(derived)) in closure(facts)
    assert Triple(a, TYPE, pol(derived)) not in closure(facts - {Triple(b, TYPE, pol(kind))})


# Changes

_RULES = compile_rules(ontology(*(n for n in AXIOMS if n not in ("universal above", "some thing"))))
_terms = st.sampled_from(["<e:a>", "<e:b>", "<e:c>"])
_facts = st.one_of(
    st.builds(
        lambda s, c: (s, f"<{TYPE.value}>", c), _terms, st.sampled_from([str(example(n)) for n in "ABC"])
    ),
    st.builds(lambda s, p, o: (s, p, o), _terms, st.sampled_from([str(example(n)) for n in "pqr"]), _terms),
)


@settings(max_examples=300, deadline=None)
@given(st.frozensets(st.sampled_from(sorted(_RULES))), st.sets(_facts), st.sets(_facts), st.sets(_facts))
def test_a_change_gives_what_closing_anew_gives(
    rules: frozenset[Rule], before: set[Fact], come: set[Fact], gone: set[Fact]
) -> None:
    applied = Engine(rules)
    gone, come = gone & before, come - before
    after = (before - gone) | come
    lost, new = applied.change(applied.close(before), after.__contains__, gone, come)
    assert (set(applied.close(before)) - lost) | new == set(applied.close(after))


_steps = st.lists(
    st.one_of(
        *(small_extractions(name) for name in ("one", "two", "three")),
        st.sampled_from(["retract one", "retract two", "materialize"]),
    ),
    max_size=8,
)


@settings(max_examples=20, deadline=None)
@given(_steps)
def test_a_view_holds_at_any_time_what_follows_from_its_direct_graph(steps: list[Extraction | str]) -> None:
    with Store.open() as store:
        for step in steps:
            if isinstance(step, Extraction):
                store.add(step)
            elif step == "materialize":
                materialize(store, "reported")
            elif step.split()[1] in store.documents():
                store.retract(step.split()[1])
            direct = {q.triple for q in store.graph(direct_graph("reported"))}
            assert {q.triple for q in store.graph(inferred_graph("reported"))} == closure(direct)


# Contradictions


def mixed() -> Store:
    """A store in which one actor is a person for one document and a party for another."""
    store = Store.open()
    store.add(extraction(claim("a", "loyalTo", "b"), name="one"))
    other = extraction(claim("leader", "governs", "b", at=6), name="two")
    kinds = (entity("leader", "Person"), entity("b", "Person"))
    store.add(Extraction(other.article, kinds, other.claims))
    materialize(store, "reported")
    return store


def test_a_contradiction_is_told_with_the_sentences_behind_both_sides() -> None:
    (found,) = contradictions(mixed(), "reported")
    assert found.message == "B is a person and B is a political party cannot both be so (disjoint classes)"
    assert {g.document for g in found.grounds} == {"one", "two"}
    assert {g.quote for g in found.grounds} == {"Party", "A is "}


def test_a_contradiction_is_a_violation_for_each_sentence() -> None:
    found = [f for f in validate(mixed(), "reported") if "disjoint classes" in f.message]
    assert {(f.severity, f.document) for f in found} == {("violation", "one"), ("violation", "two")}
    assert all(f.claim and f.quote for f in found)


def test_what_follows_is_traced_to_what_was_said() -> None:
    store = Store.open()
    store.add(extraction(claim("a", "loyalTo", "leader")))
    materialize(store, "reported")
    a, loyal = str(node(ID, "a")), str(pol("LoyalParty"))
    assert [g.statement for g in grounds(store, "reported", (a, f"<{TYPE.value}>", loyal))] == [
        "A is a political party",
        "A is loyal to Leader",
        "Leader is a person",
    ]


def test_no_sentence_no_contradiction() -> None:
    store = Store.open()
    store.add(extraction(claim("a", "loyalTo", "leader")))
    materialize(store, "reported")
    assert contradictions(store, "reported") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("[ a owl:AllDisjointClasses ; owl:members ( :A :B :C ) ] .", 3),
        ("[ a owl:AllDisjointProperties ; owl:members ( :p :q ) ] .", 1),
        (":A owl:disjointWith :B .", 1),
        (":p owl:propertyDisjointWith :q .", 1),
        (":p a owl:AsymmetricProperty, owl:IrreflexiveProperty .", 2),
    ],
)
def test_every_kind_of_exclusion_is_known(text: str, number: int) -> None:
    graph = rdflib.Graph().parse(data=PREFIX + text, format="turtle")
    assert len(compile_clashes(graph)) == number
