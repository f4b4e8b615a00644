// One actor as claims have it: offices, memberships, sides taken, what was done to them, what they said.

import type { Lookup } from "../../lookup";
import type { Claim, Id } from "../../model";

/** An office or a lead, and what is said of it. */
export interface Office {
  title: string;
  /** The body, party or country; empty where an act names none. */
  of: Id;
  /** That it is held; by dates of when it is said to be. */
  held: Claim[];
  /** That it began: an election, an appointment, a nomination. */
  begun: Claim[];
  /** That it ended: a resignation, a dismissal. */
  ended: Claim[];
  /** The first and the last day that any claim gives for its being held; empty where none is dated. */
  from: string;
  until: string;
  /** Whether a claim tells of the beginning or the end, so that the day is not only one on which it was held. */
  fromKnown: boolean;
  untilKnown: boolean;
}

export interface Stance {
  /** The other one. */
  other: Id;
  claims: Claim[];
}

export interface Portrait {
  offices: Office[];
  memberships: Claim[];
  /** Sides that the actor takes on others, and others on the actor, those with most claims first. */
  towards: Stance[];
  from: Stance[];
  /** Acts against the actor, and by it. */
  suffered: Claim[];
  done: Claim[];
  /** Speech of the actor about others, and claims that are theirs by the word of the document. */
  said: Claim[];
  held: Claim[];
  elections: Claim[];
  rest: Claim[];
}

const HELD = new Set(["holdsOffice", "leads", "governs"]);
const BEGUN = new Set(["electedTo", "appoints", "nominates"]);
const ENDED = new Set(["resignsFrom", "dismisses"]);
/** The acts upon an office of which the actor is the target. */
const UPON = new Set(["appoints", "nominates", "dismisses"]);

/** Everything that these claims say of an actor, each claim in the first part that it fits. */
export function record(id: Id, claims: Claim[], lookup: Lookup): Portrait {
  const relation = (c: Claim) => lookup.relations.get(c.relation);
  const family = (c: Claim): string => relation(c)?.family ?? "";
  const here = claims.filter((c) => c.source === id || c.target === id);
  const left = new Set(here);
  const take = (fits: (c: Claim) => boolean): Claim[] => {
    const taken = [...left].filter(fits);
    for (const c of taken) left.delete(c);
    return taken;
  };
  const inOffice = take((c) => (UPON.has(c.relation) ? c.target === id : (HELD.has(c.relation) || BEGUN.has(c.relation) || ENDED.has(c.relation)) && c.source === id));
  const sides = take((c) => Boolean(relation(c)?.stance));
  const symmetric = (c: Claim): boolean => relation(c)?.symmetric ?? false;
  const suffered = take((c) => family(c) === "measures" && c.target === id);
  const done = take((c) => family(c) === "measures" && c.source === id);
  const memberships = take((c) => family(c) === "structure" || family(c) === "office");
  const said = take((c) => family(c) === "speech" && c.source === id);
  const elections = take((c) => family(c) === "elections");
  return {
    offices: offices(id, inOffice, lookup), memberships, suffered, done, said, elections,
    towards: stances(sides.filter((c) => c.source === id || symmetric(c)), (c) => (c.source === id ? c.target : c.source)),
    from: stances(sides.filter((c) => c.source !== id && !symmetric(c)), (c) => c.source),
    held: claims.filter((c) => c.source !== id && c.holders.some((h) => h.id === id)),
    rest: [...left],
  };
}

function offices(id: Id, claims: Claim[], lookup: Lookup): Office[] {
  const found: Office[] = [];
  for (const c of claims) {
    const upon = c.target === id;
    const title = c.value || (HELD.has(c.relation) ? lookup.relations.get(c.relation)?.label ?? c.relation : "");
    const of = upon ? "" : c.target;
    const home = found.find((o) => same(o, title, of)) ?? fresh(title, of, found);
    if (home.of === "") home.of = of;
    if (home.title === "") home.title = title;
    home[HELD.has(c.relation) ? "held" : BEGUN.has(c.relation) ? "begun" : "ended"].push(c);
  }
  for (const o of found) dated(o, lookup);
  return found.sort((a, b) => (a.from || "9").localeCompare(b.from || "9") || a.title.localeCompare(b.title));
}

function fresh(title: string, of: Id, found: Office[]): Office {
  const office: Office = { title, of, held: [], begun: [], ended: [], from: "", until: "", fromKnown: false, untilKnown: false };
  found.push(office);
  return office;
}

/** One title of one body, but for case. An act without a title is about the one of the same body. */
function same(o: Office, title: string, of: Id): boolean {
  if (o.title && title) return o.title.toLowerCase() === title.toLowerCase() && (!o.of || !of || o.of === of);
  return o.of !== "" && o.of === of;
}

function dated(o: Office, lookup: Lookup): void {
  // Only what is said to be so tells when an office began or ended.
  const so = (claims: Claim[]): Claim[] => claims.filter((c) => lookup.statuses.get(c.status)?.holds);
  const begun = so(o.begun).filter((c) => c.earliest && c.relation !== "nominates");
  const ended = so(o.ended).filter((c) => c.latest);
  const held = so(o.held);
  o.fromKnown = begun.length > 0;
  o.untilKnown = ended.length > 0;
  const least = (days: string[]): string => days.filter(Boolean).sort()[0] ?? "";
  const most = (days: string[]): string => days.filter(Boolean).sort().at(-1) ?? "";
  o.from = o.fromKnown ? least(begun.map((c) => c.earliest)) : least(held.map((c) => c.earliest));
  o.until = o.untilKnown ? most(ended.map((c) => c.latest)) : most(held.map((c) => c.latest));
}

function stances(claims: Claim[], other: (c: Claim) => Id): Stance[] {
  const found = new Map<Id, Claim[]>();
  for (const c of claims) found.set(other(c), [...(found.get(other(c)) ?? []), c]);
  return [...found]
    .map(([id, own]) => ({ other: id, claims: own.sort((a, b) => a.earliest.localeCompare(b.earliest)) }))
    .sort((a, b) => b.claims.length - a.claims.length || a.other.localeCompare(b.other));
}
