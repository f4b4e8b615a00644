// The bar at the top: what this is of, the screens, whose word counts, and what is searched for.

import type { App, Mounted, Screen } from "../app";
import { el, said } from "../dom";
import { help, share } from "./dialogs";
import { storeSearch } from "./storesearch";

export function header(root: HTMLElement, app: App, screens: Screen[]): Mounted {
  const tabs = screens.map((s) =>
    el("button", { type: "button", class: "tab", "data-screen": s.name, onclick: () => app.set({ screen: s.name }) }, s.title));
  const view = el("select", { id: "view", "aria-label": "View", onchange: () => app.set({ view: view.value }) },
    app.data.views.map((v) => el("option", { value: v.name }, v.label)));
  const find = el("input", {
    id: "search", type: "search", placeholder: "Find ( / )", "aria-label": "Find in the claims", autocomplete: "off", spellcheck: "false",
    oninput: () => app.set({ find: find.value }, { replace: true }),
  });
  const found = el("div", { id: "found", role: "group", "aria-label": "Found in the store", hidden: true });
  storeSearch(found, find, app);
  const filters = el("button", { id: "filters", type: "button", "aria-expanded": "false", "aria-controls": "facets" }, "Filters");
  filters.addEventListener("click", () => {
    const open = document.documentElement.classList.toggle("filtering");
    filters.setAttribute("aria-expanded", String(open));
  });
  root.append(
    el("h1", null, said(app.data.title)),
    screens.length > 1 && el("nav", { "aria-label": "Screens" }, tabs) || "",
    el("label", { class: "view" }, el("span", null, "View"), " ", view),
    el("div", { class: "finding" }, find, found), filters,
    el("button", { type: "button", id: "share", title: "Copy a link to what is shown (s)", onclick: () => share(app) }, "Link"),
    el("button", { type: "button", id: "help", title: "Keys (?)", "aria-label": "Keys", onclick: () => help(app, screens) }, "?"),
  );

  function update(now: App): void {
    for (const tab of tabs) {
      if (tab.dataset.screen === now.state.screen) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    view.value = now.state.view;
    if (document.activeElement !== find) find.value = now.state.find;
  }
  update(app);
  return { update };
}
