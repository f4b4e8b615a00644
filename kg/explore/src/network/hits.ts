// What of the drawing is under a point.

import { grown, toPlace, toScreen, type Camera, type Size } from "./camera";
import { away, curve, REACH, type Point } from "./geometry";
import type { Label, Places } from "./labels";
import type { Dot, Line, Scene } from "./scene";

export type Hit = { dot: Dot; line: null } | { dot: null; line: Line };

const [NEAR_DOT, NEAR_LINE] = [5, 7];

export function hit(scene: Scene, places: Places, camera: Camera, size: Size, labels: Label[], p: Point): Hit | null {
  const by = grown(camera.k);
  let best: Dot | null = null;
  let least = Infinity;
  for (const dot of scene.dots) {
    const place = places.get(dot.id);
    if (!place) continue;
    const s = toScreen(place, camera, size);
    const d = Math.hypot(s.x - p.x, s.y - p.y) - dot.radius * REACH[dot.shape] * by;
    if (d < NEAR_DOT && d < least) [best, least] = [dot, d];
  }
  if (best) return { dot: best, line: null };
  for (const l of labels) {
    if (p.x < l.box.x || p.y < l.box.y || p.x > l.box.x + l.box.w || p.y > l.box.y + l.box.h) continue;
    return l.dot ? { dot: l.dot, line: null } : { dot: null, line: l.line! };
  }
  const q = toPlace(p, camera, size);
  const within = NEAR_LINE / camera.k;
  let line: Line | null = null;
  let near = within;
  for (const l of scene.lines) {
    const [a, b] = [places.get(l.source), places.get(l.target)];
    if (!a || !b) continue;
    const k = curve(a, b, l.bend, scene.dot.get(l.source)?.radius);
    if (
      q.x < Math.min(k.a.x, k.b.x, k.c.x) - within || q.x > Math.max(k.a.x, k.b.x, k.c.x) + within ||
      q.y < Math.min(k.a.y, k.b.y, k.c.y) - within || q.y > Math.max(k.a.y, k.b.y, k.c.y) + within
    ) continue;
    const d = away(k, q);
    if (d < near) [line, near] = [l, d];
  }
  return line ? { dot: null, line } : null;
}
