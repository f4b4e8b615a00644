"""When an article was published, told from its text alone."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from kg.intake import parse
from kg.intake.calendar import read_date_line
from kg.intake.publication import infer_publication


def infer(*paragraphs: str) -> dt.date | None:
    return infer_publication(paragraphs)[0]


def reason(*paragraphs: str) -> str:
    return infer_publication(paragraphs)[1]


@pytest.fixture(scope="module")
def days_off(shared: Path) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for file in [*(shared / "gold").glob("*.json"), *(shared / "gold_snippets").glob("*.json")]:
        data = json.loads(file.read_text())
        date = infer(*data["text"].split("\n\n"))
        true = dt.date.fromisoformat(data["source"]["published"])
        found[file.stem] = (date - true).days if date else None
    return found


class TestGoldTexts:
    @pytest.mark.parametrize("name", ["seed", "a1", "a3"])
    def test_day_is_exact_where_the_text_tells_it(self, days_off: dict[str, int | None], name: str) -> None:
        assert days_off[name] == 0

    def test_no_day_is_further_off_than_three(self, days_off: dict[str, int | None]) -> None:
        assert {name for name, off in days_off.items() if off is not None and abs(off) > 3} == set()


class TestDateline:
    def test_full_dateline_gives_the_day(self) -> None:
        assert infer("SARNOV, 2 October 2012 – The vote was free, monitors said.") == dt.date(2012, 10, 2)

    def test_dateline_without_year_takes_the_one_in_which_the_weekday_fits(self) -> None:
        text = "SARNOV, Sept 16 (Corvina) - Unity won the vote, the commission said on Monday."
        assert infer(text, "The council was dissolved in April 2018.") == dt.date(2019, 9, 16)

    def test_dateline_with_a_lone_year_long_past_gives_none(self) -> None:
        text = "SARNOV, Sept 16 (Corvina) - Unity won the vote, the commission said on Monday."
        assert infer(text, "The party was founded in 1990.") is None

    def test_dateline_without_any_year_in_the_text_gives_none(self) -> None:
        assert infer("SARNOV, Sept 16 (Corvina) - Unity won the vote, it said on Monday.") is None


class TestOpenDays:
    late = "The party was founded in 2009 and registered in May 2014."

    def test_latest_day_reported_is_dated_after_the_latest_past_year(self) -> None:
        assert infer("The party was banned on March 3.", self.late) == dt.date(2015, 3, 3)

    def test_day_first_and_month_first_are_the_same(self) -> None:
        assert infer("The party was banned on 3 March.", self.late) == dt.date(2015, 3, 3)

    def test_days_that_cross_the_new_year_end_in_january(self) -> None:
        told = ("The vote on January 15 was not free.", "The court met on December 16.", self.late)
        assert infer(*told) == dt.date(2015, 1, 15)

    def test_a_day_still_ahead_is_not_the_latest_day_reported(self) -> None:
        told = ("The vote on January 15 was lost; a rally will be held on February 20.", self.late)
        assert infer(*told) == dt.date(2015, 1, 15)

    def test_a_year_still_ahead_is_not_a_past_one(self) -> None:
        told = ("The party was banned on March 3.", self.late, "A vote is scheduled for June 2016.")
        assert infer(*told) == dt.date(2015, 3, 3)

    def test_a_weekday_that_does_not_fit_gives_none(self) -> None:
        assert infer("The party was banned on Tuesday, February 29.", self.late) is None

    def test_a_day_deep_in_the_text_gives_none(self) -> None:
        told = (
            "The party was banned.",
            "It denies it.",
            "It appealed.",
            "Its office was searched on March 3.",
        )
        assert "not in its opening" in reason(*told, self.late)

    def test_a_month_later_than_every_day_gives_none(self) -> None:
        told = ("The party was banned on March 3.", "Its leader was held in June.", self.late)
        assert "is a month" in reason(*told)

    def test_days_all_round_the_year_give_none(self) -> None:
        days = ("The rallies of January 5, April 9, June 30 and October 1 were peaceful.", self.late)
        assert "all round the year" in reason(*days)

    def test_a_year_alone_is_too_vague(self) -> None:
        assert "too vague" in reason("The party was banned on March 3.", "It was founded in 2014.")

    def test_a_lone_month_is_too_vague_because_it_may_lie_far_back(self) -> None:
        assert "too vague" in reason("The party was banned on March 3.", "In May 1998 it was registered.")

    def test_a_lone_month_will_do_where_the_text_looks_ahead_to_the_year_after(self) -> None:
        told = (
            "The party was banned on March 3.",
            "In May 2014 it was registered. A vote is due in June 2015.",
        )
        assert infer(*told) == dt.date(2015, 3, 3)

    def test_a_text_that_writes_years_with_its_news_gives_none(self) -> None:
        assert infer("On March 3, 2015, the party was banned.", "It appealed on March 5.") is None

    def test_days_in_a_paragraph_about_the_past_do_not_count(self) -> None:
        assert infer("The vote of May 2014 was followed by arrests on June 1.", "It was not free.") is None

    def test_a_text_without_days_gives_none(self) -> None:
        assert infer("The party may be banned on Monday.") is None

    def test_footers_never_count(self) -> None:
        page = (
            "The party was banned on March 3.\n\n" + self.late + "\n\nIt appealed.\n\n"
            "Written by Ada Brandt\n\nThe paper was declared a foreign agent on June 5, 2021."
        )
        assert parse(page).source.published == dt.date(2015, 3, 3)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("June 17, 2012 11:42 GMT", dt.date(2012, 6, 17)),
        ("17 June 2012", dt.date(2012, 6, 17)),
        ("Sunday, 17th June, 2012 - 11.42am", dt.date(2012, 6, 17)),
        ("Published: 2012-06-17T11:42:00Z", dt.date(2012, 6, 17)),
        ("Published on 17.06.2012", dt.date(2012, 6, 17)),
        ("06/17/2012", dt.date(2012, 6, 17)),
        ("17/06/2012", dt.date(2012, 6, 17)),
        ("Sept. 3, 2012", dt.date(2012, 9, 3)),
        ("03/04/2012", None),
        ("June 31, 2012", None),
        ("On June 17, 2012 the party was banned.", None),
        ("June 17", None),
    ],
)
def test_a_line_that_is_a_date_is_read_and_one_of_two_meanings_is_not(line: str, day: dt.date | None) -> None:
    found = read_date_line(line)
    assert (found.date if found else None) == day


def test_a_date_of_change_is_not_the_day_of_publication() -> None:
    article = parse("Green Dawn Barred From Vote\n\nUpdated: June 19, 2012\n\nThe party was barred, it said.")
    assert article.source.published is None
    assert "Updated" not in article.text
