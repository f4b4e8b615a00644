"""What a name says of itself: class nouns in it, words of parties, states, capitals and seats of power."""

from __future__ import annotations

from collections import Counter

from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon, noun_class

__all__ = ["votes_of_name"]

_LOOSE = 4  # fronts, movements and unions are parties as often as not
_CIVIL = 10
_HOPEFUL = 4
_DECISIVE = 12  # what a name says of itself outweighs what its contexts suggest
_LIKELY = 5
_UNLIKELY = -6
_GROUPED = {"PoliticalParty", "Movement", "Coalition", "Organization"}
_LOOSE_KINDS = {"Movement", "Coalition"}
_LINKS = {"of", "for", "on", "against", "in", "to", "toward", "towards", "with", "without", "by", "from"}
_NEVER_IN_PEOPLE = {
    "for",
    "on",
    "against",
    "in",
    "to",
    "toward",
    "towards",
    "with",
    "without",
    "by",
    "from",
    "and",
}
_NUMERALS = {"II", "III", "IV", "VI", "VII", "XI", "XII", "XIV", "XVI", "JR", "SR"}


def votes_of_name(text: str, lexicon: Lexicon, gazetteer: Gazetteer) -> Counter[str]:
    """Classes that the words of a name speak for, with weights."""
    tally: Counter[str] = Counter()
    words = text.casefold().replace("-", " - ").split()
    if gazetteer.country(text) is not None:
        tally["Country"] += 10
        return tally
    if gazetteer.by_metonym(text) is not None:
        tally["Government"] += _DECISIVE
        return tally
    if gazetteer.by_capital(text) is not None:
        tally["Place"] += 5
    if len(words) == 1:
        kind = lexicon.nouns.get(words[0])
        if kind is not None:
            tally[kind] += _LIKELY  # "Congress", "Liberals"
        return tally
    kind, heads = _kind(words, lexicon, gazetteer)
    if kind == "Institution" and set(words) & lexicon.words("CivilPeople"):
        kind = "Organization"  # "Committee of Lawyers"
    if kind is not None:
        loose = (
            not heads
            or kind in _LOOSE_KINDS
            or (kind == "Organization" and set(words) & lexicon.words("UnionNoun"))
        )
        tally[kind] += _LOOSE if loose else _DECISIVE
        region = set(words) & lexicon.words("RegionWord")
        if region and kind in {"Organization", "Coalition", "IntergovernmentalOrganization"}:
            tally["IntergovernmentalOrganization"] += _DECISIVE + 1
    if kind in _GROUPED and set(words) & (lexicon.words("CivilWord") | lexicon.words("CivilPeople")):
        tally["Organization"] += _CIVIL
    else:
        tally["PoliticalParty"] += _partisan(words, kind, lexicon)
    if kind is None and _ends_in_state(words, lexicon, gazetteer):
        tally["PoliticalParty"] += _HOPEFUL
    land = gazetteer.country(words[0]) or gazetteer.by_demonym(words[0])
    if set(words) & _NEVER_IN_PEOPLE or _holds_acronym(text) or land is not None or "-e-" in text:
        tally["Person"] += _UNLIKELY
    return tally


def _kind(words: list[str], lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[str | None, bool]:
    """The class noun before a name's "of", at its end, or inside; and whether it heads the name."""
    cut = next((i for i, w in enumerate(words) if w in _LINKS and i), None)
    kind = noun_class(words[:cut], lexicon) if cut else None
    kind = kind or noun_class(words, lexicon)
    if kind == "Protest" and "rally" in words:
        return "Movement", True  # "Rally for the Republic"
    if kind is None:
        inner = [lexicon.nouns[w] for w in words[:-1] if lexicon.nouns.get(w) in _GROUPED]
        return (inner[0] if inner else None), False  # "Movement Alpha", "Parti Alpha"
    if kind == "Legislature" and words[-1] == "congress":
        return _congress(words, lexicon, gazetteer)
    of_state = words[0] in lexicon.words("StateWord") and words[-1] in lexicon.words("StateBody")
    return "Institution" if kind == "Organization" and of_state else kind, True


def _congress(words: list[str], lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[str, bool]:
    """Parliaments and parties call themselves so; a party by more than its state's name."""
    partisan = set(words) & (lexicon.words("PartyWord") - lexicon.words("StateWord"))
    if partisan or not _is_of_state(words[0], lexicon, gazetteer):
        return "PoliticalParty", True
    return "Legislature", False


def _is_of_state(word: str, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Whether it begins the name of a state's own body: "National Congress", "Peruvian Congress"."""
    known = gazetteer.country(word) or gazetteer.by_demonym(word)
    return known is not None or word in lexicon.words("StateWord") | lexicon.words("InnerOwner")


def _partisan(words: list[str], kind: str | None, lexicon: Lexicon) -> int:
    """How much the name sounds like a party's."""
    if kind not in {None, *_GROUPED}:
        return 0
    if kind is None:
        return min(len(set(words) & lexicon.words("PartyWord")), 2) * 2
    if not set(words) & lexicon.words("UnionNoun"):
        return 0 if kind == "Organization" else 1
    partisan = set(words) & lexicon.words("PartyNoun")
    return _LIKELY if partisan else 1 + min(len(set(words) & lexicon.words("PartyWord")), 2) * _LOOSE


def _ends_in_state(words: list[str], lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """ "Bright Peru": the state as a party would have it; "South Peru" is a land."""
    land = gazetteer.is_land(" ".join(words)) or words[0] in lexicon.words("WideAdjective")
    return not land and gazetteer.country(words[-1]) is not None and gazetteer.country(words[0]) is None


def _holds_acronym(text: str) -> bool:
    """ "Alpha PF", but not "John Paul II" or a name in capitals throughout."""
    words = text.replace("-", " ").split()
    return not text.isupper() and any(
        w.isalpha() and w.isupper() and len(w) > 1 and w not in _NUMERALS for w in words
    )
