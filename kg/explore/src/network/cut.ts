// Which actors are drawn where there are too many for one picture.

import type { App } from "../app";
import type { Claim, Id } from "../model";
import { publisher } from "../lookup";
import type { Choices } from "./choices";
import { ways } from "./paths";

export interface Cut {
  ids: Set<Id>;
  /** Of those, who would be there if nothing were opened or expanded; the others are put beside them. */
  base: Set<Id>;
  /** Actors that pass the filters and are left out. */
  left: number;
  /** The ways between two actors, shortest first, where a path is asked for. */
  ways: Id[][] | null;
}

const WAYS = 3;

export function cut(app: App, chosen: Choices): Cut {
  const here = app.shown.actors;
  if (app.state.path) {
    const found = ways(app.shown.claims, ...app.state.path, WAYS);
    const ids = new Set([...app.state.path, ...found.flat()]);
    return { ids, base: ids, left: 0, ways: found };
  }
  const near = new Set(app.state.focus ? here.map((a) => a.id) : []);
  const order = app.state.focus ? ranked(app).filter((id) => near.has(id)) : ranked(app);
  const base = new Set(order.slice(0, chosen.limit));
  const ids = new Set(base);
  for (const id of chosen.expanded) {
    if (!app.lookup.actors.has(id)) continue;
    ids.add(id);
    for (const c of app.at(id, true)) ids.add(c.source).add(c.target);
  }
  if (app.lookup.actors.has(app.state.open)) ids.add(app.state.open);
  const open = app.lookup.claims.get(app.state.open);
  if (open) ids.add(open.source).add(open.target);
  return { ids, base, left: here.filter((a) => !ids.has(a.id)).length, ways: null };
}

const orders = new WeakMap<App["data"], Id[]>();

/** All actors, the best evidenced first: by publishers, then claims; what has no name comes last. */
function ranked(app: App): Id[] {
  const known = orders.get(app.data);
  if (known) return known;
  const rank = new Map<Id, [number, number, number]>();
  for (const a of app.data.actors) {
    const claims: Claim[] = app.lookup.at.get(a.id) ?? [];
    rank.set(a.id, [a.kind === "entity" ? 1 : 0, new Set(claims.map((c) => publisher(c, app.lookup))).size, claims.length]);
  }
  const order = [...rank.keys()].sort((a, b) => {
    const [x, y] = [rank.get(a)!, rank.get(b)!];
    return y[0] - x[0] || y[1] - x[1] || y[2] - x[2] || (a < b ? -1 : 1);
  });
  orders.set(app.data, order);
  return order;
}
