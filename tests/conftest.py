"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party and gold data that lies beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.fail(f"{folder} is missing: the tests need the gold and third-party data beside the checkout")
    return folder


@pytest.fixture(scope="session")
def seed_page() -> Path:
    """The raw page of the seed article."""
    return ROOT / "data" / "articles" / "kazakhstan-2012-election.txt"
