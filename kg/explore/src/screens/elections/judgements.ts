// What was said of an election, side by side: against it, in words that take no side by themselves, and for it.

import type { App } from "../../app";
import { el, said, type Child } from "../../dom";
import { marked, opener } from "../../marks";
import { holder, name, swatch, when } from "../../words";
import type { Judgement, Side } from "./results";

const SIDES: [Side, string][] = [["against", "Against it"], ["", "In their own words"], ["for", "For it"]];

export function judgementsOf(all: Judgement[], app: App): Child {
  if (!all.length) return el("p", { class: "none" }, "No text says what anybody thought of it.");
  return [
    el("p", { class: "how" }, "For and against follow from the relation alone, such as praises or criticizes; what is only assessed stands in the middle, whatever its words."),
    el("div", { class: "sides" }, SIDES.map(([side, title]) => {
      const here = all.filter((j) => j.side === side);
      return el("div", { class: "side" }, el("h4", null, `${title} (${here.length})`),
        here.length ? el("ul", null, here.map((j) => card(j, app))) : el("p", { class: "none" }, "Nobody, in what is shown."));
    })),
  ];
}

function card(j: Judgement, app: App): HTMLElement {
  const c = j.claims[0]!;
  const speaker = app.lookup.actors.get(j.speaker);
  const unnamed = speaker?.kind !== "entity";
  const status = app.lookup.statuses.get(c.status);
  return el("li", { class: `judgement ${marked(c, app)}` },
    el("a", { href: app.address({ open: c.id }), "data-key": `judgement:${c.id}`, onclick: opener(c.id, app) },
      j.words ? el("q", null, said(j.words)) : app.lookup.relations.get(c.relation)?.label ?? c.relation),
    el("p", null, el("strong", null, unnamed ? said(holder(c)) : name(speaker, j.speaker)),
      unnamed && status && !status.holds && ` (${status.label})`),
    el("p", { class: "by" }, j.claims.map((each) => {
      const s = app.lookup.statuses.get(each.status);
      return el("span", null, swatch(app.lookup.relations.get(each.relation)?.family ?? "", each.status, s?.crossbar), " ",
        el("a", { href: app.address({ open: each.id }), "data-key": `judgement:${each.id}:${each.relation}`, onclick: opener(each.id, app) }, app.lookup.relations.get(each.relation)?.label ?? each.relation), ` (${s?.label ?? each.status}) `);
    }), el("small", null, unnamed ? "" : ["by the word of ", said(holder(c))], c.when ? `, ${when(c)}` : "")));
}
