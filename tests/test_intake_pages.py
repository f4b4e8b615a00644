"""What is kept of a page, what is dropped, and what each paragraph is called."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from kg.intake import parse, read
from kg.model import Article, ZoneKind

PAGES = Path(__file__).parent / "pages"


def paragraphs(article: Article, kind: ZoneKind | None = None) -> list[str]:
    return [article.text[z.start : z.end] for z in article.zones if kind in (None, z.kind)]


def gold(shared: Path, name: str) -> str:
    return str(json.loads((shared / "gold" / f"{name}.json").read_text())["text"])


class TestSeedPage:
    def test_body_is_the_annotated_text(self, seed_page: Path, shared: Path) -> None:
        assert read(seed_page).body == gold(shared, "seed")

    def test_source_is_told_by_the_page(self, seed_page: Path) -> None:
        source = read(seed_page).source
        assert (source.title, source.author, source.publisher) == (
            "OSCE Monitors Criticize Kazakh Vote Failings",
            "Farangis Najibullah",
            "RFE/RL",
        )

    def test_publication_day_is_inferred_with_its_reason(self, seed_page: Path) -> None:
        source = read(seed_page).source
        assert source.published == dt.date(2012, 1, 16)
        assert source.published_reason
        assert source.published_reason.startswith("inferred: January 16 is the latest day")

    def test_id_says_publisher_day_and_title(self, seed_page: Path) -> None:
        assert read(seed_page).id == "rfe-rl-2012-01-16-osce-monitors-criticize-kazakh-vote-failings"

    def test_legal_notice_is_kept_as_footer_behind_the_body(self, seed_page: Path) -> None:
        article = read(seed_page)
        footer = paragraphs(article, ZoneKind.FOOTER)
        assert 'RFE/RL has been declared an "undesirable organization" by the Russian government.' in footer
        assert article.text.endswith(footer[-1])
        assert not any(text in article.body for text in footer)

    def test_caption_printed_twice_is_kept_once(self, seed_page: Path) -> None:
        assert paragraphs(read(seed_page), ZoneKind.CAPTION)[0].endswith("in Astana on January 16.")

    def test_zones_are_told_apart(self, seed_page: Path) -> None:
        kinds = [z.kind for z in read(seed_page).zones]
        counted = {kind: kinds.count(kind) for kind in set(kinds)}
        assert counted == {
            ZoneKind.BODY: 19,
            ZoneKind.CAPTION: 2,
            ZoneKind.SUBHEADING: 2,
            ZoneKind.BYLINE: 1,
            ZoneKind.FOOTER: 3,
        }


def test_second_page_keeps_every_annotated_paragraph_and_adds_only_captions_and_byline(shared: Path) -> None:
    article = read(shared / "pages" / "a2.txt")
    kept = {ZoneKind.BODY, ZoneKind.SUBHEADING}
    assert "\n\n".join(article.text[z.start : z.end] for z in article.zones if z.kind in kept) == gold(
        shared, "a2"
    )
    assert article.source.published == dt.date(2012, 6, 17)
    assert article.source.published_reason == "page"


def test_clean_texts_come_through_unchanged(shared: Path, tmp_path: Path) -> None:
    files = sorted([*(shared / "gold").glob("*.json"), *(shared / "gold_snippets").glob("*.json")])
    assert len(files) >= 45
    for file in files:
        text = json.loads(file.read_text())["text"]
        page = tmp_path / f"{file.stem}.txt"
        page.write_text(text, encoding="utf-8")
        article = read(page)
        assert article.text == text.strip(), file.stem
        assert article.source.title is None, file.stem


class TestTextDump:
    article = read(PAGES / "broadcaster.txt")

    def test_body_holds_the_article_alone(self) -> None:
        assert paragraphs(self.article, ZoneKind.BODY) == [
            "The election commission of Varonia has barred Ilsa Maren, the leader of the Green Dawn party, "
            "from running in the September elections.",
            "The commission said on June 12 that her papers were late. Maren says that an official refused "
            "to take them.",
            "The party has been denied registration four times since 2011.",
            'Monitors of the NDW said the decision "leaves voters with less to choose from."',
            "Unity, the ruling party, denies that it has a say in the matter.",
        ]

    def test_captions_lose_their_marker(self) -> None:
        assert paragraphs(self.article, ZoneKind.CAPTION) == [
            "Ilsa Maren speaks to supporters in Port Halden on June 11.",
            "Police lead supporters away from the commission's building.",
            "The commission's building in Sarnov (file photo)",
        ]

    def test_a_line_without_a_sentence_before_one_is_a_subheading(self) -> None:
        assert paragraphs(self.article, ZoneKind.SUBHEADING) == ["'Late By Decree'"]

    def test_headline_is_the_title_and_not_the_section(self) -> None:
        assert self.article.source.title == "Green Dawn Leader Barred From Varonian Vote"

    def test_footer_keeps_what_it_states_and_drops_the_rest(self) -> None:
        assert paragraphs(self.article, ZoneKind.FOOTER) == [
            "NBV journalists report from 12 countries where the press is under pressure.",
            "NBV has been declared a foreign agent by the government of Varonia.",
        ]

    def test_publisher_is_whom_the_footer_speaks_of_and_the_byline_credits(self) -> None:
        assert self.article.source.publisher == "NBV"

    def test_byline_stays_and_names_the_author(self) -> None:
        assert self.article.source.author == "Mira Halden"
        assert len(paragraphs(self.article, ZoneKind.BYLINE)) == 1

    def test_date_line_dates_the_article(self) -> None:
        assert (self.article.source.published, self.article.source.published_reason) == (
            dt.date(2019, 6, 12),
            "page",
        )


class TestHtml:
    article = read(PAGES / "newspaper.html")

    def test_paragraphs_and_their_kinds(self) -> None:
        kinds = [(z.kind.value, self.article.text[z.start : z.end][:23]) for z in self.article.zones]
        assert kinds == [
            ("byline", "By Mira Halden"),
            ("caption", "Supporters of the Farme"),
            ("body", "A Supreme Court panel i"),
            ("body", "The panel said that the"),
            ("subheading", "Third party in a year"),
            ("body", "The Farmers’ Union is t"),
            ("body", "Party Seats"),
            ("body", "Unity 92"),
            ("body", "Agrarians 14"),
            ("body", "President Ruslan Adar, "),
            ("footer", "The Varonia Courier was"),
        ]

    def test_metadata_come_from_the_head_of_the_page(self) -> None:
        source = self.article.source
        assert source.title == "Court Suspends Farmers’ Union Before Vote"
        assert (source.author, source.publisher) == ("Mira Halden", "The Varonia Courier")
        assert source.url == "https://courier.example/2019/court-suspends-farmers-union"
        assert (source.published, source.published_reason) == (dt.date(2019, 6, 10), "page")

    def test_entities_and_soft_hyphens_are_resolved(self) -> None:
        assert "calls the accusation “an invention” and plans" in self.article.text

    def test_menus_boxes_and_notices_are_dropped(self) -> None:
        for noise in ("Home", "Share on", "Five Things", "cookies", "All rights", "Terms of use"):
            assert noise not in self.article.text

    def test_a_page_of_nested_boxes_says_the_same_as_its_text_dump(self) -> None:
        html, dump = read(PAGES / "broadcaster.html"), read(PAGES / "broadcaster.txt")
        assert (html.id, html.source) == (dump.id, dump.source)
        assert paragraphs(html, ZoneKind.BODY)[:2] == paragraphs(dump, ZoneKind.BODY)[:2]
        assert paragraphs(html, ZoneKind.CAPTION) == paragraphs(dump, ZoneKind.CAPTION)[:1]
        assert paragraphs(html, ZoneKind.SUBHEADING) == ["‘Late By Decree’"]
        assert paragraphs(html, ZoneKind.FOOTER) == paragraphs(dump, ZoneKind.FOOTER)[1:]

    def test_a_headline_worded_otherwise_in_the_metadata_is_not_repeated_in_the_text(self) -> None:
        page = (PAGES / "newspaper.html").read_text().replace("<h1>Court Suspends", "<h1>Top Court Suspends")
        assert parse(page).text == self.article.text

    def test_the_name_of_the_site_is_no_part_of_the_title(self) -> None:
        head = '<meta property="og:site_name" content="The Courier">'
        title = "<title>Vote Held &amp; Lost | The Courier</title>"
        assert parse(head + title + "<p>The vote was lost, it said.</p>").source.title == "Vote Held & Lost"

    def test_items_of_a_list_are_paragraphs_of_the_body(self) -> None:
        assert "The Agrarians hold 14." in paragraphs(read(PAGES / "broadcaster.html"), ZoneKind.BODY)

    def test_a_page_of_the_nineties_is_read_as_well(self) -> None:
        article = read(PAGES / "old-layout.html")
        assert len(paragraphs(article, ZoneKind.BODY)) == 4
        assert article.source.title == "Radio station told to close"
        assert article.source.publisher == "Varonia Weekly"
        assert article.source.author == "Anton Weil"

    def test_a_fragment_without_a_head_is_read(self) -> None:
        assert (
            parse("<p>The party was banned.</p><p>It denies it.</p>").text
            == "The party was banned.\n\nIt denies it."
        )


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    article = read(PAGES / "agency-wrapped.txt")
    assert [z.kind for z in article.zones] == [ZoneKind.BODY] * 3
    assert "Varonia won 92 of the 120 seats" in article.text


def test_a_dateline_stays_in_the_text_and_names_the_agency() -> None:
    article = read(PAGES / "agency-wrapped.txt")
    assert article.text.startswith("SARNOV, Sept 16 (Corvina) - ")
    assert article.source.publisher == "Corvina"


@pytest.mark.parametrize(
    "sentence",
    [
        "Copyright law was changed by the parliament of Varonia in May.",
        "The opposition said that all rights of its members were violated.",
        "By Sunday the count was over, the commission said.",
        "Reporting by monitors showed that ballots were stuffed.",
        "Watch out for fraud, the party told its members.",
        "Follow the money, the prosecutor said.",
        "We use what the law gives us, her lawyer said.",
        "Compiled from official data, the figures show that turnout fell.",
        "If you continue to protest you will be arrested, the minister said.",
        "No.",
        "More than 40 people were detained.",
        "Print was banned first, then radio.",
    ],
)
def test_a_sentence_that_looks_like_furniture_is_kept_as_body(sentence: str) -> None:
    before = "The Green Dawn party was barred from the vote in Varonia on Monday, its leader said."
    after = "The commission denied it."
    article = parse("\n\n".join([before, sentence, after]))
    assert [z.kind for z in article.zones] == [ZoneKind.BODY] * 3
    assert article.text == "\n\n".join([before, sentence, after])


def test_a_notice_at_the_head_of_a_page_does_not_make_the_article_a_footer() -> None:
    page = (PAGES / "broadcaster.txt").read_text()
    article = parse(
        "This website uses cookies. By continuing to browse you accept our terms.\n\nMost Popular\n\n" + page
    )
    assert len(paragraphs(article, ZoneKind.BODY)) == 5


def test_a_headline_that_asks_is_a_title() -> None:
    article = parse("Who Will Lead The Varonian Council?\n\nUnity won the vote, the commission said.")
    assert article.source.title == "Who Will Lead The Varonian Council?"
    assert article.text == "Unity won the vote, the commission said."


def test_a_line_below_the_headline_is_kept() -> None:
    article = parse(
        "Unity Wins Vote In Varonia\n\nObservers were kept away, monitors say\n\nUnity won, it said."
    )
    assert paragraphs(article, ZoneKind.SUBHEADING) == ["Observers were kept away, monitors say"]


def test_a_single_line_is_body_whether_or_not_it_ends_as_a_sentence() -> None:
    assert parse("Green Dawn barred from Varonian vote").text == "Green Dawn barred from Varonian vote"


class TestId:
    def test_an_article_without_title_is_called_by_its_file(self, tmp_path: Path) -> None:
        page = tmp_path / "Notes 12.txt"
        page.write_text("The party was banned on Monday.")
        assert read(page).id == "notes-12"

    def test_without_title_and_file_it_is_called_by_its_text(self) -> None:
        first, other = read(b"The party was banned."), read(b"The party was not banned.")
        assert first.id.startswith("text-")
        assert first.id != other.id
        assert first.id == read(b"The party was banned.").id

    def test_titles_in_another_script_differ_by_their_hash(self) -> None:
        one = parse("<!DOCTYPE html><h1>Выборы прошли</h1><p>The vote was held in Varonia on Monday.</p>")
        two = parse("<!DOCTYPE html><h1>Выборы сорваны</h1><p>The vote was disrupted in Varonia.</p>")
        assert one.id != two.id

    def test_a_long_title_is_cut_at_a_word_and_stays_unique(self) -> None:
        long = "Monitors say that the vote in Varonia was " + "neither free nor fair and " * 8
        one = parse(f"<!DOCTYPE html><h1>{long} this</h1><p>The vote was held on Monday in Varonia.</p>")
        two = parse(f"<!DOCTYPE html><h1>{long} that</h1><p>The vote was lost on Monday in Varonia.</p>")
        assert len(one.id) <= 140
        assert one.id != two.id


def test_the_option_wins_over_the_page() -> None:
    article = read(PAGES / "newspaper.html", published=dt.date(2019, 6, 11))
    assert (article.source.published, article.source.published_reason) == (dt.date(2019, 6, 11), "option")


def test_an_address_given_wins_over_the_page() -> None:
    assert (
        read(PAGES / "newspaper.html", url="https://mirror.example/a").source.url
        == "https://mirror.example/a"
    )
