"""The frame of the explorer: views, filters, search, evidence, and an address that has it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import made

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]


def rows(page: Page, more: str = "") -> int:
    """How many rows of the table of statements there are."""
    return page.locator(f"#screen tbody tr{more}").count()


def statements(show: Show, path: Path, state: str = "", **options: object) -> Page:
    """A page that shows the table of statements, in a state."""
    return show(path, at=f"#screen=statements&{state}", **options)


def test_the_application_takes_the_place_of_the_still_page(show: Show, small: Path) -> None:
    page = show(small)
    assert page.locator("#app").is_visible()
    assert page.locator("#static").count() == 0


def test_every_claim_is_a_row(show: Show, small: Path, shot: Shot) -> None:
    page = statements(show, small)
    assert rows(page) == 10
    assert "6 taken to be so, 4 not" in page.locator("#shown").inner_text()
    shot(page, "statements")


def test_another_view_visibly_keeps_out_more(show: Show, small: Path) -> None:
    page = statements(show, small)
    assert rows(page, ".out") == 4
    page.locator("#view").select_option("strict")
    assert rows(page, ".out") == 5
    assert "no: considered" in page.locator("tr", has_text=made.SENTENCES[0]).inner_text()


def test_there_is_a_view_for_each_named_holder(show: Show, small: Path) -> None:
    page = statements(show, small, "view=by:x")
    assert page.locator("#view option:checked").inner_text() == "as held by Ms. X"
    assert rows(page, ":not(.out)") == 0


def test_a_switch_of_a_facet_leaves_its_claims_out_and_the_address_says_so(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.locator(".facet-status input[data-value=planned]").uncheck()
    assert rows(page) == 9
    assert "no-status=planned" in page.url


def test_only_leaves_one_value_of_a_facet(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.locator(".facet-family li", has_text="Measures").hover()
    page.get_by_role("button", name="only Measures").click()
    assert rows(page) == 3


def test_words_are_found_whatever_their_case(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.keyboard.press("/")
    page.keyboard.type("REGISTRATION")
    assert rows(page) == 1


def test_a_link_reproduces_what_is_shown(show: Show, small: Path) -> None:
    page = statements(show, small, "view=strict&no-status=planned&find=party")
    assert page.locator("#view").input_value() == "strict"
    assert page.locator("#search").input_value() == "party"
    assert not page.locator(".facet-status input[data-value=planned]").is_checked()


def test_a_bad_link_opens_with_what_matched_and_says_so(show: Show, small: Path) -> None:
    page = statements(show, small, "view=strict&open=claim/none&colour=red&as-of=soon")
    assert page.locator("#view").input_value() == "strict"
    told = page.locator("#notice .warning").inner_text()
    assert all(word in told for word in ("claim/none", "colour", "soon"))


def test_what_leaves_nothing_is_named_and_can_be_removed(show: Show, small: Path) -> None:
    page = statements(show, small, "find=nowhere")
    assert "the words “nowhere”" in page.locator("#notice").inner_text()
    page.get_by_role("button", name="Remove the words").click()
    assert rows(page) == 10


def test_the_evidence_has_the_sentence_in_its_paragraph_and_who_holds_it(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.locator("tr", has_text=made.SENTENCES[3]).locator("th a").click()
    card = page.locator("#evidence")
    assert card.locator("mark").inner_text() == made.SENTENCES[3]
    assert "Ms. X, reported by Police" in card.inner_text()
    assert "no: alleged" in card.inner_text()
    assert "open=claim" in page.url


def test_back_goes_to_what_was_shown_before(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.locator("#view").select_option("strict")
    page.go_back()
    assert page.locator("#view").input_value() == "reported"


def test_hostile_text_does_nothing_but_stand_there(show: Show, hostile: Path) -> None:
    page = statements(show, hostile)
    page.on("dialog", lambda d: pytest.fail(f"a script ran: {d.message}"))
    page.keyboard.press("n")
    assert "</script><script>alert(1)</script>" in page.locator("#evidence").inner_text()
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2
