// Who stands how to whom: the claims between two actors, by row and column.

import type { Lookup } from "../../lookup";
import type { Claim, Id } from "../../model";
import { communities } from "../../network/communities";

/** What stands for ends that the text does not name; nothing says that two of them are one. */
export const UNNAMED = "";

export interface Matrix {
  rows: Id[];
  columns: Id[];
  /** The claims of a cell, by `cellKey`. */
  cells: Map<string, Claim[]>;
  /** Claims of these families that are about no second actor, so that they have no cell. */
  without: Claim[];
  /** How many actors there would be, where they are more than are shown. */
  all: number;
  /** The number of each actor's community, where they are ordered by it. */
  community: Map<Id, number>;
}

export const cellKey = (row: Id, column: Id): string => `${row}\n${column}`;

export type Order = "community" | "name" | "number";

/** The claims of these families between actors; of more actors than `most`, those with the most claims. */
export function matrix(claims: Claim[], families: ReadonlySet<string>, order: Order, lookup: Lookup, most = 150): Matrix {
  const { pairs, without } = between(claims, families, lookup);
  const counts = new Map<Id, number>();
  for (const [a, b] of pairs) for (const id of [a, b]) if (id !== UNNAMED) counts.set(id, (counts.get(id) ?? 0) + 1);
  const label = (id: Id): string => lookup.actors.get(id)?.label ?? id;
  const byName = (a: Id, b: Id): number => label(a).localeCompare(label(b)) || a.localeCompare(b);
  const byCount = (a: Id, b: Id): number => counts.get(b)! - counts.get(a)! || byName(a, b);
  const chosen = foremost(pairs, counts, most).sort(byCount);
  const here = new Set(chosen);
  const community = order === "community" ? communities([...chosen].sort(byName), ties(pairs, here)) : new Map<Id, number>();
  const group = (id: Id): number => community.get(id) ?? Infinity;
  const ordered = [...chosen].sort(order === "name" ? byName : (a, b) => (group(a) === group(b) ? 0 : group(a) - group(b)) || byCount(a, b));
  const cells = new Map<string, Claim[]>();
  for (const [a, b, c] of pairs) {
    if (![a, b].every((id) => id === UNNAMED || here.has(id))) continue;
    cells.set(cellKey(a, b), [...(cells.get(cellKey(a, b)) ?? []), c]);
  }
  const used = (side: 0 | 1): ((id: Id) => boolean) => {
    const ids = new Set([...cells.keys()].map((k) => k.split("\n")[side]));
    return (id) => ids.has(id);
  };
  return {
    rows: [...ordered, UNNAMED].filter(used(0)), columns: [...ordered, UNNAMED].filter(used(1)),
    cells, without, all: counts.size, community,
  };
}

/** How often any two of these actors have to do with each other. */
function ties(pairs: [Id, Id, Claim][], here: ReadonlySet<Id>): Map<string, { a: Id; b: Id; count: number }> {
  const found = new Map<string, { a: Id; b: Id; count: number }>();
  for (const [one, other] of pairs) {
    if (!here.has(one) || !here.has(other)) continue;
    const [a, b] = [one, other].sort() as [Id, Id];
    const tie = found.get(cellKey(a, b)) ?? { a, b, count: 0 };
    tie.count++;
    found.set(cellKey(a, b), tie);
  }
  return found;
}

/** The actors with the most claims, each with the one that it stands to, so that no row is empty. */
function foremost(pairs: [Id, Id, Claim][], counts: Map<Id, number>, most: number): Id[] {
  if (counts.size <= most) return [...counts.keys()];
  const weight = (id: Id): number => counts.get(id) ?? 0;
  const chosen = new Set<Id>();
  for (const [a, b] of [...pairs].sort((x, y) => weight(y[0]) + weight(y[1]) - weight(x[0]) - weight(x[1]))) {
    const more = [a, b].filter((id) => id !== UNNAMED && !chosen.has(id));
    if (chosen.size + more.length <= most) for (const id of more) chosen.add(id);
  }
  return [...chosen];
}

/** Each claim with its two ends; what goes both ways comes twice. */
function between(claims: Claim[], families: ReadonlySet<string>, lookup: Lookup): { pairs: [Id, Id, Claim][]; without: Claim[] } {
  const end = (id: Id): Id | null => {
    const kind = lookup.actors.get(id)?.kind;
    return kind === "entity" ? id : kind === "value" ? null : UNNAMED;
  };
  const without: Claim[] = [];
  const pairs = claims.flatMap((c): [Id, Id, Claim][] => {
    const relation = lookup.relations.get(c.relation);
    if (!relation || !families.has(relation.family)) return [];
    const [a, b] = [end(c.source), end(c.target)];
    if (a === null || b === null) {
      without.push(c);
      return [];
    }
    return relation.symmetric && a !== b ? [[a, b, c], [b, a, c]] : [[a, b, c]];
  });
  return { pairs, without };
}
