// A chamber's seats in a half circle, as far as texts state them, with a list that says the same.

import type { App } from "../../app";
import { el, said, svg, type Child } from "../../dom";
import { entries, opens } from "../../marks";
import type { Claim, Id } from "../../model";
import { count, holder, name } from "../../words";
import { chamber, halfCircle, type Block, type Chamber } from "./seats";

/** All bodies whose seats these claims count, and seats that parties won. */
export function hemicycle(filling: Claim[], won: Claim[], app: App, width: number): Child {
  const taken = (c: Claim): boolean => !app.shown.keptOut.has(c.id);
  const bodies = [...new Set(filling.map((c) => c.source))];
  // Nothing says in which of several bodies a party won its seats.
  const own = (body: Id): Claim[] => (bodies.length === 1 || body === "" ? won.filter(taken) : []);
  if (!bodies.length && !won.length) return el("p", { class: "none" }, "No text states how many seats there are, or who won them.");
  const chambers = (bodies.length ? bodies : [""]).map((body) => chamber(body, filling.filter((c) => c.source === body && taken(c)), own(body), (party) => app.lookup.actors.get(party)?.label ?? party));
  return [
    chambers.map((c) => one(c, app, width)),
    el("h4", null, "Seats as stated"), entries([...won, ...filling], app, "No text states how many seats anybody won."),
  ];
}

function one(c: Chamber, app: App, width: number): HTMLElement {
  const blocks = c.blocks;
  const seats = blocks.flatMap((block, i) => Array.from({ length: block.seats }, () => i));
  const { places, size } = halfCircle(c.total ?? seats.length);
  const radius = Math.min(width / 2 - 16, 260);
  const [middle, floor] = [width / 2, radius + 14];
  const groups = blocks.map((block, i) => ({ block, i, places: places.filter((_, at) => seats[at] === i) }));
  const order = new Map([...new Set(blocks.filter((b) => b.party).map((b) => b.party))].map((party, i) => [party, i]));
  const title = c.body ? name(app.lookup.actors.get(c.body), c.body) : "A body that no text describes";
  return el("div", { class: "chamber" },
    el("h4", null, title, c.total === null ? ": size not stated" : `: ${count(c.total, "seat")}`),
    c.trouble.map((t) => el("p", { class: "trouble" }, `This does not add up: ${t}.`)),
    c.total !== null || seats.length
      ? el("figure", { class: "seats" }, svg("svg", {
          class: "f-elections", viewBox: `0 0 ${width} ${floor + 16}`, width, height: floor + 16, role: "group",
          "aria-label": c.total === null ? "Seats as far as stated; how many there are in all is not" : "Seats",
        },
        svg("defs", null, svg("pattern", { id: "hatch-seat", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          svg("path", { class: "seat-hatching", d: "M0 0V4" }))),
        groups.map(({ block, places: where }) => seatsOf(block, where, order.get(block.party) ?? 0, app, (x) => middle + x * radius, (y) => floor - y * radius, size * radius)),
        svg("text", { class: "total", x: middle, y: floor - 6, "text-anchor": "middle" }, c.total === null ? `${seats.length} of ?` : String(c.total))),
        el("figcaption", null, "Ordered by number of seats, not by politics. ", c.total === null && "How many seats there are in all is not stated, so that the half circle is only of those that are. "))
      : el("p", { class: "none" }, "No text states whose the seats are, or how many there are, exactly."),
    el("ul", { class: "blocks" }, blocks.map((block) => el("li", null, sample(block, order.get(block.party) ?? 0), " ", describe(block, app)))));
}

function seatsOf(
  block: Block, where: { x: number; y: number }[], tint: number, app: App, x: (n: number) => number, y: (n: number) => number, size: number,
): SVGElement {
  const claim = block.claims[0];
  const label = `${plain(block, app)}${claim ? `, by the word of ${holder(claim)}` : ""}`;
  const props = claim ? opens(claim, app, label) : { class: "mark-of", "aria-label": label, role: "img" };
  const shape = claim ? `${props["class"]} ${kind(block, tint)}` : kind(block, tint);
  return svg("g", { ...props, class: shape }, svg("title", null, label),
    where.map((p) => svg("circle", { class: "seat", cx: x(p.x).toFixed(1), cy: y(p.y).toFixed(1), r: size.toFixed(1) })));
}

const kind = (block: Block, tint: number): string => `seats-${block.kind} tint-${tint % 5}`;

const sample = (block: Block, tint: number): SVGElement =>
  svg("svg", { class: `sample f-elections ${kind(block, tint)}`, width: 16, height: 16, "aria-hidden": "true" }, svg("circle", { class: "seat", cx: 8, cy: 8, r: 6 }));

function describe(block: Block, app: App): Child[] {
  const who = block.party ? [el("strong", null, name(app.lookup.actors.get(block.party), block.party)), " "] : [];
  return [...who, said(plain(block, app).replace(app.lookup.actors.get(block.party)?.label ?? "", "").trim())];
}

function plain(block: Block, app: App): string {
  const party = app.lookup.actors.get(block.party)?.label ?? "";
  const seats = count(block.seats, "seat");
  switch (block.kind) {
    case "won": return `${party} ${seats}`;
    case "disputed": return `${party} ${count(block.seats, "more seat")} by one text and not by another`;
    case "unsaid": return `${seats} filled by vote, no text says whose`;
    case "appointed": {
      const by = block.claims.flatMap((c) => c.details.filter((d) => d.property === "appointedBy").map((d) => d.value));
      return `${seats} filled by appointment${by.length ? `, by ${[...new Set(by)].join(", ")}` : ", by whom is not said"}`;
    }
    case "rest": return `${seats} of which no text says how they are filled`;
  }
}
