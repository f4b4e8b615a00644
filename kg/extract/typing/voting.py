"""What kind of thing a name stands for, voted on by its words and every context it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc, Token

from kg.extract.grammar.antecedents import coordinated
from kg.extract.names.finding import Name
from kg.extract.typing.genitives import is_like_person, votes_of_genitives
from kg.extract.typing.labeller import label_votes
from kg.extract.typing.naming import votes_of_name
from kg.extract.typing.positions import votes_of_posts
from kg.extract.words.gazetteer import Gazetteer
from kg.extract.words.lexicon import Lexicon, noun_class

__all__ = ["by_neighbours_in_list", "decide", "votes"]

_ENTITY_LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
}
# Kinds of organisation: a vote for "some organisation" is a vote for each of them that has votes of its own.
_ORGANISED = {
    "PoliticalParty",
    "Movement",
    "Coalition",
    "MediaOutlet",
    "IntergovernmentalOrganization",
    "Institution",
    "Court",
    "ElectionCommission",
    "Legislature",
    "Chamber",
    "Government",
    "LawEnforcement",
    "AdvisoryAssembly",
    "ObserverMission",
}
_MODEST = 2
_ALLIED = 14  # what is called an alliance of parties has all the votes of parties, too
_GENERIC = 6  # what is surely an organisation is none of a finer class that has few votes
_STRONG, _ALIKE = 7, 3  # how sure a neighbour's class must be, and what it then counts
_LISTED = {"Person", "PoliticalParty", "Country", "Place"}
# Nouns that make a name of what precedes them; a court or mission is named after a place or owner.
_NAMING = {"PoliticalParty", "Movement", "Coalition", "Organization", "MediaOutlet", "Place"}
_AGED, _YOUNGEST, _OLDEST = 3, 16, 110
_LONGEST_NAME = 4


def votes(doc: Doc, name: Name, lexicon: Lexicon, gazetteer: Gazetteer) -> Counter[str]:
    """Classes that this occurrence of a name speaks for, with weights."""
    tally: Counter[str] = Counter()
    span = doc[name.start : name.end]
    tally.update(votes_of_name(span.text, lexicon, gazetteer))
    if name.title is not None:
        tally["Person"] += 9
    _by_neighbours(doc, name, tally, lexicon)
    _by_syntax(span.root, tally, lexicon)
    _by_colon(doc, name, tally, lexicon)
    _by_person(doc, name, tally, lexicon)
    _by_affiliation(doc, name, tally, lexicon, gazetteer)
    tally.update(votes_of_posts(doc, name, lexicon))
    tally.update(votes_of_genitives(doc, name, lexicon, gazetteer))
    label = _ENTITY_LABELS.get(span.root.ent_type_)
    if label is not None:
        tally[label] += 1
    labels = label_votes(doc, name.start, name.end)
    if label != "Place" or "PoliticalParty" not in labels:  # the two recognisers contradict each other
        tally.update(labels)
    return tally


def _by_neighbours(doc: Doc, name: Name, tally: Counter[str], lexicon: Lexicon) -> None:
    """A class noun right behind ("the X opposition party") or before ("rights group X")."""
    span = doc[name.start : name.end]
    words = []
    for token in doc[name.end : name.end + 3]:
        if token.pos_ not in {"NOUN", "ADJ"} or token.text[0].isupper():
            break
        words.append(token.lemma_.lower())
        kind = noun_class(words, lexicon)
        root = doc[name.start : name.end].root
        if kind is not None and (root.head.i == token.i or root.head.head.i == token.i):
            if root.dep_ in {"compound", "nmod", "amod"} and kind in _NAMING:
                tally[kind] += 8
            break
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.pos_ == "NOUN" and not before.text[0].isupper():
        words = [t.lemma_.lower() for t in doc[max(before.i - 1, 0) : before.i] if t.text.islower()]
        kind = noun_class([*words, before.lemma_.lower()], lexicon)
        person = lexicon.roles.keys() | lexicon.words("DescribedPerson") | lexicon.words("Occupation")
        if before.lemma_.lower() in person and not span.text.isupper():
            tally["Person"] += 5
        elif kind is not None and (before.tag_ == "NN" or kind == "LawEnforcement"):
            tally[kind] += 6
    if before is not None and before.lower_ == "the":
        tally["Person"] -= 4  # people's names take no article
    if before is not None and before.lower_ == "of" and before.i > 0:
        noun = before.nbor(-1)
        if noun.pos_ == "NOUN" and lexicon.nouns.get(noun.lemma_.lower()) == "Place":
            tally["Place"] += 8
        elif noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_.lower() in lexicon.roles:
            tally["Person"] -= 5  # "the chairman of X"
            if noun.lemma_.lower() in lexicon.words("LocalOffice"):
                tally["Place"] += 5


def _by_person(doc: Doc, name: Name, tally: Counter[str], lexicon: Lexicon) -> None:
    """What is said of people alone: an age, kin, words that they say."""
    root = doc[name.start : name.end].root
    after = doc[name.end : name.end + 3]
    aged = len(after) == _AGED and after[0].text == after[2].text == ","
    if aged and after[1].text.isdigit() and _YOUNGEST <= int(after[1].text) <= _OLDEST:
        tally["Person"] += 9
    if root.dep_ == "poss" and root.head.lemma_.lower() in lexicon.words("KinNoun"):
        tally["Person"] += 5
    if root.dep_ in {"nsubj", "csubj"} and root.head.lemma_.lower() in lexicon.words("ReportingVerb"):
        tally.update({"Person": 2, "Organization": 1, "Place": -2})
    acronym = len(root.text) > 1 and root.text.isupper() and name.end == name.start + 1
    honour = name.start > 0 and doc[name.start - 1].text == ","  # letters behind a person's name
    if acronym and name.title is None and not honour:
        tally["Person"] -= 4
    words = doc[name.start : name.end]
    if (
        1 < len(words) <= _LONGEST_NAME
        and any(_is_unknown(t) for t in words)
        and all(t.is_alpha for t in words)
    ):
        tally["Person"] += 1


def _is_unknown(token: Token) -> bool:
    """Whether the word is none of English in lower case."""
    return not token.vocab[token.lower_].has_vector


def _by_affiliation(
    doc: Doc, name: Name, tally: Counter[str], lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    """ "the ruling X", "the X lawmaker", "X-led": parties have wings, candidates and seats."""
    span = doc[name.start : name.end]
    like_person = is_like_person(span, lexicon, gazetteer)
    noun = span.root.head
    modifies = span.root.dep_ in {"compound", "nmod", "amod"} and noun.i >= name.end
    if modifies and noun.text[0].islower() and noun.lemma_.lower() in lexicon.words("PartisanNoun"):
        personal = like_person and noun.lemma_.lower() in lexicon.words("PersonalFollowing")
        tally["PoliticalParty"] += 0 if personal else 5
    behind = [t.lower_ for t in doc[name.end : name.end + 2]]
    if like_person and behind[:1] == ["-"] and behind[-1] in lexicon.words("LedWord"):
        tally["Person"] += 4
    before = [t.lower_ for t in doc[max(name.start - 4, 0) : name.start]]
    wing = bool(before) and before[-1] in lexicon.words("PartisanAdjective")
    if wing and name.title is None:
        owned = any(w in {"the", "his", "her", "their", "'s", "'"} for w in before)
        tally["PoliticalParty" if owned else "Person"] += 5 if owned else 2


def _by_colon(doc: Doc, name: Name, tally: Counter[str], lexicon: Lexicon) -> None:
    """ "Three parties are in: X, Y and Z": what stands before a colon says what the list is of."""
    sentence = doc[name.start].sent
    colon = next((t for t in doc[sentence.start : name.start] if t.text == ":"), None)
    if colon is None or any(t.pos_ in {"VERB", "AUX"} for t in doc[colon.i : name.start]):
        return
    kinds = [lexicon.nouns.get(t.lemma_.lower()) for t in doc[sentence.start : colon.i] if t.tag_ == "NNS"]
    named = [kind for kind in kinds if kind in _LISTED]
    if named and named[-1] is not None:
        tally[named[-1]] += _STRONG


def _by_syntax(root: Token, tally: Counter[str], lexicon: Lexicon) -> None:
    """Appositions and what the name is the object of."""
    for child in root.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            _describe(child, tally, lexicon)
    head = root.head
    apart = any(t.tag_ == "VBN" for t in root.doc[head.i + 1 : root.i])  # "the group, made up of X"
    if root.dep_ == "appos" and head.pos_ == "NOUN" and head.i != root.i and not apart:
        _describe(_described_by(root, head, lexicon), tally, lexicon)
    if root.dep_ == "conj" and head.dep_ == "appos" and head.head.pos_ == "NOUN" and head.head.tag_ == "NNS":
        _describe(head.head, tally, lexicon)
    first = root
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ in {"in", "at", "near", "through", "outside"}:
        head = first.head
        sure = root.ent_type_ in {"GPE", "LOC", "FAC"}
        trusted = head.head.lemma_.lower() in lexicon.words("TakesIn")
        tally["Place"] += 2 if sure else 0 if trusted or root.ent_type_ == "ORG" else 2
        tally["Person"] -= 0 if trusted or root.ent_type_ == "PERSON" else 3
        if root.i != first.i and first.ent_type_ == "GPE" and not trusted:
            tally.update({"Place": 2, "Person": -3})  # "in X, Y and Z"
    if root.dep_ in {"nsubj", "csubj"} and head.lemma_ == "be":
        for child in head.children:
            if child.dep_ == "attr" and child.pos_ == "NOUN":
                _describe(child, tally, lexicon)


def _described_by(root: Token, noun: Token, lexicon: Lexicon) -> Token:
    """ "The head of the mission, X,": a person is the head, which the parser overlooks."""
    above = noun.head.head
    role = noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.lemma_.lower() in lexicon.roles
    return above if role and root.ent_type_ == "PERSON" else noun


def _describe(noun: Token, tally: Counter[str], lexicon: Lexicon) -> None:
    words = [t.lemma_.lower() for t in noun.lefts if t.dep_ in {"compound", "amod"}] + [noun.lemma_.lower()]
    kind = noun_class(words, lexicon)
    if kind is not None:
        tally[kind] += _ALLIED if kind == "Coalition" else 7
    elif noun.lemma_.lower() in lexicon.roles or noun.lemma_.lower() in lexicon.words("DescribedPerson"):
        tally["Person"] += 5


def decide(tally: Counter[str]) -> str | None:
    """The class with the most votes; ties go to the finer class by name order."""
    if not tally:
        return None
    generic = min(tally["Organization"], _GENERIC)
    supported = {k: v + generic if k in _ORGANISED and v > _MODEST else v for k, v in tally.items()}
    best = max(supported.items(), key=lambda kv: (kv[1], kv[0]))
    return None if best[1] <= 0 or best[0] == "Election" else best[0]


def by_neighbours_in_list(doc: Doc, name: Name, kinds: Mapping[int, tuple[str | None, int]]) -> Counter[str]:
    """Votes from what the name is listed with: `kinds` gives class and strength by token."""
    first = root = doc[name.start : name.end].root
    while first.dep_ == "conj":
        first = first.head
    articled = name.start > 0 and doc[name.start - 1].lower_ in {"the", "a", "an"}
    tally: Counter[str] = Counter()
    for token in coordinated(first):
        kind, strength = kinds.get(token.i, (None, 0))
        if token.i == root.i or (articled and kind == "Person"):
            continue  # people's names take no article
        if kind in _LISTED and strength >= _STRONG:
            tally[kind] = _ALIKE
    return tally
