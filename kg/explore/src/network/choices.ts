// What the network keeps in the address: limit, measure, colouring, opened bundles, pinned places, added neighbours.

import type { App } from "../app";
import type { Id } from "../model";
import { MEASURES, type Measure } from "./measures";
import type { Point } from "./geometry";

export const COLOURINGS = { none: "shape alone", type: "type", community: "community" } as const;
export type Colouring = keyof typeof COLOURINGS;

export interface Choices {
  limit: number;
  measure: Measure;
  colouring: Colouring;
  /** Pairs of actors whose lines are all drawn, by `pairKey`. */
  apart: Set<string>;
  pins: Map<Id, Point>;
  /** Actors whose neighbours are drawn beyond the limit. */
  expanded: Id[];
  /** Arranged by forces, though places came with the data. */
  forces: boolean;
}

export const LIMIT = 300;

export const pairKey = (a: Id, b: Id): string => (a < b ? `${a}~${b}` : `${b}~${a}`);

export function choices(app: App): Choices {
  const get = (name: string): string => app.state.more[`network.${name}`] ?? "";
  const list = (name: string): string[] => get(name).split(",").filter(Boolean);
  const measure = get("size");
  const colouring = get("colour");
  return {
    limit: Math.max(1, Number.parseInt(get("limit"), 10) || LIMIT),
    measure: measure in MEASURES ? (measure as Measure) : "claims",
    colouring: colouring in COLOURINGS ? (colouring as Colouring) : "none",
    apart: new Set(list("apart")),
    expanded: list("expanded"),
    forces: get("forces") === "1",
    pins: new Map(list("pins").flatMap((pin): [Id, Point][] => {
      const [id = "", x, y] = pin.split("*");
      return Number.isFinite(Number(x)) && Number.isFinite(Number(y)) && y !== undefined ? [[id, { x: Number(x), y: Number(y) }]] : [];
    })),
  };
}

/** The state with some of these changed; what is as it begins is left out. */
export function choose(app: App, change: Partial<Choices>): void {
  const now = { ...choices(app), ...change };
  const more = { ...app.state.more };
  const put = (name: string, value: string, usual: string): void => {
    if (value === usual) delete more[`network.${name}`];
    else more[`network.${name}`] = value;
  };
  put("limit", String(now.limit), String(LIMIT));
  put("size", now.measure, "claims");
  put("colour", now.colouring, "none");
  put("apart", [...now.apart].sort().join(","), "");
  put("expanded", now.expanded.join(","), "");
  put("forces", now.forces ? "1" : "", "");
  put("pins", [...now.pins].sort().map(([id, p]) => `${id}*${Math.round(p.x)}*${Math.round(p.y)}`).join(","), "");
  app.set({ more });
}
