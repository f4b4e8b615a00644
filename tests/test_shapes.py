"""The shapes pass a clean graph and find each planted fault."""

from __future__ import annotations

from collections.abc import Callable

import pyshacl
import pytest
import rdflib
from rdflib import RDF, RDFS, SH, XSD, Literal, URIRef

from kg import resources
from kg.namespaces import DOC, EVENT, ID, POL, PREFIXES, STATUS, VIEW

SHAPE = rdflib.Namespace("https://w3id.org/political-kg/shape/")
CLAIM = rdflib.Namespace(PREFIXES["claim"])
OA = rdflib.Namespace(PREFIXES["oa"])

Fault = Callable[[rdflib.Graph], None]


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(resources.path("ontology", "shapes.ttl"))


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    """The ontology without its shapes."""
    graph = rdflib.Graph()
    for name in ("political-actors.ttl", "relations.ttl"):
        graph.parse(resources.path("ontology", name))
    return graph


@pytest.fixture
def clean(ontology: rdflib.Graph) -> rdflib.Graph:
    """A small graph without fault: a party is suspended, one loyal, two win votes, a chamber adds up."""
    graph = rdflib.Graph()
    for triple in ontology:
        graph.add(triple)
    graph.add((DOC.d, RDF.type, POL.Document))
    for name, kind in (
        ("party-a", "PoliticalParty"),
        ("party-b", "PoliticalParty"),
        ("ministry", "Government"),
        ("president", "Person"),
        ("vote", "Election"),
        ("house", "Chamber"),
    ):
        graph.add((ID[name], RDF.type, POL[kind]))
        graph.add((ID[name], RDFS.label, Literal(name)))
        graph.add((ID[name], POL.mentionedIn, DOC.d))
    claim(graph, "c1", "suspends", "ministry", "party-a")
    claim(graph, "c2", "loyalTo", "party-b", "president", status="considered")
    claim(graph, "c3", "voteShare", "party-a", "vote")
    claim(graph, "c4", "voteShare", "party-b", "vote")
    claim(graph, "c5", "alliedWith", "party-b", "party-a", status="alleged", passes=False)
    claim(graph, "c6", "hasSeats", "house")
    node(graph, "e1", "Suspension", "c1", agent=ID.ministry, target=ID["party-a"])
    node(graph, "e3", "ElectionResult", "c3", contestant=ID["party-a"], election=ID.vote, share=decimal("80"))
    node(graph, "e4", "ElectionResult", "c4", contestant=ID["party-b"], election=ID.vote, share=decimal("20"))
    node(graph, "e6", "ChamberComposition", "c6", chamber=ID.house, totalSeats=decimal("107"))
    graph.add((EVENT.e6, POL.seatsFilledByVote, decimal("98")))
    graph.add((EVENT.e6, POL.seatsFilledByAppointment, decimal("9")))
    graph.add((ID.ministry, POL.suspends, ID["party-a"]))
    graph.add((ID["party-b"], POL.loyalTo, ID.president))
    return graph


def decimal(text: str) -> Literal:
    return Literal(text, datatype=XSD.decimal)


def claim(
    graph: rdflib.Graph,
    name: str,
    relation: str,
    subject: str,
    target: str | None = None,
    *,
    status: str = "asserted",
    passes: bool = True,
) -> None:
    """Add a claim with all that belongs to it."""
    iri, evidence, holder = CLAIM[name], CLAIM[f"{name}#evidence"], CLAIM[f"{name}#holder"]
    triples: list[tuple[URIRef, URIRef, URIRef | Literal]] = [
        (iri, RDF.type, POL.Claim),
        (iri, RDF.subject, ID[subject]),
        (iri, RDF.predicate, POL[relation]),
        (iri, POL.status, STATUS[status]),
        (iri, POL.polarity, POL.Positive),
        (iri, POL.inDocument, DOC.d),
        (iri, POL.heldBy, holder),
        (holder, RDF.type, POL.DocumentVoice),
        (holder, POL.holder, DOC.d),
        (iri, POL.evidence, evidence),
        (evidence, RDF.type, POL.Evidence),
        (evidence, POL.quote, Literal("They say so.")),
        (evidence, POL.zone, Literal("body")),
        (evidence, POL.rawStart, Literal(10)),
        (evidence, POL.rawEnd, Literal(22)),
        (evidence, OA.hasTarget, CLAIM[f"{name}#target"]),
        (CLAIM[f"{name}#target"], OA.hasSelector, CLAIM[f"{name}#quote"]),
        (CLAIM[f"{name}#quote"], OA.exact, Literal("They say so.")),
    ]
    if target is not None:
        triples.append((iri, RDF.object, ID[target]))
    if passes:
        triples.append((iri, POL.inView, VIEW.reported))
    for triple in triples:
        graph.add(triple)


def node(graph: rdflib.Graph, name: str, kind: str, told_by: str, **roles: URIRef | Literal) -> None:
    """Add a node of the direct graph."""
    graph.add((EVENT[name], RDF.type, POL[kind]))
    graph.add((EVENT[name], POL.describedBy, CLAIM[told_by]))
    for role, value in roles.items():
        graph.add((EVENT[name], POL[role], value))


def findings(graph: rdflib.Graph, shapes: rdflib.Graph) -> set[tuple[str, str]]:
    """Shape and severity of each finding."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=False)
    assert isinstance(report, rdflib.Graph)
    return {
        (
            _shape_name(report.value(result, SH.sourceShape), shapes),
            _local(report.value(result, SH.resultSeverity)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def _shape_name(source: rdflib.term.Node | None, shapes: rdflib.Graph) -> str:
    owner = shapes.value(None, SH.property, source) or source
    return _local(owner)


def _local(term: rdflib.term.Node | None) -> str:
    return str(term).rpartition("/" if "shape/" in str(term) else "#")[2]


def test_a_clean_graph_passes(clean: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert findings(clean, shapes) == set()


def _without(subject: URIRef, predicate: URIRef) -> Fault:
    return lambda graph: graph.remove((subject, predicate, None)) and None


def _with(subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> Fault:
    return lambda graph: graph.add((subject, predicate, value)) and None


def _instead(subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> Fault:
    return lambda graph: graph.set((subject, predicate, value)) and None


FAULTS: dict[str, tuple[Fault, str, str]] = {
    "a claim without evidence": (_without(CLAIM.c1, POL.evidence), "ClaimHasEvidence", "Violation"),
    "a claim without status": (_without(CLAIM.c5, POL.status), "ClaimHasStatus", "Violation"),
    "a claim of two statuses": (
        _with(CLAIM.c1, POL.status, STATUS.considered),
        "ClaimHasStatus",
        "Violation",
    ),
    "a claim without holder": (_without(CLAIM.c1, POL.heldBy), "ClaimHasHolder", "Violation"),
    "an unknown relation": (_instead(CLAIM.c5, RDF.predicate, POL.likes), "ClaimSaysSomething", "Violation"),
    "a text as object": (
        _instead(CLAIM.c5, RDF.object, Literal("Party A")),
        "ClaimSaysSomething",
        "Violation",
    ),
    "a claim without document": (_without(CLAIM.c5, POL.inDocument), "ClaimHasDocument", "Violation"),
    "a confidence above one": (
        _with(CLAIM.c1, POL.confidence, Literal("1.2", datatype=XSD.decimal)),
        "ConfidenceIsAShare",
        "Violation",
    ),
    "a holder who is nobody": (_without(CLAIM["c1#holder"], POL.holder), "HolderIsSomebody", "Violation"),
    "evidence without a quote": (_without(CLAIM["c1#evidence"], POL.quote), "EvidenceQuotes", "Violation"),
    "evidence that ends before it starts": (
        _instead(CLAIM["c1#evidence"], POL.rawEnd, Literal(9)),
        "EvidenceQuotes",
        "Violation",
    ),
    "evidence that quotes two things": (
        _instead(CLAIM["c1#quote"], OA.exact, Literal("They said so.")),
        "EvidenceQuotes",
        "Violation",
    ),
    "an alleged claim that passes": (_with(CLAIM.c5, POL.inView, VIEW.reported), "NoLeak", "Violation"),
    "a negative claim that passes": (_instead(CLAIM.c2, POL.polarity, POL.Negative), "NoLeak", "Violation"),
    "a superseded claim that passes": (
        _with(CLAIM.c3, POL.supersededBy, CLAIM.c4),
        "SupersededDoesNotPass",
        "Violation",
    ),
    "a direct statement that nobody makes": (
        _with(ID["party-a"], POL.loyalTo, ID.president),
        "DirectNeedsClaim",
        "Violation",
    ),
    "a direct statement of an alleged claim": (
        _with(ID["party-b"], POL.alliedWith, ID["party-a"]),
        "DirectNeedsClaim",
        "Violation",
    ),
    "an act that nobody tells of": (_without(EVENT.e1, POL.describedBy), "NodeNeedsClaim", "Violation"),
    "an entity without name": (_without(ID.president, RDFS.label), "EntityHasName", "Violation"),
    "a person who is a party": (_with(ID["party-a"], RDF.type, POL.Person), "DisjointKinds", "Violation"),
    "a chamber that is an election": (_with(ID.house, RDF.type, POL.Election), "DisjointKinds", "Violation"),
    "a party that is an institution": (
        _with(ID["party-a"], RDF.type, POL.Court),
        "OneKindOfGroup",
        "Warning",
    ),
    "a share above 100": (_instead(EVENT.e3, POL.share, decimal("101")), "ShareIsPercentage", "Violation"),
    "half a seat": (_with(EVENT.e3, POL.seats, decimal("1.5")), "SeatsAreCounted", "Violation"),
    "shares of more than 100": (_instead(EVENT.e3, POL.share, decimal("80.1")), "SharesSum", "Violation"),
    "seats that do not add up": (_instead(EVENT.e6, POL.totalSeats, decimal("108")), "SeatsSum", "Violation"),
    "an election that suspends": (_instead(CLAIM.c1, RDF.subject, ID.vote), "SubjectFits", "Warning"),
    "votes in a person": (_instead(CLAIM.c3, RDF.object, ID.president), "ObjectFits", "Warning"),
    "a date out of order": (
        lambda graph: (
            graph.parse(
                data=f'<{CLAIM.c1}> <{POL.earliest}> "2012-02-01"^^<{XSD.date}> ; '
                f'<{POL.latest}> "2012-01-01"^^<{XSD.date}> .',
                format="turtle",
            )
            and None
        ),
        "ClaimDates",
        "Violation",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, clean: rdflib.Graph, shapes: rdflib.Graph) -> None:
    plant, shape, severity = FAULTS[fault]
    plant(clean)
    assert (shape, severity) in findings(clean, shapes)
