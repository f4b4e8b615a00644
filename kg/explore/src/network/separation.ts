// Moves boxes apart until none lies on another, each as little as may be.

export interface Boxes {
  x: Float64Array;
  y: Float64Array;
  w: Float64Array;
  h: Float64Array;
  /** Who does not move. */
  held: boolean[];
}

const ROUNDS = 120;

/** The boxes' middles are moved in place; the last pass may leave nothing to move, and then all are apart. */
export function separate(boxes: Boxes, rounds = ROUNDS): void {
  const size = boxes.x.length;
  if (size < 2) return;
  const { x, y, w, h, held } = boxes;
  let cell = 1;
  for (let i = 0; i < size; i++) cell = Math.max(cell, (w[i]! + h[i]!) / 2);
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    const grid = new Map<number, number[]>();
    const key = (cx: number, cy: number): number => cx * 73856093 + cy * 19349663;
    for (let i = 0; i < size; i++) {
      const k = key(Math.floor(x[i]! / cell), Math.floor(y[i]! / cell));
      const list = grid.get(k);
      if (list) list.push(i);
      else grid.set(k, [i]);
    }
    for (let i = 0; i < size; i++) {
      const [cx, cy] = [Math.floor(x[i]! / cell), Math.floor(y[i]! / cell)];
      for (let gx = cx - 2; gx <= cx + 2; gx++)
        for (let gy = cy - 2; gy <= cy + 2; gy++)
          for (const j of grid.get(key(gx, gy)) ?? []) {
            if (j <= i || (held[i] && held[j])) continue;
            const dx = x[j]! - x[i]!;
            const dy = y[j]! - y[i]!;
            const ox = (w[i]! + w[j]!) / 2 - Math.abs(dx);
            const oy = (h[i]! + h[j]!) / 2 - Math.abs(dy);
            if (ox <= 0.01 || oy <= 0.01) continue;
            moved = true;
            // The shorter way out, half of it each where both may move; sideways counts less, as boxes are wide.
            const [mine, other] = held[i] ? [0, 1] : held[j] ? [1, 0] : [0.5, 0.5];
            if (ox < oy * 1.6) {
              const push = dx < 0 || (dx === 0 && i % 2) ? -ox : ox;
              x[i]! -= push * mine;
              x[j]! += push * other;
            } else {
              const push = dy < 0 || (dy === 0 && i % 2) ? -oy : oy;
              y[i]! -= push * mine;
              y[j]! += push * other;
            }
          }
    }
    if (!moved) return;
  }
}
