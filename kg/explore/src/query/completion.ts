// What the editor offers to complete: words of SPARQL, terms of the ontology with their meaning, and actors by name.

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";

export interface Word {
  /** What is put in: `pol:loyalTo`. */
  text: string;
  /** What it is called in words; typing this finds it too. */
  label: string;
  /** "relation", "class", the type of an actor, … */
  kind: string;
  about: string;
}

const KEYWORDS =
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND AS ORDER BY DESC ASC LIMIT OFFSET GROUP HAVING " +
  "CONSTRUCT DESCRIBE ASK PREFIX EXISTS NOT IN COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT COALESCE IF BOUND STR LANG " +
  "DATATYPE IRI CONTAINS STRSTARTS STRENDS LCASE UCASE REGEX REPLACE CONCAT SUBSTR STRLEN YEAR MONTH DAY";

/** The completions at a place: a term by its own name or by its label, and the words of the language. */
export function completer(words: readonly Word[], prefixes: Record<string, string>) {
  const terms: Completion[] = words.map((w) => ({ label: w.text, detail: `${w.label} · ${w.kind}`, info: w.about || undefined }));
  const named: Completion[] = words.map((w) => ({
    label: w.label,
    apply: w.text,
    detail: `${w.text} · ${w.kind}`,
    info: w.about || undefined,
    boost: -1,
  }));
  const others: Completion[] = [
    ...Object.entries(prefixes).map(([name, iri]) => ({ label: `${name}:`, detail: iri, type: "namespace" })),
    ...KEYWORDS.split(" ").map((label) => ({ label, type: "keyword" })),
  ];
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(/[\p{L}\p{N}_:.-]*/u);
    if (!before || (before.from === before.to && !context.explicit)) return null;
    const sign = context.state.sliceDoc(Math.max(0, before.from - 1), before.from);
    if ('?$<"'.includes(sign) && sign) return null;
    const prefixed = before.text.includes(":");
    return { from: before.from, options: prefixed ? terms : [...terms, ...named, ...others], validFor: /^[\p{L}\p{N}_:.-]*$/u };
  };
}
