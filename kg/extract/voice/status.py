"""Whether a clause states, plans, alleges, denies or supposes what it says."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.subjects import membership
from kg.extract.grammar.verbs import is_infinitive
from kg.extract.voice.governors import governed_status, noun_clause_status, prospective, supposes
from kg.extract.voice.modality import is_false, is_hearsay, is_negated, own_status, stronger
from kg.extract.words.lexicon import Lexicon
from kg.model import Status

__all__ = ["is_purpose", "is_reported", "is_supposed", "status_of", "status_of_negation"]


def status_of(trigger: Token, lexicon: Lexicon) -> Status | None:
    """The status of what a trigger word says; None where the text only supposes or asks it."""
    return _status(trigger, lexicon, positive=False)


def status_of_negation(trigger: Token, lexicon: Lexicon) -> Status | None:
    """The status of what is said by a word's negation: "was not allowed to run", "failed to pass".

    None where the word is not negated.
    """
    head = trigger.head
    if is_negated(trigger, lexicon):
        return _status(trigger, lexicon, positive=True)
    if trigger.dep_ != "xcomp" or head.pos_ not in {"VERB", "AUX"}:
        return None
    if lexicon.governs(head.lemma_.lower(), Status.NEGATED):
        return _status(head, lexicon, positive=False)
    return status_of_negation(head, lexicon)


def _status(trigger: Token, lexicon: Lexicon, *, positive: bool) -> Status | None:
    """As `status_of`; `positive` leaves the trigger's own negation out of account."""
    if _asked(trigger) or _is_undone(trigger, lexicon):
        return None
    status = Status.ASSERTED
    node = trigger
    for _ in range(12):
        own = own_status(node, lexicon, positive=positive and node.i == trigger.i)
        if own is None:
            return None
        status = stronger(status, own)
        head = node.head
        if head.i == node.i:
            break
        named = noun_clause_status(node, head, lexicon)
        if named is not None:
            return stronger(status, named)
        if supposes(node, head, lexicon):
            return None
        counting = membership(head) if node.dep_ == "acl" else None
        if counting is not None:
            node = counting
            continue
        if _stands_alone(node, head) or _is_presupposed(node, head, lexicon):
            break
        if node.dep_ == "ccomp" and is_hearsay(head, lexicon) and not is_reported(node, head, lexicon):
            return stronger(status, Status.ALLEGED)
        governed = governed_status(node, head, lexicon) or prospective(node, head, lexicon)
        if governed is not None:
            status = stronger(status, governed)
        if governed is Status.DENIED:
            break
        if is_reported(node, head, lexicon) and not lexicon.governs(head.lemma_, Status.ALLEGED):
            if is_negated(head, lexicon) or is_false(head, lexicon):
                return None
            return stronger(status, Status.ALLEGED) if is_hearsay(head, lexicon) else status
        node = head
    return status


def is_purpose(trigger: Token, lexicon: Lexicon) -> bool:
    """Whether it is only what something is done for: "met to oust X", not "used gas to disperse them"."""
    return (
        trigger.tag_ == "VB"
        and is_infinitive(trigger)
        and trigger.dep_ == "advcl"
        and trigger.head.lemma_.lower() not in lexicon.words("AchievingVerb")
    )


def is_supposed(trigger: Token, lexicon: Lexicon) -> bool:
    """Whether a clause is only asked or supposed: a question, an "if", "unless" or "whether" above it."""
    if _asked(trigger):
        return True
    node = trigger
    for _ in range(12):
        if any(c.dep_ == "mark" and c.lower_ in lexicon.words("SupposingMark") for c in node.children):
            return True
        if node.head.i == node.i or (_stands_alone(node, node.head) and node.dep_ != "advcl"):
            return False
        node = node.head
    return False


def is_reported(clause: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Whether the clause is what somebody says: the complement of a reporting verb."""
    if clause.i < verb.i and any(t.text == ";" for t in clause.doc[clause.i : verb.i]):
        return False
    return (
        clause.dep_ in {"ccomp", "parataxis"}
        and verb.lemma_.lower() in lexicon.words("ReportingVerb")
        and verb.pos_ == "VERB"
    )


def _is_undone(noun: Token, lexicon: Lexicon) -> bool:
    """Whether the act that a noun tells of has been taken back: "the ban on X was lifted"."""
    node = noun
    while node.dep_ in {"pobj", "prep"} and node.head.i != node.i and node.head.pos_ in {"ADP", "NOUN"}:
        node = node.head
        if node.pos_ == "NOUN" and node.lemma_.lower() in lexicon.words("UndoingNoun"):
            return True
    head = node.head
    under = node.pos_ == "NOUN" and node.dep_ in {"dobj", "nsubjpass", "nsubj"}
    return under and head.lemma_.lower() in lexicon.words("UndoingVerb")


def _asked(trigger: Token) -> bool:
    doc, sentence = trigger.doc, trigger.sent
    backwards = (doc[i] for i in range(sentence.end - 1, sentence.start - 1, -1))
    last = next((t for t in backwards if not t.is_space and not t.is_quote), None)
    if last is None or last.text == "?":
        return last is not None
    ending = next((t for t in doc[trigger.i : sentence.end] if t.text in {".", "?", "!"}), None)
    return ending is not None and ending.text == "?"


def _stands_alone(node: Token, head: Token) -> bool:
    """Relative clauses and participles hold whatever their main clause does."""
    if node.dep_ == "relcl" or (node.dep_ == "amod" and head.pos_ in {"NOUN", "PROPN"}):
        return True
    if node.dep_ == "acl":
        return not (node.tag_ == "VB" or head.pos_ == "VERB")
    if node.dep_ in {"appos", "nsubj", "nsubjpass", "poss", "csubj", "npadvmod"}:
        return node.pos_ not in {"VERB", "AUX"} or node.dep_ == "appos"
    if node.dep_ == "conj":
        return any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children)
    if node.dep_ == "advcl":
        marked = any(c.dep_ == "mark" and c.lower_ != "for" for c in node.children)
        return marked or not (node.tag_ == "VB" or is_infinitive(node))
    return False


def _is_presupposed(node: Token, head: Token, lexicon: Lexicon) -> bool:
    """Whether the act of a noun is so whatever its clause says: "nobody resigned over the arrest"."""
    return (
        node.pos_ == "NOUN"
        and node.dep_ == "pobj"
        and head.lower_ in lexicon.words("PresupposingPreposition")
        and head.head.pos_ in {"VERB", "AUX"}
    )
