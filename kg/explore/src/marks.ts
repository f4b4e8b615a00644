// What the looks beside the network share: marks and sentences that open their claim, and the line that says whose view it is.

import type { App } from "./app";
import { el, said, type Child, type Props } from "./dom";
import type { Claim, Id } from "./model";
import { count, holder, name, sentence, sentenceOf, swatch, when } from "./words";

/** The classes of a claim's mark: its family's colour, its status' line, faint where the view keeps it out. */
export function marked(c: Claim, app: App): string {
  const family = app.lookup.relations.get(c.relation)?.family ?? "";
  const out = app.shown.keptOut.has(c.id) ? " out" : "";
  return `f-${family} s-${c.status}${out}${app.state.open === c.id ? " chosen" : ""}`;
}

/** A claim in full for those who hear it: the sentence, its status, by whose word and when. */
export function told(c: Claim, app: App): string {
  const status = app.lookup.statuses.get(c.status)?.label ?? c.status;
  const out = app.shown.keptOut.get(c.id);
  return [
    qualified(sentence(c, app.lookup), c, app), app.lookup.statuses.get(c.status)?.holds ? status : "", `by the word of ${holder(c)}`, when(c) || "no date",
    out ? `not taken by this view: ${out}` : "",
  ].filter(Boolean).join("; ");
}

/** Words of a claim, with its status before them where it does not hold, so that nobody takes it for a fact. */
export function qualified(words: string, c: Claim, app: App): string {
  const status = app.lookup.statuses.get(c.status);
  return status?.holds ? words : `${status?.label ?? c.status}: ${words}`;
}

/** Opens the evidence of a claim or an actor without leaving a step in the history. */
export const opener = (id: Id, app: App) => (e: MouseEvent): void => {
  if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
  e.preventDefault();
  app.set({ open: id }, { replace: true });
};

/** What makes a drawn group a mark that opens its claim by click, Enter and space. */
export function opens(c: Claim, app: App, label = told(c, app)): Props {
  const open = (): void => app.set({ open: c.id }, { replace: true });
  return {
    class: `mark-of ${marked(c, app)}`, role: "button", tabindex: -1, "data-claim": c.id, "data-key": c.id, "aria-label": label,
    onclick: open,
    onkeydown: (e: KeyboardEvent) => {
      if (e.key !== "Enter" && e.key !== " ") return;
      e.preventDefault();
      open();
    },
  };
}

/** A claim in a list: its line, its sentence or other words, its status and by whose word. */
export function entry(c: Claim, app: App, ...words: Child[]): HTMLElement {
  const status = app.lookup.statuses.get(c.status);
  const out = app.shown.keptOut.get(c.id);
  const family = app.lookup.relations.get(c.relation)?.family ?? "";
  return el("li", { class: `entry ${marked(c, app)}`, "data-claim": c.id },
    swatch(family, c.status, status?.crossbar, out !== undefined),
    el("div", null,
      el("a", { href: app.address({ open: c.id }), class: "open", "data-key": c.id, onclick: opener(c.id, app) },
        words.length ? words : sentenceOf(c, app.lookup, (id) => name(app.lookup.actors.get(id), id))),
      " ", el("small", null, status?.label ?? c.status, ", ", said(holder(c)), c.when ? [", ", said(when(c))] : "",
        out && out !== status?.label ? `; not taken by this view: ${out}` : "")));
}

/** A list of claims, or in words that there is none. */
export function entries(claims: Claim[], app: App, none: string, words?: (c: Claim) => Child): HTMLElement {
  if (claims.length === 0) return el("p", { class: "none" }, none);
  return el("ul", { class: "entries" }, listed(claims, app, (c) => (words ? entry(c, app, words(c)) : entry(c, app))));
}

/** How many of a list are written out at most. */
const MOST = 200;

/** The items of a list; of a very long one the first, and how many more there are. */
export function listed<T>(items: T[], app: App, item: (one: T) => Child): Child[] {
  const left = items.length - MOST;
  return [
    ...items.slice(0, MOST).map(item),
    left > 0 && el("li", { class: "more" }, `${left.toLocaleString("en")} more are not listed here. `,
      el("button", { type: "button", onclick: () => app.set({ screen: "statements" }) }, "All statements")),
  ];
}

/** Whose view this is, by which clocks, and how much of all there is these claims are. */
export function whose(app: App, claims: Iterable<Claim>, what: Child = null): HTMLElement {
  const { data, state, lookup } = app;
  const view = lookup.views.get(state.view);
  const here = [...new Set(claims)];
  const out = here.filter((c) => app.shown.keptOut.has(c.id)).length;
  return el("p", { class: "whose" },
    "View: ", el("strong", null, said(view?.label ?? state.view)),
    state.knownOn && `, known on ${state.knownOn}`,
    state.from && `, from ${state.from}`, state.asOf && `, as of ${state.asOf}`,
    `. ${here.length.toLocaleString("en")} of ${count(data.total.claims, "claim")}, ${count(new Set(here.map((c) => c.document)).size, "document")}`,
    out > 0 && `; ${out} not taken by this view, drawn faint`, ".", what && [" ", what]);
}

/** One stop of the Tab key for all marks of a drawing; the arrows go from one to the next. */
export function walkable(root: Element): void {
  const marks = (): SVGElement[] => [...root.querySelectorAll<SVGElement>("[role=button]")];
  const stop = (mark: SVGElement): void => {
    for (const other of marks()) other.setAttribute("tabindex", other === mark ? "0" : "-1");
  };
  const first = marks();
  const start = first.find((m) => m.classList.contains("chosen")) ?? first[0];
  if (start) stop(start);
  root.addEventListener("keydown", (e) => {
    const { key, target } = e as KeyboardEvent;
    const all = marks();
    const at = all.indexOf((target as Element).closest("[role=button]") as SVGElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[key];
    if (at < 0 || to === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    const next = all[Math.min(Math.max(to, 0), all.length - 1)]!;
    stop(next);
    next.focus();
  });
}

/** Build a screen anew and give the focus back to the part that had it. */
export function rebuilt(root: HTMLElement, ...children: Child[]): void {
  const focused = document.activeElement;
  const key = focused && root.contains(focused) ? focused.getAttribute("data-key") : null;
  const box = el("div", null, ...children);
  root.replaceChildren(...box.childNodes);
  if (key) root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** What one screen keeps in the address. */
export const chosen = (app: App, name: string, usual = ""): string => app.state.more[name] ?? usual;

/** Change what one screen keeps in the address; the usual is left out of it. */
export function choose(app: App, name: string, value: string, usual = ""): void {
  const more = { ...app.state.more };
  if (value === usual) delete more[name];
  else more[name] = value;
  app.set({ more });
}

/** A row of buttons of which one is pressed. */
export function switcher(app: App, label: string, key: string, options: [string, string][], usual: string): HTMLElement {
  const now = chosen(app, key, usual);
  return el("div", { class: "switcher", role: "group", "aria-label": label },
    el("span", { class: "switcher-label", "aria-hidden": "true" }, label),
    options.map(([value, text]) => el("button", {
      type: "button", "aria-pressed": String(value === now), "data-key": `${key}:${value}`,
      onclick: () => choose(app, key, value, usual),
    }, text)));
}
