"""What GraphML, GEXF and CSV tell of a node and of a claim: the same names and values in all three."""

from __future__ import annotations

from collections.abc import Mapping

from kg.export.network import Network, Node, Publication, Statement
from kg.vocabulary import Vocabulary

__all__ = ["NODE_COLUMNS", "STATEMENT_COLUMNS", "node_row", "statement_row", "xml_text"]

Value = str | int | bool

NODE_COLUMNS: Mapping[str, type] = {
    "label": str,
    "kind": str,
    "type": str,
    "typeLabel": str,
    "named": bool,
    "aliases": str,
    "documents": str,
}
STATEMENT_COLUMNS: Mapping[str, type] = {
    "label": str,
    "relation": str,
    "family": str,
    "status": str,
    "line": str,
    "colour": str,
    "inView": bool,
    "keptOut": str,
    "holder": str,
    "quote": str,
    "value": str,
    "number": str,
    "comparator": str,
    "unit": str,
    "when": str,
    "whenText": str,
    "earliest": str,
    "latest": str,
    "known": str,
    "qualifiers": str,
    "zone": str,
    "start": int,
    "end": int,
    "document": str,
    "title": str,
    "publisher": str,
}


def node_row(node: Node) -> dict[str, Value]:
    """The values of `NODE_COLUMNS` for a node."""
    return {
        "label": node.label,
        "kind": node.kind,
        "type": node.type,
        "typeLabel": node.type_label,
        "named": node.named and node.kind == "entity",
        "aliases": " | ".join(node.aliases),
        "documents": " | ".join(node.documents),
    }


def statement_row(s: Statement, network: Network, vocabulary: Vocabulary) -> dict[str, Value]:
    """The values of `STATEMENT_COLUMNS` for a claim; colour and line come from the ontology."""
    document = next((d for d in network.documents if d.id == s.document), Publication(s.document))
    status = vocabulary.statuses[s.status]
    return {
        "label": s.label,
        "relation": s.relation,
        "family": vocabulary.families[s.family].label,
        "status": s.status,
        "line": status.line_style + (" with crossbar" if status.crossbar else ""),
        "colour": vocabulary.families[s.family].colour,
        "inView": s.passes,
        "keptOut": s.kept_out,
        "holder": s.holder,
        "quote": s.quote,
        "value": s.value,
        "number": s.number,
        "comparator": s.comparator,
        "unit": s.unit,
        "when": s.when,
        "whenText": s.when_text,
        "earliest": s.valid_from,
        "latest": s.valid_until,
        "known": s.known,
        "qualifiers": " | ".join(f"{d.label}: {d.value}" for d in s.qualifiers),
        "zone": s.zone,
        "start": s.start,
        "end": s.end,
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
    }


def xml_text(value: Value) -> str:
    """The value as XML 1.0 can hold it: a character that it cannot becomes U+FFFD.

    >>> xml_text("a\\x00b"), xml_text(True)
    ('a\\ufffdb', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return "".join(c if _allowed(c) else "\ufffd" for c in str(value))


def _allowed(char: str) -> bool:
    code = ord(char)
    return char in "\t\n\r" or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
