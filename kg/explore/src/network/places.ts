// Where the actors of a cut stand: pinned, given with the data, or arranged. What was arranged once is kept while the page is open.

import type { App } from "../app";
import type { Id } from "../model";
import { choices, pairKey } from "./choices";
import type { Size } from "./camera";
import { wrapped, type Places } from "./labels";
import type { Task } from "./layout";
import { radiusOf } from "./scene";

export interface Standing {
  places: Places;
  /** Everybody has a place. */
  complete: boolean;
  /** The same name, the same places, but for pins. */
  name: string;
}

/** The shape of the room there is: an arrangement is made for one of these, not for every size of a window. */
export type Room = "wide" | "even" | "tall";
const ASPECT: Record<Room, number> = { wide: 1.7, even: 1.15, tall: 0.62 };
export const roomOf = (s: Size): Room => (s.w > 1.45 * s.h ? "wide" : s.w > 0.85 * s.h ? "even" : "tall");
/** Above this many actors there is no room for every name. */
const CROWDED = 800;

/** The last two are kept: those of the whole cut and of its base, so that what has not changed is not drawn anew. */
let before: { key: string; data: App["data"]; standing: Standing }[] = [];

const arranged = new WeakMap<App["data"], Map<string, Places>>();

/** All of the cut, whether the filters let them through or not, so that nobody moves when a filter does. */
const members = (app: App, ids: Set<Id>): Id[] => app.data.actors.filter((a) => ids.has(a.id)).map((a) => a.id);

/** Whether the places that come with the data are used: those are of the whole, for a screen that is wider than high. */
const asGiven = (app: App, room: Room): boolean => room !== "tall" && !app.state.focus && !app.state.path && !choices(app).forces;

/** Those places are for cards, which are wider than dots with a name below: they are drawn apart to fill the room. */
const HIGHEST = 1.7;

function higher(app: App, room: Room): number {
  const [low, high] = [{ x: Infinity, y: Infinity }, { x: -Infinity, y: -Infinity }];
  for (const { x, y } of app.data.actors) {
    if (x === undefined || y === undefined) continue;
    [low.x, high.x, low.y, high.y] = [Math.min(low.x, x), Math.max(high.x, x), Math.min(low.y, y), Math.max(high.y, y)];
  }
  return Math.max(1, Math.min(HIGHEST, (high.x - low.x) / Math.max(1, high.y - low.y) / ASPECT[room]));
}

export function standing(app: App, actors: Set<Id>, room: Room): Standing {
  const ids = members(app, actors);
  const given = asGiven(app, room);
  const name = `${room} ${given ? "given" : "forces"} ${ids.join(" ")}`;
  const found = arranged.get(app.data)?.get(name);
  const { pins } = choices(app);
  const key = `${name} ${found ? "arranged" : ""} ${JSON.stringify([...pins])}`;
  const same = before.find((b) => b.key === key && b.data === app.data);
  if (same) return same.standing;
  const places: Places = new Map();
  const stretch = higher(app, room);
  let complete = true;
  for (const id of ids) {
    const { x, y } = app.actor(id);
    const placed = found?.get(id) ?? (given && x !== undefined && y !== undefined ? { x, y: y * stretch } : undefined);
    complete &&= placed !== undefined;
    const place = pins.get(id) ?? placed;
    if (place) places.set(id, { ...place });
  }
  const made = { places, complete, name };
  before = [{ key, data: app.data, standing: made }, ...before.slice(0, 1)];
  return made;
}

export function remember(app: App, name: string, ids: Id[], found: Float32Array): void {
  let all = arranged.get(app.data);
  if (!all) arranged.set(app.data, (all = new Map()));
  before = [];
  all.set(name, new Map(ids.map((id, i) => [id, { x: found[2 * i]!, y: found[2 * i + 1]! }])));
}

/** What the arranging is told; who is in `stay` stays there. */
export function taskOf(app: App, actors: Set<Id>, room: Room, stay: Places): { task: Task; ids: Id[] } {
  const ids = members(app, actors);
  const number = new Map(ids.map((id, i) => [id, i]));
  const pairs = new Map<string, { a: number; b: number; count: number }>();
  for (const c of app.data.claims) {
    const [a, b] = [number.get(c.source), number.get(c.target)];
    if (a === undefined || b === undefined) continue;
    const key = pairKey(c.source, c.target);
    const pair = pairs.get(key);
    if (pair) pair.count++;
    else pairs.set(key, { a, b, count: 1 });
  }
  const list = [...pairs.values()];
  const stretch = higher(app, room);
  const crowded = ids.length > CROWDED;
  const given = new Float32Array(2 * ids.length).fill(Number.NaN);
  const claims = ids.map((id) => (app.lookup.at.get(id) ?? []).length);
  const most = Math.max(1, ...claims);
  // Many are seen from afar, where dots are larger beside the ways between them.
  const apart = ids.length > 150 ? 1.5 : 1.1;
  const w = new Float32Array(ids.length);
  const h = new Float32Array(ids.length);
  ids.forEach((id, i) => {
    const { label, x, y } = app.actor(id);
    const place = stay.get(id);
    if (place) [given[2 * i], given[2 * i + 1]] = [place.x, place.y];
    else if (asGiven(app, room) && x !== undefined && y !== undefined) [given[2 * i], given[2 * i + 1]] = [x, y * stretch];
    const lines = wrapped(label, 21, 3);
    const across = 2.6 * radiusOf(claims[i]! / most) * apart;
    w[i] = crowded ? across : Math.max(across, Math.max(...lines.map((l) => l.length)) * 6.4 + 10);
    h[i] = crowded ? across : across + 6 + lines.length * 15;
  });
  const task = {
    pairs: Uint32Array.from(list.flatMap((p) => [p.a, p.b])), weights: Float32Array.from(list, (p) => p.count),
    w, h, given, fixed: ids.map((id) => stay.has(id)), quick: false, aspect: ASPECT[room],
  };
  return { task, ids };
}
