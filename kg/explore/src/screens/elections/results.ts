// What claims say of an election, put together: shares, seats, thresholds, who entered, who was kept out, what was said of it.

import type { Lookup } from "../../lookup";
import type { Claim, Id } from "../../model";

export interface Election {
  /** One id, or several where documents speak of the same vote under ids of their own. */
  ids: Id[];
  label: string;
  /** The days on which it is said to be held, as precisely as said. */
  days: string[];
  /** All claims that are put here. */
  claims: Claim[];
  /** Why several are put together; empty where it is one. */
  why: string;
}

/** The elections that these claims speak of, the latest first, with the claims that belong to each. */
export function elections(claims: Claim[], lookup: Lookup): Election[] {
  const isElection = (id: Id): boolean => {
    const actor = lookup.actors.get(id);
    return actor?.kind === "entity" && lookup.types.get(actor.type)?.coarse === "Election";
  };
  const found = new Map<Id, Claim[]>();
  for (const c of claims) for (const id of new Set([c.source, c.target])) if (isElection(id)) push(found, id, c);
  const groups = grouped([...found].map(([id, own]) => one(id, own, lookup)));
  const near = byDocument(groups);
  const homes = new Set<Claim>();
  for (const c of claims) if (!isElection(c.source) && !isElection(c.target) && attaches(c, lookup)) {
    const home = placed(c, near.get(c.document) ?? []);
    if (!home) continue;
    homes.add(c);
    home.claims.push(c);
  }
  for (const group of groups) {
    const kept = new Set(keptAway(group, lookup));
    group.claims = group.claims.filter((c) => !homes.has(c) || lookup.relations.get(c.relation)?.family !== "measures" || kept.has(c));
  }
  return groups.sort((a, b) => (b.days[0] ?? "").localeCompare(a.days[0] ?? "") || a.label.localeCompare(b.label));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** For each document the elections that it speaks of, the one that it says most of first. */
function byDocument(groups: Election[]): Map<string, Election[]> {
  const counts = new Map<string, Map<Election, number>>();
  for (const g of groups) for (const c of g.claims) {
    const of = counts.get(c.document) ?? new Map<Election, number>();
    of.set(g, (of.get(g) ?? 0) + 1);
    counts.set(c.document, of);
  }
  return new Map([...counts].map(([document, of]) => [document, [...of].sort((a, b) => b[1] - a[1]).map(([g]) => g)]));
}

interface Single extends Election {
  /** Their names, as documents may have ids of their own for them too. */
  contestants: Set<string>;
}

function one(id: Id, claims: Claim[], lookup: Lookup): Single {
  const days = [...new Set(claims.filter((c) => c.relation === "heldOn" && c.when && !lookup.statuses.get(c.status)?.crossbar).map((c) => c.when))].sort();
  return {
    ids: [id], label: lookup.actors.get(id)?.label ?? id, days, claims: [...claims], why: "",
    contestants: new Set(claims.filter((c) => CONTESTING.has(c.relation) && lookup.actors.get(c.source)?.kind === "entity").map((c) => lookup.actors.get(c.source)!.label)),
  };
}

const CONTESTING = new Set(["contests", "voteShare", "seatsWon", "failsThreshold"]);
const SEATS = new Set(["hasSeats", "seatsByVote", "seatsByAppointment"]);

/** What belongs to an election though it does not name it: bodies' seats, who entered, and acts against who might run. */
const attaches = (c: Claim, lookup: Lookup): boolean =>
  c.relation === "enters" || SEATS.has(c.relation) || lookup.relations.get(c.relation)?.family === "measures";

/** Elections on the same day with a contestant in common are one vote, though each document has its own id for it. */
function grouped(singles: Single[]): Single[] {
  const groups: Single[] = [];
  const onDay = new Map<string, Single[]>();
  for (const single of singles) {
    const day = single.days.length === 1 && single.days[0]!.length === 10 ? single.days[0]! : "";
    const home = onDay.get(day)?.find((g) => [...single.contestants].some((p) => g.contestants.has(p)));
    if (!home) {
      groups.push(single);
      if (day) push(onDay, day, single);
      continue;
    }
    const known = new Set(home.claims);
    home.ids.push(...single.ids);
    home.claims.push(...single.claims.filter((c) => !known.has(c)));
    home.why = `${home.ids.length} documents' elections put together: held on the same day, with a contestant of one name in common; contestants of one name are one`;
    for (const p of single.contestants) home.contestants.add(p);
  }
  return groups;
}

/**
 * The election of its document that a claim belongs to: an act to the next vote after it, a body's seats and an entry to
 * the last vote before; what has no date to the vote that the document says most of.
 */
function placed(c: Claim, here: Election[]): Election | undefined {
  if (here.length < 2 || !c.earliest) return here[0];
  const dated = here.filter((g) => g.days.length).sort((a, b) => a.days[0]!.localeCompare(b.days[0]!));
  const before = dated.filter((g) => g.days[0]! <= c.latest);
  const after = dated.filter((g) => g.days[0]! >= c.earliest.slice(0, g.days[0]!.length));
  const backwards = c.relation === "enters" || SEATS.has(c.relation);
  return backwards ? before.at(-1) ?? dated[0] : after[0] ?? before.at(-1);
}

/** The bounds that a number as it was stated leaves; null where an end is open. */
export interface Range {
  low: number | null;
  high: number | null;
  /** Not far beyond the bound, by the word of the text. */
  near: boolean;
}

export function range(c: Claim): Range {
  const n = Number(c.number);
  switch (c.comparator) {
    case "more": case "atLeast": return { low: n, high: null, near: false };
    case "slightlyMore": return { low: n, high: null, near: true };
    case "less": case "atMost": return { low: null, high: n, near: false };
    case "slightlyLess": return { low: null, high: n, near: true };
    case "about": return { low: null, high: null, near: true };
    default: return { low: n, high: n, near: false };
  }
}

/** The vintage of a result: preliminary, final, or empty where the text does not say. */
export const vintage = (c: Claim): string => c.details.find((d) => d.property === "vintage")?.value ?? "";

export interface Party {
  id: Id;
  shares: Claim[];
  seats: Claim[];
}

/** The contestants of whom a share or seats are stated, one of each name, those with the largest share first. */
export function parties(e: Election, lookup: Lookup): Party[] {
  const found = new Map<string, Party>();
  const put = (c: Claim, key: "shares" | "seats"): void => {
    const actor = lookup.actors.get(c.source);
    if (actor?.kind !== "entity") return;
    const party = found.get(actor.label) ?? { id: c.source, shares: [], seats: [] };
    party[key].push(c);
    found.set(actor.label, party);
  };
  for (const c of e.claims) {
    if (c.relation === "voteShare" && c.number) put(c, "shares");
    else if (c.relation === "seatsWon" && c.number) put(c, "seats");
  }
  for (const p of found.values()) {
    p.shares.sort(byVintage);
    p.seats.sort(byVintage);
  }
  const share = (p: Party): number => Math.max(-1, ...p.shares.map((c) => Number(c.number)));
  const seats = (p: Party): number => Math.max(-1, ...p.seats.map((c) => Number(c.number)));
  const label = (p: Party): string => lookup.actors.get(p.id)?.label ?? p.id;
  return [...found.values()].sort((a, b) => share(b) - share(a) || seats(b) - seats(a) || label(a).localeCompare(label(b)));
}

const byVintage = (a: Claim, b: Claim): number =>
  Number(vintage(a) === "final") - Number(vintage(b) === "final") || a.known.localeCompare(b.known) || a.id.localeCompare(b.id);

export interface Total {
  /** By whose document and of which count. */
  document: string;
  vintage: string;
  sum: number;
  /** Whether every part is stated exactly. */
  exact: boolean;
}

/** What the shares that one document states of one count add up to, lower bounds counted as they are. */
export function totals(shares: Claim[]): Total[] {
  const found = new Map<string, Total & { parts: Map<Id, Claim> }>();
  for (const c of shares) {
    const key = JSON.stringify([c.document, vintage(c)]);
    const total = found.get(key) ?? { document: c.document, vintage: vintage(c), sum: 0, exact: true, parts: new Map() };
    total.parts.set(c.source, c);
    found.set(key, total);
  }
  return [...found.values()].map(({ document, vintage: which, parts }) => ({
    document, vintage: which,
    sum: Math.round([...parts.values()].reduce((sum, c) => sum + Number(c.number), 0) * 100) / 100,
    exact: [...parts.values()].every((c) => c.comparator === "equal" || c.comparator === ""),
  }));
}

/** Acts that kept somebody out: against parties, against who ran, and whatever bars from an election. */
export function keptAway(e: Election, lookup: Lookup): Claim[] {
  const ran = new Set(e.claims.filter((c) => CONTESTING.has(c.relation)).map((c) => c.source));
  return e.claims.filter((c) => {
    if (lookup.relations.get(c.relation)?.family !== "measures") return false;
    const target = lookup.actors.get(c.target);
    const party = target?.kind === "entity" && lookup.types.get(target.type)?.coarse === "PoliticalParty";
    return party || ran.has(c.target) || c.relation === "barsFromElection";
  });
}

export type Side = "for" | "against" | "";

export interface Judgement {
  /** Who judges; empty where the text does not name them. */
  speaker: Id;
  words: string;
  side: Side;
  claims: Claim[];
}

/** What was said of an election, a judgement being what one speaker says in the same words, whatever relations it makes. */
export function judgements(e: Election, lookup: Lookup): Judgement[] {
  const found = new Map<string, Judgement>();
  for (const c of e.claims) {
    if (!e.ids.includes(c.target)) continue;
    const relation = lookup.relations.get(c.relation);
    const judges = relation?.stance || relation?.family === "speech" || c.relation === "assesses" || c.relation === "electionViolation";
    if (!judges) continue;
    const key = JSON.stringify([c.source, c.value || c.relation, c.status]);
    const judgement = found.get(key) ?? { speaker: c.source, words: c.value, side: "", claims: [] };
    judgement.claims.push(c);
    found.set(key, judgement);
  }
  for (const j of found.values()) j.side = side(j.claims, lookup);
  return [...found.values()];
}

/** The side that claims take where they agree; a violation of an election speaks against how it was held. */
function side(claims: Claim[], lookup: Lookup): Side {
  const sides = new Set<string>();
  for (const c of claims) {
    const stance = c.relation === "electionViolation" ? "against" : lookup.relations.get(c.relation)?.stance;
    const turned = c.status === "denied" || c.status === "negated";
    if (stance) sides.add(turned ? (stance === "for" ? "against" : "for") : stance);
  }
  return sides.size === 1 ? ([...sides][0] as Side) : "";
}
