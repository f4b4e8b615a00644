// Who and what stands out where something is chosen.

import type { Id } from "../model";
import type { Line, Scene } from "./scene";

export interface Look {
  /** Actors that are marked; all but they and their neighbours steps back. */
  chosen: Set<Id>;
  /** Lines that are marked; all but they and their ends steps back. */
  lines: Set<string>;
  pinned: Set<Id>;
}

/** What is chosen, with the neighbours and the lines to them; nobody where nothing is. */
export function spot(scene: Scene, look: Look): { chosen: Set<Id>; lines: Line[] } {
  const centre = new Set([...look.chosen].filter((id) => scene.dot.has(id)));
  const marked = scene.lines.filter((l) => look.lines.has(l.key));
  const chosen = new Set<Id>(centre);
  for (const id of centre) for (const near of scene.near.get(id) ?? []) chosen.add(near);
  for (const l of marked) chosen.add(l.source).add(l.target);
  return { chosen, lines: centre.size ? scene.lines.filter((l) => centre.has(l.source) || centre.has(l.target)) : marked };
}
