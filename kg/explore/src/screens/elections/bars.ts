// Shares of the vote as bars. Where a text gives only a bound, the part that it leaves open is hatched or fades.

import type { App } from "../../app";
import { el, svg, type Child } from "../../dom";
import { opens, told } from "../../marks";
import { cut, measure } from "../../measure";
import type { Claim } from "../../model";
import { amount, holder } from "../../words";
import { range, vintage, type Party } from "./results";

const ROW = 36;
const NEAR = 3; // percent points over which an end fades that is near a bound

export function bars(parties: Party[], thresholds: Claim[], app: App, width: number): HTMLElement {
  const most = Math.max(...parties.flatMap((p) => p.shares.map((c) => (range(c).high === null && !range(c).near ? 100 : Number(c.number) + NEAR))), ...thresholds.map((c) => Number(c.number)));
  const top = Math.min(100, Math.ceil(most / 10) * 10);
  const [left, right] = [2, width - 12];
  const x = (percent: number): number => left + ((right - left) * percent) / top;
  const parts: Child[] = [];
  let y = 46;
  for (const party of parties) {
    const label = app.lookup.actors.get(party.id)?.label ?? party.id;
    parts.push(svg("text", { class: "party", x: left, y: y + 14, direction: "ltr", "unicode-bidi": "isolate" }, cut(label, width - 8, measure("bold"))));
    y += 20;
    for (const c of party.shares) {
      parts.push(bar(c, app, x, y, top, width, thresholds));
      y += ROW;
    }
    y += 8;
  }
  const step = top > 50 ? 20 : top > 20 ? 10 : 5;
  const grid = Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step).map((percent) => svg("g", { class: "grid" },
    svg("path", { d: `M${x(percent)} 40V${y}` }),
    svg("text", { x: x(percent), y: 34, "text-anchor": percent === 0 ? "start" : percent === top ? "end" : "middle" }, `${percent} %`)));
  return el("figure", { class: "bars" },
    svg("svg", { class: "f-elections", viewBox: `0 0 ${width} ${y + 4}`, width, height: y + 4, role: "group", "aria-label": "Shares of the vote" },
      svg("defs", null,
        svg("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          svg("path", { class: "hatching", d: "M0 0V6" })),
        fade("fade-out", 0.85, 0), fade("fade-in", 0, 0.85)),
      grid, thresholds.map((c, i) => threshold(c, app, x, y, i, width)), parts),
    el("figcaption", null, "Hatched: the text gives only a bound, and the share lies somewhere in there. Fading: it is near the bound. ",
      "Pale: a preliminary count. Outlined only: a status that does not hold."));
}

const fade = (id: string, from: number, to: number): SVGElement => svg("linearGradient", { id },
  svg("stop", { class: "shade", offset: 0, "stop-opacity": from }), svg("stop", { class: "shade", offset: 1, "stop-opacity": to }));

function bar(
  c: Claim, app: App, x: (percent: number) => number, y: number, top: number, width: number, thresholds: Claim[],
): SVGElement {
  const status = app.lookup.statuses.get(c.status);
  const n = Number(c.number);
  const { low, high, near } = range(c);
  const which = vintage(c);
  const [y0, height] = [y + 17, 12];
  const piece = (a: number, b: number, kind: string): SVGElement | null =>
    b > a ? svg("rect", { class: kind, x: x(Math.max(a, 0)), y: y0, width: Math.max(x(Math.min(b, top)) - x(Math.max(a, 0)), 1), height }) : null;
  const sure = low ?? (near ? Math.max(n - NEAR, 0) : 0);
  const pieces = !status?.holds
    ? [piece(0, n, "stem")]
    : [
        piece(0, sure, `fill ${which}`),
        low === null && high === null && near && [piece(Math.max(n - NEAR, 0), n + NEAR, "fading-out")],
        low === null && high !== null && near && piece(sure, n, "fading-out"),
        low === null && high !== null && !near && piece(0, n, "open"),
        low !== null && high === null && piece(n, near ? n + NEAR : top, near ? "fading-out" : "open"),
      ];
  const edge = low !== null || high !== null;
  const words = [amount(c), which, holder(c)].filter(Boolean);
  const out = app.shown.keptOut.get(c.id);
  const visible = `${words.slice(1).join(", ")}${out ? ` (${out})` : ""}`;
  // The name begins with the words that are seen.
  return svg("g", opens(c, app, `${amount(c)} ${visible}; ${told(c, app)}`),
    svg("rect", { class: "hit", x: 0, y, width, height: ROW - 2, rx: 3 }),
    svg("text", { x: x(0), y: y + 12, direction: "ltr", "unicode-bidi": "isolate" },
      svg("tspan", { class: "amount" }, amount(c)), ` ${visible}`),
    pieces, thresholds.map((t) => svg("path", { class: "crossing", d: `M${x(Number(t.number))} ${y0 - 2}v${height + 4}` })),
    edge && status?.holds && svg("path", { class: "stop", d: `M${x(n)} ${y0 - 3}v${height + 6}` }),
    status?.crossbar && svg("path", { class: "bar", d: `M${x(n / 2) - 6} ${y0 + height + 3}l12 ${-height - 6}` }));
}

function threshold(c: Claim, app: App, x: (percent: number) => number, bottom: number, i: number, width: number): SVGElement {
  const at = x(Number(c.number));
  const label = `threshold ${amount(c)}`;
  const back = at > width - 120;
  const props = opens(c, app, `${label}; ${told(c, app)}`);
  return svg("g", { ...props, class: `${props["class"]} threshold` },
    svg("rect", { class: "hit", x: back ? at - 110 : at - 6, y: i * 2, width: 116, height: 20 }),
    svg("path", { class: "stem line", d: `M${at} 6V${bottom}` }),
    svg("text", { x: back ? at - 5 : at + 5, y: 15, "text-anchor": back ? "end" : "start" }, label));
}
