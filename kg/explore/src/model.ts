// What a page of the explorer knows: the JSON that kg/explore/data.py writes, field by field.

export type Day = string; // YYYY-MM-DD
export type Id = string; // the path of an IRI below the project's base: "id/...", "claim/..."

export interface View {
  name: string;
  label: string;
  statuses: string[];
  holders: "any" | "document" | "actor";
  actor: Id | null;
}

export interface Family {
  name: string;
  label: string;
  definition: string;
  colour: string;
  dark: string;
}

export interface Status {
  name: string;
  label: string;
  definition: string;
  line: "solid" | "dashed" | "dotted";
  crossbar: boolean;
  holds: boolean;
}

export interface Relation {
  name: string;
  label: string;
  inverse: string;
  definition: string;
  family: string;
  symmetric: boolean;
  contrary: string[];
  /** Where the source of such a claim takes sides on its target. */
  stance: "for" | "against" | "";
}

export interface Type {
  name: string;
  label: string;
  coarse: string;
  shape: Shape;
}

export type Shape = "circle" | "square" | "diamond" | "triangle" | "pin";

/** One end of claims: an entity, an agent or target that the text does not name, or a value that is said of another. */
export interface Actor {
  id: Id;
  label: string;
  kind: "entity" | "unnamed" | "value";
  type: string;
  aliases: string[];
  documents: string[];
  /** A fixed place to begin with, where the page was laid out when it was made. */
  x?: number;
  y?: number;
}

export interface Claim {
  id: Id;
  source: Id;
  target: Id;
  relation: string;
  status: string;
  /** Who holds it, innermost first; an id is null where the holder is no named actor. */
  holders: { label: string; id: Id | null }[];
  /** The document speaks in its own voice, and reports nobody. */
  own: boolean;
  quote: string;
  /** The paragraph before and after the quote, cut short where it is long. */
  before: string;
  after: string;
  document: string;
  zone: string;
  /** The characters of the document's text. */
  start: number;
  end: number;
  value: string;
  number: string;
  comparator: string;
  unit: string;
  when: string;
  whenText: string;
  earliest: Day;
  latest: Day;
  /** The day from which it is known; empty where that cannot be told. */
  known: Day;
  details: { property: string; label: string; value: string; id: Id | null }[];
  confidence: number | null;
  /** The claims that retire this one, wherever one of them is counted. */
  retiredBy: Id[];
}

export interface Publication {
  id: string;
  title: string;
  publisher: string;
  author: string;
  date: Day;
  dateReason: string;
  url: string;
}

/** A named query, and its answers in the view of the file where no engine is at hand. */
export interface Question {
  name: string;
  title: string;
  question: string;
  text: string;
  parameters: { name: string; type: string; about: string; default: string | null }[];
  /** The first rows, and how many there are in all. */
  answer: { columns: string[]; rows: (string | null)[][]; total: number } | null;
}

export interface Data {
  format: 1;
  title: string;
  version: string;
  /** The base of all IRIs: an IRI is base + id. */
  base: string;
  /** The view that the page was made for. */
  view: string;
  views: View[];
  families: Family[];
  statuses: Status[];
  relations: Relation[];
  types: Type[];
  actors: Actor[];
  claims: Claim[];
  documents: Publication[];
  questions: Question[];
  /** How much the store has; more than the lists where they are a cut of it. */
  total: { actors: number; claims: number; documents: number };
}
