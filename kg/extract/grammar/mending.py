"""Mends what the parser usually gets wrong in reported speech, parentheses and short clauses."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from kg.extract.grammar.trees import is_within
from kg.extract.words import gazetteer, lexicon

__all__ = ["mend"]

_DASHES = {"--", "-", "–", "—", "---"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}

_PRONOUNS = {"he", "she", "it", "they"}


def mend(doc: Doc) -> None:
    """Correct the trees of all sentences in place."""
    for sentence in doc.sents:
        _mend_verbless(sentence)
        _mend_parenthesis(sentence)
        _mend_opening(sentence)
        _mend_sources(sentence)
        _mend_bare_object(sentence)
        _mend_parted_passive(sentence)
        _mend_auxiliaries(sentence)
        _mend_participles(sentence)
        _mend_lists(sentence)
        _mend_reports(sentence)
        _mend_coordination(sentence)
        _mend_further_clauses(sentence)
        _mend_contrasts(sentence)
        _mend_relatives(sentence)


def _mend_verbless(sentence: Span) -> None:
    """ "Party A named X as its candidate": the parser takes the verb for a participle, and finds none."""
    subject = sentence.root
    if subject.pos_ not in {"PROPN", "NOUN"}:
        return
    for verb in sentence:
        objects = [c for c in verb.rights if c.dep_ in {"dobj", "oprd"} and c.pos_ == "PROPN"]
        if verb.dep_ != "acl" or verb.tag_ != "VBN" or not objects or verb.nbor(-1).is_punct:
            continue
        if subject in verb.ancestors and subject.i < verb.i:
            verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
            subject.head, subject.dep_ = verb, "nsubj"
            return


def _mend_bare_object(sentence: Span) -> None:
    """Give "X dissolved parliament" its verb, which the parser takes for a participle of the noun.

    A verb in the past tense with a subject of its own is no modifier.
    """
    for verb in sentence:
        noun = verb.head
        if verb.tag_ != "VBD" or verb.dep_ != "amod" or noun.i < verb.i:
            continue
        if not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts):
            continue
        verb.head, verb.dep_ = (verb, "ROOT") if noun.dep_ == "ROOT" else (noun.head, noun.dep_)
        noun.head, noun.dep_ = verb, "dobj"
        for child in [c for c in noun.lefts if c.i < verb.i]:
            child.head = verb  # "that", "if", "may": what its clause begins with
        for child in list(noun.rights):
            verbal = child.dep_ == "conj" and child.pos_ == "VERB"
            if verbal or child.dep_ in {"npadvmod", "punct", "cc"}:
                child.head = verb


def _mend_opening(sentence: Span) -> None:
    """Give "X dissolved parliament ..." at the start of a sentence its subject and verb.

    The parser takes an unknown name and the past tense behind it for adjectives of the noun. A singular
    noun with no article before the "adjectives" is the object.
    """
    words = [t for t in sentence if not t.is_space][:3]
    if len(words) < 3:
        return
    name, verb, noun = words
    bare = noun.tag_ == "NN" and {name.head.i, verb.head.i} <= {noun.i, verb.i} and verb.lower_.endswith("ed")
    if (
        not bare
        or verb.dep_ != "amod"
        or verb.tag_ not in {"JJ", "VBN", "VBD"}
        or not verb.lower_.endswith("ed")
    ):
        return
    if not name.text[0].isupper() or name.is_stop or name.dep_ not in {"amod", "compound", "nmod"}:
        return
    if name.vocab[name.lower_].has_vector or gazetteer.load().by_demonym(name.text) is not None:
        return
    above, relation = noun.head, noun.dep_
    verb.head, verb.dep_ = (verb, "ROOT") if relation == "ROOT" else (above, relation)
    if above.pos_ in {"VERB", "AUX"} and relation in _SUBJECTS:
        verb.head, verb.dep_ = (verb, "ROOT") if above.dep_ == "ROOT" else (above.head, above.dep_)
        above.head, above.dep_ = verb, "conj"
    noun.head, noun.dep_ = verb, "dobj"
    name.head, name.dep_, name.tag_, name.pos_ = verb, "nsubj", "NNP", "PROPN"
    verb.tag_, verb.pos_ = "VBD", "VERB"
    stem = verb.lower_[:-1]
    verb.lemma_ = stem if verb.vocab[stem].has_vector else stem[:-1]
    for child in list(noun.rights):
        child.head = verb


def _mend_sources(sentence: Span) -> None:
    """ "According to her lawyer, X, the police held Y": the parser makes the source's name the subject."""
    for name in sentence:
        verb = name.head
        according = next((c for c in verb.lefts if c.lower_ == "according"), None)
        told = [t for t in according.subtree if t.dep_ == "pobj" and t.pos_ == "NOUN"] if according else []
        subject = next((c for c in name.rights if c.dep_ == "appos"), None)
        if not told or subject is None or name.dep_ != "nsubj" or name.pos_ != "PROPN":
            continue
        after = subject.right_edge.i + 1
        adjoins = name.left_edge.i - told[0].right_edge.i == 2 and not sentence.doc[after].is_punct
        if adjoins and subject.left_edge.nbor(-1).text == ",":
            subject.head, subject.dep_ = verb, "nsubj"
            name.head, name.dep_ = told[0], "appos"
            return


def _mend_parted_passive(sentence: Span) -> None:
    """ "X was on Wednesday declared winner": the parser takes the participle for a second verb."""
    for verb in sentence:
        auxiliary = verb.head
        joined = verb.dep_ == "conj" and verb.tag_ in {"VBN", "VBD"} and auxiliary.lower_ in {"was", "were"}
        if not joined or auxiliary.pos_ != "AUX" or _has(verb, _SUBJECTS) or verb.i < auxiliary.i:
            continue
        between = [c for c in auxiliary.rights if c.i < verb.i]
        if any(c.dep_ not in {"prep", "advmod", "npadvmod"} for c in between):
            continue
        verb.head, verb.dep_ = (
            (verb, "ROOT") if auxiliary.dep_ == "ROOT" else (auxiliary.head, auxiliary.dep_)
        )
        for child in [*auxiliary.lefts, *auxiliary.rights]:
            child.head = verb
            child.dep_ = "nsubjpass" if child.dep_ == "nsubj" else child.dep_
        auxiliary.head, auxiliary.dep_, verb.tag_ = verb, "auxpass", "VBN"


def _mend_reports(sentence: Span) -> None:
    """ "said in a report that ...": the clause is what is said, and no part of the report."""
    written = lexicon.load().words("DocumentWord")
    for clause in sentence:
        noun = clause.head
        if clause.dep_ not in {"acl", "relcl", "ccomp"} or noun.lemma_.lower() not in written:
            continue
        verb = noun.head.head
        that = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)
        if noun.dep_ == "pobj" and that and _reports(verb) and not _has(verb, {"ccomp"}):
            clause.head, clause.dep_ = verb, "ccomp"


def _mend_coordination(sentence: Span) -> None:
    """ "X said that Y had left and urged Z to stay": the second act of speech is X's.

    The parser joins it to the nearest verb. A finite verb of saying or asking without a subject
    goes with the verb that reports, where the clause between is what that verb reports.
    """
    for verb in sentence:
        if verb.dep_ != "conj" or verb.tag_ not in {"VBD", "VBZ"} or _has(verb, _SUBJECTS):
            continue
        if verb.lemma_.lower() not in lexicon.load().words("SpeechAct"):
            continue
        reporting = _reporting(verb.head)
        if reporting is not None and reporting.tag_ == verb.tag_:
            verb.head = reporting


def _mend_further_clauses(sentence: Span) -> None:
    """ "X said it was over and he would go": the second clause is said as well."""
    for clause in sentence:
        if clause.dep_ != "conj" or not _reports(clause.head):
            continue
        said = [c for c in clause.head.children if c.dep_ == "ccomp" and c.i < clause.i]
        pronoun = any(c.dep_ in _SUBJECTS and c.lower_ in _PRONOUNS for c in clause.lefts)
        if said and pronoun and said[-1].i > clause.head.i:
            clause.head = said[-1]


def _mend_contrasts(sentence: Span) -> None:
    """ "X said it was over, while Y called for calm": what Y says is not said by X."""
    for clause in sentence:
        marked = any(c.dep_ == "mark" and c.lower_ in {"while", "whereas"} for c in clause.lefts)
        speaks = _reports(clause) or clause.lemma_.lower() in lexicon.load().words("SpeechAct")
        if clause.dep_ != "advcl" or not marked or not speaks or not _has(clause, {"nsubj"}):
            continue
        reporting = clause.head.head
        before = clause.left_edge.i - 1
        apart = before > sentence.start and clause.doc[before].text == ","
        if apart and clause.head.dep_ == "ccomp" and _reports(reporting):
            clause.head = reporting


def _mend_relatives(sentence: Span) -> None:
    """ "a verdict that X calls unjust": the verdict is what is called so."""
    for clause in sentence:
        that = any(c.lower_ == "that" for c in clause.lefts)
        judging = _has(clause, {"oprd", "acomp"}) or clause.lemma_.lower() in lexicon.load().words(
            "SpeechAct"
        )
        open_ = (
            clause.pos_ == "VERB" and _has(clause, {"nsubj"}) and not _has(clause, {"dobj", "ccomp", "xcomp"})
        )
        if clause.dep_ == "acl" and that and judging and open_:
            clause.dep_ = "relcl"


def _reporting(inner: Token) -> Token | None:
    """The verb that says the clause in which a word stands."""
    node = inner
    for _ in range(6):
        if node.dep_ == "ccomp" and _reports(node.head):
            return node.head
        if node.head.i == node.i or node.dep_ not in {
            "conj",
            "relcl",
            "xcomp",
            "ccomp",
            "dobj",
            "pobj",
            "prep",
            "acl",
        }:
            return None
        node = node.head
    return None


def _reports(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon.load().words("ReportingVerb")


def _has(verb: Token, kinds: set[str]) -> bool:
    return any(c.dep_ in kinds for c in verb.children)


def _mend_parenthesis(sentence: Span) -> None:
    """Give "X -- considered Y -- received Z" its main verb.

    The parser takes the participle after the opening mark for the main verb and hangs
    the real one below it. Where a bare participle follows a subject and a mark, and a
    finite verb without a subject of its own follows the closing mark, they are swapped.
    """
    for verb in sentence:
        if verb.tag_ not in {"VBN", "VBD"} or any(c.dep_ in {"aux", "auxpass"} for c in verb.lefts):
            continue
        subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
        opening = verb.nbor(-1) if verb.i > sentence.start else None
        if subject is None or opening is None or subject.i > opening.i or opening.text not in _DASHES | {","}:
            continue
        main = _verb_after_closing(verb, opening, sentence)
        if main is not None:
            _swap(verb, subject, main)


def _mend_auxiliaries(sentence: Span) -> None:
    """An auxiliary has no subject of its own: it is its verb's."""
    for auxiliary in sentence:
        if auxiliary.dep_ in {"aux", "auxpass"} and auxiliary.head.pos_ in {"VERB", "AUX"}:
            for child in list(auxiliary.children):
                if child.dep_ in {"nsubj", "nsubjpass", "neg", "mark"}:
                    child.head = auxiliary.head


def _verb_after_closing(verb: Token, opening: Token, sentence: Span) -> Token | None:
    for token in verb.doc[verb.i + 2 : sentence.end]:
        if (
            token.tag_ in {"VBD", "VBZ", "VBP"}
            and token.nbor(-1).text == opening.text
            and token.pos_ != "ADP"
        ):
            return token
    return None


def _swap(verb: Token, subject: Token, main: Token) -> None:
    was_root = verb.dep_ == "ROOT"
    head, dep = verb.head, verb.dep_
    for child in list(main.lefts):
        if child.dep_ in {"nsubj", "nsubjpass"}:
            child.head, child.dep_ = verb, "oprd"
    if was_root:
        main.head, main.dep_ = main, "ROOT"
    elif not is_within(head, main):
        main.head, main.dep_ = head, dep
    subject.head = main
    verb.head, verb.dep_ = subject, "acl"


def _mend_participles(sentence: Span) -> None:
    """ "a party based in Y and led by Z": two participles are joined, not a noun and a participle."""
    for verb in sentence:
        if verb.dep_ != "conj" or verb.tag_ != "VBN" or verb.head.pos_ not in {"NOUN", "PROPN"}:
            continue
        first = [c for c in verb.head.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.i < verb.i]
        if first and not _has(verb, _SUBJECTS | {"aux", "auxpass"}):
            verb.head = first[-1]


def _mend_lists(sentence: Span) -> None:
    """ "A, which groups B, C and D, won": C and D go on the list that is the object of "groups".

    The parser joins them to A. They belong to the list where they follow the object at a comma and
    another comma closes the relative clause before the verb of A.
    """
    for item in sentence:
        if item.dep_ != "conj" or item.pos_ != "PROPN" or item.left_edge.i < 2:
            continue
        for clause in (c for c in item.head.rights if c.dep_ == "relcl" and c.i < item.i):
            objects = [c for c in clause.rights if c.dep_ == "dobj" and c.pos_ == "PROPN"]
            end = item.right_edge.i + 1
            before = item.doc[item.left_edge.i - 1]
            joins = before.text in {",", "and"} or item.doc[item.left_edge.i - 2].text == ","
            if objects and joins and clause.right_edge.i < item.i and end < sentence.end:
                closes = item.doc[end].text == "," and item.head.head.i > end
                if closes:
                    item.head = objects[-1]
