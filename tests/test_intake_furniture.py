"""Lines that pages hold besides the article are dropped, wherever they stand."""

from __future__ import annotations

import pytest

from kg.intake import parse
from kg.intake.furniture import furniture

LEAD = "The court in Varonia suspended the Green Dawn party for six months, its spokesman said on Monday."
NEXT = "The party denies that it met members of an outlawed group, and will appeal against the decision."

ANYWHERE = [
    "Accessibility links",
    "Skip to main content",
    "Breaking News",
    "Menu",
    "Search",
    "Share",
    "Print",
    "Share this article",
    "Share on Facebook",
    "Send to a friend by email",
    "Facebook Twitter WhatsApp",
    "12 Comments",
    "Advertisement",
    "Story continues below advertisement",
    "5 min read",
    "3 hours ago",
    "Sign up for our weekly newsletter on politics",
    "Get the morning newsletter in your inbox",
    "Enable JavaScript to see this page",
    "Tags: Varonia, elections, courts",
    "To find out more, click here.",
    "Photo: Ada Brandt/Corvina",
    "Images by Ada Brandt",
    "• 16x9 Image",
    "* * *",
    "please wait",
    "No media source currently available",
    "0:00 0:03:56 0:00",
    "0:00 / 1:45",
    "360p | 480p | 720p",
    "Your browser does not support the video element",
    "RELATED: The Council In Five Charts",
    "Read more: Who Is Who In Varonia",
    "See also: How The Council Is Elected",
    "Most Popular",
    "Editors' Picks",
    "Follow us",
    "About us",
    "Back to top",
    "Terms of use and privacy policy",
    "Copyright 2019 The Courier",
    "Copyright (c) 2019 The Courier. All rights reserved.",
    "© The Courier",
    "All rights reserved.",
    "This website uses cookies. By continuing to browse you accept our terms.",
    "We and our partners store cookies on your device.",
    "Accept all cookies",
]


@pytest.mark.parametrize("line", ANYWHERE)
def test_line_of_furniture_is_dropped(line: str) -> None:
    assert parse(f"{LEAD}\n\n{line}\n\n{NEXT}").text in (f"{LEAD}\n\n{NEXT}", LEAD)
    assert line not in parse(f"{line}\n\n{LEAD}\n\n{NEXT}").text


@pytest.mark.parametrize(
    "head", ["Related", "Related stories", "Read more", "You may also like", "Further reading:"]
)
def test_box_of_links_is_dropped_up_to_the_next_sentence(head: str) -> None:
    box = f"{head}\n\nWho Is Who In Varonia\n\nThe Council In Five Charts"
    assert parse(f"{LEAD}\n\n{box}\n\n{NEXT}").text == f"{LEAD}\n\n{NEXT}"


def test_title_of_a_recording_goes_with_its_player() -> None:
    player = "Scuffles At The Court\nplease wait\n\n0:00 0:01:45 0:00"
    assert parse(f"{LEAD}\n\n{player}\n\n{NEXT}").text == f"{LEAD}\n\n{NEXT}"


def test_headline_of_a_recording_is_dropped_and_its_description_kept() -> None:
    assert parse(f"{LEAD}\n\nWATCH: Five Scenes From The Court\n\n{NEXT}").text == f"{LEAD}\n\n{NEXT}"
    text = parse(f"{LEAD}\n\nLISTEN: The party's leader speaks outside the court.\n\n{NEXT}").text
    assert text == f"{LEAD}\n\nThe party's leader speaks outside the court.\n\n{NEXT}"


@pytest.mark.parametrize("head", ["Most read", "Copyright 2019 The Courier", "Contact us", "• 4x3 image"])
def test_after_the_head_of_a_footer_only_sentences_are_kept_and_they_are_footer(head: str) -> None:
    article = parse(f"{LEAD}\n\n{NEXT}\n\n{head}\n\nTen Pictures\n\nThe paper is owned by the state.")
    assert article.body == f"{LEAD}\n\n{NEXT}"
    assert article.text == f"{LEAD}\n\n{NEXT}\n\nThe paper is owned by the state."


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ada Brandt", "Ada Brandt"),
        ("BY ADA BRANDT", "ADA BRANDT"),
        ("By Ada Brandt and Li Osk", "Ada Brandt and Li Osk"),
        ("By Ada van Brandt in Sarnov", "Ada van Brandt"),
        ("By Ada Brandt, Corvina", "Ada Brandt"),
        ("Written by Ada Brandt, based on agency reports", "Ada Brandt"),
        ("Reporting by Ada Brandt; editing by Li Osk", "Ada Brandt"),
        ("Edited by Li Osk", None),
        ("Written from agency reports and correspondents' dispatches", None),
    ],
)
def test_byline_is_known_and_names_the_author(line: str, author: str | None) -> None:
    assert furniture().author(line) == (True, author)


@pytest.mark.parametrize(
    "line",
    [
        "By Sunday the count was over.",
        "By Varonian Law The Court Decides",
        "Written by hand",
        "Reporting by monitors showed fraud.",
    ],
)
def test_other_lines_are_no_byline(line: str) -> None:
    assert furniture().author(line)[0] is False
