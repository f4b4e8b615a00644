"""Posts that a text names: the words of a title, and of what it is one; and nouns that tie actors.

"Former Malaysian prime minister", "the party's deputy leader", "the foreign ministers of A and B",
"an ally of X": the noun phrase is read around its role noun, whatever the parser made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.names.finding import Name
from kg.extract.posts.before import before
from kg.extract.posts.behind import COMING, behind
from kg.extract.posts.owners import OWNERS, owner_at

__all__ = ["Post", "find_posts", "name_spans"]

_LONGEST_ROLE = 5


@dataclass(frozen=True, slots=True)
class Post:
    """A title, or a noun that ties its bearer to another actor, in the text.

    `head` is its noun, `[start, close)` the whole phrase, `[first, end)` the title alone. `words` are the
    title's words without "former", `text` is the title as written. `owners` are what it is a post of;
    `open` says that the text tells of what, in words that stand for nobody known. `tie` is the relation
    that the noun expresses by itself: none for a title.
    """

    head: Token
    start: int
    first: int
    end: int
    close: int
    words: tuple[str, ...]
    text: str
    past: bool
    owners: tuple[str, ...]
    open: bool
    tie: str | None

    @property
    def plural(self) -> bool:
        """Whether several people hold it."""
        return self.head.tag_ in {"NNS", "NNPS"}


def name_spans(context: Context, names: list[Name]) -> dict[int, tuple[str, int]]:
    """Actors by the token where their name, or a title before it, begins: who, and where the name ends."""
    found: dict[int, tuple[str, int]] = {}
    for name in names:
        actor = context.registry.at(name.start)
        if actor is None:
            continue
        found[name.start] = (actor, name.end)
        if name.title is not None:
            for i in range(name.title[0], name.start):
                found.setdefault(i, (actor, name.end))
    return found


def find_posts(context: Context, names: list[Name]) -> Iterator[Post]:
    """Every post that the text names, in its order."""
    titles = {i for n in names if n.title is not None for i in range(*n.title)}
    i = 0
    while i < len(context.doc):
        size = _role_size(context, i, titles)
        if size == 0 or (size == 1 and _ranks_below(context, i, titles)):
            i += 1
            continue
        post = _post(context, i, i + size)
        if post is not None:
            yield post
        i += size


def _ranks_below(context: Context, i: int, titles: set[int]) -> bool:
    """Whether a noun only opens a longer title: "Deputy Defence Secretary"."""
    doc = context.doc
    if doc[i].lower_ not in context.lexicon.words("SecondRank"):
        return False
    j = i + 1
    while j < doc[i].sent.end and doc[j].pos_ in {"NOUN", "PROPN", "ADJ"} and context.registry.at(j) is None:
        if _role_size(context, j, titles):
            return True
        j += 1
    return False


def _role_size(context: Context, i: int, titles: set[int]) -> int:
    """How many tokens from `i` on are a role noun; 0 where none begins."""
    doc = context.doc
    if not {doc[i].lower_, doc[i].lemma_.lower()} & context.lexicon.role_openings:
        return 0
    for size in range(min(_LONGEST_ROLE, doc[i].sent.end - i), 0, -1):
        tokens = list(doc[i : i + size])
        if any(context.is_name(t) and t.i not in titles for t in tokens):
            continue
        if _role_word(context, tokens) is not None:
            head = _head_of(tokens)
            if head.pos_ in {"NOUN", "PROPN"} or head.i in titles or _between_names(context, i, i + size):
                return size
    return 0


def _role_word(context: Context, tokens: list[Token]) -> str | None:
    """The known title or tie that the tokens spell, in the singular."""
    plurals = [len(tokens) - 1, *([0] if "of" in [t.lower_ for t in tokens[1:-1]] else [])]
    words = (_joined(tokens, k) for k in plurals)
    return next((w for w in words if w in context.lexicon.roles or w in context.lexicon.ties), None)


def _between_names(context: Context, start: int, end: int) -> bool:
    """ "Commission head X": a noun that the parser may take for a verb."""
    if start == 0 or end >= len(context.doc) or context.doc[start].sent != context.doc[end].sent:
        return False
    owner, person = owner_at(context, context.doc[start - 1]), context.registry.at(end)
    return (
        owner is not None
        and person is not None
        and context.referents.is_a(owner, *OWNERS)
        and context.referents.is_a(person, "Person")
    )


def _joined(tokens: list[Token], plural: int) -> str:
    words = [t.lemma_.lower() if k == plural else t.lower_ for k, t in enumerate(tokens)]
    return " ".join(words).replace(" - ", "-")


def _head_of(tokens: list[Token]) -> Token:
    cut = next((k for k, t in enumerate(tokens) if t.lower_ == "of" and k), len(tokens))
    nouns = [t for t in tokens[:cut] if t.pos_ in {"NOUN", "PROPN"}]  # "secretary-general"
    return nouns[-1] if nouns else tokens[cut - 1]


def _post(context: Context, begin: int, end: int) -> Post | None:
    """The post around the role noun `[begin, end)`; None where the noun only qualifies another."""
    doc = context.doc
    head = _head_of(list(doc[begin:end]))
    after = doc[end] if end < len(doc) else None
    if after is not None and (after.tag_ == "POS" or _qualifies(context, head, after)):
        return None
    tie = context.lexicon.ties.get(_role_word(context, list(doc[begin:end])) or "")
    left = before(context, begin, head, tied=tie is not None)
    if left.unreal:
        return None
    tail = list(doc[begin:end])
    if after is not None and end + 1 < len(doc) and after.text == "-" and doc[end + 1].lower_ in COMING:
        tail += [after, doc[end + 1]]
    elif after is not None and after.lower_ in COMING:
        tail.append(after)
    elif after is not None and after.text == "-" and not after.whitespace_ and not doc[end - 1].whitespace_:
        return None
    right, tail, close = behind(context, head, tail, tied=tie is not None)
    resolved = [o for o in right if o is not None]
    owners = resolved or left.owners
    if resolved and any(context.referents.is_a(o, "Legislature", "Chamber") for o in resolved):
        owners = resolved + [o for o in left.owners if context.referents.is_a(o, "PoliticalParty")]
    past = context.lexicon.words("PastRole")
    words = [*reversed(left.words), *tail]
    return Post(
        head,
        left.start,
        left.first,
        tail[-1].i + 1,
        close,
        tuple(t.lemma_.lower() if t.i == head.i else t.lower_ for t in words if t.lower_ not in past),
        _text(context, head, words),
        left.past,
        tuple(dict.fromkeys(owners)),
        left.open or (bool(right) and not resolved and not left.owners),
        tie,
    )


def _qualifies(context: Context, head: Token, after: Token) -> bool:
    """ "leader election", "minister post": the role belongs to the noun behind it."""
    above = head.head
    return (
        after.pos_ in {"NOUN", "ADJ"}
        and head.dep_ in {"compound", "nmod", "amod", "poss"}
        and above.pos_ == "NOUN"
        and above.i >= after.i
        and context.registry.at(above.i) is None
        and after.lower_ not in COMING
    )


def _text(context: Context, head: Token, words: list[Token]) -> str:
    """The title as written; words in between that are no part of it are left out."""
    runs: list[list[Token]] = []
    for token in words:
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    text = " ".join(context.text(run) for run in runs)
    return text.replace(head.text, head.lemma_, 1) if head.tag_ == "NNS" else text
