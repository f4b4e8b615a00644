// All of time in a strip: how much is dated when, and the part that is chosen, which can be drawn anew.

import type { App } from "../../app";
import { day as isoOf, number as dayOf } from "../../days";
import { el, svg } from "../../dom";
import { isDated } from "./lanes";
import { scale, ticks } from "./scale";

const HEIGHT = 46;

export function overview(app: App, width: number): HTMLElement {
  const dated = app.data.claims.filter(isDated);
  const spans = dated.map((c): [number, number] => [dayOf(c.earliest || c.latest), dayOf(c.latest || c.earliest)]);
  const of = scale(spans, width, true);
  const first = spans.reduce((least, s) => Math.min(least, s[0]), Infinity);
  const last = spans.reduce((most, s) => Math.max(most, s[1]), -Infinity);
  const bins = Math.max(Math.min(Math.floor(width / 9), last - first + 1), 1);
  const heights = new Array<number>(bins).fill(0);
  const bin = (day: number): number => Math.min(Math.floor(((day - first) / (last - first + 1)) * bins), bins - 1);
  // A claim that is dated to a month counts a part in each of its bins, and one in all.
  for (const [a, b] of spans) for (let i = bin(a); i <= bin(b); i++) heights[i]! += 1 / (bin(b) - bin(a) + 1);
  const most = Math.max(...heights);
  const { from, asOf } = app.state;
  const x0 = from ? of.x(dayOf(from)) : 0;
  const x1 = asOf ? of.x(dayOf(asOf) + 1) : width;
  const choice = svg("rect", { class: "choice", x: x0, y: 0, width: Math.max(x1 - x0, 1), height: HEIGHT - 14, rx: 3 });
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, class: "strip", "aria-hidden": "true" },
    heights.map((n, i) => n > 0 && svg("rect", {
      class: "much", x: (i * width) / bins + 0.5, width: width / bins - 1,
      y: HEIGHT - 16 - Math.max(2, (n / most) * (HEIGHT - 20)), height: Math.max(2, (n / most) * (HEIGHT - 20)),
    })),
    choice,
    ticks(of, 52).map((t) => svg("text", { x: t.x + 2, y: HEIGHT - 3, class: "tick" }, t.label)));
  brush(drawing, choice, width, (a, b) => {
    const [low, high] = [isoOf(of.day(a)), isoOf(of.day(b))];
    app.set({ from: low <= isoOf(first) ? "" : low, asOf: high >= isoOf(last) ? "" : high });
    app.say(`from ${low} as of ${high}`);
  });
  const field = (label: string, value: string, key: "from" | "asOf"): HTMLElement =>
    el("label", null, label, " ", el("input", {
      type: "date", value, min: isoOf(first), max: isoOf(last), "data-key": `timeline:${key}`,
      onchange: (e: Event) => app.set({ [key]: (e.target as HTMLInputElement).value }),
    }));
  return el("div", { class: "overview", role: "group", "aria-label": "The time that is shown" }, drawing,
    el("div", { class: "fields" }, field("From", from, "from"), field("as of", asOf, "asOf"),
      (from || asOf) && el("button", { type: "button", "data-key": "timeline:all", onclick: () => app.set({ from: "", asOf: "" }) }, "All of time"),
      el("small", null, "Drag on the strip to choose a part.")));
}

function brush(drawing: SVGSVGElement, choice: SVGRectElement, width: number, done: (a: number, b: number) => void): void {
  let start: number | null = null;
  const at = (e: PointerEvent): number => {
    const box = drawing.getBoundingClientRect();
    return Math.min(Math.max(((e.clientX - box.left) / box.width) * width, 0), width);
  };
  drawing.addEventListener("pointerdown", (e) => {
    start = at(e);
    drawing.setPointerCapture(e.pointerId);
  });
  drawing.addEventListener("pointermove", (e) => {
    if (start === null) return;
    choice.setAttribute("x", String(Math.min(start, at(e))));
    choice.setAttribute("width", String(Math.abs(at(e) - start)));
  });
  drawing.addEventListener("pointerup", (e) => {
    if (start === null) return;
    const [a, b] = [Math.min(start, at(e)), Math.max(start, at(e))];
    start = null;
    if (b - a >= 4) done(a, b);
  });
}
