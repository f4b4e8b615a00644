"""Who holds a claim."""

from __future__ import annotations

from tests.extract.texts import claims, extracted, name


def _holders(text: str, predicate: str) -> list[list[str | None]]:
    extraction = extracted(text)
    return [
        [name(extraction, h.entity) or h.label for h in c.holder.chain()] for c in claims(text, predicate)
    ]


def test_the_article_speaks_for_itself_where_nobody_else_does() -> None:
    assert all(c.holder.is_document for c in claims("The Harvest Party was suspended.", "suspends"))


def test_indirect_speech() -> None:
    text = "Ilsa Maren said on Monday that the Harvest Party was suspended."
    assert _holders(text, "suspends") == [["Ilsa Maren"]]


def test_inverted_speech() -> None:
    text = "The Harvest Party has been denied registration, its chairwoman, Ilsa Maren, said."
    assert _holders(text, "deniesRegistrationTo") == [["Ilsa Maren"]]


def test_according_to() -> None:
    text = "According to Ilsa Maren, the Harvest Party was suspended."
    assert _holders(text, "suspends") == [["Ilsa Maren"]]


def test_unnamed_speakers_keep_the_words_that_describe_them() -> None:
    text = "Election officials said the Harvest Party won more than 80 percent of the vote."
    assert _holders(text, "voteShare") == [["Election officials"]]


def test_nested_speech_keeps_every_speaker() -> None:
    text = "Police said that Ilsa Maren claimed that the Harvest Party was suspended."
    assert _holders(text, "suspends") == [["Ilsa Maren", "police"]]


def test_considered_without_a_subject_is_held_by_somebody_unnamed() -> None:
    text = "The Harvest Party is widely seen as loyal to President Ruslan Adar."
    (claim,) = claims(text, "loyalTo")
    assert (claim.status.value, claim.holder.label) == ("considered", "unnamed")


def test_a_running_quotation_keeps_its_speaker() -> None:
    text = '"We will fight on," Ilsa Maren said. "The Harvest Party was suspended by the Supreme Court."'
    assert _holders(text, "suspends") == [["Ilsa Maren"]]


def test_said_in_passing() -> None:
    text = "The Harvest Party, Ilsa Maren said, was suspended by the Supreme Court."
    assert _holders(text, "suspends") == [["Ilsa Maren"]]


def test_in_the_view_of() -> None:
    text = "In Ilsa Maren's view, the Harvest Party was suspended by the Supreme Court."
    assert _holders(text, "suspends") == [["Ilsa Maren"]]


def test_a_statement_speaks_for_whoever_issued_it() -> None:
    text = "A statement from the Justice Ministry said the Harvest Party was suspended."
    assert _holders(text, "suspends") == [["Justice Ministry"]]


def test_what_is_said_in_a_report_is_said() -> None:
    text = "The Justice Ministry said in a report that the Harvest Party was suspended."
    assert _holders(text, "suspends") == [["Justice Ministry"]]


def test_a_spokesman_without_a_name_speaks_for_his_body() -> None:
    text = "A spokesman for the Justice Ministry said the Harvest Party was suspended."
    assert _holders(text, "suspends") == [["Justice Ministry"]]


def test_a_channel_is_no_holder() -> None:
    text = '"The Harvest Party was suspended," Ilsa Maren said, as quoted by the daily Strazh.'
    assert _holders(text, "suspends") == [["Ilsa Maren"]]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = (
        'Ilsa Maren spoke on Monday. "It is over," she told reporters. "We lost.\n\n'
        '"The Harvest Party was suspended by the Supreme Court."'
    )
    assert _holders(text, "suspends") == [["Ilsa Maren"]]


def test_what_follows_the_verb_of_saying_in_its_sentence_may_be_the_articles_own() -> None:
    text = '"We will appeal," said Ilsa Maren after the Harvest Party was suspended.'
    assert all(c.holder.is_document for c in claims(text, "suspends"))


def test_the_second_act_of_speech_is_the_speakers() -> None:
    text = "Ilsa Maren said that the country needed a new start and urged Pavel Irgen to resign."
    extraction = extracted(text)
    assert [name(extraction, c.subject) for c in claims(text, "callsFor")] == ["Ilsa Maren"]


def test_what_comes_after_the_one_who_says_it_is_the_articles_own() -> None:
    text = "Ilsa Maren was arrested, her party said, after the Harvest Party was suspended."
    assert all(c.holder.is_document for c in claims(text, "suspends"))


def test_widely_shared_criticism_is_no_mere_opinion() -> None:
    text = "The arrest of Ilsa Maren was widely condemned by Peru."
    (claim,) = claims(text, "criticizes")
    assert claim.status.value == "asserted"
    assert claim.holder.is_document


def test_it_right_under_said_is_whoever_says_so() -> None:
    text = "The Harvest Party met the Unity Party. Peru said it was concerned about the arrests."
    extraction = extracted(text)
    assert [name(extraction, c.subject) for c in claims(text, "criticizes")] == ["Peru"]


def test_a_contrast_is_not_said_by_the_same_speaker() -> None:
    text = "Ilsa Maren said her party was calm, while Pavel Irgen urged President Ruslan Adar to resign."
    assert [c.holder.is_document for c in claims(text, "callsFor")] == [True]


def test_a_denial_is_held_by_nobody() -> None:
    text = "Ilsa Maren denied that the Harvest Party was suspended."
    assert [(c.status.value, c.holder.is_document) for c in claims(text, "suspends")] == [("denied", True)]
