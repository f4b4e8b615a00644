"""What a name stands for by the posts and seats that people have in it, and by who leads it."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from kg.extract.names.finding import Name
from kg.extract.words.lexicon import Lexicon

__all__ = ["votes_of_posts"]

_LANDS = {"GPE", "LOC"}
_NO_PERSON = _NO_PARTY = -5


def votes_of_posts(doc: Doc, name: Name, lexicon: Lexicon) -> Counter[str]:
    """Classes that the posts around a name speak for: bodies are led and have members, people do not."""
    tally: Counter[str] = Counter()
    if name.title is not None:
        return tally
    root = doc[name.start : name.end].root
    post = _post_before(doc, name, root, lexicon) or _post_behind(doc, name, lexicon)
    if post is not None:
        tally.update(_votes_of_post(post, doc[name.end - 1], lexicon))
    if _is_led(root, lexicon):
        tally.update({"Organization": 3, "Person": _NO_PERSON, "Place": -3})
    if _has_seats(root):
        tally.update({"PoliticalParty": 3, "Person": -2})
    if _counts_seats(doc, name):
        tally.update({"PoliticalParty": 9, "Person": -2})
    return tally


def _votes_of_post(post: Token, last: Token, lexicon: Lexicon) -> Counter[str]:
    """What has such a post: candidates and lawmakers are a party's, leaders mostly."""
    word = post.lemma_.lower()
    if word in lexicon.words("AgencyPost"):
        return Counter({"Person": _NO_PERSON, "PoliticalParty": _NO_PARTY, "Organization": 2})
    land = last.ent_type_ in _LANDS
    if word in lexicon.words("PartisanNoun") or word == "deputy":
        return Counter({"Person": _NO_PERSON, "PoliticalParty": 0 if land else 5})
    if word in lexicon.words("LocalOffice") or lexicon.roles.get(word) != "leads":
        return Counter()
    if word == "leader" and last.lower_ not in lexicon.words("UnionNoun"):
        return Counter({"Person": _NO_PERSON, "PoliticalParty": 0 if land else 3})
    return Counter({"Person": _NO_PERSON, "Organization": 0 if land else 2})


def _post_behind(doc: Doc, name: Name, lexicon: Lexicon) -> Token | None:
    """ "X chief First Last", "X deputy Last": the post that stands between two names."""
    if name.end + 1 >= len(doc):
        return None
    post, bearer = doc[name.end], doc[name.end + 1]
    known = {post.lemma_.lower(), post.lower_} & (lexicon.roles.keys() | lexicon.words("PartisanNoun"))
    return post if known and bearer.text[0].isupper() and post.sent == bearer.sent else None


def _post_before(doc: Doc, name: Name, root: Token, lexicon: Lexicon) -> Token | None:
    """ "the head of the X", "a candidate of X"; people have supporters as well."""
    i = name.start - 1
    if i > 0 and doc[i].lower_ == "the":
        i -= 1
    if i < 1 or doc[i].lower_ not in {"of", "at"} or root.dep_ != "pobj":
        return None
    word = doc[i - 1].lemma_.lower()
    return doc[i - 1] if word in {"candidate", *lexicon.words("MandateRole"), *lexicon.roles} else None


def _is_led(root: Token, lexicon: Lexicon) -> bool:
    """ "who heads X", "X, led by"; the noun "head" is taken for a verb's base form."""
    verb = root.head
    led = [c for c in root.rights if c.dep_ == "acl" and c.tag_ == "VBN"]
    if any(c.lemma_.lower() in lexicon.words("LeadingVerb") for c in led):
        return True
    return (
        root.dep_ == "dobj"
        and verb.lemma_.lower() in lexicon.words("LeadingVerb")
        and verb.tag_ not in {"VB", "VBP"}
    )


def _has_seats(root: Token) -> bool:
    """ "X holds ten of the seats"."""
    verb = root.head
    return (
        root.dep_ == "nsubj"
        and verb.lemma_.lower() in {"hold", "have", "win", "lose", "take", "gain", "secure"}
        and any(
            t.lemma_.lower() == "seat" and t.tag_ == "NNS"
            for child in verb.children
            if child.dep_ == "dobj"
            for t in child.subtree
        )
    )


def _counts_seats(doc: Doc, name: Name) -> bool:
    """ "X (5)", "the X movement (5)": in a list of what parties won."""
    end = name.end + (name.end < len(doc) and doc[name.end].text.islower())
    after = [t.text for t in doc[end : end + 3]]
    counted = len(after) == 3 and after[0] == "(" and after[1].isdigit() and after[2] == ")"
    aged = name.end - name.start > 1 and doc[name.end - 1].ent_type_ == "PERSON"
    return counted and not aged
