"""The HTML picture is one safe file, says everything in words too, and is the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, ClassVar

import pytest

from kg.explore.page import LIMIT, render_page
from kg.export import export
from kg.export.reading import read
from kg.interchange import from_facts
from kg.queries import library
from kg.vocabulary import load
from tests import made

ROOT = Path(__file__).parent.parent


class Elements(HTMLParser):
    """Collects start tags with their attributes, and all text outside style and script."""

    hidden: ClassVar[set[str]] = {"style", "script"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._inside: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag if tag in self.hidden else None

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside is None:
            self.text += data


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(read(made.store_of(made.extraction()), "reported"))


@pytest.fixture(scope="module")
def hostile_page() -> str:
    return render_page(read(made.store_of(made.hostile()), "reported"))


@pytest.fixture(scope="module")
def seed_picture(shared: Path) -> str:
    facts = json.loads((shared / "gold" / "seed.json").read_text(encoding="utf-8"))
    return render_page(read(made.store_of(from_facts(facts)), "reported"))


def test_the_page_names_its_view_and_counts_what_it_keeps_out(page: str) -> None:
    text = " ".join(Elements(page).text.split())
    assert "View reported (as reported)" in text
    assert (
        "of 10 claims it takes 6 to be so; it keeps out 4 (1 alleged, 1 denied, 1 negated, 1 planned)" in text
    )


def test_every_claim_is_in_the_table_without_a_script(page: str) -> None:
    text = Elements(page).text
    assert all(sentence in text for sentence in made.SENTENCES)
    assert "Ms. X, reported by Police" in text
    assert "observers (not named)" in text
    assert "over a missing form" in text


def test_every_claim_is_a_line_that_leads_to_its_row(page: str) -> None:
    tags = Elements(page).tags
    rows = {a["id"] for t, a in tags if t == "tr" and a.get("id")}
    lines = [a for t, a in tags if t == "a" and "line" in (a.get("class") or "").split()]
    assert len(rows) == len(lines) == 10
    assert {(a["href"] or "")[1:] for a in lines} == rows


def test_the_legend_has_the_families_and_statuses_of_the_ontology(page: str) -> None:
    text, vocabulary = Elements(page).text, load()
    for family in ("alignment", "measures", "elections"):
        assert vocabulary.families[family].label in text
        assert f".f-{family}{{--line:{vocabulary.families[family].colour}}}" in page
    for status in vocabulary.statuses.values():
        assert status.label in text


def test_text_of_a_document_stays_text(hostile_page: str) -> None:
    found = Elements(hostile_page)
    assert [a.get("type") for t, a in found.tags if t == "script"] == ["application/json", None]
    assert "img" not in {t for t, _ in found.tags}
    assert not [a for _, attributes in found.tags for a in attributes if a.startswith("on")]
    assert "<script>alert(1)</script>" in found.text


def test_direction_controls_are_isolated_and_not_in_the_drawing(hostile_page: str) -> None:
    drawing = hostile_page[
        hostile_page.index("<svg id=") : hostile_page.index("</svg>", hostile_page.index("<svg id="))
    ]
    assert "\u202e" not in drawing
    static = hostile_page[
        hostile_page.index("<body>") : hostile_page.index('<script type="application/json"')
    ]
    for match in re.finditer("\u202e", static):
        before = static[: match.start()]
        assert before.rfind("<bdi>") > before.rfind("</bdi>")


def test_the_policy_allows_exactly_this_style_and_this_script(page: str) -> None:
    policy = next(
        a["content"] for t, a in Elements(page).tags if a.get("http-equiv") == "Content-Security-Policy"
    )
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in (policy or "")
    assert (policy or "").startswith("default-src 'none'")


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    loading = {"src", "srcset", "data", "action", "xlink:href", "style"}
    for tag, attributes in Elements(page).tags:
        assert not loading & set(attributes), tag
        assert tag not in {"link", "iframe", "object", "embed", "base", "form"}
    assert not re.search(r"url\((?!#)", page)
    assert "@import" not in page


def test_a_link_that_is_no_web_address_is_not_a_link() -> None:
    network = read(made.store_of(made.extraction()), "reported")
    document = replace(network.documents[0], url="javascript:alert(1)")
    found = Elements(render_page(replace(network, documents=(document,))))
    assert not [a for _, a in found.tags if (a.get("href") or "").startswith("javascript:")]


def test_a_large_network_draws_the_passing_claims_first_and_lists_all() -> None:
    network = read(made.store_of(made.extraction()), "reported")
    many = tuple(replace(s, id=f"{s.id}{n}") for n in range(60) for s in network.statements)
    html = render_page(replace(network, statements=many))
    assert html.count('<a class="line ') == LIMIT
    assert f"Drawn: {LIMIT}; the table has all." in html
    assert html.count("<tr id=") == len(many)


def test_the_page_of_the_seed_is_small(seed_picture: str) -> None:
    assert len(seed_picture.encode()) < 1_000_000


def test_another_process_with_another_hash_seed_makes_the_same_page(tmp_path: Path) -> None:
    code = (
        "import sys; from tests import made; from kg.export import export; "
        "export(made.store_of(made.hostile(), made.extraction()), 'html', sys.argv[1])"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / f"{seed}.html")],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": ""},
            check=True,
            timeout=120,
        )
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


def test_the_export_is_the_page_with_the_answers_to_the_named_queries(page: str, tmp_path: Path) -> None:
    export(made.store_of(made.extraction()), "html", tmp_path / "p.html")
    exported = (tmp_path / "p.html").read_text(encoding="utf-8")
    with_answers, without = data_of(exported), data_of(page)
    assert [q["name"] for q in with_answers.pop("questions")] == list(library())
    assert without.pop("questions") == []
    assert with_answers == without


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data
