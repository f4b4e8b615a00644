"""What the word above makes of a clause: planned, denied, alleged, or supposed."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.verbs import is_infinitive, is_passive
from kg.extract.voice.modality import is_false
from kg.extract.words.lexicon import Lexicon
from kg.model import Status

__all__ = ["governed_status", "noun_clause_status", "prospective", "supposes"]

_COMPLEMENTS = {"xcomp", "ccomp", "acomp", "oprd", "pcomp"}


def governed_status(node: Token, head: Token, lexicon: Lexicon) -> Status | None:
    """What the word above makes of its complement: "plans to", "denied that", "calls for"."""
    lemma = head.lemma_.lower()
    particle = next((c.lower_ for c in head.children if c.dep_ == "prt"), None)
    if particle is not None and f"{lemma} {particle}" in lexicon.governors:
        lemma = f"{lemma} {particle}"
    if node.dep_ == "pcomp" and head.pos_ == "ADP":
        return _under_preposition(head, lexicon)
    seen_as = node.lower_ == "as" or any(c.lower_ == "as" for c in node.lefts)
    if seen_as and is_passive(head) and lexicon.governs(lemma, Status.CONSIDERED):
        return Status.CONSIDERED
    infinitive = is_infinitive(node)
    under = node.dep_ in _COMPLEMENTS or (node.dep_ in {"acl", "advcl"} and infinitive)
    nominal = node.pos_ == "NOUN" and node.dep_ in {"dobj", "pobj"}
    if not under and not nominal:
        return None
    for status in (Status.DENIED, Status.NEGATED, Status.ALLEGED, Status.PLANNED, Status.CONSIDERED):
        if not lexicon.governs(lemma, status):
            continue
        if status is Status.CONSIDERED and infinitive and any(c.lower_ == "have" for c in node.lefts):
            return Status.ALLEGED  # "is believed to have"
        if status is Status.CONSIDERED and (nominal or not is_passive(head)):
            weighed = node.dep_ == "dobj" or (node.dep_ == "xcomp" and node.tag_ == "VBG")
            if weighed and lexicon.governs(f"{lemma} doing", Status.PLANNED) and not is_passive(head):
                return Status.PLANNED  # "considers banning", "is considering a ban"
            continue
        if status in {Status.NEGATED, Status.PLANNED} and nominal and head.pos_ not in {"VERB", "ADP"}:
            continue
        if (
            status is Status.PLANNED
            and node.dep_ == "ccomp"
            and node.tag_ != "VB"
            and lemma not in {"propose", "demand", "request", "recommend"}
        ):
            continue
        return status
    if nominal and head.pos_ == "ADP" and head.head.lemma_.lower() in lexicon.words("PlanNoun"):
        return Status.PLANNED
    if nominal and head.pos_ == "ADP" and head.head.pos_ == "VERB" and head.lower_ in {"for", "with", "on"}:
        above = head.head.lemma_.lower()
        if above in lexicon.words("SeekingVerb"):
            return Status.PLANNED
    if (
        nominal
        and head.lower_ in {"of", "against"}
        and head.head.lemma_.lower() in lexicon.words("WarningVerb")
    ):
        return Status.PLANNED
    return None


def _under_preposition(preposition: Token, lexicon: Lexicon) -> Status | None:
    """ "accused of doing", "charged with doing", "short of doing", "without doing"."""
    words, above = [preposition.lower_], preposition.head
    while above.pos_ in {"ADP", "ADV"} and above.head.i != above.i:
        words.append(above.lower_)
        above = above.head
    if above.dep_ == "pobj" and above.head.dep_ == "agent":
        above = above.head.head  # "accused by X of doing"
    before = preposition.doc[preposition.i - 1].lower_ if preposition.i else ""
    if {*words, before, above.lower_} & {"without", "short", "instead", "rather"}:
        return Status.NEGATED
    lemma = above.lemma_.lower()
    if lemma in lexicon.words("ClearingVerb") or (
        words[0] == "from" and lemma in lexicon.words("PreventingVerb")
    ):
        return Status.NEGATED
    accused = lemma in lexicon.words("AllegingVerb") or lexicon.governs(lemma, Status.ALLEGED)
    if accused and words[-1] in {"for", "of", "with", "on", "over", "in"}:
        return Status.ALLEGED
    if lexicon.governs(lemma, Status.PLANNED) or lemma in {"plan", "idea", "prospect", "possibility"}:
        return Status.PLANNED
    return None


def prospective(node: Token, head: Token, lexicon: Lexicon) -> Status | None:
    """What is to be done has not been done, unless the word above says that it has: "managed to"."""
    if _is_subjunctive(node, head, lexicon):
        return Status.PLANNED
    if not is_infinitive(node) or node.dep_ not in _COMPLEMENTS | {"advcl", "acl"}:
        return None
    lemma = head.lemma_.lower()
    if lemma in lexicon.words("ReportingVerb") and node.dep_ == "xcomp":
        return Status.NEGATED if is_false(head, lexicon) else Status.ALLEGED  # "is said to have"
    if any(c.lower_ == "yet" for c in head.children):
        return Status.NEGATED
    if head.lower_ in lexicon.words("RankWord"):
        return None  # "was the first to"
    if lemma in lexicon.words("ImplicativeVerb") or (lemma == "have" and head.tag_ == "VBD"):
        return None
    if node.dep_ == "advcl" and node.lemma_.lower() in lexicon.words("OutcomeVerb"):
        return None  # "beat X to win"
    return Status.PLANNED


def _is_subjunctive(node: Token, head: Token, lexicon: Lexicon) -> bool:
    """ "suggested that he resign": the tagger may take the verb for a present tense."""
    if node.dep_ != "ccomp" or any(c.dep_ == "aux" for c in node.lefts):
        return False
    wished = head.tag_ == "VBD" and head.lemma_.lower() in lexicon.words("WishingVerb")
    return node.tag_ == "VB" or (wished and node.tag_ == "VBP")


def noun_clause_status(node: Token, head: Token, lexicon: Lexicon) -> Status | None:
    """What a noun makes of its clause: "rumours that ...", "a proposal to ...", "the fact that ..."."""
    if head.pos_ != "NOUN" or node.dep_ not in {"acl", "ccomp", "advcl", "relcl"}:
        return None
    if is_infinitive(node) or (node.tag_ == "VB" and node.dep_ in {"acl", "ccomp"}):
        ranked = {c.lower_ for c in head.lefts} & lexicon.words("RankWord")
        return None if ranked or head.lower_ in lexicon.words("RankWord") else Status.PLANNED
    if node.dep_ not in {"acl", "ccomp"} or not any(c.lower_ == "that" for c in node.lefts):
        return None
    if lexicon.governs(head.lemma_.lower(), Status.DENIED) or head.lemma_.lower() == "denial":
        return Status.DENIED
    return None if head.lemma_.lower() in lexicon.words("FactNoun") else Status.ALLEGED


def supposes(node: Token, head: Token, lexicon: Lexicon) -> bool:
    """Whether it is only feared, risked, avoided or called possible."""
    if node.pos_ == "NOUN" and node.dep_ == "nsubj" and head.lemma_ == "be":
        said = {c.lower_ for c in head.children if c.dep_ in {"acomp", "attr"}}
        return bool(said & lexicon.words("UncertainAdjective"))
    if node.dep_ == "ccomp" and head.pos_ in {"ADJ", "AUX"}:
        return bool({c.lower_ for c in (head, *head.children)} & lexicon.words("UncertainAdjective"))
    under = node.dep_ in {"xcomp", "ccomp", "dobj", "pcomp"}
    return under and head.lemma_.lower() in lexicon.words("FearVerb")
