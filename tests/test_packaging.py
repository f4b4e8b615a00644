"""The wheel carries the ontology, the queries and the data, and works without the checkout."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_has_the_resources_and_no_sources_of_the_picture(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "ontology/relations.ttl",
        "queries/stance/loyalty.rq",
        "data/policies.ttl",
        "data/gazetteer.ttl",
    ):
        assert f"kg/_resources/{part}" in names
    assert "kg/explore/page.html" in names
    assert "kg/intake/furniture.toml" in names
    assert not [n for n in names if "node_modules" in n or n.startswith("tests/")]


@pytest.mark.slow
def test_an_installed_kg_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import kg, sys; from kg import resources; print(resources.path('ontology')); print(kg.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); {code}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(str(tmp_path) in line for line in done.stdout.splitlines())
    demo = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); sys.argv = ['kg', 'demo', '-o', 'out'];"
        "from kg.cli import main; main()"
    )
    subprocess.run([sys.executable, "-c", demo], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert list((tmp_path / "out").glob("*.html"))


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_the_lock_pins_everything_by_hash_and_names_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    pins = re.findall(r"^[a-z0-9][\w.-]*==\S+", text, re.MULTILINE)
    assert len(pins) > 40
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_every_dependency_is_in_the_lock() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    block = project.split("dependencies = [", 1)[1].split("]", 1)[0]
    names = [n.lower() for n in re.findall(r'"([A-Za-z0-9-]+)', block)]
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8").lower()
    assert [n for n in names if f"\n{n}==" not in f"\n{lock}"] == []
