// Who says what about whom, and two sources or two days side by side.

import type { App, Mounted, Screen } from "../app";
import { el, said, svg } from "../dom";
import { publisher } from "../lookup";
import { chosen, entries, rebuilt, switcher, whose } from "../marks";
import { count } from "../words";
import { grid } from "./matrix/grid";
import { comparing } from "./sources/comparing";
import { sayingKey, sayings, type Said, type Speaker } from "./sources/speakers";

export const sources: Screen = {
  name: "sources",
  title: "Sources",
  help: [["← → ↑ ↓", "to the next cell that is not empty"], ["Enter", "list what the cell has"]],
  mount,
};

function mount(root: HTMLElement, app: App): Mounted {
  build(root, app);
  return { update: (next) => build(root, next) };
}

function build(root: HTMLElement, app: App): void {
  const frame = root.querySelector(".grid-frame");
  const place: [number, number] = [frame?.scrollLeft ?? 0, frame?.scrollTop ?? 0];
  const mode = chosen(app, "sources.mode", "who");
  rebuilt(root,
    el("div", { class: "tools" }, switcher(app, "Show", "sources.mode", [["who", "who says what about whom"], ["compare", "two sources side by side"]], "who")),
    mode === "compare" ? comparing(app) : speaking(app));
  const again = root.querySelector(".grid-frame");
  if (again) [again.scrollLeft, again.scrollTop] = place;
}

function speaking(app: App): HTMLElement {
  const { lookup } = app;
  const s = sayings(app.shown.claims, lookup);
  const cell = chosen(app, "sources.cell");
  const inside = s.cells.get(cell);
  const name = (id: string): string => lookup.actors.get(id)?.label ?? id;
  const by = new Map(s.speakers.map((x) => [x.key, x]));
  const [who, whom] = cell.split("\n") as [string, string];
  if (!s.speakers.length) return el("div", null, whose(app, []), el("p", { class: "none" }, "No claim that is shown is about a named actor."));
  return el("div", null,
    whose(app, [...s.cells.values()].flatMap((c) => c.claims), [
      "An act of speech stands with who speaks, any other claim with who holds it, or with the paper where it speaks for itself. ",
      (s.all.speakers > s.speakers.length || s.all.targets > s.targets.length) && `Shown: ${s.speakers.length} of ${count(s.all.speakers, "speaker")}, ${s.targets.length} of ${s.all.targets} they speak of.`]),
    grid({
      label: "Who says what about whom; rows are who speaks, columns whom it is about",
      corner: "who ↓ about whom →",
      rows: s.speakers.map((x) => ({ id: x.key, label: speakerName(x) })),
      columns: s.targets.map((id) => ({ id, label: said(name(id)), title: name(id) })),
      cell: (row, column) => {
        const found = s.cells.get(sayingKey(row, column));
        return found ? {
          drawn: tally(found), key: sayingKey(row, column), classes: `cell${sayingKey(row, column) === cell ? " chosen" : ""}`,
          label: `${by.get(row)?.label} about ${name(column)}: ${count(found.claims.length, "claim")}${found.for ? `, ${found.for} for` : ""}${found.against ? `, ${found.against} against` : ""}`,
          open: () => app.set({ open: found.claims[0]!.id, more: { ...app.state.more, "sources.cell": sayingKey(row, column) } }, { replace: true }),
        } : null;
      },
    }),
    el("p", { class: "key" }, "A number: how many claims. ▲ some speak for, ▼ some against whom they are about, by the relation alone."),
    inside && el("section", { class: "inside", "aria-live": "polite" }, el("h2", null, said(by.get(who)?.label ?? who), " about ", said(name(whom))), entries(inside.claims, app, "")),
    el("details", { class: "as-table" }, el("summary", null, "Papers and what they carry"),
      el("ul", null, [...new Set(app.shown.claims.map((c) => publisher(c, lookup)))].sort().map((p) => {
        const own = app.shown.claims.filter((c) => publisher(c, lookup) === p);
        return el("li", null, said(p), `: ${count(own.length, "claim")}, ${own.filter((c) => c.own).length} in its own voice, ${own.filter((c) => !c.own).length} by others' word`);
      }))));
}

const speakerName = (s: Speaker): HTMLElement =>
  s.kind === "paper" ? el("span", null, el("strong", null, said(s.label)), el("small", null, " itself")) : s.kind === "unnamed" ? el("i", null, s.label) : said(s.label);

function tally(s: Said): SVGElement {
  return svg("svg", { class: "tally", width: 24, height: 24, viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("text", { x: s.for || s.against ? 8 : 12, y: 16, "text-anchor": "middle" }, String(s.claims.length)),
    s.for > 0 && svg("path", { class: "for", d: "M15 11h8l-4 -7Z" }),
    s.against > 0 && svg("path", { class: "against", d: "M15 14h8l-4 7Z" }));
}
