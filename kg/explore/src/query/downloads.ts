// Answers as files, in the standard forms for SPARQL results and for RDF.

import { type Answer, type Term, turtle } from "./terms";

export interface File {
  name: string;
  type: string;
  text: string;
}

/** The forms that an answer can be saved in. */
export function forms(answer: Answer): string[] {
  return answer.form === "graph" ? ["ttl", "nt"] : answer.form === "table" ? ["csv", "tsv", "json", "xml"] : ["json", "xml"];
}

/** An answer as a file. CSV and TSV by SPARQL 1.1 Query Results, JSON and XML likewise, Turtle and N-Triples by RDF 1.1. */
export function file(answer: Answer, form: string, name: string, prefixes: Record<string, string>): File {
  const write = WRITERS[form];
  if (!write) throw new Error(`there is no form ${form}`);
  return { name: `${name}.${form}`, type: write.type, text: write.text(answer, prefixes) };
}

interface Writer {
  type: string;
  text(answer: Answer, prefixes: Record<string, string>): string;
}

const WRITERS: Record<string, Writer> = {
  csv: {
    type: "text/csv",
    text: (a) => table(a, ",", "\r\n", (t) => cell(t ? (t.type === "bnode" ? `_:${t.value}` : t.value) : ""), (v) => cell(v)),
  },
  tsv: {
    type: "text/tab-separated-values",
    text: (a) => table(a, "\t", "\n", (t) => (t ? turtle(t) : ""), (v) => `?${v}`),
  },
  json: { type: "application/sparql-results+json", text: json },
  xml: { type: "application/sparql-results+xml", text: xml },
  ttl: {
    type: "text/turtle",
    text: (a, prefixes) => {
      const lines = triples(a).map((t) => `${t.map((term) => turtle(term, prefixes)).join(" ")} .`);
      const used = Object.entries(prefixes).filter(([p]) => lines.some((l) => new RegExp(`(?:^| |\\^\\^)${p}:`).test(l)));
      return [...used.map(([p, iri]) => `@prefix ${p}: <${iri}> .`), "", ...lines, ""].join("\n");
    },
  },
  nt: { type: "application/n-triples", text: (a) => triples(a).map((t) => `${t.map((term) => turtle(term)).join(" ")} .\n`).join("") },
};

const triples = (a: Answer) => (a.form === "graph" ? a.triples : []);
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

function table(a: Answer, between: string, end: string, value: (t: Term | null) => string, head: (v: string) => string): string {
  if (a.form !== "table") return "";
  return [a.variables.map(head), ...a.rows.map((r) => r.map(value))].map((r) => r.join(between) + end).join("");
}

function json(a: Answer): string {
  if (a.form === "boolean") return JSON.stringify({ head: {}, boolean: a.value });
  if (a.form === "graph") return "";
  const bindings = a.rows.map((row) =>
    Object.fromEntries(
      a.variables.flatMap((v, i) => {
        const t = row[i];
        return t ? [[v, { type: t.type, value: t.value, ...(t.language && { "xml:lang": t.language }), ...(t.datatype && { datatype: t.datatype }) }]] : [];
      }),
    ),
  );
  return JSON.stringify({ head: { vars: a.variables }, results: { bindings } });
}

function xml(a: Answer): string {
  const start = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">';
  if (a.form === "boolean") return `${start}<head/><boolean>${a.value}</boolean></sparql>\n`;
  if (a.form === "graph") return "";
  const head = a.variables.map((v) => `<variable name="${v}"/>`).join("");
  const rows = a.rows.map((row) => `<result>${row.map((t, i) => (t ? `<binding name="${a.variables[i]}">${xmlTerm(t)}</binding>` : "")).join("")}</result>\n`);
  return `${start}<head>${head}</head><results>\n${rows.join("")}</results></sparql>\n`;
}

function xmlTerm(t: Term): string {
  const text = markup(t.value);
  if (t.type === "uri") return `<uri>${text}</uri>`;
  if (t.type === "bnode") return `<bnode>${text}</bnode>`;
  if (t.language) return `<literal xml:lang="${markup(t.language)}">${text}</literal>`;
  return t.datatype ? `<literal datatype="${markup(t.datatype)}">${text}</literal>` : `<literal>${text}</literal>`;
}

const markup = (text: string) =>
  text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"\r]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" })[c] ?? c);
