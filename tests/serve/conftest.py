"""One server for the tests that change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.running import Server, filled, running


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the made-up articles; tests that change it work on a copy."""
    return filled(tmp_path_factory.mktemp("serve") / "store")


@pytest.fixture(scope="session")
def server(filled_store: Path) -> Iterator[Server]:
    """A server without a token."""
    with running(filled_store, "--seconds", "3", "--rows", "20000", "--memory", "1024") as found:
        yield found
