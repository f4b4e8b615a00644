"""Texts in other languages are told, English ones are not refused, and what is not politics says nothing."""

from __future__ import annotations

import pytest

from kg import extract, read
from kg.errors import InputError
from kg.extract.words.language import refuse_foreign
from kg.extract.words.lexicon import load

FOREIGN = {
    "German": (
        "Die Regierung hat am Montag beschlossen, dass die Wahl im kommenden Jahr stattfinden soll, wie "
        "ein Sprecher der Partei in einer Erklärung mitteilte, und die Opposition will dagegen klagen."
    ),
    "French": (
        "Le parti a été suspendu lundi par le ministère, et son président a annoncé qu'il ferait appel de"
        " cette décision devant le tribunal, tandis que les députés de la majorité ont salué la mesure."
    ),
    "Spanish": (
        "El partido fue suspendido el lunes por el ministerio, y su presidente anunció que apelará la "
        "decisión ante el tribunal, mientras los diputados de la mayoría saludaron la medida con "
        "aplausos."
    ),
    "Polish": (
        "Partia została w poniedziałek zawieszona przez ministerstwo, a jej przewodniczący zapowiedział, "
        "że odwoła się od tej decyzji do sądu, natomiast posłowie większości przyjęli ją z zadowoleniem."
    ),
    "Russian": "Партия была приостановлена министерством в понедельник.",
    "Greek": "Το κόμμα ανεστάλη τη Δευτέρα από το υπουργείο.",
}

ENGLISH = {
    "one word": "Suspended.",
    "a headline": "Varonia: Green Dawn barred",
    "foreign names": (
        "Sébastien Lacroix-Nguyễn and Władysław Żółć of Union pour l'Avenir met Jürgen Größe and Ñandú Peña."
    ),
    "a list": (
        "Cabinet: Ana Marsh, Finance; Ivo Tarn, Interior; Petra Dolny, Justice; Jon Sarn, Health; Eva "
        "Lind, Defence; Karl Voss, Trade; Mira Hale, Culture; Olaf Brandt, Labour; Nina Kerr, Energy; Tom"
        " Rusk, Transport."
    ),
    "a foreign quotation": (
        'The leader told the crowd "¡No pasarán, compañeros!" before the police arrived on the square and'
        " broke up the rally, witnesses said."
    ),
}

NOT_POLITICS = {
    "sport": (
        "Port Halden beat Marsk 3-1 on Saturday to go top of the table. Ivo Tarn scored twice before the "
        "break, and captain Jon Sarn added a third from the spot. The visitors were reduced to ten men "
        "when Karl Voss was sent off. Coach Petra Dolny praised her defenders. The next match is on "
        "Wednesday."
    ),
    "recipe": (
        "Heat the oven to 180 degrees. Beat the butter with the sugar, then add the eggs one by one. Fold"
        " in the flour and the lemon zest, pour the batter into a lined tin and bake it for forty "
        "minutes. Leave it to cool, then dust it with icing sugar and serve it with cream."
    ),
    "weather": (
        "Heavy rain is expected in the north on Tuesday, with gusts of up to 90 kilometres an hour along "
        "the coast. Temperatures will fall to 4 degrees by the evening. The south stays dry and mild. Fog"
        " may linger in the valleys."
    ),
    "product": (
        "Halden Mobile has unveiled its new phone, the Arc 5, at an event in Marsk. The device has a "
        "larger screen and a battery that lasts two days, the company said. It goes on sale in October "
        "for 499 crowns. Chief designer Mira Hale said the camera was the best the firm had built."
    ),
    "science": (
        "Astronomers have found a planet that orbits two suns. The object, seen by a telescope in Marsk, "
        "is about the size of Neptune. Its year lasts 41 days, according to a study published on Monday."
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_is_told(name: str) -> None:
    with pytest.raises(InputError, match="not in English"):
        refuse_foreign(FOREIGN[name], load())


def test_extraction_refuses_it_in_one_line() -> None:
    with pytest.raises(InputError, match="English text or a translation"):
        extract(read(FOREIGN["German"].encode()))


@pytest.mark.parametrize("name", ENGLISH)
def test_english_is_not_refused(name: str) -> None:
    refuse_foreign(ENGLISH[name], load())


@pytest.mark.parametrize("name", NOT_POLITICS)
def test_what_is_not_politics_makes_no_claim(name: str) -> None:
    found = extract(read(NOT_POLITICS[name].encode()))
    assert [c.predicate for c in found.claims] == []
