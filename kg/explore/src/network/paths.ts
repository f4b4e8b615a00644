// Ways from one actor to another over what is shown.

import type { Claim, Id } from "../model";
import { neighbours, type Neighbours } from "./measures";

/** The `k` shortest ways without a turn back, shortest first (Yen); ways of the same length in the order of their names. */
export function ways(claims: Claim[], from: Id, to: Id, k: number): Id[][] {
  const near = neighbours(claims);
  const first = shortest(near, from, to, new Set(), new Set());
  if (!first) return [];
  const found = [first];
  const waiting = new Map<string, Id[]>();
  while (found.length < k) {
    const last = found[found.length - 1]!;
    for (let i = 0; i < last.length - 1; i++) {
      const root = last.slice(0, i + 1);
      const cut = new Set(found.filter((w) => root.every((id, j) => w[j] === id)).map((w) => edge(w[i]!, w[i + 1]!)));
      const spur = shortest(near, last[i]!, to, new Set(root.slice(0, -1)), cut);
      if (spur) {
        const way = [...root.slice(0, -1), ...spur];
        waiting.set(way.join("\n"), way);
      }
    }
    for (const way of found) waiting.delete(way.join("\n"));
    const next = [...waiting].sort(([a, x], [b, y]) => x.length - y.length || (a < b ? -1 : 1))[0];
    if (!next) break;
    found.push(next[1]);
    waiting.delete(next[0]);
  }
  return found;
}

const edge = (a: Id, b: Id): string => `${a}\n${b}`;

function shortest(near: Neighbours, from: Id, to: Id, without: Set<Id>, cut: Set<string>): Id[] | null {
  if (from === to || !near.has(from) || !near.has(to)) return null;
  const before = new Map<Id, Id>([[from, from]]);
  let edgeOf: Id[] = [from];
  while (edgeOf.length) {
    const next: Id[] = [];
    for (const at of edgeOf)
      for (const id of [...near.get(at)!].sort()) {
        if (before.has(id) || without.has(id) || cut.has(edge(at, id))) continue;
        before.set(id, at);
        if (id === to) {
          const way = [to];
          while (way[0] !== from) way.unshift(before.get(way[0]!)!);
          return way;
        }
        next.push(id);
      }
    edgeOf = next;
  }
  return null;
}
