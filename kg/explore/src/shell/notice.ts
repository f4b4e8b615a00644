// What stands above the screen where something is to be said: a link that did not match, or filters that leave nothing.

import type { App, Mounted } from "../app";
import { el, replace, type Child } from "../dom";
import { active } from "../filters";
import { shown } from "../shown";
import { count } from "../words";

export function notice(root: HTMLElement, app: App & { lost: string[] }): Mounted {
  function update(): void {
    const lost = app.lost.length > 0 && el("p", { class: "warning", role: "alert" },
      `Not all of this link could be followed: ${app.lost.join("; ")}. What did match is shown.`);
    replace(root, lost, app.shown.claims.length === 0 && nothing(app));
  }
  update();
  return { update };
}

function nothing(app: App): Child {
  if (app.data.claims.length === 0)
    return el("p", { class: "empty" }, "There are no claims in this graph yet. Add a page with: kg build PAGE");
  const filters = active(app).map((f) => ({ ...f, left: shown(app.data, { ...app.state, ...f.without }, app.lookup).claims.length }));
  const guilty = filters.filter((f) => f.left > 0);
  return el("div", { class: "empty" },
    el("p", null, guilty.length ? "Nothing is shown, because of " : "Nothing is shown: these filters together leave nothing: ",
      (guilty.length ? guilty : filters).map((f, i) => [i > 0 && (guilty.length ? " or " : ", "), el("strong", null, f.words)]), "."),
    el("p", null, (guilty.length ? guilty : []).map((f) =>
      [el("button", { type: "button", onclick: () => app.set(f.without) }, `Remove ${f.words}: ${count(f.left, "claim")}`), " "]),
      el("button", { type: "button", onclick: () => app.set(Object.assign({}, ...filters.map((f) => f.without))) }, "Remove all filters")));
}
