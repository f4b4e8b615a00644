// Actors: a list of all, and the page of one.

import type { App, Mounted, Screen } from "../app";
import { el, said, type Child } from "../dom";
import { fold } from "../lookup";
import { chosen, choose, entries, opener, rebuilt, walkable, whose } from "../marks";
import type { Actor, Claim, Id } from "../model";
import { count, name, origin, when } from "../words";
import { life } from "./actors/life";
import { record, type Office, type Stance } from "./actors/record";

const MOST = 300;
/** What has claims and is no actor: votes have a screen of their own, events and places stand in the claims. */
const NO_ACTORS = new Set(["Election", "Event", "Place"]);
const SHAPES: Record<string, string> = { circle: "●", square: "■", diamond: "◆", triangle: "▲", pin: "▼" };

export const actors: Screen = {
  name: "actors",
  title: "Actors",
  help: [["← → ↑ ↓", "from one mark of a life to the next"], ["Enter", "open the evidence of the mark"]],
  mount,
};

function mount(root: HTMLElement, app: App): Mounted {
  let now = app;
  let words = "";
  let width = root.clientWidth;
  const draw = (): void => build(root, now, width, words, (text) => {
    words = text;
    draw();
  });
  const watch = new ResizeObserver(() => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    draw();
  });
  watch.observe(root);
  draw();
  return {
    update(next) {
      now = next;
      width = root.clientWidth;
      draw();
    },
    close: () => watch.disconnect(),
  };
}

function build(root: HTMLElement, app: App, room: number, words: string, find: (text: string) => void): void {
  const counts = new Map<Id, number>();
  for (const c of app.shown.claims) for (const end of new Set([c.source, c.target])) counts.set(end, (counts.get(end) ?? 0) + 1);
  const all = app.shown.actors.filter((a) => a.kind === "entity" && !NO_ACTORS.has(app.lookup.types.get(a.type)?.coarse ?? ""))
    .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) || a.label.localeCompare(b.label));
  const asked = chosen(app, "actors.of");
  const opened = app.lookup.actors.get(app.state.open);
  const here = app.lookup.actors.get(asked) ?? (opened?.kind === "entity" ? opened : undefined) ?? all[0];
  const narrow = room < 620;
  const found = all.filter((a) => fold(words).split(/\s+/).every((w) => fold([a.label, ...a.aliases].join(" ")).includes(w)));
  const list = el("nav", { class: "actor-list", "aria-label": "Actors" },
    el("input", { type: "search", value: words, placeholder: "Find an actor", "aria-label": "Find an actor", "data-key": "actors:find",
      oninput: (e: Event) => find((e.target as HTMLInputElement).value) }),
    el("p", { class: "how" }, found.length === all.length ? count(all.length, "actor") : `${found.length} of ${count(all.length, "actor")}`,
      found.length > MOST && `; the first ${MOST} are listed`),
    el("ul", null, found.slice(0, MOST).map((a) => el("li", null, el("button", {
      type: "button", "data-key": `actor:${a.id}`, "aria-current": a === here ? "true" : null, onclick: () => choose(app, "actors.of", a.id),
    }, el("span", { class: "shape", "aria-hidden": "true" }, glyph(a, app)), said(a.label), el("small", null, String(counts.get(a.id) ?? 0)))))));
  const caret = (document.activeElement as HTMLInputElement | null)?.selectionStart ?? null;
  rebuilt(root, el("div", { class: narrow ? "actors narrow" : "actors" },
    narrow ? el("details", { class: "actor-fold", open: words !== "" }, el("summary", null, `Choose another of ${count(all.length, "actor")}`), list) : list,
    here ? el("article", null, page(here, app, narrow ? room - 32 : room - 280)) : el("p", { class: "none" }, "No claim that is shown has a named actor.")));
  const field = root.querySelector<HTMLInputElement>(".actor-list input");
  if (field && field === document.activeElement && caret !== null) field.setSelectionRange(caret, caret);
  for (const drawing of root.querySelectorAll("figure svg")) walkable(drawing);
}

const glyph = (a: Actor, app: App): string => SHAPES[app.lookup.types.get(a.type)?.shape ?? "diamond"] ?? "◆";

function page(a: Actor, app: App, width: number): Child[] {
  const r = record(a.id, app.shown.claims, app.lookup);
  const own = app.at(a.id).length;
  const label = (id: Id): Child => actorLink(id, app);
  const type = app.lookup.types.get(a.type);
  const part = (title: string, body: Child): HTMLElement => el("section", { class: "part" }, el("h3", null, title), body);
  return [
    el("h2", null, el("span", { class: "shape", "aria-hidden": "true" }, glyph(a, app)), " ", said(a.label)),
    el("p", { class: "facts" }, type?.label ?? (a.type || "of no known type"), a.aliases.length > 0 && [", also called ", joined(a.aliases.map(said))],
      " · ", el("button", { type: "button", "data-key": "actors:network", onclick: () => app.set({ screen: "network", focus: a.id, open: a.id }) }, "Show in the network"), " ",
      el("button", { type: "button", "data-key": "actors:evidence", onclick: () => app.set({ open: a.id }) }, "All claims with their evidence")),
    whose(app, [...app.at(a.id), ...r.held], own < app.at(a.id, true).length && `The filters leave out ${app.at(a.id, true).length - own} claims of this actor.`),
    own + r.held.length === 0 && el("p", { class: "none" }, `No claim that is shown is about this actor; it is named in ${a.documents.length === 1 ? "a document" : `${a.documents.length} documents`}.`),
    life(a.id, r, app, Math.min(width, 900)),
    r.offices.length > 0 && part("Offices", offices(r.offices, app)),
    r.memberships.length > 0 && part("Belongs to, leads, is part of", entries(r.memberships, app, "")),
    (r.towards.length > 0 || r.from.length > 0) && part("Sides taken", [
      sides("Towards others", r.towards, app, label), sides("Others towards them", r.from, app, label)]),
    part("What was done to them", entries(r.suffered, app, "Nothing, in what is shown.", (c) => deed(c, app, c.source, true))),
    r.done.length > 0 && part("What they did to others", entries(r.done, app, "", (c) => deed(c, app, c.target, false))),
    r.said.length > 0 && part("What they said", entries(r.said, app, "")),
    r.held.length > 0 && part("Claims by their word", entries(r.held, app, "")),
    r.elections.length > 0 && part("Elections", entries(r.elections, app, "")),
    r.rest.length > 0 && part("Also", entries(r.rest, app, "")),
    part("Documents", el("ul", null, a.documents.map((d) => el("li", null, said(origin(app.lookup.documents.get(d)) || d))))),
  ];
}

function actorLink(id: Id, app: App): HTMLElement {
  const actor = app.lookup.actors.get(id);
  if (actor?.kind !== "entity") return name(actor, id);
  return el("a", {
    href: app.address({ more: { ...app.state.more, "actors.of": id } }), "data-key": `to:${id}`,
    onclick: (e: MouseEvent) => {
      if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
      e.preventDefault();
      choose(app, "actors.of", id);
    },
  }, said(actor.label));
}

/** An act, from the side of the one who suffered it or did it. */
function deed(c: Claim, app: App, other: Id, suffered: boolean): Child {
  const relation = app.lookup.relations.get(c.relation);
  const detail = (property: string): Child => c.details.filter((d) => d.property === property).map((d) => [", ", said(d.value)]);
  return [el("em", null, (suffered ? relation?.inverse : relation?.label) || c.relation), " ", name(app.lookup.actors.get(other), other),
    c.value && [" ", el("q", null, said(c.value))], detail("ground"), detail("timing"), detail("place")];
}

function offices(all: Office[], app: App): HTMLElement {
  return el("table", { class: "offices" },
    el("thead", null, el("tr", null, ["Office", "From", "Until", "Claims"].map((t) => el("th", { scope: "col" }, t)))),
    el("tbody", null, all.map((o) => {
      const claims = [...o.begun, ...o.held, ...o.ended];
      const out = claims.every((c) => app.shown.keptOut.has(c.id));
      return el("tr", { class: out ? "out" : "" },
        el("th", { scope: "row" }, o.title ? said(o.title) : el("i", null, "office not named"), o.of !== "" && [", ", actorLink(o.of, app)]),
        el("td", { "data-label": "From" }, bound(o.from, o.fromKnown, "no beginning is told; held by")),
        el("td", { "data-label": "Until" }, bound(o.until, o.untilKnown, "no end is told; held at")),
        el("td", { "data-label": "Claims" }, claims.map((c, i) => [i > 0 && ", ", el("a", { href: app.address({ open: c.id }), "data-key": `office:${c.id}`, onclick: opener(c.id, app) },
          app.lookup.relations.get(c.relation)?.label ?? c.relation, app.lookup.statuses.get(c.status)?.holds ? "" : ` (${app.lookup.statuses.get(c.status)?.label})`),
          c.when && el("small", null, ` ${when(c)}`)])));
    })));
}

const bound = (day: string, known: boolean, otherwise: string): Child =>
  day === "" ? el("i", null, "not said") : known ? day : [el("small", null, `${otherwise} `), day];

function sides(title: string, all: Stance[], app: App, label: (id: Id) => Child): Child {
  if (!all.length) return [el("h4", null, title), el("p", { class: "none" }, "None, in what is shown.")];
  return [el("h4", null, title), all.map((s) => el("div", { class: "stance" }, el("h5", null, label(s.other)), entries(s.claims, app, "")))];
}

const joined = (parts: Node[]): Child => parts.map((p, i) => [i > 0 && ", ", p]);
