// What the store has for the words that are searched for, and the page does not: found by the server.

import type { App } from "../app";
import { el, replace, said } from "../dom";

const PATIENCE = 250;

/** Follows a search field; what is found stands in the element and is loaded when it is chosen. */
export function storeSearch(root: HTMLElement, field: HTMLInputElement, app: App): void {
  const server = app.server;
  if (!server || app.complete) return;
  let timer = 0;
  let asked = "";
  const close = (): void => {
    root.hidden = true;
    replace(root);
  };
  const choose = (what: { actors?: string[]; claims?: string[] }, id: string) => async (): Promise<void> => {
    close();
    field.value = "";
    if (await app.load(what)) app.set({ find: "", open: id, ...(what.actors ? { focus: id, depth: 1 } : { focus: "" }) });
  };
  const look = async (): Promise<void> => {
    const text = (asked = field.value.trim());
    if (text.length < 2) return close();
    try {
      const found = await server.search(text);
      if (text !== asked) return;
      const actors = found.actors.map((a) => el("li", null,
        el("button", { type: "button", onclick: choose({ actors: [a.id] }, a.id) }, said(a.name),
          a.others.length > 0 && el("small", null, " ", said(a.others.slice(0, 3).join(", "))))));
      const claims = found.claims.filter((c) => !app.lookup.claims.has(c.id)).map((c) => el("li", null,
        el("button", { type: "button", onclick: choose({ claims: [c.id] }, c.id) }, el("q", null, said(c.sentence)), " ", el("small", null, said(c.about)))));
      replace(root, el("h2", null, "In the whole store"),
        actors.length + claims.length === 0 && el("p", null, "nothing found"),
        actors.length > 0 && [el("h3", null, "Actors"), el("ul", null, actors)], claims.length > 0 && [el("h3", null, "Statements"), el("ul", null, claims)]);
      root.hidden = false;
    } catch (error) {
      replace(root, el("p", null, `The store could not be searched: ${(error as Error).message}.`));
      root.hidden = false;
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PATIENCE);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || root.hidden) return;
    e.preventDefault();
    close();
    field.focus();
  }, true);
  document.addEventListener("click", (e) => {
    if (!root.contains(e.target as Node) && e.target !== field) close();
  });
}
