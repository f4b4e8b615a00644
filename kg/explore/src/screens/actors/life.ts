// An actor in time: offices as spans, sides taken as marks up and down, acts as marks; what has no date stands in front.

import type { App } from "../../app";
import { number as dayOf } from "../../days";
import { el, svg, type Child } from "../../dom";
import { opens } from "../../marks";
import { cut, measure } from "../../measure";
import type { Claim, Id } from "../../model";
import { scale, ticks, BREAK, type Scale } from "../timeline/scale";
import type { Office, Portrait } from "./record";

const UNDATED = 62;
const ROW = 40;

interface Row {
  label: string;
  office?: Office;
  claims: Claim[];
}

export function life(id: Id, r: Portrait, app: App, width: number): Child {
  const label = (other: Id): string => app.lookup.actors.get(other)?.label ?? other;
  const rows: Row[] = [
    ...r.offices.map((o) => ({ label: [o.title || "office not named", o.of && label(o.of)].filter(Boolean).join(", "), office: o, claims: [...o.begun, ...o.held, ...o.ended] })),
    ...r.towards.map((s) => ({ label: `towards ${label(s.other)}`, claims: s.claims })),
    ...r.from.map((s) => ({ label: `${label(s.other)} towards them`, claims: s.claims })),
    ...(r.suffered.length ? [{ label: "done to them", claims: r.suffered }] : []),
    ...(r.done.length ? [{ label: "done by them", claims: r.done }] : []),
  ];
  const spans = rows.flatMap((row) => row.claims).filter((c) => c.earliest && c.latest).map((c): [number, number] => [dayOf(c.earliest), dayOf(c.latest)]);
  if (!rows.length || !spans.length) return null;
  const shift = UNDATED + 14;
  const of = scale(spans, width - shift - 8, false);
  const height = 30 + rows.length * ROW;
  return el("figure", { class: "life" },
    svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": `${label(id)} in time; the lists below have the same` },
      svg("rect", { class: "lane-ground", x: 0, y: 22, width: UNDATED, height: height - 22, rx: 4 }),
      svg("text", { class: "tick-name", x: 4, y: 15 }, "no date"),
      ticks(of).map((t) => svg("g", { class: t.strong ? "tick strong" : "tick" },
        svg("path", { d: `M${t.x + shift} 22V${height}` }), svg("text", { x: Math.min(t.x + shift + 3, width - 40), y: 15 }, t.label))),
      of.stretches.slice(1).map((s) => svg("g", { class: "gap" },
        svg("rect", { x: s.x0 + shift - BREAK + 2, y: 22, width: BREAK - 4, height: height - 22 }),
        svg("path", { d: `M${s.x0 + shift - BREAK / 2 - 5} 29l4 -10M${s.x0 + shift - BREAK / 2 + 1} 29l4 -10` }))),
      rows.map((row, i) => svg("g", { class: "row" }, drawn(row, 30 + i * ROW, of, shift, app, width)))),
    el("figcaption", null, "▲ for, ▼ against, ● otherwise; hollow and dashed: alleged, planned or denied. A bar: the office is said to be held; ",
      "an upright end: its beginning or end is told; a faint end: it is not."));
}

function drawn(row: Row, y: number, of: Scale, shift: number, app: App, width: number): Child {
  const middle = y + 26;
  const place = (c: Claim): number => (c.earliest && c.latest ? shift + (of.x(dayOf(c.earliest)) + of.x(dayOf(c.latest) + 1)) / 2 : UNDATED / 2);
  const taken: number[] = [];
  const marks = row.claims.map((c) => {
    let x = place(c);
    while (taken.some((t) => Math.abs(t - x) < 12)) x += 12;
    taken.push(x);
    return mark(c, x, middle, app);
  });
  return [
    svg("path", { class: "ground", d: `M0 ${y + ROW - 1}H${width}` }),
    svg("text", { class: "row-name", x: 4, y: y + 13, direction: "ltr", "unicode-bidi": "isolate" }, cut(row.label, width - 8, measure("bold"))),
    row.office && tenure(row.office, middle, of, shift, width), marks,
  ];
}

function tenure(o: Office, y: number, of: Scale, shift: number, width: number): Child {
  if (!o.from || !o.until) return null;
  const [x0, x1] = [shift + of.x(dayOf(o.from)), Math.max(shift + of.x(dayOf(o.until) + 1), shift + of.x(dayOf(o.from)) + 4)];
  return svg("g", { class: "tenure f-office" },
    !o.fromKnown && svg("path", { class: "unknown", d: `M${Math.max(x0 - 26, shift - 8)} ${y}H${x0}` }),
    svg("path", { class: "known", d: `M${x0} ${y}H${x1}` }),
    !o.untilKnown && svg("path", { class: "unknown", d: `M${x1} ${y}H${Math.min(x1 + 26, width)}` }),
    o.fromKnown && svg("path", { class: "stop", d: `M${x0} ${y - 7}v14` }), o.untilKnown && svg("path", { class: "stop", d: `M${x1} ${y - 7}v14` }));
}

function mark(c: Claim, x: number, y: number, app: App): SVGElement {
  const stance = app.lookup.relations.get(c.relation)?.stance ?? "";
  const status = app.lookup.statuses.get(c.status);
  const shape = stance === "for" ? `M${x - 6} ${y + 5}h12l-6 -11Z` : stance === "against" ? `M${x - 6} ${y - 5}h12l-6 11Z` : `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0`;
  return svg("g", opens(c, app),
    svg("rect", { class: "hit", x: x - 11, y: y - 12, width: 22, height: 24, rx: 4 }),
    svg("path", { class: status?.holds ? "fill" : "stem hollow", d: shape }),
    status?.crossbar && svg("path", { class: "bar", d: `M${x - 6} ${y + 7}l12 -14` }));
}
