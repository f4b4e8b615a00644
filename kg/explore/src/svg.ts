// The network as SVG: for export, print and slides, for marks and names over the WebGL drawing, and instead of it where there is none.

import { svg } from "./dom";
import { grown, toScreen, type Camera, type Size } from "./network/camera";
import { arrow, at, heading, long, n, outline, part, path, REACH, type Curve, type Point } from "./network/geometry";
import { scaled, SIGNS, type Label, type Places } from "./network/labels";
import type { Dot, Line, Scene } from "./network/scene";
import type { Theme } from "./network/theme";

export interface Frame {
  scene: Scene;
  places: Places;
  camera: Camera;
  size: Size;
  theme: Theme;
}

/** Half the length of a crossbar. */
const HALF = 7;
// Dashes and gaps in pixels, as the WebGL drawing has them; dots are round caps on dashes of no length.
const DASHES: Record<Line["style"], string | null> = { solid: null, dashed: "8 5", dotted: "0.1 5" };

/** Lines with their arrowheads; each names its claims. */
export function drawnLines(f: Frame, lines: Line[], heavy = false): SVGGElement {
  const by = grown(f.camera.k);
  const group = svg("g", { class: "lines", fill: "none" });
  for (const line of lines) {
    const shape = stretch(f, line);
    if (!shape) continue;
    const width = Math.max(0.6, line.width * by) * (heavy ? 1.5 : 1);
    const { stem, tip, way, head } = shape;
    group.append(svg("g", { class: `line${line.faint ? " out" : ""}`, "data-line": line.key, "data-claim": line.claims[0]!.id, "data-status": line.claims[0]!.status },
      svg("path", {
        class: "way", d: path(stem), stroke: line.colour, "stroke-width": n(width), "stroke-dasharray": DASHES[line.style],
        "stroke-linecap": line.style === "dotted" ? "round" : null,
      }),
      line.arrow && svg("path", { class: "tip", d: arrow(tip, way, head, head * (heavy ? 0.6 : 0.46)), fill: line.colour })));
  }
  return group;
}

/** What of a line is to be seen: from outline to outline, without the arrowhead. */
function stretch(f: Frame, line: Line): { stem: Curve; tip: Point; way: Point; head: number } | null {
  const [a, b] = [f.places.get(line.source), f.places.get(line.target)];
  const [from, to] = [f.scene.dot.get(line.source), f.scene.dot.get(line.target)];
  if (!a || !b || !from || !to) return null;
  const by = grown(f.camera.k);
  const whole = scaled(line, a, b, f.camera, f.size, from.radius);
  const reach = Math.max(1e-3, long(whole));
  const self = line.source === line.target;
  const head = line.arrow ? (6.5 + 2 * line.width) * by : 0;
  const low = self ? 0 : Math.min(0.5, (from.radius * REACH[from.shape] * by) / reach);
  const high = self ? 1 : Math.max(0.5, 1 - (to.radius * REACH[to.shape] * by + (line.arrow ? 1.5 : 0)) / reach);
  const neck = Math.max(low, high - head / reach);
  return { stem: part(whole, low, neck), tip: at(whole, high), way: heading(whole, high), head };
}

/** Crossbars of what is denied, and a sign on what is disputed. */
export function drawnMarks(f: Frame, lines: Line[]): SVGGElement {
  const group = svg("g", { class: "marks" });
  for (const line of lines) {
    if (!line.crossbar && !line.disputed) continue;
    const [a, b] = [f.places.get(line.source), f.places.get(line.target)];
    if (!a || !b) continue;
    const whole = scaled(line, a, b, f.camera, f.size, f.scene.dot.get(line.source)?.radius);
    if (long(whole) < 24) continue;
    if (line.crossbar) {
      const p = at(whole, SIGNS.crossbar);
      const w = heading(whole, SIGNS.crossbar);
      const bar = `M${n(p.x - w.y * HALF)} ${n(p.y + w.x * HALF)}L${n(p.x + w.y * HALF)} ${n(p.y - w.x * HALF)}`;
      group.append(svg("path", { class: "cross", d: bar, stroke: line.colour, "stroke-width": 3, fill: "none", "data-claim": line.claims[0]!.id }));
    }
    if (line.disputed) {
      const p = at(whole, SIGNS.disputed);
      group.append(svg("g", { class: "disputed", "data-claim": line.claims[0]!.id },
        svg("circle", { cx: n(p.x), cy: n(p.y), r: HALF, fill: f.theme.paper, stroke: line.colour, "stroke-width": 1.4 }),
        svg("text", { x: n(p.x), y: n(p.y), "font-size": 11, "font-weight": 700, "text-anchor": "middle", "dominant-baseline": "central", fill: f.theme.ink }, "≠")));
    }
  }
  return group;
}

/** Dots in the shape of their type. */
export function drawnDots(f: Frame, dots: Dot[], ring: Set<string> = new Set(), pinned: Set<string> = new Set()): SVGGElement {
  const by = grown(f.camera.k);
  const group = svg("g", { class: "dots" });
  for (const dot of dots) {
    const place = f.places.get(dot.id);
    if (!place) continue;
    const p = toScreen(place, f.camera, f.size);
    const r = Math.max(1.1, dot.radius * by);
    if (ring.has(dot.id)) group.append(svg("path", { class: "ring", d: outline(dot.shape, p, r + 4.5), fill: "none", stroke: f.theme.focus, "stroke-width": 3, "stroke-linejoin": "round" }));
    group.append(svg("path", {
      class: `dot ${dot.actor.kind}`, "data-actor": dot.id, d: outline(dot.shape, p, r), fill: dot.fill, stroke: dot.border,
      "stroke-width": dot.dashed || dot.pale ? 1.4 : 1.2, "stroke-dasharray": dot.dashed ? "3 2.2" : null, "stroke-linejoin": "round",
    }));
    if (pinned.has(dot.id)) group.append(svg("circle", { class: "pin", cx: n(p.x), cy: n(p.y), r: n(Math.max(1.6, r * 0.28)), fill: f.theme.paper }));
  }
  return group;
}

/** Names and words on a background that keeps lines from crossing them. */
export function drawnLabels(f: Frame, labels: Label[], chosen: Set<string> = new Set()): SVGGElement {
  const group = svg("g", { class: "labels" });
  for (const l of labels) {
    const faint = l.line?.faint || l.dot?.pale;
    group.append(svg("g", { class: l.line ? "word" : "name", "data-line": l.line?.key, "data-claim": l.line?.claims[0]!.id, "data-actor": l.dot?.id },
      svg("rect", {
        x: n(l.box.x), y: n(l.box.y), width: n(l.box.w), height: n(l.box.h), rx: l.line?.bundle ? n(l.box.h / 2) : 3,
        fill: f.theme.paper, "fill-opacity": l.line?.bundle ? 1 : 0.86,
        stroke: l.line?.bundle ? l.line.colour : chosen.has(l.dot?.id ?? "") ? f.theme.focus : null, "stroke-width": 1.3,
      }),
      l.words.map((words, i) => svg("text", {
        x: n(l.x), y: n(l.y + i * l.size * 1.2), "font-size": l.size, "font-weight": l.bold ? 600 : null, "font-style": l.italic ? "italic" : null,
        "text-anchor": "middle", "dominant-baseline": "central", "unicode-bidi": "isolate", fill: faint || l.line ? f.theme.quiet : f.theme.ink,
      }, words))));
  }
  return group;
}
