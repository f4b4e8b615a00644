// The shapes of the drawing: curves between actors, the outlines of actors, arrowheads. Lengths are in pixels at full size.

import type { Shape } from "../model";

export interface Point {
  x: number;
  y: number;
}

/** A quadratic Bézier curve from `a` to `b`, pulled towards `c`. */
export interface Curve {
  a: Point;
  c: Point;
  b: Point;
}

/** How far an outline reaches from its middle, as a share of the radius. */
export const REACH: Record<Shape, number> = { circle: 1, square: 1.06, diamond: 1.08, triangle: 0.98, pin: 0.98 };

const BOW = 0.34;
const WIDEST = 74;

/** The curve between two places; `bend` counts how many lines it lies from the straight way. A place and itself get a loop. */
export function curve(a: Point, b: Point, bend: number, radius = 10): Curve {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const apart = Math.hypot(dx, dy);
  if (apart < 1e-6) {
    const high = radius + 34 + 12 * Math.abs(bend);
    return { a: { x: a.x - radius * 0.6, y: a.y - radius * 0.8 }, c: { x: a.x, y: a.y - high * 1.6 }, b: { x: a.x + radius * 0.6, y: a.y - radius * 0.8 } };
  }
  const bow = bend * Math.min(BOW * apart, WIDEST);
  return { a, c: { x: (a.x + b.x) / 2 - (dy / apart) * bow, y: (a.y + b.y) / 2 + (dx / apart) * bow }, b };
}

export function at(k: Curve, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * k.a.x + 2 * u * t * k.c.x + t * t * k.b.x,
    y: u * u * k.a.y + 2 * u * t * k.c.y + t * t * k.b.y,
  };
}

/** The direction of a curve at `t`, of length one. */
export function heading(k: Curve, t: number): Point {
  const u = 1 - t;
  const x = u * (k.c.x - k.a.x) + t * (k.b.x - k.c.x);
  const y = u * (k.c.y - k.a.y) + t * (k.b.y - k.c.y);
  const length = Math.hypot(x, y) || 1;
  return { x: x / length, y: y / length };
}

/** The stretch of a curve between two shares of the way, itself such a curve. */
export function part(k: Curve, low: number, high: number): Curve {
  const mix = (p: Point, q: Point, t: number): Point => ({ x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t });
  return { a: at(k, low), c: mix(mix(k.a, k.c, low), mix(k.c, k.b, low), high), b: at(k, high) };
}

export function long(k: Curve): number {
  let sum = 0;
  let before = k.a;
  for (let i = 1; i <= 8; i++) {
    const here = at(k, i / 8);
    sum += Math.hypot(here.x - before.x, here.y - before.y);
    before = here;
  }
  return sum;
}

/** How near a point is to a curve. */
export function away(k: Curve, p: Point): number {
  let best = Infinity;
  let before = k.a;
  for (let i = 1; i <= 12; i++) {
    const here = at(k, i / 12);
    best = Math.min(best, fromSegment(p, before, here));
    before = here;
  }
  return best;
}

function fromSegment(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const square = dx * dx + dy * dy || 1;
  const t = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/** The corners of an outline that has any, around its middle, for radius 1. */
export const CORNERS: Record<Exclude<Shape, "circle">, [number, number][]> = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  triangle: [[0, -1.25], [1.2, 0.85], [-1.2, 0.85]],
  pin: [[-1.2, -0.85], [1.2, -0.85], [0, 1.25]],
};

/** An outline as the `d` of a path. */
export function outline(shape: Shape, p: Point, radius: number): string {
  if (shape === "circle") {
    const r = n(radius);
    return `M${n(p.x - radius)} ${n(p.y)}a${r} ${r} 0 1 0 ${n(2 * radius)} 0a${r} ${r} 0 1 0 ${n(-2 * radius)} 0z`;
  }
  return `M${CORNERS[shape].map(([x, y]) => `${n(p.x + x * radius)} ${n(p.y + y * radius)}`).join("L")}z`;
}

export const path = (k: Curve): string => `M${n(k.a.x)} ${n(k.a.y)}Q${n(k.c.x)} ${n(k.c.y)} ${n(k.b.x)} ${n(k.b.y)}`;

/** An arrowhead whose tip is at a point. */
export function arrow(tip: Point, way: Point, length: number, half: number): string {
  const [bx, by] = [tip.x - way.x * length, tip.y - way.y * length];
  return `M${n(tip.x)} ${n(tip.y)}L${n(bx - way.y * half)} ${n(by + way.x * half)}L${n(bx + way.y * half)} ${n(by - way.x * half)}z`;
}

/** A number as a path has it. */
export const n = (value: number): string => String(Math.round(value * 10) / 10);
