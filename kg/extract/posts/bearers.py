"""Who bears a post: the name behind a title, an apposition on either side, a predicate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.names.finding import Name
from kg.extract.posts.bearing import Bearing
from kg.extract.posts.nouns import Post, name_spans
from kg.extract.posts.predicates import is_member, may_bear, predicated
from kg.extract.posts.sharing import counterpart, of_same_state, states_of, with_known_owners

__all__ = ["Bearing", "find_bearings"]

_MARKS = {",", "—", "–", "--", "-", "(", ":"}
_CLOSING = {",", ".", ";", ")", "—", "–", "--", ":", "!", "?"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_PASSED_OVER = {
    "formerly",
    "now",
    "once",
    "also",
    "currently",
    "then",
    "himself",
    "herself",
    "previously",
    "who",
    "long",
    "both",
}


_GOVERNED = {"pobj", "dobj", "attr", "oprd"}

Spans = dict[int, tuple[str, int]]


def find_bearings(context: Context, names: list[Name], posts: list[Post]) -> list[Bearing]:
    """Every post with whoever bears it, in text order."""
    spans = name_spans(context, names)
    fitting: dict[tuple[str | None, bool], dict[int, tuple[str, int]]] = {}
    found: list[Bearing] = []
    before: list[str] = []
    for k, post in enumerate(posts):
        post = of_same_state(context, counterpart(post, found), found, posts[k - 1] if k else None)
        kind = (post.tie, is_member(post))
        if kind not in fitting:
            fitting[kind] = {i: span for i, span in spans.items() if may_bear(context, post, span[0])}
        people = fitting[kind]
        if not post.owners and (apart := list(_with_own_owner(context, post, people))):
            found += apart
            before = [b.bearer for b in apart]
            continue
        bearers = _right_behind(post, people, context)
        if not bearers and k and _joins(context, posts[k - 1], post):
            bearers = before
            if not (post.owners or post.open) and posts[k - 1].tie is None:
                both = context.doc[posts[k - 1].close : post.start].text.lower() == "and"
                owners = posts[k - 1].owners if both else ()
                post = replace(post, owners=owners or states_of(context, posts[k - 1].owners))
        front = [] if bearers else _in_front(context, post)
        if front and post.open is False and not post.owners and _is_titled(context, posts, k, front):
            front = _behind(context, posts, k, people) or front  # "Minister X, the speaker, Y"
        bearers = bearers or front or _behind(context, posts, k, people)
        before = bearers
        found += _shared_out(post, bearers, None)
        if not bearers:
            verb, subjects = predicated(context, post)
            before = subjects
            found += _shared_out(post, subjects, verb)
    return with_known_owners(found)


def _is_titled(context: Context, posts: list[Post], k: int, people: list[str]) -> bool:
    """Whether the person in front has a title right before the name."""
    last = posts[k - 1] if k else None
    return last is not None and last.tie is None and context.registry.at(last.end) in people


def _shared_out(post: Post, people: list[str], verb: Token | None) -> Iterator[Bearing]:
    """ "The ministers of A and B, X and Y": the first is of the first."""
    if len(people) == len(post.owners) > 1:
        for person, owner in zip(people, post.owners, strict=True):
            yield Bearing(person, post, (owner,), verb)
        return
    for person in people:
        yield Bearing(person, post, post.owners, verb)


def _joins(context: Context, first: Post, second: Post) -> bool:
    """ "chairman of A and president of B": one person is both."""
    between = [t.lower_ for t in context.doc[first.close : second.start]]
    last = context.registry.at(first.close - 1)
    if between == [","] and last is not None and context.referents.is_a(last, "Person"):
        return False  # "a supporter of X, the leader of A": X leads it
    return between in (["and"], [",", "and"], [","], ["as", "well", "as"]) and not second.plural


# -- noun phrases -------------------------------------------------------------------------------


def _right_behind(post: Post, people: Spans, context: Context) -> list[str]:
    """The name that follows the title: "President X", "ministers X and Y"."""
    ends = (post.end, post.close) if _ends_in_name(context, post) else (post.end,)
    at = next((at for at in ends if at in people), None)
    return _run(context, at, people, all_of_them=post.plural) if at is not None else []


def _ends_in_name(context: Context, post: Post) -> bool:
    """Whether a phrase ends in what it is a post of: not in "members of mastermind X's group"."""
    last, lexicon = context.doc[post.close - 1], context.lexicon
    known = last.lemma_.lower() in lexicon.words("DescribedGroup") or last.lemma_.lower() in lexicon.nouns
    return last.pos_ != "NOUN" or known or context.registry.at(last.i) is not None


def _with_own_owner(context: Context, post: Post, people: Spans) -> Iterator[Bearing]:
    """ "Presidents X of A and Y of B": of what stands behind each name."""
    doc, at = context.doc, post.end
    while at in people:
        person, end = people[at]
        owner = None
        if end + 1 < len(doc) and doc[end].lower_ == "of":
            start = end + 2 if doc[end + 1].lower_ == "the" else end + 1
            owner = context.registry.at(start) if start < len(doc) else None
        if owner is None or not context.referents.is_a(owner, "Country", "Place", "Institution"):
            return
        yield Bearing(person, post, (owner,))
        at = start
        while at < len(doc) and (context.registry.at(at) == owner or doc[at].lower_ in {",", "and"}):
            at += 1
        if not post.plural:
            return


def _behind(context: Context, posts: list[Post], k: int, people: Spans) -> list[str]:
    """The name behind a mark; that of a second title which follows."""
    post, doc = posts[k], context.doc
    following = posts[k + 1] if k + 1 < len(posts) else None
    if following is not None and _joins(context, post, following) and post.head.sent == following.head.sent:
        near = doc[following.start - 1].lower_ == "and" or doc[post.start].lower_ not in {"a", "an"}
        if near:
            return _right_behind(following, people, context) or _behind(context, posts, k + 1, people)
    at = post.close
    if at + 2 < len(doc) and doc[at].text in _MARKS:
        skipped = doc[at + 1].lower_ == "the" or (at + 1 not in people and doc[at + 1].text[0].isupper())
        first = at + 2 if skipped else at + 1
        if first in people and _is_apposition(context, post, first, people[first][1]):
            listed = _run(context, first, people, all_of_them=post.plural)
            return listed if len(listed) > 1 or not post.plural else []
    return []


def _run(context: Context, at: int, people: Spans, *, all_of_them: bool) -> list[str]:
    """The person named at a token; after a plural title also those joined to them."""
    doc, found = context.doc, []
    while at in people:
        person, end = people[at]
        found.append(person)
        if not all_of_them:
            break
        at = end
        while at < len(doc) and doc[at].lower_ in {",", "and"} and at < end + 2:
            at += 1
        if at == end:
            break
    return found


def _is_apposition(context: Context, post: Post, start: int, end: int) -> bool:
    """Whether the name behind a mark says who bears the title: not in "to the leader, X said"."""
    doc = context.doc
    root = doc[start:end].root
    if root.dep_ == "appos" and post.start <= root.head.i < post.close:
        return True
    if post.head.dep_ == "appos" and start <= post.head.head.i < end:
        return True
    if post.open and not post.owners and post.head.dep_ not in _SUBJECTS:
        return False
    closed = end >= len(doc) or doc[end].text in _CLOSING or doc[end].tag_ == "POS" or post.plural
    if not closed:
        return _opens_clause(context, post, end)
    return root.dep_ not in _SUBJECTS or post.head.dep_ in _SUBJECTS


def _opens_clause(context: Context, post: Post, end: int) -> bool:
    """ "However, the head of security, X says": a title that opens a clause, whose verb follows the name."""
    doc = context.doc
    before = doc[post.start - 1] if post.start > post.head.sent.start else None
    opening = before is None or before.is_punct or before.dep_ in {"mark", "cc", "advmod"}
    finite = doc[end].tag_ in {"VBZ", "VBD", "VBP", "MD"}
    return opening and finite and doc[post.close].text == "," and post.head.dep_ not in _GOVERNED


def _in_front(context: Context, post: Post) -> list[str]:
    """ "X, the leader of Y,", "X, 67, Y's president," "X (leader of Y)"."""
    doc = context.doc
    j = post.start - 1
    while j > 0 and doc[j].lower_ in _PASSED_OVER:
        j -= 1
    if j < 1 or doc[j].text not in _MARKS or doc[j].sent != post.head.sent:
        return []
    j -= 1
    if doc[j].pos_ == "NUM" and doc[j].text.isdigit() and j > 1 and doc[j - 1].text in {",", "aged"}:
        j -= 2 if doc[j - 1].text == "," else 3
    elif doc[j].text == ")":
        opening = next((i for i in range(j - 1, max(j - 8, 0), -1) if doc[i].text == "("), None)
        j = opening - 1 if opening else j
    person = context.registry.at(j) if j >= 0 else None
    if person is None or not may_bear(context, post, person):
        return []
    after = doc[post.close] if post.close < len(doc) else None
    governs = post.head.dep_ in _SUBJECTS and after is not None and after.pos_ in {"VERB", "AUX", "ADV"}
    if governs or (
        after is not None and after.pos_ in {"VERB", "AUX"} and after.tag_ in {"VBD", "VBZ", "VBP", "MD"}
    ):
        return []
    if post.plural:
        return _run_back(context, post, j)
    if post.head.dep_ == "appos":
        return [person]
    listed = post.head.dep_ == "conj" and not (after is not None and after.text in _CLOSING)
    return [] if listed else [person]


def _run_back(context: Context, post: Post, at: int) -> list[str]:
    """The two or more names that a list ends in at a token: "A and B, the leaders of C"."""
    found: list[str] = []
    while at > post.head.sent.start:
        actor = context.registry.at(at)
        if actor is not None and may_bear(context, post, actor):
            found += [actor] if actor not in found else []
        elif context.doc[at].lower_ not in {",", "and"}:
            break
        at -= 1
    return found[::-1] if len(found) > 1 else []
