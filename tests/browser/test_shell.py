"""The frame of the explorer: views, filters, search, evidence, and an address that has it all."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kg.export.reading import read as read_network
from kg.graph import Graph
from kg.model import Holder, Status, When
from kg.namespaces import BASE
from kg.vocabulary import load
from tests import made
from tests.extractions import claim, extraction

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]
Written = Callable[..., Path]


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
    page.get_by_role("button", name="Remove the words “nowhere”: 10 claims").click()
    assert rows(page) == 10


def test_the_evidence_has_the_sentence_in_its_paragraph_and_who_holds_it(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.locator("tr", has_text=made.SENTENCES[3]).locator("th a").click()
    card = page.locator("#evidence")
    assert card.locator("mark").inner_text() == made.SENTENCES[3]
    assert "Ms. X, reported by Police" in card.inner_text()
    assert "no: alleged" in card.inner_text()
    assert "open=claim" in page.url


def test_who_says_otherwise_stands_beside_the_claim(show: Show, written: Written) -> None:
    yes = extraction(claim("a", "loyalTo", "leader"), name="one")
    no = extraction(claim("a", "loyalTo", "leader", status=Status.DENIED, holder=Holder("a")), name="two")
    page = statements(show, written(yes, no))
    page.keyboard.press("n")
    otherwise = page.locator("#evidence .otherwise").inner_text()
    assert "Who says otherwise" in otherwise
    assert "denied, held by A" in otherwise


def test_a_contrary_relation_between_the_same_two_says_otherwise(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.locator("tr", has_text="Party A is allied with").locator("th a").click()
    assert "Party B attacks Party A" not in page.locator("#evidence .otherwise").all_inner_texts()
    contrary = load().relations["alliedWith"].contraries
    assert ("attacks" in contrary) == (page.locator("#evidence .otherwise").count() == 1)


def test_the_same_said_again_is_counted_with_its_publishers(show: Show, written: Written) -> None:
    again = [extraction(claim("a", "loyalTo", "leader"), name=name) for name in ("one", "two", "three")]
    page = statements(show, written(*again))
    page.keyboard.press("n")
    assert "3 statements, 3 publishers" in page.locator("#evidence .same").inner_text()
    page.locator("#sources").fill("4")
    page.locator("#sources").press("Enter")
    assert rows(page) == 0
    assert "at least 4 publishers" in page.locator("#notice .empty").inner_text()


def test_a_claim_is_copied_as_a_citation(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("tr", has_text=made.SENTENCES[3]).locator("th a").click()
    page.get_by_role("button", name="Copy as citation").click()
    page.wait_for_function("document.getElementById('say').textContent.includes('copied')")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert "Party B attacks Party A (alleged; held by Ms. X, reported by Police)." in cited
    assert f"“{made.SENTENCES[3]}”" in cited
    assert "A. Writer, “Parties before the vote”, The Paper, 2011-04-02, https://paper.example/a" in cited
    assert "does not take it to be so: alleged" in cited


# Time


def test_the_end_of_world_time_is_moved_with_the_keyboard(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.get_by_label("Shown from").focus()
    page.keyboard.press("End")
    assert "from=2011-03-31" in page.url
    assert page.locator("#time .world .span").inner_text() == "2011-03-31 to …"


def test_what_has_no_date_can_be_left_out_beside_a_time(show: Show, small: Path) -> None:
    page = statements(show, small, "from=2011-03-02")
    assert rows(page) == 10
    page.locator("#undated").uncheck()
    assert rows(page) == 1


def test_the_days_of_the_documents_are_those_on_which_something_became_known(
    show: Show, written: Written
) -> None:
    days = [dt.date(2012, 1, 16), dt.date(2012, 1, 17)]
    told = [
        extraction(claim("a", "voteShare", "vote", share=share, vintage=vintage), name=vintage, published=day)
        for day, share, vintage in zip(days, ("80.7", "80.9"), ("preliminary", "final"), strict=True)
    ]
    page = statements(show, written(*told))
    assert page.locator("#time .ticks span[title]").count() == 3
    assert rows(page, ".out") == 1
    page.locator("#known").focus()
    page.keyboard.press("Home")
    assert "known-on=2012-01-16" in page.url
    assert (rows(page), rows(page, ".out")) == (1, 0)


@pytest.mark.slow
def test_views_and_clocks_are_those_of_the_library(show: Show, written: Written) -> None:
    documents = [
        extraction(
            claim("a", "voteShare", "vote", share="7", vintage="preliminary"),
            claim("b", "voteShare", "vote", at=6, share="3", holder=Holder("leader")),
            claim("a", "loyalTo", "leader", status=Status.CONSIDERED, holder=Holder(label="observers")),
            claim("ministry", "suspends", "b", when=When.of("2012-02")),
            name="one",
            published=dt.date(2012, 1, 10),
        ),
        extraction(
            claim("a", "voteShare", "vote", share="8", vintage="final", holder=Holder("leader")),
            claim("b", "voteShare", "vote", at=6, share="4"),
            claim("a", "contests", "vote", status=Status.PLANNED, when=When.of("2012-03-01")),
            claim("a", "loyalTo", "leader", status=Status.DENIED, holder=Holder("a")),
            name="two",
            published=dt.date(2012, 1, 20),
        ),
        extraction(
            claim("b", "voteShare", "vote", at=6, share="5", when=When.of("2011")),
            claim("a", "holdsOffice", "chamber", value="speaker", when=When.of("2012-01-12")),
            name="three",
            published=None,
        ),
    ]
    page = statements(show, written(*documents))
    with Graph.open() as graph:
        for document in documents:
            graph.add(document)
        days = (None, dt.date(2012, 1, 12), dt.date(2012, 1, 25))
        for as_of, known_on, view in product(days, days, ("reported", "strict", "by:leader")):
            then = graph.at(as_of=as_of, known_on=known_on)
            then.materialize(view)
            wanted = {s.id.removeprefix(BASE) for s in read_network(then.store, view).statements if s.passes}
            clocks = f"as-of={as_of or ''}&known-on={known_on or ''}"
            page.evaluate("h => { location.hash = h }", f"screen=statements&view={view}&{clocks}")
            page.wait_for_function(
                "h => document.documentElement.dataset.shows === h", arg=page.evaluate("location.hash")
            )
            found = page.eval_on_selector_all(
                "#screen tbody tr:not(.out)", "rows => rows.map(r => r.dataset.claim)"
            )
            assert set(found) == wanted, (as_of, known_on, view)


# Without a mouse


def test_the_keys_walk_through_all_statements(show: Show, small: Path) -> None:
    page = statements(show, small)
    seen = set()
    for _ in range(10):
        page.keyboard.press("n")
        seen.add(page.locator("#evidence mark").inner_text())
    assert len(seen) == 10


def test_arrows_walk_the_table_and_enter_opens_a_row(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.locator("#screen tbody a").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#evidence mark").inner_text() == made.SENTENCES[2]
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 3
    assert page.locator("#evidence [aria-live=polite]").count() == 1


def test_e_shows_the_surroundings_and_escape_takes_back_one_thing_at_a_time(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.locator("tr", has_text=made.SENTENCES[2]).locator("th a").click()
    page.keyboard.press("e")
    assert 0 < rows(page) < 10
    page.keyboard.press("Escape")
    assert not page.locator("#evidence").is_visible()
    page.keyboard.press("Escape")
    assert rows(page) == 10


def test_a_question_mark_tells_the_keys_and_escape_closes_them(show: Show, small: Path) -> None:
    page = statements(show, small)
    page.keyboard.press("?")
    assert "next and previous statement" in page.locator("dialog").inner_text()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")


def test_s_copies_a_link_to_what_is_shown(show: Show, small: Path) -> None:
    page = statements(show, small, "view=strict")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("s")
    page.wait_for_function("document.getElementById('say').textContent.includes('copied')")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


# The table


def test_a_column_sorts_both_ways_and_the_address_has_it(show: Show, small: Path) -> None:
    page = statements(show, small)
    heading = page.get_by_role("button", name="Status", exact=True)
    heading.click()
    assert page.locator("#screen tbody tr .c-status").first.inner_text().strip() == "alleged"
    heading.click()
    assert page.locator("th[aria-sort=descending]").count() == 1
    assert page.locator("#screen tbody tr .c-status").first.inner_text().strip() == "planned"
    assert ".statements.sort=-status" in page.url


def test_what_is_shown_is_saved_as_csv(show: Show, hostile: Path) -> None:
    page = statements(show, hostile)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as CSV").click()
    (row,) = csv.DictReader(Path(saved.value.path()).read_text("utf-8").splitlines(keepends=True))
    assert row["object"] == "'=HYPERLINK(1)"
    assert row["in this view"] == "alleged"
    assert row["subject"] == made.HOSTILE


# Everywhere


@pytest.mark.parametrize(("width", "height"), [(360, 740), (800, 600), (2560, 1440)])
def test_nothing_sticks_out_of_any_screen(
    show: Show, seed: Path, shot: Shot, width: int, height: int
) -> None:
    page = statements(show, seed, width=width, height=height)
    page.keyboard.press("n")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shot(page, f"statements-{width}")


def test_a_narrow_screen_has_large_targets_and_the_evidence_at_its_foot(show: Show, seed: Path) -> None:
    page = statements(show, seed, width=360, height=740)
    page.locator("#filters").click()
    small = page.eval_on_selector_all(
        "#app button, #app select, #app input[type=search], #app label.row, #app summary",
        "es => es.filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 43.5)"
        ".map(e => e.outerHTML)",
    )
    assert small == []
    page.locator("#filters").click()
    page.keyboard.press("n")
    box = page.locator("#evidence").bounding_box()
    assert box is not None
    assert box["y"] > 200
    assert box["y"] + box["height"] == pytest.approx(740, abs=1)


def test_the_dark_page_has_contrast(show: Show, seed: Path, shot: Shot) -> None:
    page = statements(show, seed, dark=True)
    page.keyboard.press("n")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 29)"
    shot(page, "statements-dark")


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
