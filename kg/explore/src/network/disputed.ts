// Claims that another claim of the same two actors speaks against.

import type { Lookup } from "../lookup";
import type { Claim, Id } from "../model";
import { contradicts } from "../shell/others";
import { pairKey } from "./choices";

export function disputed(claims: Claim[], lookup: Lookup): Set<Id> {
  const pairs = new Map<string, Claim[]>();
  for (const c of claims) {
    const key = pairKey(c.source, c.target);
    const list = pairs.get(key);
    if (list) list.push(c);
    else pairs.set(key, [c]);
  }
  const found = new Set<Id>();
  for (const list of pairs.values())
    if (list.length > 1) for (const c of list) if (list.some((x) => contradicts(x, c, lookup))) found.add(c.id);
  return found;
}
