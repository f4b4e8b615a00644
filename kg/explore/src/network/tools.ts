// The bar above the network: how much is shown, size and colour, the surroundings of one actor, fit and zoom, saving.

import type { App } from "../app";
import { el, replace, said, type Child } from "../dom";
import type { Id } from "../model";
import { save, SAVED } from "../exports/save";
import type { Frame } from "../svg";
import { choices, choose, COLOURINGS, LIMIT, type Colouring } from "./choices";
import type { Cut } from "./cut";
import { MEASURES, type Measure } from "./measures";
import { extent, type Scene } from "./scene";

export interface Tools {
  /** What stands over the drawing: around whom it is, or between whom. */
  around: HTMLElement;
  update(app: App, scene: Scene, cut: Cut): void;
  close(): void;
}

export function tools(root: HTMLElement, app: () => App, frame: () => Frame, act: { fit(): void; zoom(by: number): void }): Tools {
  const told = el("p", { class: "extent", role: "status" });
  const around = el("div", { class: "around" });
  const size = chooser<Measure>("Size", MEASURES, (measure) => choose(app(), { measure }));
  const colour = chooser<Colouring>("Colour", COLOURINGS, (colouring) => choose(app(), { colouring }));
  const forces = el("button", { type: "button", class: "forces", title: "Arrange by forces (ForceAtlas2), or as the page was made", onclick: () => choose(app(), { forces: !choices(app()).forces, pins: new Map() }) }, "Arrange");
  const unpin = el("button", { type: "button", class: "unpin", onclick: () => choose(app(), { pins: new Map() }) });
  const menu = el("details", { class: "save" }, el("summary", null, "Save"), el("div", { class: "formats" },
    Object.entries(SAVED).map(([format, label]) => el("button", {
      type: "button", "data-format": format,
      onclick: () => {
        menu.open = false;
        void save(format as keyof typeof SAVED, app(), frame()).catch((error) => app().say(`it could not be saved: ${String(error)}`));
      },
    }, label))));
  const away = (e: Event): void => {
    if (menu.open && !menu.contains(e.target as Node)) menu.open = false;
  };
  document.addEventListener("pointerdown", away);
  root.append(el("div", { class: "tools", role: "toolbar", "aria-label": "Network" },
    told, el("span", { class: "gap" }), size.label, colour.label, unpin, forces,
    el("span", { class: "zoom" },
      el("button", { type: "button", "aria-label": "Nearer", onclick: () => act.zoom(1.3) }, "+"),
      el("button", { type: "button", "aria-label": "Farther", onclick: () => act.zoom(1 / 1.3) }, "−"),
      el("button", { type: "button", onclick: () => act.fit() }, "Fit")),
    menu));
  return {
    around,
    update(now, scene, cut) {
      const chosen = choices(now);
      size.select.value = chosen.measure;
      colour.select.value = chosen.colouring;
      unpin.hidden = chosen.pins.size === 0;
      unpin.textContent = `Unpin ${chosen.pins.size}`;
      forces.hidden = !now.data.actors.some((a) => a.x !== undefined) || now.state.focus !== "" || now.state.path !== null;
      forces.setAttribute("aria-pressed", String(chosen.forces));
      replace(told, shownOf(now, scene, cut));
      replace(around, surroundings(now, cut));
      around.hidden = !around.childNodes.length;
    },
    close: () => document.removeEventListener("pointerdown", away),
  };
}

function shownOf(app: App, scene: Scene, cut: Cut): Child {
  if (cut.left === 0) return extent(scene, app);
  const { limit } = choices(app);
  const next = Math.min(cut.left, LIMIT);
  return [
    `showing ${scene.dots.length.toLocaleString("en")} of ${(scene.dots.length + cut.left).toLocaleString("en")} actors, the best evidenced `,
    el("button", { type: "button", class: "more", onclick: () => choose(app, { limit: limit + LIMIT }) }, `${next} more`),
  ];
}

/** What narrows the picture to some actors, and how to widen it again. */
function surroundings(app: App, cut: Cut): Child {
  const { focus, depth, path, open } = app.state;
  if (path)
    return [
      cut.ways?.length ? `${cut.ways.length === 1 ? "the way" : `${cut.ways.length} ways`} from ` : "no way from ", said(app.actor(path[0]).label), " to ", said(app.actor(path[1]).label), " ",
      el("button", { type: "button", class: "whole", onclick: () => app.set({ path: null }) }, "Show all"),
    ];
  const id = focus || open;
  if (!app.lookup.actors.has(id)) return null;
  const steps = [1, 2, 3];
  return [
    "around ", el("b", null, said(short(app.actor(id).label))), " ",
    el("span", { class: "steps", role: "group", "aria-label": "Steps around it" },
      el("button", { type: "button", class: "whole", "aria-pressed": String(!focus), onclick: () => app.set({ focus: "" }) }, "all"),
      steps.map((n) => el("button", {
        type: "button", "aria-pressed": String(focus !== "" && depth === n), "aria-label": `${n} ${n === 1 ? "step" : "steps"}`,
        onclick: () => void surround(app, id, n),
      }, n))),
  ];
}

/** Show only what is around an actor; a server is asked for what is not here yet. */
export async function surround(app: App, id: Id, depth: number): Promise<void> {
  if (app.complete || (await app.load({ actors: [id], depth }))) app.set({ focus: id, depth });
}

const short = (label: string): string => (label.length > 26 ? `${label.slice(0, 25)}…` : label);

function chooser<K extends string>(label: string, options: Record<K, string>, change: (key: K) => void) {
  const select = el("select", { "aria-label": `${label} by`, onchange: () => change(select.value as K) },
    Object.entries<string>(options).map(([value, words]) => el("option", { value }, words)));
  return { select, label: el("label", null, el("span", null, label), " ", select) };
}
