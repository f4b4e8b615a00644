// The data by its ids and names, made once.

import type { Actor, Claim, Data, Family, Id, Publication, Relation, Status, Type, View } from "./model";

export interface Lookup {
  actors: Map<Id, Actor>;
  claims: Map<Id, Claim>;
  relations: Map<string, Relation>;
  families: Map<string, Family>;
  statuses: Map<string, Status>;
  types: Map<string, Type>;
  documents: Map<string, Publication>;
  views: Map<string, View>;
  /** The claims at each actor, in the order of the data. */
  at: Map<Id, Claim[]>;
  /** How many publishers say the same of the same two, by claim. */
  publishers: Map<Id, number>;
  /** The claims that say the same, by claim; each list is shared by its members. */
  same: Map<Id, Claim[]>;
  /** What a search looks at, folded, by claim. */
  text: Map<Id, string>;
}

export function lookup(data: Data): Lookup {
  const by = <T, K>(items: T[], key: (item: T) => K): Map<K, T> => new Map(items.map((i) => [key(i), i]));
  const found: Lookup = {
    actors: by(data.actors, (a) => a.id),
    claims: by(data.claims, (c) => c.id),
    relations: by(data.relations, (r) => r.name),
    families: by(data.families, (f) => f.name),
    statuses: by(data.statuses, (s) => s.name),
    types: by(data.types, (t) => t.name),
    documents: by(data.documents, (d) => d.id),
    views: by(data.views, (v) => v.name),
    at: new Map(), publishers: new Map(), same: new Map(), text: new Map(),
  };
  const groups = new Map<string, Claim[]>();
  for (const claim of data.claims) {
    for (const end of new Set([claim.source, claim.target])) push(found.at, end, claim);
    push(groups, content(claim, found), claim);
    found.text.set(claim.id, fold(words(claim, found)));
  }
  for (const group of groups.values()) {
    const publishers = new Set(group.map((c) => publisher(c, found)));
    for (const claim of group) {
      found.same.set(claim.id, group);
      found.publishers.set(claim.id, publishers.size);
    }
  }
  return found;
}

/** Small letters without marks, so that a search finds a name however it is typed. */
export const fold = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[’‘`´]/g, "'");

/** The publisher of a claim's document, or the document where none is known. */
export function publisher(claim: Claim, found: Lookup): string {
  return found.documents.get(claim.document)?.publisher || claim.document;
}

function content(c: Claim, found: Lookup): string {
  const denied = c.status === "denied" || c.status === "negated" ? "-" : "+";
  const symmetric = found.relations.get(c.relation)?.symmetric;
  const target = found.actors.get(c.target)?.kind === "value" ? `"${found.actors.get(c.target)?.label}` : c.target;
  const ends = symmetric ? [c.source, target].sort() : [c.source, target];
  return JSON.stringify([...ends, c.relation, denied, c.value, c.number, c.comparator, c.unit]);
}

function words(c: Claim, found: Lookup): string {
  const ends = [c.source, c.target].flatMap((id) => {
    const actor = found.actors.get(id);
    return actor ? [actor.label, ...actor.aliases] : [];
  });
  const document = found.documents.get(c.document);
  return [
    ...ends, found.relations.get(c.relation)?.label, c.quote, c.value, c.number, c.whenText, c.when, c.status,
    ...c.holders.map((h) => h.label), ...c.details.map((d) => d.value), document?.title, document?.publisher,
  ].join(" \n ");
}

function push<K>(map: Map<K, Claim[]>, key: K, claim: Claim): void {
  const list = map.get(key);
  if (list) list.push(claim);
  else map.set(key, [claim]);
}
