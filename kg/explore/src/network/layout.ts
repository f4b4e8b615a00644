// Where actors stand: ForceAtlas2 from a start without chance, boxes moved apart, parts packed. The same network gives the same places.

import iterate from "graphology-layout-forceatlas2/iterate.js";
import { components, type Pairs } from "./components";
import { packed } from "./packing";
import { pivoted } from "./pivots";
import { separate } from "./separation";

export interface Task {
  pairs: Pairs;
  /** How many lines join each pair. */
  weights: Float32Array;
  /** The room that each actor and its name need. */
  w: Float32Array;
  h: Float32Array;
  /** Places to begin with, x and y in turn; NaN where there is none. */
  given: Float32Array;
  /** Who stays at that place, whatever comes beside it. */
  fixed: boolean[];
  /** The start alone, without forces. */
  quick: boolean;
  /** Width to height of the whole. */
  aspect: number;
}

const PER_NODE = 10;
const PER_EDGE = 3;
const MANY = 200;
const GAP = 26;
/** The whole has at least this many times the room that its members need. */
const ROOMY = 2.6;

/** The places, x and y in turn. `progress` is told the share that is done. */
export function arranged(task: Task, progress: (share: number) => void = () => {}): Float32Array {
  const size = task.w.length;
  const places = new Float32Array(2 * size);
  const parts = components(size, task.pairs);
  const next = adjacency(size, task.pairs);
  const known = (i: number): boolean => !Number.isNaN(task.given[2 * i]!);
  if (Array.from({ length: size }, (_, i) => i).every(known)) return task.given.slice();
  let done = 0;
  const boxes = parts.map((part) => {
    const spots = one(part, next, task, (share) => progress((done + share * part.length) / size));
    done += part.length;
    return part.map((i, at) => ({ x: spots[2 * at]!, y: spots[2 * at + 1]!, w: task.w[i]!, h: task.h[i]! }));
  });
  const moves = packed(boxes.map((b, p) => ({ boxes: b, fixed: parts[p]!.some((i) => task.fixed[i]) })), task.aspect, GAP);
  parts.forEach((part, p) =>
    part.forEach((i, at) => {
      places[2 * i] = boxes[p]![at]!.x + moves[p]!.dx;
      places[2 * i + 1] = boxes[p]![at]!.y + moves[p]!.dy;
    }));
  progress(1);
  return places;
}

/** One part by itself. */
function one(part: number[], next: number[][], task: Task, progress: (share: number) => void): Float64Array {
  const size = part.length;
  const spots = new Float64Array(2 * size);
  const held = part.map((i) => task.fixed[i]!);
  const some = held.includes(true);
  if (size === 1) {
    if (some) spots.set([task.given[2 * part[0]!]!, task.given[2 * part[0]! + 1]!]);
    return spots;
  }
  const number = new Map(part.map((i, at) => [i, at]));
  const near = part.map((i) => next[i]!.map((j) => number.get(j)!));
  const room = Math.sqrt(part.reduce((s, i) => s + task.w[i]! * task.h[i]!, 0) / size);
  const length = room * 0.9 + 46;
  const start = pivoted(near);
  for (let k = 0; k < spots.length; k++) spots[k] = start[k]! * length;
  begun(part, near, task, spots);
  if (size > 2 && !task.quick) forced(part, number, task, spots, progress);
  if (!some) {
    scaled(near, spots, length, size * room * room * ROOMY);
    turned(spots, size, task.aspect);
  }
  const boxes = {
    x: spots.filter((_, k) => k % 2 === 0), y: spots.filter((_, k) => k % 2 === 1),
    w: Float64Array.from(part, (i) => task.w[i]! + 8), h: Float64Array.from(part, (i) => task.h[i]! + 8),
    held,
  };
  separate(boxes, size > 3000 ? 20 : undefined);
  for (let i = 0; i < size; i++) [spots[2 * i], spots[2 * i + 1]] = [boxes.x[i]!, boxes.y[i]!];
  return spots;
}

/** Who has a place begins there; the others by their neighbours. */
function begun(part: number[], near: number[][], task: Task, spots: Float64Array): void {
  const has = part.map((i) => !Number.isNaN(task.given[2 * i]!));
  if (has.filter(Boolean).length < part.length / 2 && !part.some((i) => task.fixed[i])) return;
  part.forEach((i, at) => {
    if (has[at]) [spots[2 * at], spots[2 * at + 1]] = [task.given[2 * i]!, task.given[2 * i + 1]!];
  });
  part.forEach((i, at) => {
    if (has[at]) return;
    const ends = near[at]!.filter((j) => has[j]);
    const turn = i * 2.399963;
    const mean = (k: number): number => ends.reduce((s, j) => s + spots[2 * j + k]!, 0) / (ends.length || 1);
    spots[2 * at] = mean(0) + 60 * Math.cos(turn);
    spots[2 * at + 1] = mean(1) + 60 * Math.sin(turn);
  });
}

/** How many rounds a network of this size gets. */
export const rounds = (size: number): number => (size <= 400 ? 500 : size <= 2000 ? 200 : size <= 6000 ? 90 : 60);

function forced(part: number[], number: Map<number, number>, task: Task, spots: Float64Array, progress: (share: number) => void): void {
  const size = part.length;
  const nodes = new Float32Array(size * PER_NODE);
  const edges: number[] = [];
  for (let e = 0; e < task.pairs.length; e += 2) {
    const [a, b] = [number.get(task.pairs[e]!), number.get(task.pairs[e + 1]!)];
    if (a === undefined || b === undefined || a === b) continue;
    const weight = 1 + Math.log2(task.weights[e / 2]!) / 3;
    edges.push(a * PER_NODE, b * PER_NODE, weight);
  }
  for (let i = 0; i < size; i++) {
    nodes[i * PER_NODE] = spots[2 * i]!;
    nodes[i * PER_NODE + 1] = spots[2 * i + 1]!;
    nodes[i * PER_NODE + 6] = 1;
    nodes[i * PER_NODE + 7] = 1;
    nodes[i * PER_NODE + 8] = 1;
    nodes[i * PER_NODE + 9] = task.fixed[part[i]!] ? 1 : 0;
  }
  for (let e = 0; e < edges.length; e += PER_EDGE)
    for (const end of [edges[e]!, edges[e + 1]!]) nodes[end + 6]! += 1;
  const matrix = Float32Array.from(edges);
  const settings = {
    linLogMode: false, outboundAttractionDistribution: false, adjustSizes: false, edgeWeightInfluence: 1,
    scalingRatio: 400, strongGravityMode: false, gravity: 0.02 * Math.sqrt(size), slowDown: 1 + Math.log(size) / 2,
    barnesHutOptimize: size > 300, barnesHutTheta: size > 3000 ? 1.2 : 0.8,
  };
  const times = rounds(size);
  for (let round = 0; round < times; round++) {
    iterate(settings, nodes, matrix);
    if (round % 5 === 4) progress(round / times);
  }
  for (let i = 0; i < size; i++) [spots[2 * i], spots[2 * i + 1]] = [nodes[i * PER_NODE]!, nodes[i * PER_NODE + 1]!];
}

/** Lines get this length in the middle of all, or more where the area would be too small for all. */
function scaled(near: number[][], spots: Float64Array, length: number, area: number): void {
  const lengths: number[] = [];
  const [low, high] = [[Infinity, Infinity], [-Infinity, -Infinity]];
  near.forEach((ends, i) => {
    for (const k of [0, 1]) [low[k], high[k]] = [Math.min(low[k]!, spots[2 * i + k]!), Math.max(high[k]!, spots[2 * i + k]!)];
    for (const j of ends) if (j > i) lengths.push(Math.hypot(spots[2 * i]! - spots[2 * j]!, spots[2 * i + 1]! - spots[2 * j + 1]!));
  });
  lengths.sort((a, b) => a - b);
  const covered = (high[0]! - low[0]!) * (high[1]! - low[1]!);
  const by = Math.max(length / (lengths[lengths.length >> 1] || length), covered > 0 && near.length > MANY ? Math.sqrt(area / covered) : 0);
  for (let k = 0; k < spots.length; k++) spots[k]! *= by;
}

/** The longest way through lies along the longer side. */
function turned(spots: Float64Array, size: number, aspect: number): void {
  let [mx, my] = [0, 0];
  for (let i = 0; i < size; i++) [mx, my] = [mx + spots[2 * i]! / size, my + spots[2 * i + 1]! / size];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < size; i++) {
    const [x, y] = [spots[2 * i]! - mx, spots[2 * i + 1]! - my];
    [xx, xy, yy] = [xx + x * x, xy + x * y, yy + y * y];
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2 + (aspect < 1 ? Math.PI / 2 : 0);
  const [c, s] = [Math.cos(-angle), Math.sin(-angle)];
  for (let i = 0; i < size; i++) {
    const [x, y] = [spots[2 * i]! - mx, spots[2 * i + 1]! - my];
    [spots[2 * i], spots[2 * i + 1]] = [x * c - y * s, x * s + y * c];
  }
}

function adjacency(size: number, pairs: Pairs): number[][] {
  const near: number[][] = Array.from({ length: size }, () => []);
  for (let e = 0; e < pairs.length; e += 2) {
    if (pairs[e] === pairs[e + 1]) continue;
    near[pairs[e]!]!.push(pairs[e + 1]!);
    near[pairs[e + 1]!]!.push(pairs[e]!);
  }
  return near;
}
