"""A store turned back to a day is made once for all questions of that time."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.serve import turning
from kg.store import Store
from tests.made import extraction, store_of


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    folder = tmp_path / "snapshot"
    with store_of(extraction()) as store:
        kept = ox.Store(str(folder))
        kept.bulk_extend(store.quads)
        kept.flush()
    return folder


def test_what_was_kept_is_what_was_made(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turning, "WORTH_KEEPING", 0.0)
    store = Store(ox.Store.read_only(str(snapshot)), None)
    task = {"snapshot": str(snapshot), "view": "reported", "known_on": None}
    made = turning.turned(store, task | {"as_of": "2010-05-01"})
    turning.keep()
    for day in ("2010-05-01", "2011-02-28"):
        kept = turning.turned(store, task | {"as_of": day})
        assert kept is not made
        assert set(kept.quads) == set(made.quads)
    assert len(list((snapshot / turning.FOLDER).iterdir())) == 1


def test_on_the_last_day_of_all_the_store_is_as_it_is(snapshot: Path) -> None:
    store = Store(ox.Store.read_only(str(snapshot)), None)
    task = {"snapshot": str(snapshot), "view": "reported", "known_on": None, "as_of": "2031-01-01"}
    assert turning.turned(store, task) is store
