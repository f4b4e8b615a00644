// Who says what about whom: each claim by who speaks in it, and by those whom it is about.

import type { Lookup } from "../../lookup";
import { publisher } from "../../lookup";
import type { Claim, Id } from "../../model";

export interface Speaker {
  /** Of a kind and a name, so that a paper and an actor of one name stay two. */
  key: string;
  label: string;
  kind: "actor" | "paper" | "unnamed";
  claims: number;
}

export interface Said {
  claims: Claim[];
  for: number;
  against: number;
}

export interface Sayings {
  speakers: Speaker[];
  targets: Id[];
  /** By speaker's key and target, each with `sayingKey`. */
  cells: Map<string, Said>;
  /** How many speakers and targets there would be. */
  all: { speakers: number; targets: number };
}

export const sayingKey = (speaker: string, target: Id): string => `${speaker}\n${target}`;

/**
 * Who speaks in a claim: in an act of speech the one whose act it is; else the innermost holder, where the text names one;
 * else the paper, where it speaks for itself.
 */
export function speaker(c: Claim, lookup: Lookup): Omit<Speaker, "claims"> {
  const actor = (id: Id): Omit<Speaker, "claims"> => ({ key: `actor ${id}`, label: lookup.actors.get(id)?.label ?? id, kind: "actor" });
  if (isSpeech(c, lookup) && lookup.actors.get(c.source)?.kind === "entity") return actor(c.source);
  const holder = c.holders[0];
  if (holder?.id) return actor(holder.id);
  if (c.own) return { key: `paper ${publisher(c, lookup)}`, label: publisher(c, lookup), kind: "paper" };
  return { key: "unnamed", label: "not named", kind: "unnamed" };
}

const isSpeech = (c: Claim, lookup: Lookup): boolean => lookup.relations.get(c.relation)?.family === "speech";

/** Whom a claim is about: the target of an act of speech, both ends of another claim. */
export function about(c: Claim, lookup: Lookup): Id[] {
  const ends = isSpeech(c, lookup) ? [c.target] : [...new Set([c.source, c.target])];
  return ends.filter((id) => lookup.actors.get(id)?.kind === "entity");
}

export function sayings(claims: Claim[], lookup: Lookup, most = 60): Sayings {
  const speakers = new Map<string, Speaker>();
  const targets = new Map<Id, number>();
  const cells = new Map<string, Said>();
  for (const c of claims) {
    const who = speaker(c, lookup);
    const whom = about(c, lookup);
    if (!whom.length) continue;
    const known = speakers.get(who.key) ?? { ...who, claims: 0 };
    known.claims++;
    speakers.set(who.key, known);
    for (const target of whom) {
      targets.set(target, (targets.get(target) ?? 0) + 1);
      const cell = cells.get(sayingKey(who.key, target)) ?? { claims: [], for: 0, against: 0 };
      cell.claims.push(c);
      const side = stance(c, lookup);
      if (side) cell[side]++;
      cells.set(sayingKey(who.key, target), cell);
    }
  }
  const label = (id: Id): string => lookup.actors.get(id)?.label ?? id;
  return {
    speakers: [...speakers.values()].sort((a, b) => b.claims - a.claims || a.label.localeCompare(b.label)).slice(0, most),
    targets: [...targets].sort(([a, n], [b, m]) => m - n || label(a).localeCompare(label(b))).slice(0, most).map(([id]) => id),
    cells, all: { speakers: speakers.size, targets: targets.size },
  };
}

/** The side that the speaker takes in an act of speech; other claims only tell of what others do. */
function stance(c: Claim, lookup: Lookup): "for" | "against" | "" {
  if (!isSpeech(c, lookup)) return "";
  return lookup.statuses.get(c.status)?.holds ? lookup.relations.get(c.relation)?.stance ?? "" : "";
}
