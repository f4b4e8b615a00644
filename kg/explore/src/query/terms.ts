// RDF terms, as SPARQL 1.1 Query Results JSON and N-Triples write them.

export interface Term {
  type: "uri" | "literal" | "bnode";
  value: string;
  language?: string;
  datatype?: string;
}

export type Row = (Term | null)[];
export type Triple = [Term, Term, Term];

export type Answer =
  | { form: "table"; variables: string[]; rows: Row[] }
  | { form: "boolean"; value: boolean }
  | { form: "graph"; triples: Triple[] };

/** A query that cannot be answered: what is wrong, where in its text, and what to do. */
export class Fault extends Error {
  constructor(message: string, readonly line?: number, readonly column?: number) {
    super(message);
  }

  /** Read the place out of a message that names it. */
  static of(message: string): Fault {
    const found = /line (\d+), column (\d+)/.exec(message) ?? /error at (\d+):(\d+)/.exec(message);
    return found ? new Fault(message, Number(found[1]), Number(found[2])) : new Fault(message);
  }
}

interface JsonTerm {
  type: string;
  value: unknown;
  "xml:lang"?: string;
  datatype?: string;
}

/** Read SPARQL 1.1 Query Results JSON; throws Fault for anything else. */
export function readResults(text: string): Answer {
  const told = parse(text);
  if (typeof told.boolean === "boolean") return { form: "boolean", value: told.boolean };
  const variables = told.head?.vars;
  const bindings = told.results?.bindings;
  if (!Array.isArray(variables) || !Array.isArray(bindings)) throw new Fault("the answer is no SPARQL result");
  const rows = (bindings as Record<string, JsonTerm>[]).map((b) => variables.map((v: string) => term(b[v])));
  return { form: "table", variables, rows };
}

function parse(text: string): { boolean?: unknown; head?: { vars?: unknown }; results?: { bindings?: unknown } } {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault("the answer is no JSON; it may have been cut off");
  }
}

function term(json: JsonTerm | undefined): Term | null {
  if (!json) return null;
  if (typeof json.value !== "string") return { type: "literal", value: JSON.stringify(json.value) };
  const type = json.type === "uri" || json.type === "bnode" ? json.type : "literal";
  return { type, value: json.value, language: json["xml:lang"], datatype: json.datatype };
}

const NODE = String.raw`<([^>]*)>|_:(\S+)`;
const TRIPLE = new RegExp(
  String.raw`^(?:${NODE})\s*<([^>]*)>\s*(?:${NODE}|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?)\s*\.\s*$`,
);

/** Read N-Triples; a line that is none is left out, as are triples about triples. */
export function readTriples(text: string): Answer {
  const triples: Triple[] = [];
  for (const line of text.split("\n")) {
    const m = TRIPLE.exec(line);
    if (!m) continue;
    const [, iri, blank, predicate, target, other, literal, language, datatype] = m;
    const object: Term =
      literal === undefined ? node(target, other) : { type: "literal", value: unescape(literal), language, datatype };
    triples.push([node(iri, blank), { type: "uri", value: unescape(predicate ?? "") }, object]);
  }
  return { form: "graph", triples };
}

const node = (iri: string | undefined, blank: string | undefined): Term =>
  iri === undefined ? { type: "bnode", value: blank ?? "" } : { type: "uri", value: unescape(iri) };

const SIGNS: Record<string, string> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, sign) =>
    short || long ? String.fromCodePoint(parseInt(short ?? long, 16)) : (SIGNS[sign] ?? sign),
  );
}

/** A term as Turtle writes it, with the prefixes that are known. */
export function turtle(t: Term, prefixes: Record<string, string> = {}): string {
  if (t.type === "bnode") return `_:${t.value}`;
  if (t.type === "uri") return short(t.value, prefixes) ?? `<${t.value.replace(/[\x00-\x20<>"{}|^`\\]/g, encodeURIComponent)}>`;
  const text = `"${t.value.replace(/["\\\n\r\t]/g, (c) => ({ '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c] ?? c)}"`;
  if (t.language) return `${text}@${t.language}`;
  const kind = t.datatype && t.datatype !== "http://www.w3.org/2001/XMLSchema#string" ? t.datatype : "";
  return kind ? `${text}^^${short(kind, prefixes) ?? `<${kind}>`}` : text;
}

/** An IRI by its prefix, where what is left is a plain local name. */
export function short(iri: string, prefixes: Record<string, string>): string | null {
  for (const [prefix, start] of Object.entries(prefixes)) {
    const rest = iri.startsWith(start) ? iri.slice(start.length) : "";
    if (/^[A-Za-z0-9_](?:[\w-]*[\w])?$/.test(rest)) return `${prefix}:${rest}`;
  }
  return null;
}
