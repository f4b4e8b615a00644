// Links within the page: a plain click changes the state, any other does what links do.

import type { App } from "../app";
import { el, type Child } from "../dom";
import type { Id } from "../model";
import type { State } from "../state";

/** A link to the same page in another state. */
export function to(app: App, change: Partial<State>, how: { replace?: boolean }, ...children: Child[]): HTMLAnchorElement {
  return el("a", { href: app.address(change), onclick: (e: MouseEvent) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    e.preventDefault();
    app.set(change, how);
  } }, ...children);
}

/** A link that opens an actor or a claim. */
export const opener = (app: App, id: Id, ...children: Child[]): HTMLAnchorElement => to(app, { open: id }, {}, ...children);
