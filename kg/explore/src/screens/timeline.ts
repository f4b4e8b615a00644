// Claims in world time: what is dated stands on a line, what is not stands beside it.

import type { App, Mounted, Screen } from "../app";
import { day as isoOf, number as dayOf } from "../days";
import { el, said, svg, type Child, type Props } from "../dom";
import { chosen, choose, entries, marked, opener, opens, qualified, rebuilt, switcher, walkable, whose } from "../marks";
import { measure } from "../measure";
import type { Claim } from "../model";
import { count, name, sentence } from "../words";
import { overview } from "./timeline/overview";
import { isDated, lanes, pack, type Lane, type Mark, type Placed } from "./timeline/lanes";
import { BREAK, scale, ticks, type Scale } from "./timeline/scale";

/** The height of the line of days above the lanes. */
const TOP = 36;

export const timeline: Screen = {
  name: "timeline",
  title: "Timeline",
  help: [["← → ↑ ↓", "from one mark to the next"], ["Enter", "open the evidence of the mark"]],
  mount,
};

function mount(root: HTMLElement, app: App): Mounted {
  let now = app;
  const watch = new ResizeObserver(() => draw());
  let width = 0;
  function draw(): void {
    const room = root.clientWidth;
    if (room === width) return;
    width = room;
    build(root, now, room);
  }
  watch.observe(root);
  width = root.clientWidth;
  build(root, app, width);
  return {
    update(next) {
      now = next;
      build(root, now, root.clientWidth);
    },
    close: () => watch.disconnect(),
  };
}

function build(root: HTMLElement, app: App, room: number): void {
  const claims = app.shown.claims;
  const dated = claims.filter(isDated);
  const undated = claims.filter((c) => !isDated(c));
  const even = chosen(app, "timeline.scale") === "even";
  rebuilt(root,
    el("div", { class: "tools" },
      switcher(app, "Lanes", "timeline.lanes", [["family", "by kind"], ["actor", "by actor"]], "family"),
      switcher(app, "Time", "timeline.scale", [["", "with breaks"], ["even", "even"]], "")),
    whose(app, claims, even ? null : "Long stretches without a claim are left out, and marked; between them time has its own scale in each stretch."),
    app.data.claims.some(isDated) && overview(app, Math.max(room - 32, 200)),
    dated.length > 0 && figure(app, dated, Math.max(room - 32, 240), even),
    dated.length === 0 && el("p", { class: "none" }, "No claim that is shown has a date."),
    el("section", { class: "undated", "aria-labelledby": "undated-title" },
      el("h2", { id: "undated-title" }, `Without a date: ${count(undated.length, "claim")}`),
      entries(undated, app, "Every claim that is shown has a date.")),
    dated.length > 0 && table(app, dated));
  for (const drawing of root.querySelectorAll(".timeline-figure svg")) walkable(drawing);
}

function figure(app: App, dated: Claim[], width: number, even: boolean): HTMLElement {
  const { from, asOf } = app.state;
  const low = from ? dayOf(from) : -Infinity;
  const high = asOf ? dayOf(asOf) : Infinity;
  const clip = (from: number | null, to: number | null): [number, number] => {
    const [a, b] = [from ?? to ?? 0, to ?? from ?? 0];
    const start = Math.min(Math.max(a, low), Math.max(b, low));
    // A plan is shown though it is for later than the day chosen, so that its day has to be on the line.
    return [start, Math.max(start, a > high ? b : Math.min(b, high))];
  };
  const bounds = (c: Claim): [number, number] => clip(c.earliest ? dayOf(c.earliest) : null, c.latest ? dayOf(c.latest) : null);
  const of = scale(dated.map(bounds), width, even);
  const narrow = width < 560;
  const by = chosen(app, "timeline.lanes", "family");
  const found = lanes(dated, by, app.lookup, narrow ? 8 : 12);
  const words = measure();
  const height = narrow ? 26 : 21;
  const parts: Child[] = [];
  let y = TOP + 8;
  const axis = ticks(of);
  const drawn: [Lane, Placed[], number, number][] = [];
  for (const lane of found) {
    const { placed, rows } = pack(lane.marks, width, (m) => ends(m, of, clip), (m) => label(m, app), words);
    drawn.push([lane, placed, y, rows]);
    y += 24 + rows * height + 8;
  }
  for (const [, , top, rows] of drawn) parts.push(svg("rect", { class: "lane-ground", x: 0, y: top, width, height: 24 + rows * height, rx: 4 }));
  for (const tick of axis) {
    const last = tick.x > width - 70;
    parts.push(svg("g", { class: tick.strong ? "tick strong" : "tick" },
      svg("path", { d: `M${tick.x} ${TOP}V${y}` }), svg("text", { x: last ? width : tick.x + 3, y: 16, "text-anchor": last ? "end" : "start" }, tick.label)));
  }
  of.stretches.slice(1).forEach((s, i) => parts.push(gap(of.stretches[i]!.to, s.from, s.x0 - BREAK, y)));
  for (const [lane, placed, top, rows] of drawn)
    parts.push(svg("g", { class: `lane f-${lane.family}`, role: "group", "aria-label": `${lane.label}, ${count(lane.marks.length, "mark")}` },
      svg("rect", { class: "lane-edge", x: 0, y: top, width: 4, height: 24 + rows * height, rx: 2 }),
      svg("text", { class: "lane-name", x: 12, y: top + 16, direction: "ltr", "unicode-bidi": "isolate" }, lane.label),
      placed.map((p) => mark(p, app, top + 24 + p.row * height + height / 2, height, clip))));
  return el("figure", { class: "timeline-figure" },
    svg("svg", { viewBox: `0 0 ${width} ${y}`, width, height: y, role: "group", "aria-label": "Timeline; the table below has the same" }, parts),
    el("figcaption", null, legend(app)));
}

function gap(from: number, to: number, x: number, height: number): SVGElement {
  const days = to - from;
  const long = days > 700 ? `${Math.round(days / 365)} years` : days > 60 ? `${Math.round(days / 30.4)} months` : `${days} days`;
  const middle = x + BREAK / 2;
  return svg("g", { class: "gap" },
    svg("rect", { x: x + 2, y: TOP, width: BREAK - 4, height: height - TOP }),
    svg("path", { d: `M${middle - 5} ${TOP + 6}l4 -10M${middle + 1} ${TOP + 6}l4 -10` }),
    svg("title", null, `nothing is dated between ${isoOf(from)} and ${isoOf(to)}`),
    svg("text", { x: middle, y: TOP - 7, "text-anchor": "middle" }, long));
}

type Clip = (from: number | null, to: number | null) => [number, number];

function ends(m: Mark, of: Scale, clip: Clip): [number, number] {
  const [a, b] = clip(m.from, m.to);
  const [x0, x1] = [of.x(a), of.x(b + 1)];
  const middle = (x0 + x1) / 2;
  return x1 - x0 < 9 ? [middle - 4.5, middle + 4.5] : [x0, x1];
}

function label(m: Mark, app: App): string {
  const first = m.claims[0]!;
  const relation = app.lookup.relations.get(first.relation);
  const text = m.claims.length === 1 ? sentence(first, app.lookup) : `${relation?.label ?? first.relation} × ${m.claims.length}`;
  return qualified(text, first, app);
}

function mark(p: Placed, app: App, y: number, height: number, clip: Clip): SVGElement {
  const c = p.mark.claims[0]!;
  const many = p.mark.claims.length > 1;
  const status = app.lookup.statuses.get(c.status);
  const day = p.mark.from !== null && p.mark.from === p.mark.to;
  const [shownFrom, shownTo] = clip(p.mark.from, p.mark.to);
  const openLeft = p.mark.from === null || p.mark.from < shownFrom;
  const openRight = p.mark.to === null || p.mark.to > shownTo;
  const props = many ? gathered(p.mark, app) : opens(c, app);
  const middle = (p.x0 + p.x1) / 2;
  return svg("g", { ...props, class: `${props["class"]}${day ? " day" : " span"}` },
    svg("rect", { class: "hit", x: Math.min(p.x0, p.labelX) - 4, y: y - height / 2, width: Math.max(p.x1, p.labelX + p.labelWidth) - Math.min(p.x0, p.labelX) + 8, height }),
    svg("rect", { class: "hit words", x: p.labelX - 3, y: y - height / 2 + 1, width: p.labelWidth + 6, height: height - 2, rx: 3 }),
    day
      ? svg("circle", { class: "stem dot", cx: middle, cy: y, r: 5 })
      : svg("path", { class: "stem", d: `M${p.x0} ${y}H${p.x1}` }),
    !day && !openLeft && svg("path", { class: "stop", d: `M${p.x0} ${y - 5}v10` }),
    !day && !openRight && svg("path", { class: "stop", d: `M${p.x1} ${y - 5}v10` }),
    !day && openLeft && svg("path", { class: "head", d: `M${p.x0 - 5} ${y}l6 -4v8Z` }),
    !day && openRight && svg("path", { class: "head", d: `M${p.x1 + 5} ${y}l-6 -4v8Z` }),
    status?.crossbar && svg("path", { class: "bar", d: `M${middle - 4} ${y + 6}l8 -12` }),
    p.label && svg("text", { x: p.labelX, y: y + 4, direction: "ltr", "unicode-bidi": "isolate" }, p.label));
}

/** How many claims an address can name, so that all is narrowed to them. */
const NAMED = 100;

/** A mark of many claims opens into them: all is narrowed to them, or, where they are very many, to their time. */
function gathered(m: Mark, app: App): Props {
  const narrow = (): void => app.set(m.claims.length <= NAMED
    ? { only: m.claims.map((c) => c.id) }
    : { from: m.from === null ? "" : isoOf(m.from), asOf: m.to === null ? "" : isoOf(m.to) });
  const [from, to] = [m.from, m.to].map((d) => (d === null ? "open" : isoOf(d)));
  return {
    ...opens(m.claims[0]!, app, `${label(m, app)}, ${from} to ${to}; opens into its claims`),
    onclick: narrow,
    onkeydown: (e: KeyboardEvent) => {
      if (e.key !== "Enter" && e.key !== " ") return;
      e.preventDefault();
      narrow();
    },
  };
}

function legend(app: App): Child {
  return [
    "● on that day; |—| at some time within, as precisely as the text says; an arrow: it goes on beyond what is shown. ",
    "Words in italics: not taken by this view. ",
    app.state.from || app.state.asOf
      ? el("button", { type: "button", onclick: () => app.set({ from: "", asOf: "" }) }, "Show all of time") : "",
  ];
}

function table(app: App, dated: Claim[]): HTMLElement {
  const rows = [...dated].sort((a, b) => (a.earliest || a.latest).localeCompare(b.earliest || b.latest) || a.latest.localeCompare(b.latest));
  return el("details", { class: "as-table", open: chosen(app, "timeline.table") === "1", ontoggle: (e: Event) => {
    const open = (e.target as HTMLDetailsElement).open ? "1" : "";
    if (open !== chosen(app, "timeline.table")) choose(app, "timeline.table", open);
  } },
    el("summary", null, `The same as a table: ${count(rows.length, "dated claim")}`),
    chosen(app, "timeline.table") === "1" && el("table", null,
      el("thead", null, el("tr", null, ["From", "Until", "Claim", "Status"].map((t) => el("th", { scope: "col" }, t)))),
      el("tbody", null, rows.map((c) => el("tr", { class: marked(c, app) },
        el("td", null, c.earliest || "open"), el("td", null, c.latest || "open"),
        el("th", { scope: "row" }, el("a", { href: app.address({ open: c.id }), "data-key": `row:${c.id}`, onclick: opener(c.id, app) },
          name(app.lookup.actors.get(c.source), c.source), " ", said(sentence(c, app.lookup).slice((app.lookup.actors.get(c.source)?.label ?? "").length).trim()))),
        el("td", null, app.lookup.statuses.get(c.status)?.label ?? c.status))))));
}
