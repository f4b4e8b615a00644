"""Names that are cut short meet the full one."""

from __future__ import annotations

from tests.extract.texts import extracted


def test_a_coined_first_word_stands_for_the_whole_name() -> None:
    text = "Pakatan Harapan won 113 seats. The Harvest Party has allied itself with Pakatan."
    names = {e.name for e in extracted(text).entities}
    assert "Pakatan Harapan" in names
    assert "Pakatan" not in names


def test_one_of_a_party_is_called_after_it() -> None:
    text = "The Social Democrats won the election. Ilsa Maren, the Social Democrat leader, resigned."
    names = {e.name for e in extracted(text).entities}
    assert "Social Democrats" in names
    assert "Social Democrat" not in names
