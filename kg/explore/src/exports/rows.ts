// What is told of an actor and of a claim: the names and values of kg/export/columns.py.

import type { App } from "../app";
import { publisher } from "../lookup";
import type { Claim } from "../model";
import type { Dot } from "../network/scene";
import { caption, holder } from "../words";

export type Value = string | number | boolean;
export type Row = Record<string, Value>;

export function actorRow(dot: Dot, app: App): Row {
  const { actor } = dot;
  return {
    label: actor.label, kind: actor.kind, type: actor.type, typeLabel: app.lookup.types.get(actor.type)?.label ?? "",
    named: actor.kind === "entity", aliases: actor.aliases.join(" | "), documents: actor.documents.join(" | "),
    measure: Math.round(dot.value * 1e6) / 1e6, group: dot.group === null ? "" : String(dot.group + 1),
  };
}

export function claimRow(c: Claim, app: App): Row {
  const { lookup } = app;
  const relation = lookup.relations.get(c.relation);
  const family = lookup.families.get(relation?.family ?? "");
  const status = lookup.statuses.get(c.status);
  const out = app.shown.keptOut.get(c.id) ?? "";
  return {
    label: caption(c, lookup), relation: c.relation, family: family?.label ?? "", status: c.status,
    line: (status?.line ?? "solid") + (status?.crossbar ? " with crossbar" : ""), colour: family?.colour ?? "",
    inView: out === "", keptOut: out, holder: holder(c), quote: c.quote, value: c.value, number: c.number,
    comparator: c.comparator, unit: c.unit, when: c.when, whenText: c.whenText, earliest: c.earliest, latest: c.latest,
    known: c.known, qualifiers: c.details.map((d) => `${d.label}: ${d.value}`).join(" | "), zone: c.zone, start: c.start, end: c.end,
    document: c.document, title: lookup.documents.get(c.document)?.title ?? "", publisher: publisher(c, lookup),
  };
}

export const typeOf = (v: Value): "string" | "integer" | "double" | "boolean" =>
  typeof v === "string" ? "string" : typeof v === "boolean" ? "boolean" : Number.isInteger(v) ? "integer" : "double";
