// An order of actors in which those who have to do with each other stand together.

import type { Id } from "../../model";

/**
 * Groups of ids, by merging the two groups whose ties are strongest for their size until none gains (greedy modularity).
 * The same ties always give the same groups; the largest comes first.
 */
export function communities(ids: Id[], ties: [Id, Id][]): Id[][] {
  const groups = new Map<number, Id[]>(ids.map((id, i) => [i, [id]]));
  const home = new Map(ids.map((id, i) => [id, i]));
  const weight = new Map<string, number>();
  const degree = new Map<number, number>(ids.map((_, i) => [i, 0]));
  const key = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
  let whole = 0;
  for (const [one, other] of ties) {
    const [a, b] = [home.get(one), home.get(other)];
    if (a === undefined || b === undefined || a === b) continue;
    weight.set(key(a, b), (weight.get(key(a, b)) ?? 0) + 1);
    degree.set(a, degree.get(a)! + 1);
    degree.set(b, degree.get(b)! + 1);
    whole += 1;
  }
  for (;;) {
    let best: { a: number; b: number; gain: number } | null = null;
    for (const [pair, w] of weight) {
      const [a, b] = pair.split(" ").map(Number) as [number, number];
      const gain = w / whole - (degree.get(a)! * degree.get(b)!) / (2 * whole * whole);
      if (gain > (best?.gain ?? 0) + 1e-9) best = { a, b, gain };
    }
    if (!best) break;
    join(best.a, best.b);
  }
  return [...groups.values()].sort((x, y) => y.length - x.length || x[0]!.localeCompare(y[0]!));

  function join(a: number, b: number): void {
    groups.set(a, [...groups.get(a)!, ...groups.get(b)!]);
    groups.delete(b);
    degree.set(a, degree.get(a)! + degree.get(b)!);
    degree.delete(b);
    for (const [pair, w] of [...weight]) {
      const [x, y] = pair.split(" ").map(Number) as [number, number];
      if (x !== b && y !== b) continue;
      weight.delete(pair);
      const other = x === b ? y : x;
      if (other !== a) weight.set(key(a, other), (weight.get(key(a, other)) ?? 0) + w);
    }
  }
}
