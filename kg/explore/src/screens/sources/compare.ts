// Two sets of claims side by side: what only one has, what both have, and where they contradict each other.

import type { Lookup } from "../../lookup";
import type { Claim, Id } from "../../model";
import { range, vintage } from "../elections/results";

export interface Agreement {
  a: Claim[];
  b: Claim[];
  /** What one of them adds, in words; empty where they say the same. */
  more: string;
}

export interface Contradiction {
  a: Claim;
  b: Claim;
  why: string;
}

export interface Comparison {
  onlyA: Claim[];
  both: Agreement[];
  onlyB: Claim[];
  contradict: Contradiction[];
}

/**
 * Compare two sets. Claims say the same where they are of one relation between the same two; `same` gives the name under which
 * an actor is known in both. A number contradicts another that it cannot be; a relation contradicts its denial and its contraries.
 */
export function compare(a: Claim[], b: Claim[], lookup: Lookup, same: (id: Id) => string): Comparison {
  const matter = matters(lookup, same);
  const contradict = contradictions(a, b, lookup, matter);
  const disputed = new Set(contradict.flatMap((x) => [x.a, x.b]));
  const [left, right] = [grouped(a.filter((c) => !disputed.has(c)), matter), grouped(b.filter((c) => !disputed.has(c)), matter)];
  const both: Agreement[] = [];
  for (const [key, ours] of left) {
    const theirs = right.get(key);
    if (!theirs) continue;
    // Said by one to be so, and by the other to be planned or alleged, or to be at another time, is not said by both.
    const alike = (c: Claim, t: Claim): boolean => so(t, lookup) === so(c, lookup) && overlap(c, t);
    const shared = ours.filter((c) => theirs.some((t) => alike(c, t)));
    const other = theirs.filter((t) => shared.some((c) => alike(c, t)));
    if (!shared.length) continue;
    both.push({ a: shared, b: other, more: counts(shared[0]!, other[0]!) });
    drop(left, key, shared);
    drop(right, key, other);
  }
  unnamed(left, right, both, lookup, "B");
  unnamed(right, left, both, lookup, "A");
  return { onlyA: [...left.values()].flat(), both, onlyB: [...right.values()].flat(), contradict };
}

type Matter = (c: Claim, relation?: string, turned?: boolean) => string;

/** What a claim is about, as text that is the same for those that say the same: relation and ends. */
export function matters(lookup: Lookup, same: (id: Id) => string): Matter {
  const end = (id: Id): string => (lookup.actors.get(id)?.kind === "entity" ? same(id) : "");
  return (c, relation = c.relation, turned = false) => {
    const ends = [end(c.source), end(c.target) || (lookup.actors.get(c.target)?.kind === "value" && !singular(c) ? c.value.toLowerCase() : "")];
    const symmetric = lookup.relations.get(c.relation)?.symmetric;
    return JSON.stringify([relation, ...(symmetric ? ends.sort() : turned ? ends.reverse() : ends)]);
  };
}

const so = (c: Claim, lookup: Lookup): string => (lookup.statuses.get(c.status)?.holds ? "so" : c.status);

/** Of such a claim there is one answer: a number, or the day of a vote. */
const singular = (c: Claim): boolean => c.number !== "" || c.relation === "heldOn";

function grouped(claims: Claim[], matter: Matter): Map<string, Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const c of claims) {
    const key = matter(c);
    const group = found.get(key);
    if (group) group.push(c);
    else found.set(key, [c]);
  }
  return found;
}

function drop(groups: Map<string, Claim[]>, key: string, claims: Claim[]): void {
  const left = groups.get(key)!.filter((c) => !claims.includes(c));
  if (left.length) groups.set(key, left);
  else groups.delete(key);
}

/** An act whose agent one does not name may be the one that the other does name. */
function unnamed(from: Map<string, Claim[]>, to: Map<string, Claim[]>, both: Agreement[], lookup: Lookup, namer: "A" | "B"): void {
  const named = new Map<string, string[]>();
  for (const key of to.keys()) {
    const [relation, agent, target] = JSON.parse(key) as [string, string, string];
    if (agent === "" || target === "") continue;
    const act = JSON.stringify([relation, target]);
    named.set(act, [...(named.get(act) ?? []), key]);
  }
  for (const [key, claims] of [...from]) {
    const [relation, agent, target] = JSON.parse(key) as [string, string, string];
    if (agent !== "" || target === "" || lookup.relations.get(relation)?.family !== "measures") continue;
    const alike = (t: Claim): boolean => claims.some((c) => so(t, lookup) === so(c, lookup) && overlap(c, t));
    const match = (named.get(JSON.stringify([relation, target])) ?? [])
      .flatMap((k): [string, Claim[]][] => (to.has(k) ? [[k, to.get(k)!]] : [])).find(([, theirs]) => theirs.some(alike));
    if (!match) continue;
    both.push({ ...(namer === "B" ? { a: claims, b: match[1] } : { a: match[1], b: claims }), more: `who did it is named by ${namer} alone` });
    from.delete(key);
    to.delete(match[0]);
  }
}

function contradictions(a: Claim[], b: Claim[], lookup: Lookup, matter: Matter): Contradiction[] {
  const found: Contradiction[] = [];
  const index = grouped(b, matter);
  for (const one of a) {
    for (const other of index.get(matter(one)) ?? []) {
      const why = numbers(one, other) || denial(one, other, lookup);
      if (why) found.push({ a: one, b: other, why });
    }
    if (!lookup.statuses.get(one.status)?.holds) continue;
    for (const contrary of lookup.relations.get(one.relation)?.contrary ?? []) {
      const keys = new Set([matter(one, contrary), ...(lookup.relations.get(contrary)?.symmetric ? [matter(one, contrary, true)] : [])]);
      for (const key of keys) for (const other of index.get(key) ?? [])
        if (lookup.statuses.get(other.status)?.holds && overlap(one, other))
          found.push({ a: one, b: other, why: `${label(one, lookup)} and ${label(other, lookup)} exclude each other` });
    }
  }
  return found;
}

const label = (c: Claim, lookup: Lookup): string => `“${lookup.relations.get(c.relation)?.label ?? c.relation}”`;

/** That two results are of different counts, so that their numbers may differ. */
function counts(a: Claim, b: Claim): string {
  const [x, y] = [vintage(a), vintage(b)];
  return a.number && x !== y ? `of different counts: ${x || "not said"} and ${y || "not said"}` : "";
}

/** Where two numbers of one count, or two days, cannot both be. */
function numbers(a: Claim, b: Claim): string {
  if (a.relation === "heldOn") return a.earliest && b.earliest && !overlap(a, b) ? `${a.when} and ${b.when} cannot both be the day` : "";
  if (a.number === "" || b.number === "" || a.unit !== b.unit || vintage(a) !== vintage(b)) return "";
  const [x, y] = [range(a), range(b)];
  const about = (r: typeof x): boolean => r.low === null && r.high === null;
  if (about(x) || about(y)) return "";
  const apart = (x.low ?? -Infinity) > (y.high ?? Infinity) || (y.low ?? -Infinity) > (x.high ?? Infinity);
  return apart ? `${a.number} and ${b.number} cannot both be the number` : "";
}

function denial(a: Claim, b: Claim, lookup: Lookup): string {
  const turned = (c: Claim): boolean => c.status === "denied" || c.status === "negated";
  const holds = (c: Claim): boolean => lookup.statuses.get(c.status)?.holds ?? false;
  return (turned(a) && holds(b)) || (holds(a) && turned(b)) ? "one says that it is so, and the other that it is not" : "";
}

const overlap = (a: Claim, b: Claim): boolean =>
  !a.earliest || !b.earliest || !a.latest || !b.latest || (a.earliest <= b.latest && b.earliest <= a.latest);
