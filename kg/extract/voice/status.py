"""Whether a clause states, plans, alleges, denies or supposes what it says."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.subjects import membership
from kg.extract.grammar.verbs import is_infinitive, is_passive
from kg.extract.words.lexicon import Lexicon
from kg.model import Status

__all__ = ["is_purpose", "is_reported", "is_supposed", "status_of", "status_of_negation"]

_COMPLEMENTS = {"xcomp", "ccomp", "acomp", "oprd", "pcomp"}
# Order of strength: what a clause is under outweighs what it is in.
_STRENGTH = [
    Status.ASSERTED,
    Status.CONSIDERED,
    Status.PLANNED,
    Status.ALLEGED,
    Status.NEGATED,
    Status.DENIED,
]


def status_of(trigger: Token, lexicon: Lexicon) -> Status | None:
    """The status of what a trigger word says; None where the text only supposes or asks it."""
    return _status(trigger, lexicon, positive=False)


def status_of_negation(trigger: Token, lexicon: Lexicon) -> Status | None:
    """The status of what is said by a word's negation: "was not allowed to run", "failed to pass".

    None where the word is not negated.
    """
    head = trigger.head
    if _negated(trigger, lexicon):
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
    status: Status | None = Status.ASSERTED
    node = trigger
    for _ in range(12):
        own = _own_status(node, lexicon, positive=positive and node.i == trigger.i)
        if own is None:
            return None
        status = _stronger(status or Status.ASSERTED, own)
        head = node.head
        if head.i == node.i:
            break
        named = _noun_clause_status(node, head, lexicon)
        if named is not None:
            return _stronger(status, named)
        if _supposes(node, head, lexicon):
            return None
        counting = membership(head) if node.dep_ == "acl" else None
        if counting is not None:
            node = counting
            continue
        if _stands_alone(node, head) or _is_presupposed(node, head, lexicon):
            break
        if node.dep_ == "ccomp" and _is_hearsay(head, lexicon) and not is_reported(node, head, lexicon):
            return _stronger(status, Status.ALLEGED)
        governed = _governed_status(node, head, lexicon) or _prospective(node, head, lexicon)
        if governed is not None:
            status = _stronger(status, governed)
        if governed is Status.DENIED:
            break
        if is_reported(node, head, lexicon) and not lexicon.governs(head.lemma_, Status.ALLEGED):
            if _negated(head, lexicon) or _is_false(head, lexicon):
                return None
            return _stronger(status, Status.ALLEGED) if _is_hearsay(head, lexicon) else status
        node = head
    return status


def is_purpose(trigger: Token, lexicon: Lexicon) -> bool:
    """Whether it is only what something is done for: "met to oust X", not "used gas to disperse them"."""
    infinitive = trigger.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in trigger.lefts)
    return (
        infinitive
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


def _stronger(a: Status, b: Status) -> Status:
    return max(a, b, key=_STRENGTH.index)


def _asked(trigger: Token) -> bool:
    words = [t for t in trigger.sent if not t.is_space and not t.is_quote]
    ending = next((t for t in trigger.doc[trigger.i : trigger.sent.end] if t.text in {".", "?", "!"}), None)
    return bool(words) and (words[-1].text == "?" or (ending is not None and ending.text == "?"))


def _own_status(node: Token, lexicon: Lexicon, *, positive: bool) -> Status | None:
    """From what stands right beside a word: negation, modals, adverbs, adjectives, "if"."""
    if _inverted(node):
        return None
    if not positive and _negated(node, lexicon):
        return Status.NEGATED
    status = Status.ASSERTED
    for child in node.children:
        lower, lemma = child.lower_, child.lemma_.lower()
        if _leaves_open(child, node, lexicon):
            return None
        if lower == "according" and any(_is_rumour(t, lexicon) for t in child.subtree):
            status = _stronger(status, Status.ALLEGED)
        if child.dep_ == "aux" and lower in lexicon.words("FutureModal") and not _by_results(node, lexicon):
            status = _stronger(status, Status.PLANNED)
        if child.dep_ == "aux" and child.pos_ != "PART" and child.lemma_.lower() in lexicon.words("FearVerb"):
            status = _stronger(status, Status.PLANNED)
        if child.dep_ == "advmod" and lemma in lexicon.adverbs:
            said = lexicon.adverbs[lemma]
            judged = node.pos_ == "ADJ" or lexicon.governs(node.lemma_.lower(), Status.CONSIDERED)
            if said is not Status.CONSIDERED or judged:  # "widely condemned" is no opinion
                status = _stronger(status, said)
        if child.dep_ in {"amod", "compound"} and lower in lexicon.adjectives:
            status = _stronger(status, lexicon.adjectives[lower])
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


def _noun_clause_status(node: Token, head: Token, lexicon: Lexicon) -> Status | None:
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


def _supposes(node: Token, head: Token, lexicon: Lexicon) -> bool:
    """Whether it is only feared, risked, avoided or called possible."""
    if node.pos_ == "NOUN" and node.dep_ == "nsubj" and head.lemma_ == "be":
        said = {c.lower_ for c in head.children if c.dep_ in {"acomp", "attr"}}
        return bool(said & lexicon.words("UncertainAdjective"))
    if node.dep_ == "ccomp" and head.pos_ in {"ADJ", "AUX"}:
        return bool({c.lower_ for c in (head, *head.children)} & lexicon.words("UncertainAdjective"))
    under = node.dep_ in {"xcomp", "ccomp", "dobj", "pcomp"}
    return under and head.lemma_.lower() in lexicon.words("FearVerb")


def _inverted(node: Token) -> bool:
    """ "Had the court banned it, ..." supposes without an "if"."""
    first = [node] if node.left_edge.i == node.i else []
    before = [c for c in (*first, *node.lefts) if c.dep_ != "ccomp" or c.i == node.i]
    auxiliary = next((c for c in before if c.lower_ in {"had", "were", "should"}), None)
    subject = next((c for c in node.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return auxiliary is not None and subject is not None and auxiliary.i < subject.left_edge.i


def _is_hearsay(verb: Token, lexicon: Lexicon) -> bool:
    """Whether only rumours and unconfirmed reports say so, or somebody merely believes it."""
    if verb.lemma_.lower() in lexicon.words("BeliefVerb"):
        return True
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(_is_rumour(s, lexicon) for s in subjects)


def _is_rumour(noun: Token, lexicon: Lexicon) -> bool:
    unconfirmed = any(c.lower_ in lexicon.words("Unconfirmed") for c in noun.lefts)
    return unconfirmed or noun.lemma_.lower() in lexicon.words("RumourNoun")


def _negated(node: Token, lexicon: Lexicon) -> bool:
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


def _is_false(verb: Token, lexicon: Lexicon) -> bool:
    """ "falsely claimed", "was wrongly reported"."""
    return any(c.lower_ in lexicon.words("FalseAdverb") for c in verb.children)


def _prospective(node: Token, head: Token, lexicon: Lexicon) -> Status | None:
    """What is to be done has not been done, unless the word above says that it has: "managed to"."""
    if _is_subjunctive(node, head, lexicon):
        return Status.PLANNED
    if not is_infinitive(node) or node.dep_ not in _COMPLEMENTS | {"advcl", "acl"}:
        return None
    lemma = head.lemma_.lower()
    if lemma in lexicon.words("ReportingVerb") and node.dep_ == "xcomp":
        return Status.NEGATED if _is_false(head, lexicon) else Status.ALLEGED  # "is said to have"
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


def _governed_status(node: Token, head: Token, lexicon: Lexicon) -> Status | None:
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
        if (
            status in {Status.NEGATED, Status.PLANNED}
            and nominal
            and head.pos_ != "VERB"
            and head.pos_ != "ADP"
        ):
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
