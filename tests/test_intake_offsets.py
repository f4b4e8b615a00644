"""The map from clean text to raw characters is exact, whatever the page."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.intake import parse, read, reconstruct
from kg.intake.characters import segment_text
from kg.model import Article

PAGES = Path(__file__).parent / "pages"

WORDS = st.sampled_from(
    (
        *(
            "The",
            "party",
            "was",
            "suspended",
            "on",
            "Monday.",
            "Varonia",
            "“free”",
            "92",
            "A&B",
            "<",
            "&amp;",
        ),
        *("&nbsp;", "&copy2019", "&#8217;", "&shy;", "&bogus;", "&#0;", "&notit;", "&NotEqualTilde;"),
        *("Par\u00adty", "a\u00a0b", "\u2009", "\u200b", "\ufeff", "\u200d", "Адар", "國會", "\U0001f5f3"),
        *("WATCH:", "(file photo)", "0:00", "Related", "By Ada Brandt", "June 17, 2012"),
    )
)
BREAKS = st.sampled_from(
    (" ", "  ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\x0b", "\u2028", "\x85", "\n \n", "")
)
TAGS = st.sampled_from(
    (
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<br>",
            "<br/>",
            "<h1>",
            "</h1>",
            "<h2>",
            "</h2>",
            "<li>",
            "<td>",
            "<tr>",
        ),
        *(
            "<table>",
            "<figcaption>",
            "</figcaption>",
            "<footer>",
            "</footer>",
            "<!-- x -->",
            "<!--",
            "<article>",
        ),
        *("<script>a<b</script>", "<div", "<a href='x>y'>", "</a>", '<img alt="a > b">', "<p class=byline>"),
        *("<", "</", "<3", '<a b=">'),
    )
)


def assert_exact(article: Article) -> None:
    for segment in article.segments:
        assert segment_text(article.raw, segment) == article.text[segment.start : segment.end]
    assert reconstruct(article, 0, len(article.text)) == article.text
    mapped = {i for s in article.segments for i in range(s.start, s.end)}
    assert all(article.text[i] in " \n" for i in set(range(len(article.text))) - mapped)


def try_parse(raw: str) -> Article | None:
    try:
        return parse(raw)
    except InputError:
        return None


@given(st.text(max_size=300))
def test_every_segment_of_any_text_says_what_its_raw_characters_say(raw: str) -> None:
    article = try_parse(raw)
    if article:
        assert_exact(article)


@given(st.lists(st.tuples(WORDS, BREAKS), max_size=60))
def test_every_segment_of_a_text_of_odd_characters_is_exact(pieces: list[tuple[str, str]]) -> None:
    article = try_parse("".join(word + gap for word, gap in pieces))
    if article:
        assert_exact(article)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.one_of(WORDS, BREAKS, TAGS), max_size=60))
def test_every_segment_of_random_html_is_exact(pieces: list[str]) -> None:
    article = try_parse("<!DOCTYPE html>" + "".join(pieces))
    if article:
        assert_exact(article)


@given(st.text(alphabet="ab&#x;0123456789amp<>!-/ \n\u00a0\u00ad", max_size=200))
def test_every_segment_of_broken_markup_is_exact(raw: str) -> None:
    article = try_parse("<p>" + raw)
    if article:
        assert_exact(article)


@pytest.mark.parametrize("page", sorted(p.name for p in PAGES.iterdir()))
def test_every_segment_of_a_real_page_is_exact(page: str) -> None:
    assert_exact(read(PAGES / page))


def test_a_word_with_a_soft_hyphen_is_whole_in_the_text_and_found_in_the_page() -> None:
    raw = "The Par\u00adty of Varonia was banned on Monday."
    article = parse(raw)
    start = article.text.index("Party")
    assert raw[slice(*article.raw_span(start, start + 5))] == "Par\u00adty"


def test_no_break_spaces_become_spaces_one_for_one() -> None:
    raw = "In 98\u00a0of 107\u2009seats the party won, officials said."
    article = parse(raw)
    assert article.text == raw.replace("\u00a0", " ").replace("\u2009", " ")
    assert article.raw_span(0, len(article.text)) == (0, len(raw))


def test_an_entity_of_html_is_one_unit() -> None:
    raw = "<!DOCTYPE html><p>Law &amp; Order, a party in Varonia, was banned on Monday, officials said.</p>"
    article = parse(raw)
    at = article.text.index("&")
    assert raw[slice(*article.raw_span(at, at + 1))] == "&amp;"


def test_spaces_and_line_breaks_of_html_collapse_into_one_space() -> None:
    raw = "<!DOCTYPE html><p>The party\n     was   banned <b> on</b> Monday, officials in Varonia said.</p>"
    article = parse(raw)
    assert article.text == "The party was banned on Monday, officials in Varonia said."
    at = article.text.index(" was")
    assert raw[slice(*article.raw_span(at, at + 1))] == "\n     "


def test_an_entity_in_a_text_page_stays_as_it_is() -> None:
    assert (
        parse("The Law &amp; Order party was banned on Monday.").text
        == "The Law &amp; Order party was banned on Monday."
    )


def test_html_escaped_and_read_again_gives_the_same_words() -> None:
    words = 'The "Green Dawn" party <of Varonia> & its allies were barred, the commission said on Monday.'
    article = parse(f"<!DOCTYPE html><article><p>{html.escape(words)}</p></article>")
    assert article.text == words


def test_the_same_raw_characters_give_the_same_article_again(seed_page: Path) -> None:
    first = read(seed_page)
    again = parse(first.raw, name=seed_page.stem)
    assert again == first
