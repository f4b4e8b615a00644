// The camera that has everybody in view, with the names.

import type { Id } from "../model";
import { fitted, type Box, type Camera, type Size } from "./camera";
import type { Measure, Places } from "./labels";
import type { Scene } from "./scene";

/** Above this many, no room is kept for every name. */
const NAMED = 1000;
const EDGE = 14;

/** Null where nobody has a place. */
export function framed(scene: Scene, places: Places, size: Size, measure: Measure, ids?: Iterable<Id>): Camera | null {
  const only = ids ? new Set(ids) : null;
  const dots = scene.dots.filter((d) => places.has(d.id) && (!only || only.has(d.id)));
  if (!dots.length) return null;
  const few = dots.length < NAMED;
  let camera: Camera | null = null;
  // Names do not grow with the picture: what they need depends on the scale, and the scale on what they need.
  for (let round = 0, k = 1; round < 4; round++, k = camera!.k) {
    const box: Box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
    for (const d of dots) {
      const p = places.get(d.id)!;
      const name = few ? Math.min(90, measure(d.label.slice(0, 22), 13, d.radius > 12) / 2 + 6) : 8;
      const side = Math.max(d.radius * 1.3, name) / k;
      box.x0 = Math.min(box.x0, p.x - side);
      box.x1 = Math.max(box.x1, p.x + side);
      box.y0 = Math.min(box.y0, p.y - (d.radius + 6) / k);
      box.y1 = Math.max(box.y1, p.y + (d.radius + (few ? 36 : 8)) / k);
    }
    camera = fitted(box, size, { x: EDGE, top: EDGE, bottom: EDGE });
  }
  return camera;
}
