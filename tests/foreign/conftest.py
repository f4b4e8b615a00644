"""The servers, each started once, and the seed article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extract import extract
from kg.intake import read
from kg.model import Extraction
from tests.foreign.servers import KINDS, Server, running


@pytest.fixture(scope="session")
def seed(seed_page: Path) -> Extraction:
    """What the packaged article says."""
    return extract(read(seed_page))


@pytest.fixture(autouse=True)
def _own_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Working copies are kept in the folder of the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="session", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server of each kind; what is in it, a test says."""
    with running(request.param, tmp_path_factory.mktemp(request.param)) as started:
        yield started


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running Oxigraph, for what does not depend on the kind of server."""
    with running("oxigraph", tmp_path_factory.mktemp("oxigraph-alone")) as started:
        yield started


@pytest.fixture
def empty(server: Server) -> Server:
    """A server without a graph."""
    server.empty()
    return server


@pytest.fixture
def clean(server: Server) -> Server:
    """A server with a graph without documents."""
    server.clean()
    return server
