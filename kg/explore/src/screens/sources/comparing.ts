// The choice of two sources or two days, and what comes of comparing them.

import type { App } from "../../app";
import { el, said, svg, type Child } from "../../dom";
import { publisher } from "../../lookup";
import { chosen, choose, entries, entry, listed, switcher, whose } from "../../marks";
import type { Claim, Id } from "../../model";
import { count, origin } from "../../words";
import { elections } from "../elections/results";
import { compare, matters, type Comparison } from "./compare";

type Kind = "publisher" | "document" | "holder" | "day";

const KINDS: [Kind, string][] = [["publisher", "papers"], ["document", "documents"], ["holder", "holders"], ["day", "days"]];

interface Choice {
  value: string;
  label: string;
  claims: Claim[];
}

export function comparing(app: App): HTMLElement {
  const kind = chosen(app, "sources.by", "publisher") as Kind;
  const same = identity(app);
  const head = switcher(app, "Compare", "sources.by", KINDS, "publisher");
  const all = kind === "day" ? [] : choices(kind, app);
  if (kind !== "day" && all.length < 2)
    return el("div", null, head, el("p", { class: "none" }, `All claims that are shown are of one; there is nothing to compare. Days can be compared where documents are of several days.`));
  const byDay = kind === "day";
  const [a, b] = byDay ? days(app) : pair(all, app, same);
  // A later day knows all that an earlier one does; what is compared is what has come since.
  const earlier = new Set(a.claims);
  const later = byDay ? b.claims.filter((c) => !earlier.has(c)) : b.claims;
  const found = compare(a.claims, later, app.lookup, same);
  const overtaken = byDay ? a.claims.filter((c) => c.retiredBy.some((id) => later.some((o) => o.id === id))) : [];
  const names = byDay
    ? { onlyA: "Known on both days", both: "Said again since A", onlyB: "New since A" }
    : { onlyA: "Only A", both: "Both say so", onlyB: "Only B" };
  return el("div", null, head,
    el("div", { class: "sides-chosen" }, picker("A", a, all, kind, app), picker("B", b, all, kind, app)),
    whose(app, [...a.claims, ...b.claims], ["Actors of one name and type count as one here, and votes of one day with a contestant of one name in common. ",
      byDay && app.state.knownOn && `The clock stands at ${app.state.knownOn}, so that later days have nothing more.`]),
    summary(found, names, `A has ${count(a.claims.length, "claim")}, B ${b.claims.length}.`),
    part("contradict", `They contradict each other (${found.contradict.length})`,
      found.contradict.length ? el("ul", { class: "against-each-other" }, listed(found.contradict, app, (x) => el("li", null,
        el("p", { class: "why" }, x.why), el("ul", { class: "entries" }, tagged("A", entry(x.a, app)), tagged("B", entry(x.b, app))))))
        : el("p", { class: "none" }, "Nowhere, in what is shown.")),
    overtaken.length > 0 && part("overtaken", `Overtaken since A (${overtaken.length})`, entries(overtaken, app, "")),
    part("both", `${names.both} (${found.both.length})`,
      found.both.length ? el("ul", { class: "agreements" }, listed(found.both, app, (x) => el("li", null,
        el("ul", { class: "entries" }, x.a.map((c) => tagged("A", entry(c, app))), x.b.map((c) => tagged("B", entry(c, app)))),
        x.more && el("p", { class: "why" }, x.more))))
        : el("p", { class: "none" }, "Nothing.")),
    el("div", { class: "only" },
      part("only-a", [names.onlyA, !byDay && [", ", said(a.label)], ` (${found.onlyA.length})`], entries(found.onlyA, app, "Nothing.")),
      part("only-b", [names.onlyB, !byDay && [", ", said(b.label)], ` (${found.onlyB.length})`], entries(found.onlyB, app, "Nothing."))));
}

const part = (name: string, title: Child, body: Child): HTMLElement => el("section", { class: `part ${name}` }, el("h2", null, title), body);

function tagged(tag: string, item: HTMLElement): HTMLElement {
  item.prepend(el("b", { class: "tag" }, tag));
  return item;
}

function choices(kind: Kind, app: App): Choice[] {
  const value = (c: Claim): string => kind === "publisher" ? publisher(c, app.lookup) : kind === "document" ? c.document : c.own ? "" : c.holders[0]?.id ?? c.holders[0]?.label ?? "";
  const label = (v: string): string => kind === "document" ? origin(app.lookup.documents.get(v)) || v : v === "" ? "the documents themselves" : app.lookup.actors.get(v)?.label ?? v;
  const found = new Map<string, Claim[]>();
  for (const c of app.shown.claims) {
    const group = found.get(value(c));
    if (group) group.push(c);
    else found.set(value(c), [c]);
  }
  return [...found].map(([v, claims]) => ({ value: v, label: label(v), claims })).sort((x, y) => y.claims.length - x.claims.length || x.label.localeCompare(y.label));
}

/** The two that are chosen; of all the two that have most to do with each other, where none are. */
function pair(all: Choice[], app: App, same: (id: Id) => string): [Choice, Choice] {
  const chosenOne = (key: string): Choice | undefined => all.find((c) => `=${c.value}` === chosen(app, key));
  const [a, b] = [chosenOne("sources.a"), chosenOne("sources.b")];
  if (a && b) return [a, b];
  let best: [Choice, Choice] = [a ?? all.find((c) => c !== b)!, b ?? all.find((c) => c !== (a ?? all[0]))!];
  let most = -1;
  const matter = matters(app.lookup, same);
  const some = new Map([...all.slice(0, 12), ...[a, b].filter((c) => c !== undefined)].map((c) => [c, new Set(c.claims.map((x) => matter(x)))]));
  for (const [x, mine] of some) for (const [y, theirs] of some) {
    if (x === y || (a && x !== a) || (b && y !== b)) continue;
    const shared = [...mine].filter((key) => theirs.has(key)).length;
    if (shared > most) [best, most] = [[x, y], shared];
  }
  return best;
}

function days(app: App): [Choice, Choice] {
  const known = [...new Set(app.data.claims.map((c) => c.known).filter(Boolean))].sort();
  const on = (day: string): Choice => ({ value: day, label: `known on ${day}`, claims: app.shown.claims.filter((c) => c.known !== "" && c.known <= day) });
  const two = [chosen(app, "sources.from") || (known[0] ?? ""), chosen(app, "sources.to") || (known.at(-1) ?? "")].sort();
  return [on(two[0]!), on(two[1]!)];
}

function picker(side: "A" | "B", here: Choice, all: Choice[], kind: Kind, app: App): HTMLElement {
  if (kind === "day") {
    const key = side === "A" ? "sources.from" : "sources.to";
    return el("label", null, el("b", { class: "tag" }, side), " known on ", el("input", { type: "date", value: here.value, "data-key": key,
      onchange: (e: Event) => choose(app, key, (e.target as HTMLInputElement).value) }));
  }
  const key = side === "A" ? "sources.a" : "sources.b";
  return el("label", null, el("b", { class: "tag" }, side), " ", el("select", { "data-key": key, onchange: (e: Event) => choose(app, key, (e.target as HTMLSelectElement).value) },
    all.map((c) => el("option", { value: `=${c.value}`, selected: c === here }, `${c.label} (${c.claims.length})`))));
}

/** The four numbers as one bar. */
function summary(c: Comparison, names: { onlyA: string; both: string; onlyB: string }, sums: string): HTMLElement {
  const parts: [string, number, string][] = [
    ["only-a", c.onlyA.length, names.onlyA], ["both", c.both.length, names.both],
    ["contradict", c.contradict.length, "Contradict"], ["only-b", c.onlyB.length, names.onlyB]];
  const whole = parts.reduce((n, [, k]) => n + k, 0) || 1;
  let x = 0;
  return el("figure", { class: "summary" },
    svg("svg", { viewBox: "0 0 600 26", width: "100%", height: 26, preserveAspectRatio: "none", "aria-hidden": "true" },
      parts.map(([name, n]) => {
        const width = (600 * n) / whole;
        const piece = n > 0 && svg("rect", { class: name, x, y: 1, width: Math.max(width - 2, 1), height: 24 });
        x += width;
        return piece;
      })),
    el("figcaption", null, parts.map(([name, n, label]) => el("span", { class: `legend-${name}` },
      el("i", { class: `patch ${name}`, "aria-hidden": "true" }), ` ${label}: `, el("strong", null, String(n)))), el("span", null, sums)));
}

/** The name under which an actor is known to both sides. */
function identity(app: App): (id: Id) => string {
  const votes = new Map(elections(app.shown.claims, app.lookup).flatMap((e) => e.ids.map((id) => [id, e.ids[0]!] as const)));
  return (id) => {
    const vote = votes.get(id);
    if (vote) return vote;
    const actor = app.lookup.actors.get(id);
    return actor ? `${actor.label.toLowerCase()} ${app.lookup.types.get(actor.type)?.coarse ?? ""}` : id;
  };
}
