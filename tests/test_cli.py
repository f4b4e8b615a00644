"""The command: what each verb prints, where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from tests.conftest import ROOT

SEED = "rfe-rl-2012-01-16-osce-monitors-criticize-kazakh-vote-failings"


def kg(*arguments: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a new process."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        input=stdin,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, seed_page: Path) -> Path:
    """A store with the seed article in it; tests that change it work on a copy."""
    store = tmp_path_factory.mktemp("cli") / "store"
    done = kg("build", str(seed_page), "--store", str(store))
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{SEED}\n"
    assert re.search(r"\d\d claims", done.stderr)
    return store


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "store"))


def test_building_twice_changes_nothing(store: Path, seed_page: Path) -> None:
    before = kg("export", "trig", "-o", "-", "--store", str(store)).stdout
    again = kg("build", str(seed_page), "--store", str(store))
    assert (again.returncode, again.stdout) == (0, f"{SEED}\n")
    assert "all of them there already" in again.stderr
    assert kg("export", "trig", "-o", "-", "--store", str(store)).stdout == before


def test_a_page_may_come_on_standard_input_and_its_date_be_given(tmp_path: Path) -> None:
    text = "The ministry suspended the Green Party."
    done = kg("build", "-", "--published", "2019-06-12", "--store", str(tmp_path / "s"), stdin=text)
    assert done.returncode == 0, done.stderr
    assert "(2019-06-12)" in done.stderr
    assert "1 claim" in done.stderr


def test_extract_prints_the_exchange_format(seed_page: Path) -> None:
    data = json.loads(kg("extract", str(seed_page), "--format", "json").stdout)
    assert data["source"]["published"] == "2012-01-16"
    assert {"subject", "predicate", "object", "status", "quote", "start", "end"} <= set(data["facts"][0])
    assert all(data["text"][f["start"] : f["end"]] == f["quote"] for f in data["facts"])


def test_extract_reads_a_folder_line_by_line_and_goes_on_after_a_bad_page(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("The ministry suspended the Green Dawn party.", "utf-8")
    (tmp_path / "a.txt").write_text("", "utf-8")
    (tmp_path / "c.html").write_text(
        "<html><body><p>Rain fell in the north all day.</p></body></html>", "utf-8"
    )
    (tmp_path / "notes.csv").write_text("x", "utf-8")
    done = kg("extract", str(tmp_path), "--format", "jsonl")
    assert done.returncode == 2
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(line["file"]).name for line in lines] == ["b.txt", "c.html"]
    assert [len(line["facts"]) for line in lines] == [1, 0]
    assert "a.txt: the page is empty" in done.stderr
    assert "1 of 3 pages" in done.stderr


def test_extract_says_that_a_folder_has_no_page(tmp_path: Path) -> None:
    assert "no page in this folder" in kg("extract", str(tmp_path), "-f", "jsonl").stderr


def test_extract_prints_turtle_that_others_read(seed_page: Path) -> None:
    done = kg("extract", str(seed_page), "--format", "ttl")
    assert len(rdflib.Dataset().parse(data=done.stdout, format="trig")) > 500


@pytest.mark.parametrize("how", [["--param", "actor=Soares"], ["--actor", "Soares"], ["--actor=Soares"]])
def test_parameters_may_be_given_in_three_ways(built: Path, how: list[str]) -> None:
    done = kg("query", "offices", *how, "--format", "csv", "--store", str(built))
    assert [r["person"] for r in csv.DictReader(io.StringIO(done.stdout))] == ["Joao Soares"]


def test_a_query_may_come_from_a_file_or_standard_input(built: Path, tmp_path: Path) -> None:
    text = "ASK { ?a pol:loyalTo ?b }"
    file = tmp_path / "q.rq"
    file.write_text(text)
    assert kg("query", str(file), "--store", str(built)).stdout == "yes\n"
    assert kg("query", "-", "--store", str(built), stdin=text).stdout == "yes\n"


def test_a_view_changes_the_answer(store: Path) -> None:
    reported = kg("query", "loyalty", "--format", "tsv", "--store", str(store)).stdout
    strict = kg("query", "loyalty", "--format", "tsv", "--view", "strict", "--store", str(store)).stdout
    assert len(reported.splitlines()) == 4
    assert len(strict.splitlines()) == 2


def test_evidence_shows_the_sentence(built: Path) -> None:
    done = kg("query", "suspensions", "--evidence", "--store", str(built))
    assert "has been suspended for trying to form a bloc" in " ".join(done.stdout.split())


def test_json_is_json(built: Path) -> None:
    done = kg("query", "vote-shares", "--format", "json", "--store", str(built))
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 4


def test_each_form_of_an_answer_is_read_by_its_readers(built: Path) -> None:
    def answer(form: str) -> str:
        done = kg("query", "party-profile", "--format", form, "--store", str(built))
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    rows = {(r["party"], r["kind"]) for r in csv.DictReader(io.StringIO(answer("csv")))}
    assert ("Nur Otan", "ruling party") in rows
    bindings = json.loads(answer("json"))["results"]["bindings"]
    assert {(b["party"]["value"], b["kind"]["value"]) for b in bindings} == rows
    head, *lines = answer("tsv").splitlines()
    assert head == "?party\t?kind"
    cells = [line.split("\t") for line in lines]
    assert {(a.split('"')[1], b.split('"')[1]) for a, b in cells} == rows
    assert "Nur Otan" in answer("table")


def test_a_construct_is_answered_with_turtle(built: Path) -> None:
    text = "CONSTRUCT { ?a pol:loyalTo ?b } WHERE { ?a pol:loyalTo ?b }"
    done = kg("query", "-", "--format", "ttl", "--store", str(built), stdin=text)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(rdflib.Graph().parse(data=done.stdout, format="turtle")) == 3


def test_materialize_says_what_it_did_and_does_it_once(store: Path) -> None:
    first = kg("materialize", "--view", "by:joao-soares", "--store", str(store))
    assert first.returncode == 0
    assert re.match(
        r"view by:joao-soares: \d+ claims pass, 0 are superseded; [1-9]\d* statements added", first.stdout
    )
    again = kg("materialize", "--view", "by:joao-soares", "--store", str(store))
    assert "0 statements added, 0 removed" in again.stdout


def test_queries_and_views_are_listed(built: Path) -> None:
    listed = kg("queries").stdout
    assert "loyalty" in listed
    assert len(listed.splitlines()) >= 25
    assert kg("queries", "loyalty").stdout.startswith("# title:")
    assert {line.split()[0] for line in kg("views").stdout.splitlines()} >= {"reported", "strict"}


def test_verify_counts_and_validate_finds_nothing(built: Path) -> None:
    verified = kg("verify", "--store", str(built))
    assert verified.returncode == 0
    assert re.search(r"evidence: (\d+) of \1 hold", verified.stdout + verified.stderr)
    assert kg("validate", "--store", str(built)).returncode == 0


def test_verify_finds_a_text_that_was_tampered_with(store: Path) -> None:
    quads = pyoxigraph.Store(str(store / "data"))
    text = pyoxigraph.NamedNode("https://w3id.org/political-kg/ontology#cleanText")
    (old,) = quads.quads_for_pattern(None, text, None, None)
    assert isinstance(old.object, pyoxigraph.Literal)
    changed = pyoxigraph.Literal(old.object.value.replace("suspended", "supported"))
    quads.remove(old)
    quads.add(pyoxigraph.Quad(old.subject, old.predicate, changed, old.graph_name))
    del quads
    done = kg("verify", "--store", str(store))
    assert done.returncode == 1
    assert f"{SEED}: " in done.stdout
    held = re.search(r"evidence: (\d+) of (\d+) hold", done.stdout)
    assert held is not None
    assert int(held[1]) < int(held[2])


@pytest.mark.parametrize(
    "form", ["ttl", "trig", "jsonld", "graphml", "gexf", pytest.param("html", marks=pytest.mark.slow)]
)
def test_every_format_is_written_to_a_file_as_to_standard_output(
    built: Path, store: Path, tmp_path: Path, form: str
) -> None:
    target = tmp_path / f"graph.{form}"
    with ThreadPoolExecutor() as both:
        filed = both.submit(kg, "export", form, "-o", str(target), "--store", str(store))
        printed = kg("export", form, "-o", "-", "--store", str(built))
        done = filed.result()
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert f"wrote {target}" in done.stderr
    assert target.stat().st_size > 5000
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout.encode() == target.read_bytes()


def test_csv_is_written_to_a_folder(built: Path, tmp_path: Path) -> None:
    assert kg("export", "csv", "-o", str(tmp_path / "csv"), "--store", str(built)).returncode == 0
    assert {p.name for p in (tmp_path / "csv").iterdir()} == {"nodes.csv", "edges.csv", "claims.csv"}
    printed = kg("export", "csv", "-o", "-", "--store", str(built))
    assert (printed.returncode, printed.stdout) == (2, "")
    assert "folder" in printed.stderr


def test_retract_takes_the_document_out(store: Path) -> None:
    assert kg("retract", SEED, "--store", str(store)).returncode == 0
    assert kg("query", "statements", "--format", "csv", "--store", str(store)).stdout.count("\n") == 1
    again = kg("retract", SEED, "--store", str(store))
    assert again.returncode == 2
    assert len(again.stderr.splitlines()) == 1
    assert f"there is no document {SEED!r}" in again.stderr


@pytest.mark.slow
def test_two_quiet_processes_with_other_hash_seeds_write_the_same_bytes(
    tmp_path: Path, seed_page: Path
) -> None:
    def dump(seed: str) -> str:
        where = str(tmp_path / seed)
        done = kg("build", str(seed_page), "--quiet", "--store", where, PYTHONHASHSEED=seed)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"{SEED}\n", "")
        return kg("export", "trig", "-o", "-", "--store", where, PYTHONHASHSEED=seed).stdout

    with ThreadPoolExecutor() as both:
        dumps = set(both.map(dump, ("0", "4711")))
    assert len(dumps) == 1
    assert len(dumps.pop()) > 100_000


def test_a_reader_that_goes_away_ends_it_without_a_word(built: Path) -> None:
    line = f'"{sys.executable}" -m kg query statements --store "{built}" | head -1'
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(line, shell=True, env=variables, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_colour_is_for_terminals_and_not_under_no_color(built: Path) -> None:
    plain = kg("query", "loyalty", "--store", str(built), NO_COLOR="")
    assert "\x1b" not in plain.stdout
    assert plain.stderr == ""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "TERM": "xterm-256color"}
    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "kg", "query", "loyalty", "--store", str(built)]
    with subprocess.Popen(command, stdout=inner, stderr=inner, env=environment) as process:
        os.close(inner)
        shown = b""
        while True:
            try:
                piece = os.read(outer, 65536)
            except OSError:  # Linux: the last writer has closed the terminal
                break
            if not piece:
                break
            shown += piece
    os.close(outer)
    assert process.returncode == 0
    assert b"Nazarbaev" in shown
    assert re.search(rb"\x1b\[[0-9;]*\b(3[0-8]|4[0-8]|9[0-7])\b[0-9;]*m", shown) is None


def test_the_version_is_that_of_the_package() -> None:
    try:
        expected = version("political-kg")
    except PackageNotFoundError:
        pytest.skip("the package is not installed here, and the version is that of the installed one")
    assert kg("--version").stdout == f"political-kg {expected}\n"


def test_help_comes_within_a_second() -> None:
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = kg("--help")
        took.append(time.perf_counter() - start)
        assert (done.returncode, done.stderr) == (0, "")
        for verb in ("build", "extract", "query", "verify", "export", "retract"):
            assert verb in done.stdout
    assert min(took) < 1.0


def test_help_needs_no_language_model() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kg", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert " spacy" not in done.stderr
    assert " rdflib" not in done.stderr
