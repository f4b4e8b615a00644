// Who is loyal to, opposes, criticizes or supports whom: one actor a row, one a column, one cell their claims.

import type { App, Mounted, Screen } from "../app";
import { el, said, svg } from "../dom";
import { chosen, choose, entries, rebuilt, switcher, told, whose } from "../marks";
import type { Claim, Id } from "../model";
import { count } from "../words";
import { cellKey, matrix as made, UNNAMED, type Order } from "./matrix/cells";
import { grid } from "./matrix/grid";

export const matrix: Screen = {
  name: "matrix",
  title: "Matrix",
  help: [["← → ↑ ↓", "to the next cell that is not empty"], ["Enter", "open the evidence of the cell"]],
  mount,
};

function mount(root: HTMLElement, app: App): Mounted {
  build(root, app);
  return { update: (next) => build(root, next) };
}

function build(root: HTMLElement, app: App): void {
  const { lookup } = app;
  // Relations that take sides are what a matrix is for; the others can be added.
  const usual = [...lookup.families.values()].filter((f) => [...lookup.relations.values()].some((r) => r.family === f.name && r.stance)).map((f) => f.name);
  const families = new Set(chosen(app, "matrix.families", usual.join(",")).split(",").filter(Boolean));
  const order = chosen(app, "matrix.order", "community") as Order;
  const m = made(app.shown.claims, families, order, lookup);
  const frame = root.querySelector(".grid-frame");
  const place: [number, number] = [frame?.scrollLeft ?? 0, frame?.scrollTop ?? 0];
  const cell = chosen(app, "matrix.cell");
  const [row, column] = cell.split("\n") as [Id, Id];
  const inside = m.cells.get(cell);
  const name = (id: Id): string => (id === UNNAMED ? "not named" : lookup.actors.get(id)?.label ?? id);
  const all = [...new Set([...m.cells.values()].flat())];
  rebuilt(root,
    el("div", { class: "tools" },
      el("fieldset", { class: "families" }, el("legend", null, "Relations"), [...lookup.families.values()].map((f) => el("label", { class: `f-${f.name}` },
        el("input", { type: "checkbox", checked: families.has(f.name), "data-key": `matrix:${f.name}`, onchange: () => toggle(app, families, f.name, usual) }),
        el("span", { class: "patch", "aria-hidden": "true" }), f.label))),
      switcher(app, "Order", "matrix.order", [["community", "who has to do with whom"], ["number", "most claims"], ["name", "name"]], "community")),
    whose(app, all, [
      m.all > 150 && `The 150 of ${m.all} actors with the most claims are shown. `,
      m.without.length > 0 && `${count(m.without.length, "claim")} of these relations ${m.without.length === 1 ? "is" : "are"} about no second actor, and ${m.without.length === 1 ? "has" : "have"} no cell.`]),
    all.length === 0 ? el("p", { class: "none" }, "No claim that is shown is between two actors and of these relations.")
      : grid({
          label: "Relations between actors; rows are who stands so, columns to whom",
          corner: "who ↓ to whom →",
          rows: m.rows.map((id) => ({ id, label: label(id, name(id)), group: m.community.get(id) ?? -1 })),
          columns: m.columns.map((id) => ({ id, label: label(id, name(id)), title: name(id), group: m.community.get(id) ?? -1 })),
          cell: (r, c) => {
            const claims = m.cells.get(cellKey(r, c));
            return claims ? {
              drawn: drawn(claims, app), key: cellKey(r, c),
              classes: `cell${cellKey(r, c) === cell || claims.some((x) => x.id === app.state.open) ? " chosen" : ""}`,
              label: claims.length === 1 ? told(claims[0]!, app) : `${name(r)} to ${name(c)}: ${count(claims.length, "claim")}`,
              open: () => app.set({ open: claims[0]!.id, more: { ...app.state.more, "matrix.cell": cellKey(r, c) } }, { replace: true }),
            } : null;
          },
        }),
    all.length > 0 && el("p", { class: "key" }, "Lines: the colour is the kind of relation; solid asserted or considered, dashed alleged, dotted planned, with a bar across denied; faint: not taken by this view. ",
      "A dot in the corner of a cell: more claims than lines. A relation that goes both ways stands in both cells."),
    inside && el("section", { class: "inside", "aria-live": "polite" }, el("h2", null, said(name(row)), " → ", said(name(column))), entries(inside, app, "")));
  const again = root.querySelector(".grid-frame");
  if (again) [again.scrollLeft, again.scrollTop] = place;
}

const label = (id: Id, text: string): HTMLElement => (id === UNNAMED ? el("i", null, text) : said(text));

function toggle(app: App, families: Set<string>, name: string, usual: string[]): void {
  const next = [...app.lookup.families.keys()].filter((f) => (f === name ? !families.has(f) : families.has(f)));
  choose(app, "matrix.families", next.join(",") || ",", usual.join(","));
}

/** Up to three lines, one for each claim, those that the view takes first. */
function drawn(claims: Claim[], app: App): SVGElement {
  const sorted = [...claims].sort((a, b) => Number(app.shown.keptOut.has(a.id)) - Number(app.shown.keptOut.has(b.id)));
  const lines = sorted.slice(0, 3);
  return svg("svg", { width: 24, height: 24, viewBox: "0 0 24 24", "aria-hidden": "true" },
    lines.map((c, i) => {
      const y = 12 + (i - (lines.length - 1) / 2) * 7;
      const family = app.lookup.relations.get(c.relation)?.family ?? "";
      return svg("g", { class: `f-${family} s-${c.status}${app.shown.keptOut.has(c.id) ? " out" : ""}` },
        svg("path", { class: "stem", d: `M2 ${y}H22` }),
        app.lookup.statuses.get(c.status)?.crossbar && svg("path", { class: "bar", d: `M10 ${y + 4}l4 -8` }));
    }),
    claims.length > 3 && svg("circle", { class: "dot", cx: 21, cy: 3, r: 2.2 }));
}
