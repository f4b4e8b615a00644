"""An election: shares with their bounds, seats as far as they are stated, who was kept out, what was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Locator, Page

from kg.model import Claim, Comparator, Entity, Extraction, Qualifier, Quantity, Status
from tests import made

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]


def election(show: Show, path: Path, state: str = "", **options: object) -> Page:
    return show(path, at=f"#screen=elections&{state}", **options)


def part(page: Page, title: str) -> Locator:
    return page.locator("section.part", has=page.locator("h3", has_text=title)).first


def bar(page: Page, words: str) -> Locator:
    return page.locator(f".bars .mark-of[aria-label*='{words}']").first


def test_a_bound_is_an_open_end_and_not_a_number(show: Show, seed: Path) -> None:
    page = election(show, seed)
    more = bar(page, "Nur Otan wins a vote share")
    sure, left_open = more.locator("rect.fill"), more.locator("rect.open")
    assert ">80 %" in (more.text_content() or "")
    end = float(sure.get_attribute("x") or 0) + float(sure.get_attribute("width") or 0)
    assert abs(float(left_open.get_attribute("x") or 0) - end) < 0.1
    assert float(sure.get_attribute("width") or 0) > 3.5 * float(left_open.get_attribute("width") or 0)
    assert bar(page, "Aq Zhol wins a vote share").locator("rect.fading-out").count() == 1
    exact = bar(page, "Social Democratic-Azat Party wins")
    assert exact.locator("rect.open, rect.fading-out").count() == 0


def test_a_share_says_by_whose_word_it_is_and_of_which_count(show: Show, seed: Path) -> None:
    text = bar(election(show, seed), "Nur Otan wins a vote share").text_content() or ""
    assert "preliminary" in text
    assert "Election officials" in text


def test_the_threshold_is_a_line_at_its_number_and_its_exception_is_told(show: Show, seed: Path) -> None:
    page = election(show, seed)
    line = page.locator(".bars .threshold .line").bounding_box()
    right = page.locator(".bars .grid path").last.bounding_box()
    left = page.locator(".bars .grid path").first.bounding_box()
    assert line
    assert right
    assert left
    assert abs((line["x"] - left["x"]) / (right["x"] - left["x"]) - 0.07) < 0.01
    assert "guaranteed entry" in part(page, "Shares of the vote").inner_text()


def test_what_no_share_is_stated_of_is_said(show: Show, seed: Path) -> None:
    assert (
        "the other about 4.4 % are, it does not say"
        in part(election(show, seed), "Shares of the vote").inner_text()
    )


def test_no_seat_is_given_to_a_party_that_the_text_gives_none(show: Show, seed: Path) -> None:
    page = election(show, seed)
    seats = part(page, "Seats")
    assert seats.locator(".seats-won").count() == 0
    assert seats.locator("figure .seats-unsaid .seat").count() == 98
    assert seats.locator("figure .seats-appointed .seat").count() == 9
    assert "98 seats filled by vote, no text says whose" in seats.inner_text()
    fill = seats.locator("figure .seats-unsaid .seat").first.evaluate("e => getComputedStyle(e).fill")
    assert fill == "none"


def test_stated_seats_are_drawn_and_the_others_stay_open(show: Show, several: Path) -> None:
    page = election(show, several)
    seats = part(page, "Seats")
    won = seats.locator("figure .seats-won .seat").count()
    unsaid = seats.locator("figure .seats-unsaid .seat").count()
    assert won >= 83
    assert won + unsaid == 98
    assert seats.locator("figure .seats-appointed .seat").count() == 9


def test_one_vote_in_two_papers_is_one_election_and_says_why(show: Show, several: Path) -> None:
    page = election(show, several)
    assert (
        "held on the same day, with a contestant of one name in common" in page.locator(".whose").inner_text()
    )
    text = part(page, "Shares of the vote").locator("figure svg").text_content() or ""
    assert ">80 % preliminary" in text
    assert "80.99 % final" in text
    assert (
        "The final shares that The Steppe Gazette states add up to 97.33 %"
        in part(page, "Shares of the vote").inner_text()
    )


def test_another_vote_can_be_chosen_and_stands_in_the_address(show: Show, several: Path) -> None:
    page = election(show, several)
    page.locator("select[data-key='elections:of']").select_option(
        label=next(t for t in page.locator("option").all_inner_texts() if "duma" in t)
    )
    assert "elections.of" in page.url
    assert "United Russia" in part(page, "Shares of the vote").inner_text() or "United Russia" in (
        part(page, "Shares of the vote").locator("figure svg").text_content() or ""
    )
    assert "size not stated" not in part(page, "Seats").inner_text() or "of ?" in (
        part(page, "Seats").text_content() or ""
    )


def test_who_was_kept_out_stands_by_the_way_in_which_it_was(show: Show, seed: Path) -> None:
    kept = part(election(show, seed), "Kept out")
    ways = {w.locator("h4").inner_text(): w.inner_text() for w in kept.locator(".way").all()}
    assert any(h.startswith("is barred from an election") and "Rukhaniat" in t for h, t in ways.items())
    assert any(h.startswith("is denied registration") and "Algha" in t for h, t in ways.items())
    assert any(h.startswith("is suspended") and "Communist Party" in t for h, t in ways.items())
    assert "agent not named" in kept.inner_text()
    assert "Radio Free Europe" not in kept.inner_text()


def test_judgements_stand_for_and_against_and_alleged_is_no_fact(show: Show, seed: Path) -> None:
    page = election(show, seed)
    against, words, favour = part(page, "Judgements").locator(".side").all()
    assert "tightly controlled" in against.inner_text()
    assert "did not meet fundamental principles" in words.inner_text()
    assert "a victory for all the people" in favour.inner_text()
    alleged = against.locator(".judgement.s-alleged").first
    assert "(alleged)" in alleged.inner_text()
    assert alleged.evaluate("e => getComputedStyle(e).borderInlineStartStyle") == "dashed"


def test_marks_open_their_evidence(show: Show, seed: Path) -> None:
    page = election(show, seed)
    bar(page, "Nur Otan wins a vote share").click()
    assert "more than 80 percent" in page.locator("#evidence").inner_text()
    part(page, "Seats").locator("figure [role=button]").first.focus()
    page.keyboard.press("Enter")
    assert "Ninety-eight" in page.locator("#evidence").inner_text()


def test_a_store_without_elections_says_so(show: Show, hostile: Path) -> None:
    assert "speaks of an election" in election(show, hostile).locator("#screen").inner_text()


def test_it_fits_every_width(show: Show, several: Path, shot: Shot) -> None:
    for width, height, dark in ((1400, 900, False), (360, 740, False), (1400, 900, True)):
        page = election(show, several, width=width, height=height, dark=dark)
        shot(page, f"elections-{'dark' if dark else width}")
        part(page, "Seats").scroll_into_view_if_needed()
        shot(page, f"elections-seats-{'dark' if dark else width}")
        part(page, "Judgements").scroll_into_view_if_needed()
        shot(page, f"elections-judgements-{'dark' if dark else width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = page.evaluate(
            """() => {
              const edge = document.querySelector('#screen').getBoundingClientRect().right + 2;
              return [...document.querySelectorAll('#screen *')]
                .filter(e => e.getBoundingClientRect().right > edge)
                .map(e => `${e.tagName}.${e.getAttribute('class')}`);
            }"""
        )
        assert wide == []


def results(*claims: Claim) -> Extraction:
    """Made-up claims about one vote and one chamber."""
    entities = tuple(
        Entity(i, name, kind)
        for i, name, kind in (
            ("a", "Party A", "PoliticalParty"),
            ("b", "Party B", "PoliticalParty"),
            ("again", "Party A", "PoliticalParty"),
            ("vote", "the vote", "Election"),
            ("chamber", "the chamber", "Chamber"),
        )
    )
    return Extraction(made.article(), entities, claims)


def test_a_party_under_two_ids_has_its_seats_once_and_the_final_count_stands(
    show: Show, written: Callable[..., Path]
) -> None:
    page = election(
        show,
        written(
            results(
                number("a", "seatsWon", "6"),
                replace(number("again", "seatsWon", "7"), qualifiers=(Qualifier("vintage", "final"),)),
                number("chamber", "hasSeats", "10"),
            )
        ),
    )
    seats = part(page, "Seats")
    assert seats.locator("figure .seats-won .seat").count() == 7
    assert seats.locator("figure .seats-disputed").count() == 0
    assert seats.locator("figure .seats-rest .seat").count() == 3


def number(
    subject: str,
    relation: str,
    value: str,
    comparator: Comparator = Comparator.EQUAL,
    status: Status = Status.ASSERTED,
) -> Claim:
    unit = "percent" if relation == "voteShare" else "seats"
    return Claim(
        "made-article",
        subject,
        relation,
        None if subject == "chamber" else "vote",
        made.evidence(len(relation) % 10),
        status,
        quantity=Quantity(Decimal(value), unit, comparator, value),
    )


def test_seats_that_do_not_add_up_are_said_and_not_invented(show: Show, written: Callable[..., Path]) -> None:
    page = election(
        show,
        written(results(number("a", "seatsWon", "9"), number("chamber", "hasSeats", "5"))),
    )
    seats = part(page, "Seats")
    assert "This does not add up: the seats stated are more than the chamber has" in seats.inner_text()
    assert seats.locator("figure .seats-rest").count() == 0


def test_texts_that_differ_on_seats_leave_the_difference_in_dispute(
    show: Show, written: Callable[..., Path]
) -> None:
    page = election(
        show,
        written(
            results(
                number("a", "seatsWon", "7"),
                number("a", "seatsWon", "5"),
                number("chamber", "hasSeats", "10"),
            )
        ),
    )
    seats = part(page, "Seats")
    assert seats.locator("figure .seats-won .seat").count() == 5
    assert seats.locator("figure .seats-disputed .seat").count() == 2
    assert seats.locator("figure .seats-rest .seat").count() == 3


def test_seats_of_a_body_whose_size_is_not_stated_say_so(show: Show, written: Callable[..., Path]) -> None:
    page = election(show, written(results(number("a", "seatsWon", "7"))))
    seats = part(page, "Seats")
    assert seats.locator("figure .seat").count() == 7
    assert "7 of ?" in (seats.locator("figure svg").first.text_content() or "")
    assert "How many seats there are in all is not stated" in seats.inner_text()


def test_about_so_many_seats_are_not_drawn(show: Show, written: Callable[..., Path]) -> None:
    page = election(show, written(results(number("a", "seatsWon", "7", Comparator.ABOUT))))
    seats = part(page, "Seats")
    assert seats.locator("figure .seat").count() == 0
    assert "≈7 seats" in seats.inner_text()


def test_an_alleged_share_is_an_outline_and_a_bound_from_above_is_open_below(
    show: Show, written: Callable[..., Path]
) -> None:
    page = election(
        show,
        written(
            results(
                number("a", "voteShare", "60", status=Status.ALLEGED),
                number("b", "voteShare", "30", Comparator.LESS),
            )
        ),
    )
    alleged = bar(page, "Party A wins a vote share")
    assert alleged.locator("rect.fill").count() == 0
    assert alleged.locator("rect.stem").evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
    less = bar(page, "Party B wins a vote share")
    assert less.locator("rect.fill").count() == 0
    assert less.locator("rect.open").count() == 1
