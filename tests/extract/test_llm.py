"""A language model behind an endpoint: what it says passes the gate or is dropped and counted."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ModelError
from kg.extract import extract
from kg.extract.llm import Endpoint, ModelReport, extract_with_model, merge
from kg.extract.llm.prompt import instructions, schema
from kg.intake import read
from kg.model import Claim, Extraction, Status
from kg.vocabulary import load
from tests.extract.fake_model import FakeModel, claim, serving
from tests.test_cli import kg

FIRST = "The Supreme Court suspended the Harvest Party on Monday."
SECOND = (
    "Ilsa Maren, who leads the Harvest Party, said the court was afraid. The Harvest Party took 12.5 percent."
)
TEXT = f"{FIRST}\n\n{SECOND}\n"


@pytest.fixture(scope="module")
def base() -> Extraction:
    return extract(read(TEXT.encode(), published=dt.date(2019, 6, 12)))


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with serving(FakeModel(lambda _: [])) as running:
        yield running


def ask(
    model: FakeModel, base: Extraction, *rows: Any, cache: Path | None = None
) -> tuple[Extraction, ModelReport]:
    """What comes through when the model says this of the second paragraph."""
    model.answer = lambda q: list(rows) if q["paragraph"] == SECOND else []
    return extract_with_model(base, Endpoint(model.url, "small", backoff=0.01), cache=cache)


def names(extraction: Extraction, c: Claim) -> tuple[str | None, str, str | None]:
    def name(i: str | None) -> str | None:
        return extraction.entity(i).name if i else None

    return name(c.subject), c.predicate, name(c.object)


LEADS = claim("Ilsa Maren, who leads the Harvest Party", "Ilsa Maren", "leads", "Harvest Party")


def test_a_statement_that_the_text_bears_out_becomes_a_claim(model: FakeModel, base: Extraction) -> None:
    found, report = ask(model, base, LEADS)
    (only,) = found.claims
    assert names(found, only) == ("Ilsa Maren", "leads", "Harvest Party")
    assert only.evidence.exact == LEADS["quote"]
    assert found.article.text[only.evidence.start : only.evidence.end] == LEADS["quote"]
    assert only.found_by == ("model small, prompt 1",)
    assert (report.passed, report.rejected) == (1, ())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "Ilsa Maren leads the party"}, "the quotation is not in the text"),
        ({"quote": ""}, "the quotation is not in the text"),
        ({"quote": FIRST}, "the quotation is not in the text"),
        ({"subject": "Olga Brand", "subject_type": "Person"}, "the subject is not in the text"),
        ({"object": "Unity", "object_type": "PoliticalParty"}, "the object is not in the text"),
        ({"subject": None}, "nobody is said to do it"),
        ({"object": "Ilsa Maren"}, "subject and object are the same"),
        ({"object": None}, "nothing is said of anybody"),
        ({"relation": "admires"}, "the ontology has no such relation"),
        ({"status": "certain"}, "the ontology has no such status"),
        ({"value": "chairwoman"}, "the value is not in the text"),
        ({"holder": "analysts"}, "the holder is not in the text"),
        ({"relation": "holdsOffice", "subject": "Harvest Party", "object": "Supreme Court"}, "of a class"),
    ],
)
def test_a_statement_that_it_does_not_is_dropped_and_counted(
    model: FakeModel, base: Extraction, change: dict[str, Any], reason: str
) -> None:
    found, report = ask(model, base, LEADS | change)
    assert found.claims == ()
    ((said, count),) = report.rejected
    assert reason in said
    assert count == 1


@pytest.mark.parametrize(
    "answer", ["", "I cannot do that.", "[1, 2]", '{"claims": "none"}', '{"claims": [3]}']
)
def test_an_answer_that_is_not_the_json_asked_for_makes_no_claim(
    model: FakeModel, base: Extraction, answer: str
) -> None:
    model.answer = lambda _: answer
    found, _ = extract_with_model(base, Endpoint(model.url, "small"))
    assert found.claims == ()


def test_a_number_must_be_in_the_quotation(model: FakeModel, base: Extraction) -> None:
    quote = "The Harvest Party took 12.5 percent."
    share = claim(quote, "Harvest Party", "voteShare", number=12.5)
    found, _ = ask(model, base, share)
    assert [str(c.quantity.number) for c in found.claims if c.quantity] == ["12.5"]
    for wrong in (2.5, 12, None):
        found, report = ask(model, base, share | {"number": wrong})
        assert found.claims == ()
        assert "number" in report.rejected[0][0]


def test_an_actor_whom_only_the_model_saw_is_added_with_its_mentions(
    model: FakeModel, base: Extraction
) -> None:
    row = claim(
        "The Harvest Party took 12.5 percent", "Harvest Party", "contests", "percent", object_type="Election"
    )
    found, _ = ask(model, base, row)
    new = [e for e in found.entities if e not in base.entities]
    assert [(e.name, e.type) for e in new] == [("percent", "Election")]
    assert all(TEXT[m.start : m.end] == m.text for m in new[0].mentions)


def test_both_say_who_found_what_and_the_more_careful_status_stands(
    model: FakeModel, base: Extraction
) -> None:
    model.answer = lambda q: (
        [claim(FIRST, "Supreme Court", "suspends", "Harvest Party", status="alleged")]
        if q["paragraph"] == FIRST
        else [LEADS, claim("the court was afraid", "Ilsa Maren", "criticizes", "Supreme Court")]
    )
    found, _ = extract_with_model(base, Endpoint(model.url, "small"))
    merged = merge(base, found)
    by_finder = {names(merged, c): (c.found_by, c.status) for c in merged.claims}
    both = ("frames", "model small, prompt 1")
    assert by_finder["Supreme Court", "suspends", "Harvest Party"] == (both, Status.ALLEGED)
    assert by_finder["Ilsa Maren", "leads", "Harvest Party"][0] == both
    assert by_finder["Ilsa Maren", "criticizes", "Supreme Court"][0] == ("model small, prompt 1",)
    assert {("frames",), both, ("model small, prompt 1",)} >= {f for f, _ in by_finder.values()}


def test_the_text_reaches_the_model_as_data(model: FakeModel, base: Extraction) -> None:
    ask(model, base)
    for request in model.requests:
        system, user = request["messages"]
        asked = json.loads(user["content"])
        assert asked["paragraph"] in (FIRST, SECOND)
        assert system["content"] == instructions()
    assert {json.loads(r["messages"][1]["content"])["before"] for r in model.requests} == {"", FIRST}


def test_the_schema_and_the_instructions_come_from_the_ontology(model: FakeModel, base: Extraction) -> None:
    core = {r.name for r in load().relations.values() if r.core}
    items = schema()["properties"]["claims"]["items"]
    assert set(items["properties"]["relation"]["enum"]) == core
    assert set(items["properties"]) == set(items["required"])
    for name in core:
        assert f"- {name}: {load().relations[name].definition}" in instructions()
    ask(model, base)
    assert model.requests[0]["response_format"]["json_schema"]["schema"] == schema()


def test_a_server_without_schemas_is_asked_again_without(model: FakeModel, base: Extraction) -> None:
    model.schemas = False
    found, _ = ask(model, base, LEADS)
    assert len(found.claims) == 1


def test_a_busy_server_is_asked_again(model: FakeModel, base: Extraction) -> None:
    model.statuses = [429, 503, 500]
    found, _ = ask(model, base, LEADS)
    assert len(found.claims) == 1
    assert len(model.requests) == 5


def test_a_server_that_refuses_is_named(model: FakeModel, base: Extraction) -> None:
    model.statuses = [401, 401]
    with pytest.raises(ModelError, match="answers 401: not now; check --endpoint"):
        ask(model, base, LEADS)


def test_a_server_that_is_not_there_is_named(base: Extraction) -> None:
    with pytest.raises(ModelError, match="cannot be reached"):
        extract_with_model(base, Endpoint("http://127.0.0.1:9/v1", "small", retries=0))


def test_the_same_question_is_asked_once(model: FakeModel, base: Extraction, tmp_path: Path) -> None:
    first, report = ask(model, base, LEADS, cache=tmp_path)
    assert (report.usage.requests, report.usage.cached) == (2, 0)
    again, report = ask(model, base, cache=tmp_path)
    assert (report.usage.requests, report.usage.cached) == (0, 2)
    assert again == first
    assert len(model.requests) == 2


def test_the_key_comes_from_the_environment_and_is_kept_nowhere(
    model: FakeModel, base: Extraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LLM_KEY", "secret-key")
    ask(model, base, LEADS, cache=tmp_path)
    assert set(model.keys) == {"Bearer secret-key"}
    assert not any("secret-key" in p.read_text("utf-8") for p in tmp_path.rglob("*.json"))


def test_tokens_have_a_price(model: FakeModel, base: Extraction) -> None:
    model.answer = lambda _: []
    _, report = extract_with_model(base, Endpoint(model.url, "small", prices=(1.0, 10.0)))
    assert report.cost == pytest.approx((200 * 1.0 + 20 * 10.0) / 1_000_000)
    assert "200 tokens asked, 20 answered" in next(report.lines())


def test_the_command_asks_only_when_told_to(model: FakeModel, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, "utf-8")
    model.answer = lambda q: [LEADS] if q["paragraph"] == SECOND else []
    options = ("--endpoint", model.url, "--model", "small", "--cache", str(tmp_path / "cache"))
    assert kg("extract", str(page), *options).returncode == 0
    assert model.requests == []
    done = kg("extract", str(page), "--extractor", "llm", *options)
    assert done.returncode == 0, done.stderr
    assert [f["predicate"] for f in json.loads(done.stdout)["facts"]] == ["leads"]
    assert "1 claims passed, 0 were rejected" in done.stderr


def test_the_command_wants_to_know_which_model(tmp_path: Path) -> None:
    done = kg("extract", "-", "--extractor", "both", stdin=TEXT)
    assert done.returncode == 2
    assert (
        done.stderr.strip()
        == "kg: --extractor both needs a model; name it with --endpoint URL and --model NAME"
    )
