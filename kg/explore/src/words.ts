// Claims in words, and the pieces of page that all screens share.

import { el, said, svg } from "./dom";
import type { Lookup } from "./lookup";
import type { Actor, Claim, Id, Publication } from "./model";

const SIGNS: Record<string, string> = {
  about: "≈", more: ">", slightlyMore: "just over ", less: "<", slightlyLess: "just under ", atLeast: "≥", atMost: "≤",
};

/** A number as it was stated: "just over 7 %". */
export const amount = (c: Claim): string =>
  c.number === "" ? "" : `${SIGNS[c.comparator] ?? ""}${c.number} ${c.unit === "percent" ? "%" : c.unit}`.trimEnd();

/** The relation in words, and the number where it does not stand at the end of the claim. */
export function caption(c: Claim, lookup: Lookup): string {
  const label = lookup.relations.get(c.relation)?.label ?? c.relation;
  return c.number && !c.target.startsWith(c.id) ? `${label}: ${amount(c)}` : label;
}

/** Who holds a claim: "A, reported by B". */
export const holder = (c: Claim): string => c.holders.map((h) => h.label).join(", reported by ");

/** When, as it is known and as the text says it. */
export const when = (c: Claim): string => (c.when ? c.when + (c.whenText ? ` (${c.whenText})` : "") : "");

/** A document in words: title, publisher, date. */
export const origin = (d: Publication | undefined): string =>
  d ? [d.title || d.id, d.publisher, d.date].filter(Boolean).join(", ") : "";

/** A claim as one plain sentence. */
export function sentence(c: Claim, lookup: Lookup): string {
  const [a, b] = [lookup.actors.get(c.source), lookup.actors.get(c.target)];
  return [a?.label, caption(c, lookup), b?.label, extra(c, b)].filter(Boolean).join(" ");
}

/** What a claim says beside its two ends. */
const extra = (c: Claim, target: Actor | undefined): string =>
  c.value && target?.kind !== "value" && c.value !== target?.label ? `“${c.value}”` : "";

/** A claim as a sentence whose actors can be opened. */
export function sentenceOf(c: Claim, lookup: Lookup, party: (id: Id) => Node): Node[] {
  const value = extra(c, lookup.actors.get(c.target));
  return [
    party(c.source), document.createTextNode(" "),
    el("em", { class: `relation f-${lookup.relations.get(c.relation)?.family}` }, caption(c, lookup)),
    document.createTextNode(" "), party(c.target), ...(value ? [document.createTextNode(" "), el("q", null, said(value.slice(1, -1)))] : []),
  ];
}

/** An actor's name: plain, in italics where the text does not name it, in quotes where it is what is said. */
export function name(actor: Actor | undefined, id: Id): HTMLElement {
  const text = said(actor?.label ?? id);
  if (actor?.kind === "value") return el("q", null, text);
  return actor?.kind === "unnamed" ? el("i", null, text) : text;
}

/** A short line in the colour and style of a claim. */
export function swatch(family: string, status: string, crossbar = false, out = false): SVGElement {
  return svg("svg", { class: `swatch f-${family} s-${status}${out ? " out" : ""}`, width: 34, height: 12, "aria-hidden": "true" },
    svg("path", { class: "stem", d: "M1 6H33" }), crossbar && svg("path", { class: "bar", d: "M22 1V11" }));
}

/** "1 claim", "2 claims". */
export const count = (n: number, noun: string): string => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
