// What is shown as a plain list, beside the picture: the way through it without a mouse.

import type { App } from "../app";
import { el, type Child } from "../dom";
import { name, sentenceOf } from "../words";
import { opener } from "./opener";

const PAGE = 150;

export function list(app: App): Child {
  const { claims, keptOut } = app.shown;
  const items = el("ul", { class: "twin", onkeydown: (e: KeyboardEvent) => walk(e, items) });
  let shown = 0;
  const more = el("button", { type: "button", onclick: () => add() });
  const add = (): void => {
    for (const c of claims.slice(shown, shown + PAGE))
      items.append(el("li", { class: `f-${app.lookup.relations.get(c.relation)?.family} s-${c.status}${keptOut.has(c.id) ? " out" : ""}` },
        opener(app, c.id, sentenceOf(c, app.lookup, (id) => name(app.lookup.actors.get(id), id))),
        c.status !== "asserted" && [" ", el("small", null, app.lookup.statuses.get(c.status)?.label ?? c.status)]));
    shown = Math.min(shown + PAGE, claims.length);
    more.hidden = shown === claims.length;
    more.textContent = `Show more of ${claims.length}`;
  };
  add();
  return [el("h2", null, "Statements"), items, more];
}

function walk(event: KeyboardEvent, items: HTMLElement): void {
  const links = [...items.querySelectorAll<HTMLElement>("li > a")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  links[Math.min(Math.max(to, 0), links.length - 1)]!.focus();
}
