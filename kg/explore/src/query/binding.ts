// The parameters of a named query, put where its text keeps a place for them: VALUES ?name { … }.

import type { Question } from "../model";
import { Fault, turtle } from "./terms";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const FORMS: Record<string, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  integer: /^[+-]?\d+$/,
  decimal: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/,
  anyURI: /^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*$/,
};

/** The query without the comments before it, which the page shows as its title and question. */
export const body = (question: Question): string => question.text.replace(/^(?:\s*#[^\n]*\n|\s*\n)+/, "");

/** The query's text with the given values as terms; they can never end the literal that they stand in. */
export function bind(question: Question, values: Record<string, string>): string {
  let text = body(question);
  for (const p of question.parameters) {
    const value = values[p.name]?.trim();
    if (!value) continue;
    if (FORMS[p.type] && !FORMS[p.type]!.test(value)) throw new Fault(`“${value}” is no ${p.type} for ${p.name}: ${p.about}`);
    const term =
      p.type === "anyURI"
        ? turtle({ type: "uri", value })
        : turtle({ type: "literal", value, datatype: p.type === "string" ? undefined : XSD + p.type });
    const place = new RegExp(String.raw`VALUES\s+\?${p.name}\s*\{[^}]*\}`);
    text = text.replace(place, () => `VALUES ?${p.name} { ${term} }`);
  }
  return text;
}
