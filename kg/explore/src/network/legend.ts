// What shapes, signs and colours mean; the shapes switch their types on and off, as the facets do.

import type { App } from "../app";
import { el, replace, svg, type Child } from "../dom";
import { facetLabel, kindOf } from "../facets";
import type { Shape } from "../model";
import { swatch } from "../words";
import { outline } from "./geometry";
import type { Scene } from "./scene";

export interface Kind {
  name: string;
  label: string;
  shape: Shape;
  /** Outline alone, dashed. */
  dashed: boolean;
  pale: boolean;
}

/** The kinds of actors in the data, in the order of their shapes. */
export function kinds(app: App): Kind[] {
  const found = new Map<string, Kind>();
  for (const a of app.data.actors) {
    const name = kindOf(a, app.lookup);
    if (found.has(name)) continue;
    const shape = app.lookup.types.get(a.type)?.shape ?? (a.kind === "value" ? "square" : "diamond");
    found.set(name, { name, label: facetLabel("type", name, app.lookup), shape, dashed: a.kind === "unnamed", pale: a.kind === "value" });
  }
  const order: Shape[] = ["circle", "square", "diamond", "triangle", "pin"];
  return [...found.values()].sort((a, b) => Number(a.dashed) - Number(b.dashed) || Number(a.pale) - Number(b.pale) || order.indexOf(a.shape) - order.indexOf(b.shape) || (a.label < b.label ? -1 : 1));
}

export function legend(root: HTMLElement, app: () => App): { update(app: App, scene: Scene): void } {
  const list = el("ul", { class: "legend", "aria-label": "Legend" });
  root.append(list);
  return {
    update(now, scene) {
      const used = new Set(scene.lines.flatMap((l) => l.claims.map((c) => c.status)));
      const crossbar = now.data.statuses.some((s) => s.crossbar && used.has(s.name));
      replace(list,
        kinds(now).map((k) => el("li", null, toggle(app, k))),
        scene.lines.some((l) => l.disputed) && el("li", { class: "sign" }, el("span", { class: "mark" }, "≠"), " disputed"),
        crossbar && el("li", { class: "sign" }, swatch("", "asserted", true), " denied"),
        scene.lines.some((l) => l.faint) && el("li", { class: "sign" }, swatch("", "asserted", false, true), " not taken by this view"),
        scene.groups.filter((g) => g.label).slice(0, 14).map((g) => el("li", { class: "group" },
          svg("svg", { width: 12, height: 12, "aria-hidden": "true" }, svg("circle", { cx: 6, cy: 6, r: 5.5, fill: g.colour })), " ", el("bdi", null, g.label))));
    },
  };
}

function toggle(app: () => App, k: Kind): Child {
  const off = app().state.hidden.type.includes(k.name);
  return el("button", {
    type: "button", "aria-pressed": String(!off), "data-kind": k.name,
    onclick: () => {
      const { hidden } = app().state;
      const type = off ? hidden.type.filter((t) => t !== k.name) : [...hidden.type, k.name];
      app().set({ hidden: { ...hidden, type } });
    },
  }, icon(k), " ", k.label);
}

function icon(k: Kind): SVGElement {
  return svg("svg", { class: `icon${k.dashed ? " dashed" : ""}${k.pale ? " pale" : ""}`, width: 16, height: 16, "aria-hidden": "true" },
    svg("path", { d: outline(k.shape, { x: 8, y: 8 }, k.pale ? 4 : 5.4) }));
}
