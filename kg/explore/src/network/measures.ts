// What the size of an actor can stand for.

import type { Claim, Id } from "../model";
import type { Lookup } from "../lookup";
import { publisher } from "../lookup";

export const MEASURES = { claims: "claims", publishers: "publishers", degree: "neighbours", betweenness: "betweenness" } as const;
export type Measure = keyof typeof MEASURES;

/** Above this, betweenness is estimated from as many actors, evenly spread. */
const PIVOTS = 400;

/** A number for each actor of these claims. */
export function measured(measure: Measure, claims: Claim[], lookup: Lookup): Map<Id, number> {
  if (measure === "betweenness") return betweenness(neighbours(claims));
  if (measure === "degree") return new Map([...neighbours(claims)].map(([id, near]) => [id, near.size]));
  const found = new Map<Id, Set<string>>();
  for (const c of claims)
    for (const end of [c.source, c.target]) {
      let set = found.get(end);
      if (!set) found.set(end, (set = new Set()));
      set.add(measure === "claims" ? c.id : publisher(c, lookup));
    }
  return new Map([...found].map(([id, set]) => [id, set.size]));
}

export type Neighbours = Map<Id, Set<Id>>;

export function neighbours(claims: Iterable<{ source: Id; target: Id }>): Neighbours {
  const near: Neighbours = new Map();
  const at = (id: Id): Set<Id> => near.get(id) ?? (near.set(id, new Set()), near.get(id)!);
  for (const { source, target } of claims) {
    const [a, b] = [at(source), at(target)];
    if (source === target) continue;
    a.add(target);
    b.add(source);
  }
  return near;
}

/** Through how many shortest ways of others an actor lies (Brandes); as a share of the most there could be. */
export function betweenness(near: Neighbours): Map<Id, number> {
  const ids = [...near.keys()];
  const index = new Map(ids.map((id, i) => [id, i]));
  const next = ids.map((id) => Uint32Array.from([...near.get(id)!].map((o) => index.get(o)!)));
  const total = ids.length;
  const sum = new Float64Array(total);
  const step = Math.max(1, total / PIVOTS);
  let pivots = 0;
  const [steps, ways, share] = [new Int32Array(total), new Float64Array(total), new Float64Array(total)];
  const order = new Uint32Array(total);
  for (let at = 0; at < total; at += step, pivots++) {
    const start = Math.floor(at);
    steps.fill(-1);
    ways.fill(0);
    share.fill(0);
    steps[start] = 0;
    ways[start] = 1;
    order[0] = start;
    let found = 1;
    for (let i = 0; i < found; i++) {
      const v = order[i]!;
      for (const w of next[v]!) {
        if (steps[w]! < 0) {
          steps[w] = steps[v]! + 1;
          order[found++] = w;
        }
        if (steps[w] === steps[v]! + 1) ways[w]! += ways[v]!;
      }
    }
    for (let i = found - 1; i > 0; i--) {
      const w = order[i]!;
      for (const v of next[w]!) if (steps[v] === steps[w]! - 1) share[v]! += (ways[v]! / ways[w]!) * (1 + share[w]!);
      sum[w]! += share[w]!;
    }
  }
  const most = ((total - 1) * (total - 2)) / 2 || 1;
  return new Map(ids.map((id, i) => [id, (sum[i]! * (total / (pivots || 1))) / 2 / most]));
}
