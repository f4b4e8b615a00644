// The keys of the whole page; each screen adds its own.

import type { App, Screen } from "../app";
import { add, addressOf } from "../story/player";
import { help, share } from "./dialogs";

export function keys(app: App, screens: Screen[], ofScreen: () => Record<string, () => void>): void {
  const act: Record<string, () => void> = {
    "/": () => document.getElementById("search")?.focus(),
    n: () => step(app, 1),
    p: () => step(app, -1),
    t: () => app.set({ screen: "statements" }),
    s: () => share(app),
    a: () => add(app, addressOf(app), screens.find((s) => s.name === app.state.screen)?.title ?? "A view"),
    "?": () => help(app, screens),
    e: () => void expand(app),
    Escape: () => clear(app),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    // What is typed into may stand in a shadow tree, which the event's target does not tell.
    const target = event.composedPath()[0] as HTMLElement;
    const typing = target.matches("input:not([type=checkbox]):not([type=range]), select, textarea, [contenteditable]");
    if (typing && (event.key !== "Escape" || target !== event.target)) return;
    // Links and buttons answer to these keys themselves.
    if ((event.key === "Enter" || event.key === " ") && target.closest("a, button, summary, input")) return;
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

/** Show the surroundings of what is open, and where they are shown, one step more of them. */
async function expand(app: App): Promise<void> {
  const { open, focus, depth } = app.state;
  const actor = app.lookup.claims.get(open)?.source ?? (app.lookup.actors.has(open) ? open : focus);
  if (!actor) return app.say("open an actor first");
  const further = actor === focus ? Math.min(depth + 1, 5) : 1;
  if (!app.complete && app.actor(actor).kind === "entity") await app.load({ actors: [actor], depth: Math.min(further, 3) });
  app.set({ focus: actor, depth: further });
  app.say(`${app.actor(actor).label} and what is ${further} ${further === 1 ? "step" : "steps"} away`);
}

function clear(app: App): void {
  if (app.state.open) app.set({ open: "" });
  else if (app.state.find) {
    app.set({ find: "" });
    (document.getElementById("search") as HTMLInputElement).value = "";
  } else if (app.state.focus || app.state.path || app.state.only.length) app.set({ focus: "", path: null, only: [] });
}
