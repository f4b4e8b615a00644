// Groups of actors that have more to do with each other than with the rest (Louvain), numbered by size.

import Graph from "graphology";
import louvain from "graphology-communities-louvain";
import type { Id } from "../model";

/** The number of each actor's group; actors without a line have none. The same lines give the same groups. */
export function communities(ids: Id[], pairs: Map<string, { a: Id; b: Id; count: number }>): Map<Id, number> {
  const graph = new Graph({ type: "undirected" });
  for (const id of ids) graph.addNode(id);
  for (const { a, b, count } of pairs.values()) if (a !== b) graph.mergeEdge(a, b, { weight: count });
  if (graph.size === 0) return new Map();
  let seed = 1;
  const rng = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const found = louvain(graph, { rng, getEdgeWeight: "weight" });
  const members = new Map<number, Id[]>();
  for (const id of ids) {
    if (graph.degree(id) === 0) continue;
    const list = members.get(found[id]!);
    if (list) list.push(id);
    else members.set(found[id]!, [id]);
  }
  const order = [...members.values()].sort((a, b) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1));
  return new Map(order.flatMap((group, n) => group.map((id): [Id, number] => [id, n])));
}
