"""Search: names in any spelling, sentences by their words, in step with the documents."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.cli import main
from kg.graph import Graph
from kg.model import Entity, Extraction, Mention
from kg.search import Hit, Index, fold, search
from kg.store import Store
from tests import made
from tests.extractions import claim, extraction


def named(identifier: str, name: str, *aliases: str, document: str = "doc") -> Extraction:
    """A document that speaks of an actor under these names."""
    found = extraction(claim("leader", "leads", identifier), name=document)
    actor = Entity(identifier, name, "PoliticalParty", tuple(Mention(0, 5, a) for a in aliases))
    return replace(found, entities=(actor, *(e for e in found.entities if e.id != identifier)))


def actors(store: Store, text: str) -> list[str]:
    """The names of the actors found."""
    return [h.text for h in search(store, text) if h.kind == "actor"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nazarbayev", "Nazarbaev"),
        ("Aq Zhol", "Ak Zhol"),
        ("Rukhaniyat", "Rukhaniat"),
        ("Algha", "Alga"),
        ("Sergey", "Sergei"),
        ("Zhirinovsky", "Жириновский"),
        ("Shcherba", "Щерба"),
        ("Қазақстан", "Kazakstan"),
        ("Müller", "MULLER"),
        ("Zelenskyy", "Zelensky"),
        ("Tokayev", "Токаев"),
    ],
)
def test_spellings_of_a_name_are_folded_to_one_form(one: str, other: str) -> None:
    left, right = fold(one), fold(other)
    assert len(left) == len(right) == len(one.split())
    assert [a.rstrip("i") for a in left] == [b.rstrip("i") for b in right]


def test_names_that_differ_stay_apart() -> None:
    assert len({tuple(fold(n)) for n in ("Party A", "Party B", "Union", "Onion", "Kazakov", "Kozlov")}) == 6


@pytest.mark.parametrize(
    "text", ["rukhaniyat", "RUKHANIAT party", "Руханият", "spiritual renewal", "Rukhaniyta"]
)
def test_an_actor_is_found_by_any_name_in_any_spelling(text: str) -> None:
    with Store.open() as store:
        store.add(named("r", "Rukhaniyat Party", "Spiritual Renewal"))
        store.add(named("o", "Otan Union", document="other"))
        assert actors(store, text) == ["Rukhaniyat Party"]


def test_an_actor_of_many_documents_is_one_hit() -> None:
    with Store.open() as store:
        for i in range(4):
            store.add(named("r", "Rukhaniyat Party", f"Alias {'wxyz'[i]}", document=f"d{i}"))
        index = Index.open(store)
        assert index.update() == 4
        assert [h.kind for h in index.search("rukhaniat")] == ["actor"]
        assert [h.text for h in index.search("alias y")] == ["Rukhaniyat Party"]
        store.retract("d2")
        assert index.update() == 1
        assert index.search("alias y") == []
        assert [h.text for h in index.search("alias z")] == ["Rukhaniyat Party"]


def test_a_statement_is_found_by_the_words_of_its_sentence() -> None:
    with made.store_of(made.extraction()) as store:
        hits = [h for h in search(store, "suspending for the missing forms") if h.kind == "claim"]
        assert hits[0].text == "The ministry suspended Party B in March 2011 over a missing form."
        assert hits[0].document == "made-article"
        assert isinstance(hits[0], Hit)


def test_an_index_follows_the_documents_from_one_opening_to_the_next(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add(named("r", "Rukhaniyat", document="one"))
        store.add(named("o", "Otan", document="two"))
        assert actors(store, "otan") == ["Otan"]
    with Store.open(tmp_path) as store:
        assert Index.open(store).update() == 0
        store.add(named("o", "Vatan", document="two"))
        store.retract("one")
        assert actors(store, "otan") == []
        assert actors(store, "rukhaniyat") == []
        assert actors(store, "vatan") == ["Vatan"]


@pytest.mark.parametrize("damage", ["{", '{"format": 0}', None])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: str | None) -> None:
    with Store.open(tmp_path) as store:
        store.add(named("r", "Rukhaniyat"))
        assert actors(store, "rukhaniyat") == ["Rukhaniyat"]
        if damage is None:
            (tmp_path / "search" / "meta.json").unlink()
        else:
            (tmp_path / "search" / "documents.json").write_text(damage)
        assert actors(store, "rukhaniyat") == ["Rukhaniyat"]


@pytest.mark.parametrize(
    "text", ["", " ", '"', "AND", "text:(", "a" * 5000, "* ? ~ ^ \\", "\x00", "+-!", "й " * 500]
)
def test_any_text_may_be_searched_for(text: str) -> None:
    with Store.open() as store:
        store.add(named("r", "Rukhaniyat"))
        assert isinstance(search(store, text), list)


def test_the_graph_searches_too() -> None:
    with Graph.open() as graph:
        graph.add(named("r", "Rukhaniyat"))
        assert [h.text for h in graph.search("ruhaniat", limit=1)] == ["Rukhaniyat"]


def test_the_command_prints_what_it_found(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Store.open(tmp_path) as store:
        store.add(named("r", "Rukhaniyat"))
    assert main(["search", "ruhaniat", "--store", str(tmp_path)]) == 0
    assert capfd.readouterr().out.startswith("actor: Rukhaniyat ")
    assert main(["search", "party", "--json", "--store", str(tmp_path)]) == 0
    assert json.loads(capfd.readouterr().out.splitlines()[0])["kind"] == "claim"
