// A first arrangement without chance: multidimensional scaling by the distances to a few pivots (Brandes and Pich 2006).

const PIVOTS = 40;
const ROUNDS = 60;

/** Places for the members of one part whose neighbours are given by number; about one unit per step between them. */
export function pivoted(next: ArrayLike<number>[]): Float64Array {
  const size = next.length;
  const out = new Float64Array(2 * size);
  if (size < 2) return out;
  const pivots = Math.min(PIVOTS, size);
  const steps: Float64Array[] = [];
  const nearest = new Float64Array(size).fill(Infinity);
  let pivot = 0;
  for (let i = 1; i < size; i++) if (next[i]!.length > next[pivot]!.length) pivot = i;
  for (let p = 0; p < pivots; p++) {
    const d = distances(next, pivot);
    steps.push(d);
    // The next pivot is what is farthest from all before.
    pivot = 0;
    for (let i = 0; i < size; i++) {
      nearest[i] = Math.min(nearest[i]!, d[i]!);
      if (nearest[i]! > nearest[pivot]!) pivot = i;
    }
  }
  const centred = steps.map(squared);
  double(centred);
  const first = axis(centred, null);
  const second = axis(centred, first);
  for (let i = 0; i < size; i++) {
    // What has the same distances to all pivots would lie on one spot: a small turn by number keeps it apart.
    const turn = i * 2.399963;
    const room = 0.15 * Math.sqrt((i % 64) / 64);
    out[2 * i] = first[i]! + room * Math.cos(turn);
    out[2 * i + 1] = second[i]! + room * Math.sin(turn);
  }
  return out;
}

function distances(next: ArrayLike<number>[], from: number): Float64Array {
  const d = new Float64Array(next.length).fill(-1);
  const queue = new Uint32Array(next.length);
  d[from] = 0;
  queue[0] = from;
  let found = 1;
  for (let i = 0; i < found; i++) {
    const v = queue[i]!;
    for (let j = 0; j < next[v]!.length; j++) {
      const w = next[v]![j]!;
      if (d[w]! < 0) {
        d[w] = d[v]! + 1;
        queue[found++] = w;
      }
    }
  }
  return d;
}

const squared = (d: Float64Array): Float64Array => d.map((x) => -0.5 * x * x);

/** Take out the means of rows and columns. */
function double(columns: Float64Array[]): void {
  const size = columns[0]!.length;
  const rows = new Float64Array(size);
  for (const c of columns) for (let i = 0; i < size; i++) rows[i]! += c[i]! / columns.length;
  const all = rows.reduce((s, x) => s + x, 0) / size;
  for (const c of columns) {
    const mean = c.reduce((s, x) => s + x, 0) / size;
    for (let i = 0; i < size; i++) c[i]! += all - rows[i]! - mean;
  }
}

/** The direction in which the columns spread most, beside one that is taken, as a coordinate of each row. */
function axis(columns: Float64Array[], taken: Float64Array | null): Float64Array {
  const size = columns[0]!.length;
  let v = Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1));
  let length = 1;
  for (let round = 0; round < ROUNDS; round++) {
    if (taken) beside(v, taken);
    const weights = columns.map((c) => c.reduce((s, x, i) => s + x * v[i]!, 0));
    const w = new Float64Array(size);
    columns.forEach((c, p) => {
      for (let i = 0; i < size; i++) w[i]! += c[i]! * weights[p]!;
    });
    length = norm(w);
    if (length < 1e-12) break;
    v = w.map((x) => x / length);
  }
  if (taken) beside(v, taken);
  const scale = Math.sqrt(Math.sqrt(length / columns.length) * Math.sqrt(size)) || 1;
  return v.map((x) => x * scale);
}

function beside(v: Float64Array, taken: Float64Array): void {
  const square = taken.reduce((s, x) => s + x * x, 0) || 1;
  const share = v.reduce((s, x, i) => s + x * taken[i]!, 0) / square;
  for (let i = 0; i < v.length; i++) v[i]! -= share * taken[i]!;
}

const norm = (v: Float64Array): number => Math.sqrt(v.reduce((s, x) => s + x * x, 0));
