"""What a list, a relative pronoun or a participle's noun stands for."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.trees import is_within

__all__ = ["RELATIVE", "antecedents", "coordinated", "modified", "possessors", "relative_antecedents"]

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"}
RELATIVE = {"who", "which", "that", "whom", "where", "whose"}


def coordinated(token: Token) -> list[Token]:
    """The token and those joined to it by "and", "or" or a comma."""
    found = [token]
    for child in token.children:
        if (child.dep_ == "conj" and child.pos_ in _NOMINAL) or _continues_list(token, child):
            found += coordinated(child)
        elif child.dep_ == "relcl" and token.pos_ == "PROPN":
            # "X, whose party is small, and Y": the parser joins Y to the verb
            found += [
                t for c in child.children if c.dep_ == "conj" and c.pos_ == "PROPN" for t in coordinated(c)
            ]
    return found


def _continues_list(token: Token, child: Token) -> bool:
    """Whether a name that the parser takes for an apposition is the next of a list: "X, Y, and Z"."""
    both_names = token.pos_ == child.pos_ == "PROPN" and child.dep_ == "appos"
    return both_names and any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in child.children)


def antecedents(subject: Token) -> list[Token]:
    """What a relative pronoun stands for; any other subject stands for itself."""
    if subject.lower_ in RELATIVE and subject.pos_ in {"PRON", "DET", "SCONJ", "ADV"}:
        clause = next((a for a in [subject, *subject.ancestors] if a.dep_ in {"relcl", "acl"}), None)
        return relative_antecedents(clause, clause.head) if clause is not None else []
    return coordinated(subject)


def relative_antecedents(clause: Token, head: Token) -> list[Token]:
    """The noun before the pronoun; the parser's choice where nothing adjoins.

    ", which" belongs to the noun phrase that ends at the comma, a fact that the parser
    often misses after "of" and "in".
    """
    pronoun = next((t for t in clause.subtree if t.lower_ in RELATIVE and t.i <= clause.i), None)
    if pronoun is not None and pronoun.i > 1:
        before = pronoun.nbor(-1)
        while before.i > 0 and (before.dep_ == "prep" or before.text in {",", ")", "-", "--", "—"}):
            before = before.nbor(-1)
        left = before.left_edge.i
        if left > 0 and clause.doc[left - 1].lower_ == "not":  # "it was X, not Y, who ..."
            return [before.head] if before.dep_ == "appos" else []
        if before.pos_ in {"NOUN", "PROPN"} and before.i <= clause.i and pronoun.nbor(-1).text == ",":
            joined = is_within(before, head) and head.pos_ == "PROPN"
            return _joined_before(head, clause) if joined else [before]
    return _joined_before(head, clause)


def _joined_before(head: Token, clause: Token) -> list[Token]:
    """A list that goes on behind the clause goes on inside it: "A, which groups B, C and D"."""
    return [t for t in coordinated(head) if t.i <= clause.i]


def modified(head: Token) -> list[Token]:
    """What a participle before a noun is said of: in "the jailed leader X" the name as well."""
    found = coordinated(head) if head.dep_ != "conj" else [head]
    while head.dep_ == "compound" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
        found.append(head)
    return found


def possessors(noun: Token) -> list[Token]:
    """Who has it: X in "X's party", "whose party" included."""
    return [t for c in noun.children if c.dep_ == "poss" for t in antecedents(c)]
