// Puts the parts of a network beside each other, the largest in the middle and small ones into the room that is left.

export interface Part {
  /** What the part covers: middles and sizes. */
  boxes: { x: number; y: number; w: number; h: number }[];
  /** It stays where it is. */
  fixed: boolean;
}

/** How far to move each part. Those that stay come first, the others in the order they are given; `aspect` is width to height of the whole. */
export function packed(parts: Part[], aspect: number, gap: number): { dx: number; dy: number }[] {
  const area = parts.reduce((sum, part) => sum + areaOf(part), 0);
  const cell = Math.max(gap, Math.sqrt(area / 6000));
  const taken = new Set<number>();
  const key = (x: number, y: number): number => (x + 0x8000) * 0x10000 + (y + 0x8000);
  const ring = spiral(aspect);
  const tried = new Map<string, number>();
  for (const part of parts) {
    if (!part.fixed) continue;
    for (const [x, y] of cover(part, 0, 0, cell, gap)) taken.add(key(x, y));
  }
  return parts.map((part) => {
    if (part.fixed) return { dx: 0, dy: 0 };
    const [left, top] = corner(part);
    const mask = cover(part, left, top, cell, gap);
    const name = mask.map(([x, y]) => `${x},${y}`).join(" ");
    const [width, height] = [Math.max(...mask.map((m) => m[0])) + 1, Math.max(...mask.map((m) => m[1])) + 1];
    for (let i = tried.get(name) ?? 0; ; i++) {
      const [sx, sy] = ring(i);
      const [cx, cy] = [sx - (width >> 1), sy - (height >> 1)];
      if (mask.some(([x, y]) => taken.has(key(cx + x, cy + y)))) continue;
      for (const [x, y] of mask) taken.add(key(cx + x, cy + y));
      tried.set(name, i);
      return { dx: cx * cell - left, dy: cy * cell - top };
    }
  });
}

const areaOf = (part: Part): number =>
  span(part.boxes.flatMap((b) => [b.x - b.w / 2, b.x + b.w / 2])) * span(part.boxes.flatMap((b) => [b.y - b.h / 2, b.y + b.h / 2]));

function span(values: number[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  return high - low;
}

function corner(part: Part): [number, number] {
  let [x, y] = [Infinity, Infinity];
  for (const b of part.boxes) {
    x = Math.min(x, b.x - b.w / 2);
    y = Math.min(y, b.y - b.h / 2);
  }
  return [x, y];
}

/** The cells that a part needs, with the gap around it. */
function cover(part: Part, left: number, top: number, cell: number, gap: number): [number, number][] {
  const cells = new Map<string, [number, number]>();
  for (const b of part.boxes) {
    const from = [Math.floor((b.x - b.w / 2 - left) / cell), Math.floor((b.y - b.h / 2 - top) / cell)];
    const to = [Math.floor((b.x + b.w / 2 - left + gap) / cell), Math.floor((b.y + b.h / 2 - top + gap) / cell)];
    for (let x = from[0]!; x <= to[0]!; x++) for (let y = from[1]!; y <= to[1]!; y++) cells.set(`${x},${y}`, [x, y]);
  }
  return [...cells.values()];
}

/** Cells from the middle outwards, in ellipses of this aspect. */
function spiral(aspect: number): (i: number) => [number, number] {
  const found: [number, number][] = [];
  let radius = 0;
  const reach = (x: number, y: number): number => Math.max(Math.abs(x) / Math.sqrt(aspect), Math.abs(y) * Math.sqrt(aspect));
  const grow = (): void => {
    const before = radius;
    radius += 8;
    const [wide, high] = [Math.ceil(radius * Math.sqrt(aspect)), Math.ceil(radius / Math.sqrt(aspect))];
    const ring: [number, number][] = [];
    for (let x = -wide; x <= wide; x++)
      for (let y = -high; y <= high; y++) {
        const r = reach(x, y);
        if (r >= before && r < radius) ring.push([x, y]);
      }
    ring.sort((a, b) => reach(...a) - reach(...b) || a[1] - b[1] || a[0] - b[0]);
    for (const c of ring) found.push(c);
  };
  return (i) => {
    while (i >= found.length) grow();
    return found[i]!;
  };
}
