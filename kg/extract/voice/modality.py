"""What stands beside a word: negation, modals, doubt, rumour."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.words.lexicon import Lexicon
from kg.model import Status

__all__ = ["is_false", "is_hearsay", "is_negated", "own_status", "stronger"]

# Order of strength: what a clause is under outweighs what it is in.
_STRENGTH = [
    Status.ASSERTED,
    Status.CONSIDERED,
    Status.PLANNED,
    Status.ALLEGED,
    Status.NEGATED,
    Status.DENIED,
]


def stronger(a: Status, b: Status) -> Status:
    """Of two statuses the one that takes more away from what is said."""
    return max(a, b, key=_STRENGTH.index)


def own_status(node: Token, lexicon: Lexicon, *, positive: bool) -> Status | None:
    """From what stands right beside a word: negation, modals, adverbs, adjectives, "if"."""
    if _inverted(node):
        return None
    if not positive and is_negated(node, lexicon):
        return Status.NEGATED
    status = Status.ASSERTED
    for child in node.children:
        lower, lemma = child.lower_, child.lemma_.lower()
        if _leaves_open(child, node, lexicon):
            return None
        if lower == "according" and any(_is_rumour(t, lexicon) for t in child.subtree):
            status = stronger(status, Status.ALLEGED)
        if child.dep_ == "aux" and lower in lexicon.words("FutureModal") and not _by_results(node, lexicon):
            status = stronger(status, Status.PLANNED)
        if child.dep_ == "aux" and child.pos_ != "PART" and child.lemma_.lower() in lexicon.words("FearVerb"):
            status = stronger(status, Status.PLANNED)
        if child.dep_ == "advmod" and lemma in lexicon.adverbs:
            said = lexicon.adverbs[lemma]
            judged = node.pos_ == "ADJ" or lexicon.governs(node.lemma_.lower(), Status.CONSIDERED)
            if said is not Status.CONSIDERED or judged:  # "widely condemned" is no opinion
                status = stronger(status, said)
        if child.dep_ in {"amod", "compound"} and lower in lexicon.adjectives:
            status = stronger(status, lexicon.adjectives[lower])
    return status


def _leaves_open(child: Token, node: Token, lexicon: Lexicon) -> bool:
    """Whether a word beside a verb makes it a supposition: "if", "might", "perhaps", "in the film"."""
    lower = child.lower_
    match child.dep_:
        case "mark":
            return lower in lexicon.words("SupposingMark")
        case "aux":
            return lower in lexicon.words("DoubtModal")
        case "advmod":
            nearly = lower in lexicon.words("Approximator") and node.pos_ == "VERB"
            return nearly or lower in lexicon.words("DoubtAdverb")
        case "prep":
            return any(c.lemma_.lower() in lexicon.words("FictionWord") for c in child.children)
    return False


def _inverted(node: Token) -> bool:
    """ "Had the court banned it, ..." supposes without an "if"."""
    first = [node] if node.left_edge.i == node.i else []
    before = [c for c in (*first, *node.lefts) if c.dep_ != "ccomp" or c.i == node.i]
    auxiliary = next((c for c in before if c.lower_ in {"had", "were", "should"}), None)
    subject = next((c for c in node.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return auxiliary is not None and subject is not None and auxiliary.i < subject.left_edge.i


def is_negated(node: Token, lexicon: Lexicon) -> bool:
    """By "not" or "never", by "no" on the subject or object, by a subject such as "nobody"."""
    negative = lexicon.words("NegativeWord")
    for child in node.children:
        if child.dep_ == "neg" or (
            child.dep_ in {"advmod", "preconj", "cc"} and child.lower_ in negative and child.i < node.i
        ):
            after = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
            return child.lower_ != "only" and after not in {"only", "just", "merely"}
        if child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no":
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
            if child.lower_ in negative:
                return True
            if any(c.dep_ in {"det", "preconj", "cc"} and c.lower_ in {"no", "neither"} for c in child.lefts):
                return True
    return False


def _by_results(node: Token, lexicon: Lexicon) -> bool:
    """A future that a stated result has settled: "will enter parliament, results show"."""
    for token in node.sent:
        if token.lemma_.lower() in lexicon.words("ResultsWord"):
            if token.dep_ == "pobj" and token.head.lower_ == "to":
                return True
            if token.dep_ == "nsubj" and token.head.lemma_ in {"show", "indicate", "suggest"}:
                return True
    return False


def is_hearsay(verb: Token, lexicon: Lexicon) -> bool:
    """Whether only rumours and unconfirmed reports say so, or somebody merely believes it."""
    if verb.lemma_.lower() in lexicon.words("BeliefVerb"):
        return True
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(_is_rumour(s, lexicon) for s in subjects)


def _is_rumour(noun: Token, lexicon: Lexicon) -> bool:
    unconfirmed = any(c.lower_ in lexicon.words("Unconfirmed") for c in noun.lefts)
    return unconfirmed or noun.lemma_.lower() in lexicon.words("RumourNoun")


def is_false(verb: Token, lexicon: Lexicon) -> bool:
    """ "falsely claimed", "was wrongly reported"."""
    return any(c.lower_ in lexicon.words("FalseAdverb") for c in verb.children)
