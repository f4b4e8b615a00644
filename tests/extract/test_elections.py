"""Elections told apart by date, kind and round."""

from __future__ import annotations

import pytest

from tests.extract.texts import extracted


def _elections(text: str) -> set[str]:
    return {e.name for e in extracted(text).entities if e.type == "Election"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Harvest Party won Sunday's vote. The election was calm.", {"election, 9 June 2019"}),
        ("The general election is scheduled for October 4.", {"general election, 4 October 2019"}),
        (
            "The parliamentary elections were held on May 5. The presidential election is due in 2021.",
            {"parliamentary election, 5 May 2019", "presidential election, 2021"},
        ),
        (
            "Anna Pell won the first round on May 5. The run-off will be held on May 19.",
            {"election first round, 5 May 2019", "election run-off, 19 May 2019"},
        ),
        (
            "The 2015 elections were calm. The presidential election will be close.",
            {"election, 2015", "presidential election"},
        ),
        ("Voters went to the polls on Sunday.", {"election, 9 June 2019"}),
        ("The party had 92,153 votes.", set()),
        ("Lawmakers survived a no-confidence vote.", set()),
        ("The second round of talks failed.", set()),
    ],
)
def test_elections_are_told_apart(text: str, names: set[str]) -> None:
    assert _elections(text) == names
