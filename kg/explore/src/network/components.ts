// The parts of a network that nothing joins.

export type Pairs = Uint32Array; // source, target, source, target, …

/** The members of each part, the largest part first; parts and members otherwise in the order of their numbers. */
export function components(size: number, pairs: Pairs): number[][] {
  const root = Uint32Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    while (root[i] !== i) {
      root[i] = root[root[i]!]!;
      i = root[i]!;
    }
    return i;
  };
  for (let e = 0; e < pairs.length; e += 2) {
    const [a, b] = [find(pairs[e]!), find(pairs[e + 1]!)];
    if (a !== b) root[Math.max(a, b)] = Math.min(a, b);
  }
  const parts = new Map<number, number[]>();
  for (let i = 0; i < size; i++) {
    const r = find(i);
    const part = parts.get(r);
    if (part) part.push(i);
    else parts.set(r, [i]);
  }
  return [...parts.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}
