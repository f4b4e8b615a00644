// How places become pixels: which place is in the middle, and how large things are.

import type { Point } from "./geometry";

export interface Camera {
  x: number;
  y: number;
  /** Pixels to a unit of the places. */
  k: number;
}

export interface Size {
  w: number;
  h: number;
}

export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

const [NEAREST, FARTHEST] = [6, 0.004];

export const toScreen = (p: Point, c: Camera, s: Size): Point => ({ x: (p.x - c.x) * c.k + s.w / 2, y: (p.y - c.y) * c.k + s.h / 2 });
export const toPlace = (p: Point, c: Camera, s: Size): Point => ({ x: (p.x - s.w / 2) / c.k + c.x, y: (p.y - s.h / 2) / c.k + c.y });

/** By how much dots and lines grow when the picture does: less than the picture, so that both ends stay readable. */
export const grown = (k: number): number => Math.max(0.12, Math.min(1.7, k ** (k < 1 ? 0.72 : 0.6)));

/** Nearer or farther, with the place under a point of the screen kept where it is. */
export function zoomed(c: Camera, s: Size, at: Point, by: number): Camera {
  const k = Math.max(FARTHEST, Math.min(NEAREST, c.k * by));
  const fixed = toPlace(at, c, s);
  return { k, x: fixed.x - (at.x - s.w / 2) / k, y: fixed.y - (at.y - s.h / 2) / k };
}

/** The camera that shows a box of places, not much nearer than the full size, with room for `inset` pixels on the sides. */
export function fitted(box: Box, s: Size, inset: { x: number; top: number; bottom: number }): Camera {
  const [w, h] = [Math.max(1, box.x1 - box.x0), Math.max(1, box.y1 - box.y0)];
  const k = Math.max(FARTHEST, Math.min(1.7, (s.w - 2 * inset.x) / w, (s.h - inset.top - inset.bottom) / h));
  return { k, x: (box.x0 + box.x1) / 2, y: (box.y0 + box.y1) / 2 + (inset.bottom - inset.top) / 2 / k };
}
