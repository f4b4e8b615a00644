"""Every command of the README runs, and says what the README says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line for kind, block in BLOCKS if kind == "console" for line in block.splitlines() if line.strip()
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it: the article, and `kg` on the path."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "data").symlink_to(ROOT / "data")
    command = folder / "bin" / "kg"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    command.chmod(0o755)
    return folder


def _shell(desk: Path, line: str) -> subprocess.CompletedProcess[str]:
    path = f"{desk / 'bin'}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    environment.pop("KG_STORE", None)
    return subprocess.run(
        line, shell=True, cwd=desk, env=environment, capture_output=True, text=True, check=False
    )


def test_every_kg_command_runs_in_the_order_of_the_tour(desk: Path) -> None:
    tour = [c for c in COMMANDS if not c.startswith("make ")]
    assert len(tour) > 10
    for line in tour:
        done = _shell(desk, line)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert "Traceback" not in done.stderr
    assert (desk / "graph.html").stat().st_size > 50_000
    assert (desk / "graph.gexf").exists()


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {c.split()[1] for c in COMMANDS if c.startswith("make ")}
    assert named == {"demo", "test"}
    assert named <= targets


def test_the_python_example_runs(desk: Path) -> None:
    (code,) = [block for kind, block in BLOCKS if kind == "python"]
    (desk / "example.py").write_text(code)
    done = _shell(desk, f'"{sys.executable}" example.py')
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("–") >= 3


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_every_command_of_the_program_has_help() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "--help"], capture_output=True, text=True, check=True)
    listed = re.findall(r"^  ([a-z]+)  +\S", done.stdout, re.MULTILINE)
    assert {"build", "extract", "query", "queries", "materialize", "validate", "export"} <= set(listed)
    assert {"retract", "verify", "demo"} <= set(listed)
