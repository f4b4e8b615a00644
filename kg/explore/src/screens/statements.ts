// All that is shown, as a table: sortable, exportable, and the keyboard's way through.

import type { App, Mounted, Screen } from "../app";
import { csv } from "./statements/csv";
import { COLUMNS, type Column } from "./statements/columns";
import { download, el, replace } from "../dom";
import { count } from "../words";

const PAGE = 200;

export const statements: Screen = {
  name: "statements",
  title: "Statements",
  help: [["Home End", "first and last row"]],
  mount,
};

function mount(root: HTMLElement, app: App): Mounted {
  let pages = 1;
  let from = app;
  let last = app.shown;
  const body = el("tbody");
  const head = el("tr");
  const more = el("button", { type: "button", onclick: () => (pages++, update(from)) });
  const save = el("button", { type: "button", onclick: () => download("statements.csv", "text/csv;charset=utf-8", csv(sorted(from), from)) }, "Save as CSV");
  root.append(
    el("div", { class: "tools" }, save),
    el("div", { class: "table" }, el("table", { "aria-label": "Statements" }, el("thead", null, head), body)),
    more,
  );
  body.addEventListener("keydown", (e) => walk(e, body));

  function update(now: App): void {
    if (now.shown !== last) pages = 1;
    last = now.shown;
    from = now;
    const focused = (document.activeElement?.closest("tr") as HTMLElement | null)?.dataset.claim;
    const rows = sorted(now);
    const [key, down] = order(now);
    replace(head, COLUMNS.map((c) =>
      el("th", { scope: "col", class: `c-${c.key}`, "aria-sort": c.key === key ? (down ? "descending" : "ascending") : null },
        el("button", { type: "button", onclick: () => sort(from, c) }, c.label))));
    const open = now.state.open;
    const at = rows.findIndex((c) => c.id === open);
    const shown = Math.max(pages * PAGE, at + 1);
    replace(body, rows.slice(0, shown).map((c) => {
      const out = now.shown.keptOut.get(c.id);
      const family = now.lookup.relations.get(c.relation)?.family;
      return el("tr", {
        "data-claim": c.id, class: `f-${family} s-${c.status}${out ? " out" : ""}${c.id === open ? " chosen" : ""}`,
      }, COLUMNS.map((column) => el(column.key === "claim" ? "th" : "td",
        { scope: column.key === "claim" ? "row" : null, class: `c-${column.key}`, "data-label": column.label }, column.cell(c, now))));
    }));
    more.hidden = rows.length <= shown;
    more.textContent = `Show ${count(Math.min(PAGE, rows.length - shown), "more row")} of ${rows.length - shown}`;
    if (focused) body.querySelector<HTMLElement>(`tr[data-claim="${CSS.escape(focused)}"] a`)?.focus({ preventScroll: true });
  }
  update(app);
  body.querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" });
  return { update };
}

function order(app: App): [string, boolean] {
  const chosen = app.state.more["statements.sort"] ?? "";
  return [chosen.replace(/^-/, ""), chosen.startsWith("-")];
}

function sort(app: App, column: Column): void {
  const [key, down] = order(app);
  const next = key !== column.key ? column.key : down ? "" : `-${column.key}`;
  const more = { ...app.state.more, "statements.sort": next };
  app.set({ more }, { replace: true });
  app.say(next === "" ? "in the order of the documents" : `sorted by ${column.label}, ${next.startsWith("-") ? "descending" : "ascending"}`);
}

/** The claims that are shown in the chosen order; claims that are equal keep the order of the documents. */
export function sorted(app: App): App["shown"]["claims"] {
  const [key, down] = order(app);
  const column = COLUMNS.find((c) => c.key === key);
  if (!column) return app.shown.claims;
  const text = new Map(app.shown.claims.map((c) => [c, column.text(c, app)]));
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const sign = down ? -1 : 1;
  // What is empty comes last, whichever way is sorted.
  return [...app.shown.claims].sort((a, b) => {
    const [x, y] = [text.get(a)!, text.get(b)!];
    return x === "" || y === "" ? Number(x === "") - Number(y === "") : sign * words.compare(x, y);
  });
}

function walk(event: KeyboardEvent, body: HTMLElement): void {
  const rows = [...body.querySelectorAll<HTMLElement>("tr")];
  const at = rows.findIndex((r) => r.contains(document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  const link = rows[Math.min(Math.max(to, 0), rows.length - 1)]?.querySelector<HTMLElement>("th a");
  if (!link) return;
  event.preventDefault();
  link.focus();
}
