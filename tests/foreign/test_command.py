"""The commands do on a server what they do in a directory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.foreign.servers import Server, environment


@pytest.fixture
def kg(oxigraph: Server, tmp_path: Path) -> Runner:
    """The command, on an Oxigraph without a graph."""
    oxigraph.empty()
    return Runner(oxigraph.address, tmp_path)


class Runner:
    """Runs `kg` in a folder; the graph is on a server."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address = address
        self.folder = folder

    def __call__(self, *arguments: str, status: int = 0, **variables: str) -> str:
        """What a command prints, on both channels."""
        done = subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            cwd=self.folder,
            env={**environment(self.folder / "cache"), "KG_ENDPOINT": self.address, **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr


def test_a_page_goes_in_is_asked_checked_written_and_goes_out_again(kg: Runner, seed_page: Path) -> None:
    assert "there is no graph here" in kg("query", "loyalty", status=2)
    document = kg("build", "--quiet", str(seed_page)).strip()
    assert "Aq Zhol" in kg("query", "loyalty", "--evidence", "--endpoint", kg.address, KG_ENDPOINT="")
    assert kg("query", "loyalty", "--view", "strict", "--format", "csv").count("\n") == 2
    assert "80" in kg("query", "vote-shares", "--known-on", "2012-01-16")
    assert " hold" in kg("verify")
    assert "everything conforms" in kg("validate")
    assert "everything is in order" in kg("doctor")
    assert "actor: Rukhaniat" in kg("search", "Rukhaniyat")
    assert "pol:loyalTo" in kg("export", "ttl")
    assert "view strict" in kg("materialize", "--view", "strict")
    assert f"1 documents in {kg.folder / 'kept.gz'}" in kg("backup", str(kg.folder / "kept.gz"))
    kg("retract", document)
    assert "no document" in kg("retract", document, status=2)
    assert "1 documents in http" in kg("restore", str(kg.folder / "kept.gz"))
    assert "Aq Zhol" in kg("query", "loyalty")
    assert not (kg.folder / ".kg").exists()


def test_a_graph_is_made_once(kg: Runner) -> None:
    assert kg("init") == f"made {kg.address}\n"
    assert "is there already" in kg("init", status=2)
    assert "no rows" in kg("query", "loyalty")


def test_a_server_is_not_served(kg: Runner) -> None:
    assert "serve a copy" in kg("serve", status=2)


def test_help_says_how_a_server_is_named(kg: Runner) -> None:
    assert "--endpoint URL" in kg("--help")
    for verb in ("build", "query", "export", "retract", "doctor", "materialize"):
        shown = " ".join(kg(verb, "--help").split())
        assert "--endpoint DIR|URL" in shown
        assert "KG_ENDPOINT_PASSWORD" in shown
