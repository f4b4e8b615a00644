// The keys of the whole page; each screen adds its own.

import type { App, Screen } from "../app";
import { el } from "../dom";

const OWN: [string, string][] = [
  ["/", "search"], ["n p", "next and previous statement"], ["t", "the table of statements"], ["s", "copy a link to what is shown"],
  ["Esc", "close, then clear the search and the focus"], ["?", "these keys"],
];

export function keys(app: App, screens: Screen[], ofScreen: () => Record<string, () => void>): void {
  const act: Record<string, () => void> = {
    "/": () => document.getElementById("search")?.focus(),
    n: () => step(app, 1),
    p: () => step(app, -1),
    t: () => app.set({ screen: "statements" }),
    s: () => share(app),
    "?": () => help(app, screens),
    Escape: () => clear(app),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    const typing = target.matches("input:not([type=checkbox]):not([type=range]), select, textarea, [contenteditable]");
    if (typing && event.key !== "Escape") return;
    const todo = ofScreen()[event.key] ?? act[event.key];
    if (!todo) return;
    event.preventDefault();
    todo();
  });
}

/** Open the statement after or before the open one. */
function step(app: App, by: number): void {
  const claims = app.shown.claims;
  if (!claims.length) return;
  const at = claims.findIndex((c) => c.id === app.state.open);
  const next = at < 0 ? (by > 0 ? 0 : claims.length - 1) : (at + by + claims.length) % claims.length;
  app.set({ open: claims[next]!.id }, { replace: true });
}

function clear(app: App): void {
  if (app.state.open) app.set({ open: "" });
  else if (app.state.find) {
    app.set({ find: "" });
    (document.getElementById("search") as HTMLInputElement).value = "";
  } else if (app.state.focus || app.state.path) app.set({ focus: "", path: null });
}

/** Copy the address of what is shown. */
export function share(app: App): void {
  copy(app, location.href, "the link is copied");
}

/** Put text where it can be pasted from, and say so; where that is not allowed, show it to be copied by hand. */
export function copy(app: App, text: string, done: string): void {
  const byHand = (): void => {
    const field = el("textarea", { readonly: true, rows: 4, "aria-label": "to be copied" });
    field.value = text;
    box("Copy this", field).showModal();
    field.select();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => app.say(done), byHand);
  else byHand();
}

function help(app: App, screens: Screen[]): void {
  const screen = screens.find((s) => s.name === app.state.screen);
  const rows = [...OWN, ...(screen?.help ?? [])];
  box("Keys", el("dl", { class: "keys" }, rows.map(([key, does]) => [el("dt", null, key.split(" ").map((k) => el("kbd", null, k))), el("dd", null, does)]))).showModal();
}

/** A box over the page that Escape closes. */
function box(title: string, ...children: (Node | string)[]): HTMLDialogElement {
  const dialog = el("dialog", { "aria-label": title, onclose: () => dialog.remove() },
    el("h2", null, title), ...children, el("form", { method: "dialog" }, el("button", null, "Close")));
  document.body.append(dialog);
  return dialog;
}
