// Where claims stand on a timeline: in lanes, and in rows of a lane so that none covers another.

import { number as dayOf } from "../../days";
import type { Lookup } from "../../lookup";
import { cut, type Measure } from "../../measure";
import type { Claim, Id } from "../../model";

/** Claims that say the same kind of thing of the same days, drawn as one mark. */
export interface Mark {
  claims: Claim[];
  /** The first and the last day; null where that end is open. */
  from: number | null;
  to: number | null;
}

export interface Lane {
  key: string;
  label: string;
  /** The family that gives the lane its colour, where it is one. */
  family: string;
  marks: Mark[];
}

/** Above so many claims in a lane, those of one relation, status and about the same time are drawn as one. */
export const MANY = 150;

export const isDated = (c: Claim): boolean => c.earliest !== "" || c.latest !== "";

/** The dated claims in lanes of their family, or of the actors that most of them are about. */
export function lanes(claims: Claim[], by: string, lookup: Lookup, most = 12): Lane[] {
  const dated = claims.filter(isDated);
  return by === "actor" ? ofActors(dated, lookup, most) : ofFamilies(dated, lookup);
}

function ofFamilies(claims: Claim[], lookup: Lookup): Lane[] {
  const family = (c: Claim): string => lookup.relations.get(c.relation)?.family ?? "";
  return [...lookup.families.values()]
    .map((f) => ({ key: f.name, label: f.label, family: f.name, marks: marks(claims.filter((c) => family(c) === f.name)) }))
    .filter((lane) => lane.marks.length);
}

function ofActors(claims: Claim[], lookup: Lookup, most: number): Lane[] {
  const named = (id: Id): boolean => lookup.actors.get(id)?.kind === "entity";
  const counts = new Map<Id, number>();
  for (const c of claims) for (const end of new Set([c.source, c.target])) if (named(end)) counts.set(end, (counts.get(end) ?? 0) + 1);
  const label = (id: Id): string => lookup.actors.get(id)?.label ?? id;
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || label(a).localeCompare(label(b)));
  const chosen = ranked.slice(0, most).map(([id]) => id);
  // A claim stands with its source where that has a lane, else with its target, so that it stands once.
  const home = (c: Claim): Id => (chosen.includes(c.source) ? c.source : chosen.includes(c.target) ? c.target : "");
  return [...chosen, ""]
    .map((id) => ({ key: id || "others", label: id ? label(id) : "Others", family: "", marks: marks(claims.filter((c) => home(c) === id)) }))
    .filter((lane) => lane.marks.length);
}

/** The parts into which the time of a crowded lane is divided. */
const PARTS = 12;

function marks(claims: Claim[]): Mark[] {
  const begins = claims.map((c) => dayOf(c.earliest || c.latest));
  const [first, last] = [least(begins), -least(begins.map((d) => -d))];
  const groups = new Map<string, Claim[]>();
  for (const [i, c] of claims.entries()) {
    const part = Math.floor(((begins[i]! - first) / (last - first + 1)) * PARTS);
    const key = claims.length > MANY ? [c.relation, c.status, part, c.earliest === "", c.latest === ""].join(" ") : c.id;
    const group = groups.get(key);
    if (group) group.push(c);
    else groups.set(key, [c]);
  }
  return [...groups.values()]
    .map((group) => ({
      claims: group,
      from: group[0]!.earliest ? least(group.map((c) => dayOf(c.earliest))) : null,
      to: group[0]!.latest ? -least(group.map((c) => -dayOf(c.latest))) : null,
    }))
    .sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity) || (a.to ?? Infinity) - (b.to ?? Infinity));
}

const least = (days: number[]): number => days.reduce((a, b) => Math.min(a, b), Infinity);

export interface Placed {
  mark: Mark;
  row: number;
  x0: number;
  x1: number;
  label: string;
  /** Where the words begin, left or right of the mark. */
  labelX: number;
  labelWidth: number;
}

/**
 * The marks of a lane with their rows. `x` gives a mark's two ends, `words` its label, `measure` how wide words are;
 * words that have no room at all are cut short.
 */
export function pack(
  lane: Mark[], width: number, x: (m: Mark) => [number, number], words: (m: Mark) => string, measure: Measure,
): { placed: Placed[]; rows: number } {
  const rows: [number, number][][] = [];
  const placed = lane.map((mark) => {
    const [x0, x1] = x(mark);
    const [left, right] = [x0 - 8, width - x1 - 8];
    const full = words(mark);
    const onRight = measure(full) <= right || right >= left;
    const label = cut(full, onRight ? right : left, measure);
    const long = measure(label);
    const labelX = onRight ? x1 + 6 : x0 - 6 - long;
    const [low, high] = [Math.min(x0, labelX) - 6, Math.max(x1, labelX + long) + 6];
    let row = rows.findIndex((taken) => taken.every(([a, b]) => high <= a || low >= b));
    if (row < 0) row = rows.push([]) - 1;
    rows[row]!.push([low, high]);
    return { mark, row, x0, x1, label, labelX, labelWidth: long };
  });
  return { placed, rows: rows.length };
}
