// What is shown, from the data and the state alone.

import type { Shown } from "./app";
import { facetValues } from "./facets";
import { fold, type Lookup } from "./lookup";
import type { Claim, Data, Id } from "./model";
import { FACETS, type Facet, type State } from "./state";
import { inTime, keptOut } from "./taken";

export function shown(data: Data, state: State, lookup: Lookup): Shown {
  const view = lookup.views.get(state.view) ?? data.views[0]!;
  const timely = data.claims.filter((c) => inTime(c, state.asOf, state.knownOn));
  const out = keptOut(timely, view, lookup);
  const counts = Object.fromEntries(FACETS.map((f) => [f, new Map<string, number>()])) as Shown["counts"];
  const passes = otherFilters(state, lookup, out);
  const hidden = FACETS.map((facet) => [facet, new Set(state.hidden[facet])] as const);
  const passing: Claim[] = [];
  for (const claim of timely) {
    if (!passes(claim)) continue;
    let off: Facet | null = null;
    let many = false;
    for (const [facet, values] of hidden) {
      if (values.size && facetValues(facet, claim, lookup).some((v) => values.has(v))) {
        many = off !== null;
        off = facet;
        if (many) break;
      }
    }
    if (many) continue;
    // A facet counts what would be there were it not for its own switches.
    for (const facet of off ? [off] : FACETS)
      for (const value of facetValues(facet, claim, lookup)) bump(counts[facet], value);
    if (!off) passing.push(claim);
  }
  const claims = state.focus ? around(passing, state.focus, state.depth) : passing;
  const ends = new Set(claims.flatMap((c) => [c.source, c.target]));
  if (state.focus && lookup.actors.has(state.focus)) ends.add(state.focus);
  return {
    claims,
    actors: data.actors.filter((a) => ends.has(a.id)),
    keptOut: new Map(claims.flatMap((c) => (out.has(c.id) ? [[c.id, out.get(c.id)!] as const] : []))),
    documents: new Set(claims.map((c) => c.document)).size,
    counts,
  };
}

/** All filters but the clocks, the facets and the focus. */
function otherFilters(state: State, lookup: Lookup, out: Map<Id, string>): (c: Claim) => boolean {
  const words = fold(state.find).split(/\s+/).filter(Boolean);
  const only = state.only.length ? new Set(state.only) : null;
  const timed = state.asOf !== "" || state.from !== "";
  return (c) => {
    if (only && !only.has(c.id) && !(only.has(c.source) && only.has(c.target))) return false;
    if (!state.keptOut && out.has(c.id)) return false;
    if (c.latest === "" ? timed && !state.undated : state.from !== "" && c.latest < state.from) return false;
    if (state.sources > 1 && (lookup.publishers.get(c.id) ?? 1) < state.sources) return false;
    return words.length === 0 || words.every((w) => lookup.text.get(c.id)!.includes(w));
  };
}

/** The claims among the actors that are at most `depth` steps from one. */
export function around(claims: Claim[], focus: Id, depth: number): Claim[] {
  const near = new Set([focus]);
  for (let step = 0; step < depth; step++) {
    const before = new Set(near);
    for (const c of claims) {
      if (before.has(c.source)) near.add(c.target);
      if (before.has(c.target)) near.add(c.source);
    }
  }
  return claims.filter((c) => near.has(c.source) && near.has(c.target));
}

function bump(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
