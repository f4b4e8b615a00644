// A table of actors by actors, whose cells are buttons: names stay in sight, and the arrows go from cell to cell.

import { el, type Child } from "../../dom";
import type { Id } from "../../model";

export interface Cell {
  key: string;
  drawn: Child;
  label: string;
  classes: string;
  open(): void;
}

export interface Grid {
  /** What the table is of, and what its rows and columns are, for those who hear it. */
  label: string;
  corner: Child;
  rows: { id: Id; label: Child; group?: number }[];
  columns: { id: Id; label: Child; title?: string; group?: number }[];
  /** What a cell shows and says; null where it is empty. */
  cell(row: Id, column: Id): Cell | null;
}

export function grid(g: Grid): HTMLElement {
  const head = g.columns.map((c, i) => el("th", { scope: "col", class: fresh(g.columns, i) }, el("div", { title: c.title ?? null }, c.label)));
  const rows = g.rows.map((row, i) => el("tr", { class: fresh(g.rows, i) },
    el("th", { scope: "row" }, row.label),
    g.columns.map((column, j) => {
      const cell = g.cell(row.id, column.id);
      return el("td", { class: `${fresh(g.columns, j)}${row.id !== "" && row.id === column.id ? " self" : ""}` }, cell && el("button", {
        type: "button", class: cell.classes, "aria-label": cell.label, title: cell.label, "data-key": cell.key,
        "data-at": `${i} ${j}`, tabindex: -1, onclick: cell.open,
      }, cell.drawn));
    })));
  const table = el("table", { class: "grid", "aria-label": g.label },
    el("thead", null, el("tr", null, el("td", { class: "corner" }, g.corner), head)), el("tbody", null, rows));
  (table.querySelector(".chosen[data-at]") ?? table.querySelector("[data-at]"))?.setAttribute("tabindex", "0");
  table.addEventListener("keydown", (e) => walk(e, table));
  return el("div", { class: "grid-frame" }, table);
}

const fresh = (of: { group?: number }[], i: number): string => (i > 0 && of[i]!.group !== of[i - 1]!.group ? "fresh" : "");

/** The nearest cell that is not empty, in the direction of the arrow. */
function walk(e: KeyboardEvent, table: HTMLElement): void {
  const from = (e.target as HTMLElement).closest<HTMLElement>("[data-at]");
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[e.key];
  if (!from || !step) return;
  e.preventDefault();
  e.stopPropagation();
  const at = (cell: HTMLElement): [number, number] => cell.dataset["at"]!.split(" ").map(Number) as [number, number];
  const [row, column] = at(from);
  const next = [...table.querySelectorAll<HTMLElement>("[data-at]")].map((cell) => {
    const [r, c] = at(cell);
    const [along, across] = step[0] ? [(r - row) * step[0], Math.abs(c - column)] : [(c - column) * step[1]!, Math.abs(r - row)];
    return { cell, along, far: along + 3 * across };
  }).filter((c) => c.along > 0).sort((a, b) => a.far - b.far)[0]?.cell;
  if (!next) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
