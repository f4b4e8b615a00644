// Which names and words fit into the picture, and where: none covers another, and those that matter most come first.

import type { Id } from "../model";
import { grown, toScreen, type Camera, type Size } from "./camera";
import { at, curve, REACH, type Point } from "./geometry";
import type { Dot, Line, Scene } from "./scene";

export interface Label {
  /** The actor or the line that it belongs to. */
  dot: Dot | null;
  line: Line | null;
  words: string[];
  /** The middle of the first line of words, in pixels of the screen. */
  x: number;
  y: number;
  size: number;
  bold: boolean;
  italic: boolean;
  box: { x: number; y: number; w: number; h: number };
}

export type Places = Map<Id, Point>;
/** How wide some words are. */
export type Measure = (words: string, size: number, bold: boolean) => number;

const LEADING = 1.2;
const [PAD_X, PAD_Y] = [3, 1.5];
const MOST_LINES = 500;
/** Names stay off lines where there are not more lines than this. */
const FEW_LINES = 800;
/** Actors that are drawn larger than this have a name, whatever it covers. */
const PROMINENT = 12.5;
const FARTHER = 13;

export interface Wanted {
  /** These are placed before all others, and the words of these lines even where there is little room. */
  first: Set<Id>;
  firstLines: Set<string>;
  /** Whether lines have words at all. */
  lines: boolean;
}

export function labels(scene: Scene, places: Places, camera: Camera, size: Size, measure: Measure, wanted: Wanted): Label[] {
  const taken = new Taken();
  const margin = 160;
  const inView = (p: Point): boolean => p.x > -margin && p.y > -margin && p.x < size.w + margin && p.y < size.h + margin;
  const by = grown(camera.k);
  const here: { dot: Dot; p: Point; r: number }[] = [];
  for (const dot of scene.dots) {
    const place = places.get(dot.id);
    if (!place) continue;
    const p = toScreen(place, camera, size);
    if (!inView(p)) continue;
    const r = dot.radius * by * REACH[dot.shape];
    here.push({ dot, p, r });
    if (r > 2) taken.add({ x: p.x - r, y: p.y - r, w: 2 * r, h: 2 * r });
  }
  for (const p of marked(scene, places, camera, size)) taken.add({ x: p.x - MARK, y: p.y - MARK, w: 2 * MARK, h: 2 * MARK });
  const found: Label[] = [];
  const crossed = new Crossed();
  if (scene.lines.length <= FEW_LINES) cross(scene, places, camera, size, crossed);
  const order = wanted.first.size ? [...here.filter((d) => wanted.first.has(d.dot.id)), ...here.filter((d) => !wanted.first.has(d.dot.id))] : here;
  for (const { dot, p, r } of order) {
    if (r < 1.6 && !wanted.first.has(dot.id)) continue;
    const must = wanted.first.has(dot.id) || (dot.radius > PROMINENT && camera.k > 0.3);
    const label = beside(dot, p, r, camera.k, size.w, taken, crossed, measure, must);
    if (label) found.push(label);
  }
  if (wanted.lines) lineLabels(scene, places, camera, size, measure, wanted, taken, inView, found);
  return found;
}

function beside(dot: Dot, p: Point, r: number, k: number, wide: number, taken: Taken, crossed: Crossed, measure: Measure, must: boolean): Label | null {
  const size = Math.round(2 * enlarged(k) * Math.min(13.5, 11.5 + Math.max(0, dot.radius - 7) * 0.2)) / 2;
  const bold = dot.radius > 12;
  const words = wrapped(dot.label, dot.pale ? 26 : 21, 3);
  const w = Math.max(...words.map((line) => measure(line, size, bold))) + 2 * PAD_X;
  const h = words.length * size * LEADING + 2 * PAD_Y;
  const [low, high, right, left] = [p.y + r + 2, p.y - r - 2 - h, p.x + r + 3, p.x - r - 3 - w];
  const [x, y] = [p.x - w / 2, p.y - h / 2];
  const spots: [number, number][] = [
    [x, low], [x, high], [right, y], [left, y],
    [x + w / 4, low], [x - w / 4, low], [x + w / 4, high], [x - w / 4, high],
    [right, y + h / 3], [right, y - h / 3], [left, y + h / 3], [left, y - h / 3],
    [right - r, low - r / 2], [left + r, low - r / 2], [right - r, high + r / 2], [left + r, high + r / 2],
    [x, low + FARTHER], [x, high - FARTHER], [right + FARTHER, y], [left - FARTHER, y],
  ];
  const visible = p.x > 0 && p.x < wide;
  let best: Label["box"] | null = null;
  let least = Infinity;
  spots.forEach(([x, y], i) => {
    const box = { x, y, w, h };
    const over = taken.free(box) ? 0 : must ? taken.over(box) : Infinity;
    if (over === Infinity || (!must && visible && (x < 0 || x + w > wide))) return;
    const cost = i * 0.5 + crossed.count(box) + over;
    if (cost < least) [best, least] = [box, cost];
  });
  if (!best) return null;
  taken.add(best);
  const box: Label["box"] = best;
  return { dot, line: null, words, x: box.x + w / 2, y: box.y + PAD_Y + (size * LEADING) / 2, size, bold, italic: dot.dashed || dot.pale, box };
}

/** Words grow a little where there is room for a larger picture. */
const enlarged = (k: number): number => Math.max(1, Math.min(1.45, Math.sqrt(k)));

function lineLabels(
  scene: Scene, places: Places, camera: Camera, size: Size, measure: Measure, wanted: Wanted, taken: Taken,
  inView: (p: Point) => boolean, found: Label[],
): void {
  const text = Math.round(22 * enlarged(camera.k)) / 2;
  let most = MOST_LINES;
  const order = wanted.firstLines.size
    ? [...scene.lines.filter((l) => wanted.firstLines.has(l.key)), ...scene.lines.filter((l) => !wanted.firstLines.has(l.key))]
    : scene.lines;
  for (const line of order) {
    const [a, b] = [places.get(line.source), places.get(line.target)];
    if (!a || !b) continue;
    const [p, q] = [toScreen(a, camera, size), toScreen(b, camera, size)];
    const must = wanted.firstLines.has(line.key);
    const room = Math.hypot(p.x - q.x, p.y - q.y);
    if (room < (line.bundle ? 24 : 60) && !must) continue;
    const k = scaled(line, a, b, camera, size, scene.dot.get(line.source)?.radius);
    if (!inView(at(k, 0.5))) continue;
    const w = measure(line.label, text, line.bundle) + 2 * PAD_X + (line.bundle ? 8 : 0);
    if (room < w * 0.72 && !must && line.source !== line.target) continue;
    const h = text * LEADING + 2 * PAD_Y + (line.bundle ? 2 : 0);
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73]) {
      const m = at(k, t);
      const box = { x: m.x - w / 2, y: m.y - h / 2, w, h };
      if (!taken.free(box)) continue;
      taken.add(box);
      found.push({ dot: null, line, words: [line.label], x: m.x, y: m.y, size: text, bold: line.bundle, italic: line.faint, box });
      most--;
      break;
    }
    if (most <= 0) return;
  }
}

/** Where the signs of a line stand: the bar of what is denied, and that of what is disputed. */
export const SIGNS = { crossbar: 0.26, disputed: 0.76 } as const;
const MARK = 8;

/** The signs of all lines that are long enough for them. */
function marked(scene: Scene, places: Places, camera: Camera, size: Size): Point[] {
  return scene.lines.flatMap((line) => {
    const [a, b] = [places.get(line.source), places.get(line.target)];
    if (!a || !b || (!line.crossbar && !line.disputed)) return [];
    const k = scaled(line, a, b, camera, size, scene.dot.get(line.source)?.radius);
    return [...(line.crossbar ? [at(k, SIGNS.crossbar)] : []), ...(line.disputed ? [at(k, SIGNS.disputed)] : [])];
  });
}

/** The curve of a line on the screen. */
export function scaled(line: Line, a: Point, b: Point, camera: Camera, size: Size, radius = 10): { a: Point; c: Point; b: Point } {
  const k = curve(a, b, line.bend, radius);
  return { a: toScreen(k.a, camera, size), c: toScreen(k.c, camera, size), b: toScreen(k.b, camera, size) };
}

/** Words on at most so many lines; what does not fit ends in an ellipsis. */
export function wrapped(text: string, wide: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + 1 + word.length > wide) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  if (line) lines.push(line);
  const cut = lines.slice(0, most).map((l) => (l.length > wide * 1.6 ? `${[...l].slice(0, Math.round(wide * 1.6) - 1).join("")}…` : l));
  if (lines.length > most) cut[most - 1] = `${[...cut[most - 1]!].slice(0, wide - 1).join("").trimEnd()}…`;
  return cut.length ? cut : [""];
}

/** Every line puts its points where they are, those at its arrowhead more than once. */
function cross(scene: Scene, places: Places, camera: Camera, size: Size, crossed: Crossed): void {
  for (const line of scene.lines) {
    const [a, b] = [places.get(line.source), places.get(line.target)];
    if (!a || !b) continue;
    const k = scaled(line, a, b, camera, size);
    const long = Math.hypot(k.a.x - k.b.x, k.a.y - k.b.y);
    const to = scene.dot.get(line.target);
    const tip = 1 - ((to?.radius ?? 0) * grown(camera.k) + 6) / Math.max(1, long);
    const points = Math.max(4, Math.min(60, Math.round(long / 9)));
    for (let i = 1; i < points; i++) crossed.add(at(k, i / points), 0.5);
    if (tip > 0.5 && line.arrow) crossed.add(at(k, tip), 3);
  }
}

const CELL = 72;

/** Points that words should not cover. */
class Crossed {
  private readonly cells = new Map<number, [Point, number][]>();

  add(p: Point, weight: number): void {
    const key = Math.floor(p.x / CELL) * 65536 + Math.floor(p.y / CELL);
    const list = this.cells.get(key);
    if (list) list.push([p, weight]);
    else this.cells.set(key, [[p, weight]]);
  }

  count(b: Label["box"]): number {
    let sum = 0;
    for (let x = Math.floor(b.x / CELL); x <= Math.floor((b.x + b.w) / CELL); x++)
      for (let y = Math.floor(b.y / CELL); y <= Math.floor((b.y + b.h) / CELL); y++)
        for (const [p, weight] of this.cells.get(x * 65536 + y) ?? [])
          if (p.x >= b.x && p.x <= b.x + b.w && p.y >= b.y && p.y <= b.y + b.h) sum += weight;
    return sum;
  }
}

/** The room that is taken, by cells. */
class Taken {
  private readonly cells = new Map<number, Label["box"][]>();

  free(b: Label["box"]): boolean {
    for (const key of this.keys(b))
      for (const o of this.cells.get(key) ?? [])
        if (b.x < o.x + o.w && o.x < b.x + b.w && b.y < o.y + o.h && o.y < b.y + b.h) return false;
    return true;
  }

  /** How much of a box is taken. */
  over(b: Label["box"]): number {
    const met = new Set(this.keys(b).flatMap((key) => this.cells.get(key) ?? []));
    let sum = 0;
    for (const o of met) {
      const [w, h] = [Math.min(b.x + b.w, o.x + o.w) - Math.max(b.x, o.x), Math.min(b.y + b.h, o.y + o.h) - Math.max(b.y, o.y)];
      if (w > 0 && h > 0) sum += w * h;
    }
    return sum;
  }

  add(b: Label["box"]): void {
    for (const key of this.keys(b)) {
      const list = this.cells.get(key);
      if (list) list.push(b);
      else this.cells.set(key, [b]);
    }
  }

  private keys(b: Label["box"]): number[] {
    const keys: number[] = [];
    for (let x = Math.floor(b.x / CELL); x <= Math.floor((b.x + b.w) / CELL); x++)
      for (let y = Math.floor(b.y / CELL); y <= Math.floor((b.y + b.h) / CELL); y++) keys.push(x * 65536 + y);
    return keys;
  }
}

/** How wide words are in this font, as the browser draws them. */
export function measurer(font: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  return (words, size, bold) => {
    const key = `${size}${bold ? "b" : ""} ${words}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context) context.font = `${bold ? "600 " : ""}${size}px ${font}`;
      width = context ? context.measureText(words).width : words.length * size * 0.55;
      known.set(key, width);
    }
    return width;
  };
}
