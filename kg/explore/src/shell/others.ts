// What else is said of the same: by whom it is said too, and who says otherwise.

import type { App } from "../app";
import { el, said, type Child } from "../dom";
import { publisher, type Lookup } from "../lookup";
import type { Claim } from "../model";
import { count, holder, name, sentenceOf } from "../words";
import { opener } from "./opener";

export function others(c: Claim, app: App): Child {
  const same = (app.lookup.same.get(c.id) ?? [c]).filter((x) => x !== c);
  const against = otherwise(c, app);
  return [
    same.length > 0 && el("section", { class: "same" },
      el("h3", null, `${count(same.length + 1, "statement")}, ${count(new Set([c, ...same].map((x) => publisher(x, app.lookup))).size, "publisher")}`),
      list(same, app)),
    against.length > 0 && el("section", { class: "otherwise" }, el("h3", null, "Who says otherwise"), list(against, app)),
  ];
}

/** Claims of the same two actors that cannot be so together with this one, or deny what it affirms. */
export function otherwise(c: Claim, app: App): Claim[] {
  return app.at(c.source, true).filter((x) => contradicts(x, c, app.lookup));
}

/** Whether two claims are of the same two actors and cannot be so together, or one denies what the other affirms. */
export function contradicts(x: Claim, c: Claim, lookup: Lookup): boolean {
  const relation = lookup.relations.get(c.relation);
  const ends = [c.source, c.target];
  if (x === c || !ends.includes(x.source) || !ends.includes(x.target)) return false;
  const affirms = (y: Claim): boolean => y.status !== "denied" && y.status !== "negated";
  const contrary = relation?.contrary.includes(x.relation) ?? false;
  const way = x.source === c.source || relation?.symmetric || contrary;
  if (x.relation === c.relation && way) {
    if (affirms(x) !== affirms(c)) return true;
    return c.number !== "" && x.number !== "" && x.number !== c.number;
  }
  return contrary && affirms(x) && affirms(c);
}

function list(claims: Claim[], app: App): HTMLElement {
  return el("ul", null, claims.map((x) => el("li", null,
    opener(app, x.id, sentenceOf(x, app.lookup, (id) => name(app.lookup.actors.get(id), id))),
    el("small", null, ` ${x.status}, held by `, said(holder(x)), ", ", said(publisher(x, app.lookup)), " ", app.lookup.documents.get(x.document)?.date),
    el("q", null, said(x.quote)))));
}
