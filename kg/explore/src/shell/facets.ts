// The filters at the side: every value of every facet with a switch, its count, and "only".

import type { App, Mounted } from "../app";
import { el, replace, said, type Child } from "../dom";
import { FACET_LABELS, facetLabel, facetValues } from "../facets";
import { FACETS, type Facet } from "../state";
import { swatch } from "../words";

const FEW = 8;

export function facets(root: HTMLElement, app: App): Mounted {
  const all = new Map(FACETS.map((facet) => [facet, values(app, facet)]));
  const unfolded = new Set<Facet>();
  const boxes = FACETS.map((facet) => {
    const list = el("ul");
    const box = el("details", { class: `facet facet-${facet}` }, el("summary", null, FACET_LABELS[facet]), list);
    box.open = facet === "family" || facet === "status" || facet === "type";
    return { facet, list, box };
  });
  const sources = el("input", {
    id: "sources", type: "number", min: 1, max: 99, inputmode: "numeric",
    onchange: () => app.set({ sources: Math.min(99, Math.max(1, Math.round(Number(sources.value)) || 1)) }),
  });
  const keptOut = el("input", { id: "kept-out", type: "checkbox", onchange: () => app.set({ keptOut: keptOut.checked }) });
  root.append(
    el("h2", { class: "unseen" }, "Filters"),
    el("div", { class: "facet plain" },
      el("label", { class: "row" }, keptOut, " What the view does not take"),
      el("label", { class: "row" }, "Said by at least ", sources, " publishers")),
    ...boxes.map((b) => b.box),
  );

  function update(now: App): void {
    sources.value = String(now.state.sources);
    keptOut.checked = now.state.keptOut;
    for (const { facet, list, box } of boxes) {
      const hidden = new Set(now.state.hidden[facet]);
      const found = all.get(facet)!;
      box.hidden = found.length < 2 && hidden.size === 0;
      const shown = unfolded.has(facet) ? found : found.filter((v, i) => i < FEW || hidden.has(v));
      const focused = document.activeElement instanceof HTMLElement && list.contains(document.activeElement)
        ? document.activeElement.dataset.key : null;
      replace(list, shown.map((value) => row(now, facet, value, hidden)),
        shown.length < found.length && el("li", null, el("button", { type: "button", class: "quiet", onclick: () => { unfolded.add(facet); update(now); } }, `all ${found.length}`)),
        hidden.size > 0 && el("li", null, el("button", { type: "button", class: "quiet", "data-key": "all", onclick: () => choose(now, facet, []) }, "switch all on")));
      if (focused) list.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    }
  }
  update(app);
  return { update };
}

function row(app: App, facet: Facet, value: string, hidden: Set<string>): HTMLElement {
  const label = facetLabel(facet, value, app.lookup);
  const box = el("input", {
    type: "checkbox", "data-key": `box ${value}`, "data-value": value,
    onchange: () => choose(app, facet, box.checked ? [...hidden].filter((v) => v !== value) : [...hidden, value]),
  });
  box.checked = !hidden.has(value);
  const n = app.shown.counts[facet].get(value) ?? 0;
  return el("li", { class: n === 0 ? "none" : null },
    el("label", { class: "row", title: definition(app, facet, value) }, box, mark(app, facet, value), el("span", { class: "name" }, said(label)), " ", el("small", null, n)),
    el("button", {
      type: "button", class: "only", "data-key": `only ${value}`, "aria-label": `only ${label}`,
      onclick: () => choose(app, facet, values(app, facet).filter((v) => v !== value)),
    }, "only"));
}

function choose(app: App, facet: Facet, values: string[]): void {
  app.set({ hidden: { ...app.state.hidden, [facet]: values } });
}

/** The values of a facet in all the data: in the order of the ontology where it has one, else the most frequent first. */
function values(app: App, facet: Facet): string[] {
  const counts = frequency(app, facet);
  const order = { family: app.data.families, status: app.data.statuses }[facet as string]?.map((t) => t.name);
  if (order) return order.filter((v) => counts.has(v));
  return [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
}

const frequencies = new WeakMap<App["data"], Map<Facet, Map<string, number>>>();

function frequency(app: App, facet: Facet): Map<string, number> {
  let known = frequencies.get(app.data);
  if (!known) frequencies.set(app.data, (known = new Map()));
  let counts = known.get(facet);
  if (!counts) {
    known.set(facet, (counts = new Map()));
    for (const c of app.data.claims) for (const v of facetValues(facet, c, app.lookup)) counts.set(v, (counts.get(v) ?? 0) + 1);
  }
  return counts;
}

function mark(app: App, facet: Facet, value: string): Child {
  if (facet === "family") return swatch(value, "asserted");
  if (facet === "status") return swatch("", value, app.lookup.statuses.get(value)?.crossbar);
  return null;
}

function definition(app: App, facet: Facet, value: string): string | null {
  if (facet === "family") return app.lookup.families.get(value)?.definition ?? null;
  if (facet === "status") return app.lookup.statuses.get(value)?.definition ?? null;
  return facet === "relation" ? app.lookup.relations.get(value)?.definition ?? null : null;
}
