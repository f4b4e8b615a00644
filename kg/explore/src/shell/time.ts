// Two clocks: a stretch of world time with the number of claims in it, and the day on which what is shown was known.

import type { App, Mounted } from "../app";
import { histogram, scale, type Stretch } from "../days";
import { el, replace, svg } from "../dom";
import type { State } from "../state";
import { count } from "../words";

const HEIGHT = 34;

export function time(root: HTMLElement, app: App): Mounted {
  const dated = app.data.claims.filter((c) => c.earliest && c.latest);
  const parts: Mounted[] = [];
  if (dated.length) {
    const first = dated.reduce((a, c) => (c.earliest < a ? c.earliest : a), dated[0]!.earliest);
    const last = dated.reduce((b, c) => (c.latest > b ? c.latest : b), dated[0]!.latest);
    parts.push(world(root, app, scale(first, last), app.data.claims.length - dated.length));
  }
  const known = [...new Set(app.data.claims.map((c) => c.known).filter(Boolean))].sort();
  if (known.length) parts.push(knowledge(root, app, known));
  root.hidden = parts.length === 0;
  return { update: (now) => parts.forEach((p) => p.update(now)) };
}

function world(root: HTMLElement, app: App, stretches: Stretch[], undatedClaims: number): Mounted {
  const most = stretches.length - 1;
  const all = histogram(app.data.claims, stretches);
  const top = Math.max(...all);
  const slide = (label: string): HTMLInputElement => el("input", { type: "range", min: 0, max: most, step: 1, "aria-label": label });
  const from = slide("Shown from");
  const to = slide("Shown until");
  const said = el("output", { class: "span" });
  const bars = svg("svg", { class: "bars", viewBox: `0 0 ${stretches.length} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const undated = el("input", { type: "checkbox", id: "undated", onchange: () => app.set({ undated: undated.checked }) });
  const everything = el("button", { type: "button", class: "quiet", onclick: () => app.set({ from: "", asOf: "" }) }, "all");
  const chosen = (): Partial<State> => {
    const [a, b] = [Math.min(+from.value, +to.value), Math.max(+from.value, +to.value)];
    return { from: a === 0 ? "" : stretches[a]!.first, asOf: b === most ? "" : stretches[b]!.last };
  };
  for (const slider of [from, to]) {
    slider.addEventListener("input", () => app.set(chosen(), { replace: true }));
  }
  root.append(el("div", { class: "clock world" },
    el("div", { class: "told" }, el("strong", null, "In the world"), " ", said, " ", everything,
      undatedClaims > 0 && el("label", { class: "row" }, undated, ` with ${undatedClaims} undated`)),
    el("div", { class: "brush" }, bars, from, to),
    el("div", { class: "ends", "aria-hidden": "true" }, el("span", null, stretches[0]!.label), el("span", null, stretches[most]!.label))));

  function update(now: App): void {
    const { asOf } = now.state;
    const start = now.state.from;
    const a = start === "" ? 0 : stretches.findIndex((s) => s.last >= start);
    const b = asOf === "" ? most : stretches.findIndex((s) => s.last >= asOf);
    from.value = String(a < 0 ? most : a);
    to.value = String(b < 0 ? most : b);
    from.setAttribute("aria-valuetext", start || "the beginning");
    to.setAttribute("aria-valuetext", asOf || "the end");
    undated.checked = now.state.undated;
    undated.disabled = !start && !asOf;
    everything.hidden = undated.disabled;
    said.textContent = start || asOf ? `${start || "…"} to ${asOf || "…"}` : "any time";
    const here = histogram(now.shown.claims, stretches);
    const bar = (n: number, i: number, kind: string): SVGElement | null => {
      const height = n === 0 ? 0 : Math.max(1.5, Math.sqrt(n / top) * HEIGHT);
      return n === 0 ? null : svg("rect", { class: kind, x: i + 0.06, y: HEIGHT - height, width: 0.88, height });
    };
    replace(bars, all.map((n, i) => bar(n, i, "all")), here.map((n, i) => bar(n, i, "here")));
  }
  update(app);
  return { update };
}

function knowledge(root: HTMLElement, app: App, days: string[]): Mounted {
  const slider = el("input", { type: "range", min: 0, max: days.length, step: 1, id: "known", "aria-label": "Known on", list: days.length <= 60 ? "known-days" : null });
  const said = el("output", { class: "span" });
  const today = el("button", { type: "button", class: "quiet", onclick: () => app.set({ knownOn: "" }) }, "all");
  const ticks = days.length <= 60 ? days : [];
  slider.addEventListener("input", () => app.set({ knownOn: days[+slider.value] ?? "" }, { replace: true }));
  root.append(el("div", { class: "clock knowledge" },
    el("div", { class: "told" }, el("strong", null, "Known on"), " ", said, " ", today),
    el("div", { class: "days" },
      el("div", { class: "ticks", "aria-hidden": "true" }, ticks.map((d) => el("span", { title: d })), el("span", { class: "now", title: "all" })), slider),
    el("div", { class: "ends", "aria-hidden": "true" }, el("span", null, days[0]!), el("span", null, "now"))));

  function update(now: App): void {
    const { knownOn } = now.state;
    const at = days.filter((d) => d <= knownOn).length - 1;
    slider.value = String(knownOn === "" ? days.length : Math.max(at, 0));
    const documents = now.data.documents.filter((d) => d.date !== "" && d.date <= knownOn).length;
    said.textContent = knownOn === "" ? "any day" : `${knownOn}: ${count(documents, "document")}`;
    slider.setAttribute("aria-valuetext", said.textContent);
    today.hidden = knownOn === "";
  }
  update(app);
  return { update };
}
