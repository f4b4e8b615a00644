// Two parts of one store as one.

import type { Data } from "./model";

/** What either part has, each thing once; what both have is as the second has it. */
export function merged(one: Data, two: Data): Data {
  const both = <T extends object>(list: (data: Data) => T[], key: keyof T): T[] =>
    [...new Map([...list(one), ...list(two)].map((item) => [item[key], item])).values()];
  const actors = new Map(one.actors.map((a) => [a.id, a]));
  for (const actor of two.actors) {
    const known = actors.get(actor.id);
    const joined = (list: "aliases" | "documents"): string[] => [...new Set([...(known?.[list] ?? []), ...actor[list]])].sort();
    actors.set(actor.id, { ...known, ...actor, aliases: joined("aliases"), documents: joined("documents") });
  }
  const retiredBy = new Map(one.claims.map((c) => [c.id, c.retiredBy]));
  const claims = both((d) => d.claims, "id").map((c) => ({ ...c, retiredBy: [...new Set([...(retiredBy.get(c.id) ?? []), ...c.retiredBy])].sort() }));
  const order = (a: { document: string; start: number; id: string }, b: typeof a): number =>
    a.document < b.document ? -1 : a.document > b.document ? 1 : a.start - b.start || (a.id < b.id ? -1 : 1);
  return {
    ...two,
    title: one.title,
    view: one.view,
    views: both((d) => d.views, "name"),
    relations: both((d) => d.relations, "name"),
    types: both((d) => d.types, "name"),
    documents: both((d) => d.documents, "id"),
    actors: [...actors.values()],
    claims: claims.sort(order),
  };
}
