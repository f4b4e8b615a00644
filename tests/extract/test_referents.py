"""Pronouns, definite nouns and groups: whom they stand for, and that two equally good are none."""

from __future__ import annotations

import pytest

from kg.extract.grammar.parse import parse
from kg.extract.pipeline import read_context
from kg.extract.posts.bearers import find_bearings
from kg.extract.posts.nouns import find_posts
from kg.extract.posts.roles import note_titles
from kg.intake import read
from tests.extract.texts import PUBLISHED


def meant(text: str, word: str, *, occurrence: int = 0) -> set[str]:
    """The names that a word of the text, at its n-th occurrence, stands for."""
    article = read(text.encode(), published=PUBLISHED)
    context, names_ = read_context(article, parse(article))
    note_titles(context, find_bearings(context, names_, list(find_posts(context, names_))))
    token = [t for t in context.doc if t.text == word][occurrence]
    return {context.registry.names[r.entity] for r in context.referents.of(token) if r.entity}


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Lena Ortiz resigned on Monday. She blamed the press.", "She", {"Lena Ortiz"}),
        ("Lena Ortiz resigned on Monday.\n\nShe blamed the press.", "She", {"Lena Ortiz"}),
        ("Mr. Luis Vega met Mrs. Lena Ortiz. He was pleased.", "He", {"Luis Vega"}),
        ("Mr. Luis Vega met Mrs. Lena Ortiz. She was pleased.", "She", {"Lena Ortiz"}),
        ("Luis Vega met Lena Ortiz. She was pleased.", "She", {"Lena Ortiz"}),
        ("Luis Vega said he would resign.", "he", {"Luis Vega"}),
        ("Luis Vega criticized him on Monday.", "him", set()),
        ("Luis Vega and Boris Lukin talked. He was pleased.", "He", set()),
        ("A volunteer spoke of Luis Vega. He asked not to be named.", "He", set()),
        ("Luis Vega is right, Boris Lukin said. He then left for Peru.", "He", {"Boris Lukin"}),
        ("The Harvest Party won. It will govern alone.", "It", {"Harvest Party"}),
        ("The Harvest Party won. It was not clear who would govern.", "It", set()),
        ("The Harvest Party won. It was only a week ago that Luis Vega resigned.", "It", set()),
        ("The Harvest Party won. It follows a defeat in the capital.", "It", set()),
        ("The Harvest Party won. Peru has said it will recognise the vote.", "it", {"Peru"}),
        ("The Harvest Party won in Peru. It will govern alone.", "It", {"Harvest Party"}),
        ("The Harvest Party condemned the government over its policy.", "its", {"government"}),
        ('Boris Lukin spoke. "Nobody wants to expel Luis Vega," he said.', "he", {"Boris Lukin"}),
        ("Luis Vega spoke. Troops shot a suspect as he fled.", "he", set()),
        (
            "The Interior Ministry banned the Harvest Party. The ministry accused its leader.",
            "its",
            {"Harvest Party"},
        ),
        ("Boris Lukin supports President Luis Vega and his government.", "his", {"Luis Vega"}),
        ("The Harvest Party won. It is not yet known when it will govern.", "It", set()),
        ("The Harvest Party won. It is the intention to form a cabinet.", "It", set()),
        ("The Harvest Party ran in the vote. The Unity Party left, calling it a sham.", "it", set()),
        ("Luis Vega met Boris Lukin to offer him a post.", "him", {"Boris Lukin"}),
        ("The Harvest Party won. Luis Vega made it clear that he was pleased.", "it", set()),
        (
            "The Harvest Party spoke. It sued the Election Commission, and its chairman resigned.",
            "its",
            {"Election Commission"},
        ),
        ("Luis Vega beat Lena Ortiz. Lena Ortiz congratulated him.", "him", {"Luis Vega"}),
        ("Luis Vega won. Boris Lukin became his deputy.", "his", {"Luis Vega"}),
        ("Deputies ousted Luis Vega over claims that he rejects.", "he", {"Luis Vega"}),
        ("Spokeswoman Lena Ortiz said it was for his safety. Police did not charge him.", "him", set()),
        ("The Harvest Party spoke. The Unity Party voted against it.", "it", set()),
        ("The Harvest Party spoke. The court's office was searched, and its head resigned.", "its", set()),
    ],
)
def test_pronouns(text: str, word: str, names: set[str]) -> None:
    assert meant(text, word) == names


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Luis Vega and Lena Ortiz met. They were pleased.", "They", {"Luis Vega", "Lena Ortiz"}),
        ("Luis Vega and Lena Ortiz met. Gunmen had been waiting when they arrived.", "they", set()),
        ("The Harvest Party said they would win.", "they", {"Harvest Party"}),
        (
            "Peru's Luis Vega and Chile's Lena Ortiz met. The talks went on. Both were tired.",
            "Both",
            {"Luis Vega", "Lena Ortiz"},
        ),
        ("Luis Vega said they would win.", "they", set()),
        ("Luis Vega and Lena Ortiz came. Luis Vega and Lena Ortiz greeted them.", "them", set()),
    ],
)
def test_they(text: str, word: str, names: set[str]) -> None:
    assert meant(text, word) == names


FAR = "The streets were quiet. The weather was good. Trains ran on time. Shops stayed open. "


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        (f"The Central Election Commission met. {FAR}The commission said it was fair.", "commission",
         {"Central Election Commission"}),
        (f"The Supreme Court met. The Court of Appeal met. {FAR}The court adjourned.", "court", set()),
        (f"The Justice Ministry met the Interior Ministry. {FAR}The ministry was silent.", "ministry", set()),
        (f"President Luis Vega spoke. {FAR}The president was tired.", "president", {"Luis Vega"}),
        (f"President Luis Vega spoke. {FAR}The former president was tired.", "president", {"Luis Vega"}),
        (f"Former President Luis Vega spoke. {FAR}The president was tired.", "president", set()),
        (f"Prime Minister Lena Ortiz spoke. {FAR}The premier was tired.", "premier", {"Lena Ortiz"}),
        (f"Interior Minister Lena Ortiz met Finance Minister Luis Vega. {FAR}The finance minister was tired.",
         "minister", {"Luis Vega"}),
        (f"Polish leader Luis Vega spoke. {FAR}The Polish leader was tired.", "leader", {"Luis Vega"}),
        (f"President Luis Vega of Peru met President Jan Novak of Poland in Lima, Peru. {FAR}"
         "The president was tired.", "president", {"Luis Vega"}),
        (f"President Luis Vega of Peru met President Jan Novak of Poland in Lima, Peru. {FAR}"
         "The Polish president was tired.", "president", {"Jan Novak"}),
        (f"Lena Ortiz, the chairwoman of the Harvest Party, met Luis Vega. {FAR}The party's leader slept.",
         "leader", {"Lena Ortiz"}),
        (f"Lena Ortiz, the deputy leader of the Harvest Party, spoke. {FAR}The party's leader was tired.",
         "leader", {"leader of Harvest Party"}),
        (f"Luis Vega was elected president on Monday. {FAR}The president was tired.", "president",
         {"Luis Vega"}),
        ("The president resigned. Luis Vega was elected president on Monday.", "president", set()),
        ("The Central Election Commission met. Luis Vega accused the commission of bias.", "commission",
         {"Central Election Commission"}),
        ("The head of the Harvest Party's youth committee, Luis Vega, spoke.", "committee",
         {"youth committee"}),
        ("Prime Minister Lena Ortiz met former premier Boris Lukin. The former premier was tired.", "premier",
         {"Boris Lukin"}),
        ("President Lena Ortiz of Peru spoke in Lima, Peru. Polish President Boris Lukin listened. "
         "The president left.", "president", set()),
        ("The Harvest Party lost. The party blamed the police.", "party", {"Harvest Party"}),
        ("The Harvest Party lost to the ruling party.", "party", set()),
        ("The Harvest Party lost. Its deputies called the new alliance a farce.", "alliance", set()),
        ("The Harvest Party left the coalition.", "coalition", set()),
        ("Lena Ortiz, who chairs the Unity Party, met Luis Vega, the Harvest Party leader. "
         "She blamed Mr Vega's party.", "party", {"Harvest Party"}),
        ("The Harvest Party, the Unity Party and the Rose Party signed a pact. Voters trust the three.",
         "three", {"Harvest Party", "Unity Party", "Rose Party"}),
        ("The Harvest Party and the Unity Party will merge. Both parties have leaders.", "parties",
         {"Harvest Party", "Unity Party"}),
        (f"Luis Vega, Boris Lukin and Lena Ortiz founded it. {FAR}The three leaders fell out.", "leaders",
         {"Luis Vega", "Boris Lukin", "Lena Ortiz"}),
        ("Luis Vega met Boris Lukin. The two men shook hands.", "men", {"Luis Vega", "Boris Lukin"}),
        ("Luis Vega met Boris Lukin and Lena Ortiz. The two men shook hands.", "men", set()),
    ],
)  # fmt: skip
def test_second_mentions(text: str, word: str, names: set[str]) -> None:
    assert meant(text, word, occurrence=-1) == names
