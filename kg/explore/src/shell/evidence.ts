// What is open: a claim with the sentence behind it, or an actor with its claims.

import type { App, Mounted } from "../app";
import { el, link, replace, said, type Child } from "../dom";
import type { Actor, Claim, Id } from "../model";
import { count, name, origin, sentenceOf, swatch, when } from "../words";
import { citation } from "./citation";
import { copy } from "./dialogs";
import { list } from "./list";
import { opener } from "./opener";
import { others } from "./others";

export function evidence(root: HTMLElement, app: App): Mounted {
  let open: Id | "" = "";
  let listed: App["shown"] | null = null;
  // Only what is opened is read out, not the list that stands here otherwise.
  const card = el("div", { "aria-live": "polite" });
  const twin = el("div");
  root.append(card, twin);
  function update(now: App): void {
    const id = now.state.open;
    const claim = now.lookup.claims.get(id);
    const actor = now.lookup.actors.get(id);
    const reading = claim !== undefined || actor !== undefined;
    const listing = !reading && now.state.screen !== "statements";
    root.hidden = !reading && !listing;
    document.documentElement.classList.toggle("reading", reading);
    document.documentElement.classList.toggle("listing", listing);
    const close = el("button", { type: "button", class: "close", "aria-label": "Close the evidence", onclick: () => now.set({ open: "" }) }, "×");
    replace(card, reading && [claim ? claimCard(claim, now) : actorCard(actor!, now), close]);
    twin.hidden = !listing;
    if (listing && listed !== now.shown) {
      replace(twin, list(now));
      listed = now.shown;
    }
    if (id !== open) root.scrollTop = 0;
    open = id;
  }
  update(app);
  return { update };
}

/** Where a server has a page of it, else its IRI. */
const page = (app: App, id: Id): string => (app.live ? new URL(id, document.baseURI).href : app.data.base + id);

const party = (app: App) => (id: Id): Node => {
  const actor = app.lookup.actors.get(id);
  return actor?.kind === "entity" ? opener(app, id, name(actor, id)) : name(actor, id);
};

function claimCard(c: Claim, app: App): HTMLElement {
  const status = app.lookup.statuses.get(c.status);
  const family = app.lookup.relations.get(c.relation)?.family ?? "";
  const here = app.shown.claims.includes(c);
  const out = app.shown.keptOut.get(c.id);
  const d = app.lookup.documents.get(c.document);
  const rows: [string, Child][] = [
    ["Status", [swatch(family, c.status, status?.crossbar), " ", el("strong", null, status?.label ?? c.status), " ", el("small", null, status?.definition ?? "")]],
    ["Held by", c.holders.map((h, i) => [i > 0 && ", reported by ", h.id ? opener(app, h.id, said(h.label)) : said(h.label)])],
    ["When", c.when ? said(when(c)) : "not said"],
    ["Known", c.known || "no date"],
    ...c.details.map((x): [string, Child] => [x.label, x.id ? opener(app, x.id, said(x.value)) : said(x.value)]),
    ["Document", d ? [said(origin(d)), d.author && [", by ", said(d.author)], d.url && [" ", link(d.url, "original")]] : said(c.document)],
    ["In this view", here ? (out ? `no: ${out}` : "yes") : "filtered out of what is shown"],
    ...(c.confidence === null ? [] : [["How sure", `${Math.round(c.confidence * 100)} % of claims found like this were right`] as [string, Child]]),
  ];
  return el("article", { class: `card f-${family} s-${c.status}`, "data-claim": c.id },
    el("h2", null, sentenceOf(c, app.lookup, party(app))),
    el("blockquote", null, el("p", null, said(c.before), el("mark", null, said(c.quote)), said(c.after))),
    el("dl", null, rows.map(([term, value]) => [el("dt", null, term), el("dd", null, value)])),
    others(c, app),
    el("p", { class: "acts" },
      el("button", { type: "button", onclick: () => copy(app, citation(c, app), "the citation is copied") }, "Copy as citation"),
      link(page(app, c.id), app.live ? "Page of this claim" : "IRI"),
      el("a", { href: app.address({ open: c.id }), class: "permalink" }, "Permalink")));
}

function actorCard(a: Actor, app: App): HTMLElement {
  const all = app.at(a.id, true);
  const claims = app.at(a.id);
  const type = app.lookup.types.get(a.type)?.label;
  return el("article", { class: "card", "data-actor": a.id },
    el("h2", null, name(a, a.id)),
    el("p", null, el("small", null, [type, a.aliases.length > 0 && ["; also ", a.aliases.map((x, i) => [i > 0 && ", ", said(x)])],
      `; ${claims.length === all.length ? count(all.length, "claim") : `${claims.length} of ${count(all.length, "claim")} shown`}`])),
    el("ul", { class: "claims" }, claims.map((c) => el("li", { class: `f-${app.lookup.relations.get(c.relation)?.family} s-${c.status}${app.shown.keptOut.has(c.id) ? " out" : ""}` },
      opener(app, c.id, sentenceOf(c, app.lookup, (id) => name(app.lookup.actors.get(id), id))),
      c.status !== "asserted" && [" ", el("small", null, app.lookup.statuses.get(c.status)?.label ?? c.status)]))),
    el("p", { class: "acts" },
      el("button", { type: "button", onclick: () => app.set({ focus: app.state.focus === a.id ? "" : a.id }) }, app.state.focus === a.id ? "Show everything" : "Only its surroundings"),
      !app.complete && a.kind === "entity" && el("button", { type: "button", onclick: () => void app.load({ actors: [a.id], depth: 1 }) }, "Load all around it"),
      link(page(app, a.id), app.live ? "Page of this actor" : "IRI"),
      el("a", { href: app.address({ open: a.id }), class: "permalink" }, "Permalink")));
}
