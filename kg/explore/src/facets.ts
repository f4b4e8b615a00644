// The values by which claims can be switched off, for each facet.

import { publisher, type Lookup } from "./lookup";
import type { Actor, Claim } from "./model";
import type { Facet } from "./state";

export const FACET_LABELS: Record<Facet, string> = {
  family: "Kind of relation", relation: "Relation", status: "Status", type: "Type of actor",
  publisher: "Publisher", holder: "Held by", document: "Document",
};

/** The values of a claim; it is switched off where one of them is. */
export function facetValues(facet: Facet, c: Claim, lookup: Lookup): string[] {
  switch (facet) {
    case "family": return [lookup.relations.get(c.relation)?.family ?? ""];
    case "relation": return [c.relation];
    case "status": return [c.status];
    case "publisher": return [publisher(c, lookup)];
    case "holder": return [c.holders[0]?.id ?? c.holders[0]?.label ?? ""];
    case "document": return [c.document];
    case "type": return [...new Set([c.source, c.target].map((id) => kindOf(lookup.actors.get(id), lookup)))];
  }
}

/** The coarse type of an actor, or what it is where it is no entity. */
export function kindOf(actor: Actor | undefined, lookup: Lookup): string {
  if (!actor || actor.kind !== "entity") return actor?.kind ?? "unnamed";
  return lookup.types.get(actor.type)?.coarse ?? actor.type;
}

/** A value in words. */
export function facetLabel(facet: Facet, value: string, lookup: Lookup): string {
  switch (facet) {
    case "family": return lookup.families.get(value)?.label ?? value;
    case "relation": return lookup.relations.get(value)?.label ?? value;
    case "status": return lookup.statuses.get(value)?.label ?? value;
    case "holder": return lookup.actors.get(value)?.label ?? value;
    case "publisher": return lookup.documents.get(value)?.title || value;
    case "document": return lookup.documents.get(value)?.title || value;
    case "type": return { unnamed: "not named", value: "what is said or counted" }[value] ?? coarseLabel(value, lookup);
  }
}

function coarseLabel(coarse: string, lookup: Lookup): string {
  for (const type of lookup.types.values()) if (type.name === coarse) return type.label;
  return coarse.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
