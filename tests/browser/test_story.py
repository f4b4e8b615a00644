"""Stories: made in the page, told with the arrow keys, kept as Markdown or as a page that plays by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kg.explore.story import read_story
from kg.export import export
from tests import made

Show = Callable[..., Page]
Shot = Callable[[Page, str], None]

TOLD = """# Who was kept out

What the papers say.

## [Three ways](#screen=elections)

Barred, **denied**, *suspended*; [a site](https://example.org/x), [a trap](javascript:alert(1)).

- one
- two <img src=x onerror=alert(1)>

## [In time](#screen=timeline&from=2011-01-01)

The second.

## [By name](#screen=actors)
"""


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of ten claims with a story in it."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "story.md").write_text(TOLD, encoding="utf-8")
    export(
        made.store_of(made.extraction()),
        "html",
        folder / "graph.html",
        story=read_story(folder / "story.md"),
    )
    return folder / "graph.html"


def at(page: Page, step: int) -> None:
    """Wait until a step is told."""
    page.locator("#caption .of", has_text=f"· {step} of ").wait_for()


def saved(page: Page, button: str, path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(path)
    return path


def test_a_page_with_a_story_begins_with_it(show: Show, told: Path) -> None:
    page = show(told)
    at(page, 1)
    caption = page.locator("#caption").inner_text()
    assert "Who was kept out" in caption
    assert "What the papers say." in caption
    assert page.locator(".tab[aria-current]").inner_text() == "Elections"


def test_arrows_turn_the_steps_and_each_has_its_view(show: Show, told: Path) -> None:
    page = show(told)
    at(page, 1)
    page.keyboard.press("ArrowRight")
    at(page, 2)
    assert page.locator(".tab[aria-current]").inner_text() == "Timeline"
    assert "from=2011-01-01" in page.url
    page.keyboard.press("ArrowRight")
    at(page, 3)
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("button", name="next step").is_disabled()
    page.keyboard.press("ArrowLeft")
    at(page, 2)


def test_captions_are_elements_and_never_markup(show: Show, told: Path) -> None:
    page = show(told)
    at(page, 1)
    caption = page.locator("#caption")
    assert caption.locator("strong", has_text="denied").count() == 1
    assert caption.locator("em", has_text="suspended").count() == 1
    assert caption.locator("li").count() == 2
    assert caption.locator("a").all_inner_texts() == ["a site"]
    assert caption.locator("img, script").count() == 0
    assert "<img src=x onerror=alert(1)>" in caption.inner_text()


def test_who_looks_around_finds_back_and_can_leave(show: Show, told: Path) -> None:
    page = show(told)
    at(page, 1)
    page.locator(".tab", has_text="Statements").click()
    page.get_by_role("button", name="back to this step").click()
    page.locator(".tab[aria-current]", has_text="Elections").wait_for()
    page.get_by_role("button", name="leave the story").click()
    assert "story.step" not in page.url
    assert page.locator("#caption.telling").count() == 0


def test_a_link_into_a_story_opens_its_step(show: Show, told: Path) -> None:
    page = show(told, at="#screen=timeline&from=2011-01-01&.story.step=2")
    at(page, 2)
    assert page.get_by_role("button", name="back to this step").count() == 0


def test_a_story_plays_by_itself_until_it_is_paused(show: Show, told: Path) -> None:
    page = show(told)
    at(page, 1)
    page.clock.install()
    page.get_by_role("button", name="play by itself").click()
    page.clock.run_for(20_000)
    at(page, 2)
    page.get_by_role("button", name="pause").click()
    page.clock.run_for(60_000)
    at(page, 2)


def made_here(show: Show, path: Path) -> Page:
    """A page in which two views were put into a story."""
    page = show(path, at="#screen=timeline&from=2011-01-01")
    page.locator(".tab", has_text="Story").click()
    page.get_by_role("button", name="Add the view you came from: Timeline").click()
    page.locator(".tab", has_text="Elections").click()
    page.get_by_role("button", name="add this view to the story").click()
    page.get_by_role("button", name="edit the story").click()
    page.locator("input[data-key='story:title']").fill("My story")
    page.locator("textarea[data-key='story:caption:0']").fill("Said **so**.\n\n# not a heading")
    return page


def test_views_are_added_ordered_named_and_removed(show: Show, small: Path) -> None:
    page = made_here(show, small)
    titles = "input[aria-label^='Title of step']"
    values = "all => all.map(e => e.value)"
    assert page.locator(titles).evaluate_all(values) == ["Timeline", "Elections"]
    assert page.locator(".preview strong").inner_text() == "so"
    page.get_by_role("button", name="move down step 1").click()
    assert page.locator(titles).evaluate_all(values) == ["Elections", "Timeline"]
    page.get_by_role("button", name="remove step 1").click()
    assert page.locator(titles).evaluate_all(values) == ["Timeline"]
    page.get_by_role("button", name="Play", exact=True).click()
    at(page, 1)
    assert "from=2011-01-01" in page.url


def test_a_key_adds_what_is_shown(show: Show, small: Path) -> None:
    page = show(small, at="#screen=matrix")
    page.locator(".tab", has_text="Matrix").focus()
    page.keyboard.press("a")
    assert "Story: 1 step" in page.locator("#caption").inner_text()
    assert "added to the story as step 1" in page.locator("#say").inner_text()


def test_what_the_page_saves_the_command_reads_and_the_page_too(
    show: Show, small: Path, tmp_path: Path
) -> None:
    page = made_here(show, small)
    file = saved(page, "Save as Markdown", tmp_path / "saved.md")
    told = read_story(file)
    assert told.title == "My story"
    assert [(s.title, s.address) for s in told.steps] == [
        ("Timeline", "screen=timeline&from=2011-01-01"),
        ("Elections", "screen=elections&from=2011-01-01"),
    ]
    assert told.steps[0].text == "Said **so**.\n\n# not a heading"
    page.get_by_role("button", name="Begin anew").click()
    assert page.locator(".step").count() == 0
    page.locator("input[type=file]").set_input_files(file)
    page.locator(".step").first.wait_for()
    assert page.locator(".step").count() == 2
    assert saved(page, "Save as Markdown", tmp_path / "again.md").read_bytes() == file.read_bytes()


def test_a_file_that_is_no_story_is_told_with_its_line(show: Show, small: Path, tmp_path: Path) -> None:
    page = show(small, at="#screen=story")
    (tmp_path / "bad.md").write_text("# A\n\n## no link\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "bad.md")
    page.locator(".trouble").wait_for()
    assert "bad.md, line 3: a step is a heading that links to a view" in page.locator(".trouble").inner_text()


def test_the_saved_page_plays_the_story_and_still_works_without_a_script(
    show: Show, small: Path, hostile: Path, tmp_path: Path
) -> None:
    page = made_here(show, small)
    file = saved(page, "Save as a page that plays it", tmp_path / "told.html")
    again = show(file)
    at(again, 1)
    assert "My story" in again.locator("#caption").inner_text()
    assert again.locator("#caption h2").inner_text() == "Timeline"
    still = show(file, script=False)
    assert still.locator("#static #claims tbody tr").count() == 10
    assert "Scripts are off" in still.locator("noscript").inner_text()
    file = saved(made_here(show, hostile), "Save as a page that plays it", tmp_path / "hostile.html")
    assert show(file).locator("#app").is_visible()


def test_a_story_looks_good_at_every_width(show: Show, told: Path, shot: Shot) -> None:
    for width, height, dark in ((1400, 900, False), (360, 740, False), (1400, 900, True)):
        page = show(told, width=width, height=height, dark=dark)
        at(page, 1)
        shot(page, f"story-{'dark' if dark else width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page = show(told, at="#screen=story", width=width, height=height, dark=dark)
        shot(page, f"story-made-{'dark' if dark else width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
