// The line above the screen: whose claims these are and how many, the filters that are set, and what is amiss.

import type { App, Mounted } from "../app";
import { el, replace, type Child } from "../dom";
import { active } from "../filters";
import { shown } from "../shown";
import { count } from "../words";

/** More actors than this are not loaded without being named. */
const MOST = 3000;

export function notice(root: HTMLElement, app: App & { lost: string[]; again(): void }): Mounted {
  function update(): void {
    const lost = app.lost.length > 0 && el("p", { class: "warning", role: "alert" },
      `Not all of this link could be followed: ${app.lost.join("; ")}. What did match is shown.`);
    const trouble = app.trouble !== "" && el("p", { class: "warning", role: "alert" },
      `More could not be loaded: ${app.trouble}. What is here can still be used. `, el("button", { type: "button", onclick: () => app.again() }, "Try again"));
    replace(root, whose(app), trouble, lost, app.shown.claims.length === 0 && nothing(app));
  }
  update();
  return { update };
}

function whose(app: App): Child {
  const { claims, keptOut, documents } = app.shown;
  const view = app.lookup.views.get(app.state.view);
  const entities = app.data.actors.filter((a) => a.kind === "entity").length;
  const part = !app.complete && [` Here: ${entities.toLocaleString("en")} of ${count(app.data.total.actors, "actor")}, the best-evidenced first. `,
    entities < MOST && el("button", { type: "button", class: "chip", onclick: () => void app.load({ limit: Math.min(MOST, 2 * Math.max(entities, 150)) }) }, "Load more")];
  return el("p", { id: "shown" },
    el("strong", null, view?.label ?? app.state.view), ": ",
    `${claims.length.toLocaleString("en")} of ${count(app.data.total.claims, "claim")} in ${count(documents, "document")}, `,
    `${claims.length - keptOut.size} taken to be so`, keptOut.size > 0 && [", ", el("span", { class: "faint" }, `${keptOut.size} not`)],
    part,
    active(app).map((f) => [" ", el("button", { type: "button", class: "chip", "aria-label": `Remove ${f.words}`, onclick: () => app.set(f.without) }, f.words, " ×")]));
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
