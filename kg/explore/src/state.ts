// What the reader has chosen. All of it stands in the address, so that a link reproduces the picture.

import type { Day, Id } from "./model";

export const FACETS = ["family", "relation", "status", "type", "publisher", "holder", "document"] as const;
export type Facet = (typeof FACETS)[number];

export interface State {
  /** The name of the screen. */
  screen: string;
  view: string;
  /** World time: what is dated wholly after it is left out. */
  asOf: Day | "";
  /** Knowledge time: what became known after it is left out. */
  knownOn: Day | "";
  /** World time from which on claims are shown; those that end before are left out. */
  from: Day | "";
  /** Claims without a date are shown beside a time filter. */
  undated: boolean;
  /** Claims that the view keeps out are shown faint, instead of not at all. */
  keptOut: boolean;
  /** Words to be found in claims. */
  find: string;
  /** For each facet, the values that are switched off. */
  hidden: Record<Facet, string[]>;
  /** The least number of publishers that say the same of the same two actors. */
  sources: number;
  /** The actor in the middle, and how many steps around it are shown. */
  focus: Id | "";
  depth: number;
  /** The two actors between whom a path is shown. */
  path: [Id, Id] | null;
  /** The claims, or the actors, that all is narrowed to: what an answer or a list spoke of. */
  only: Id[];
  /** The claim or the actor whose evidence is open. */
  open: Id | "";
  /** What only one screen needs, by "screen.name": a measure, a sort order, pinned places, … */
  more: Record<string, string>;
}

export function initial(view: string): State {
  const hidden = Object.fromEntries(FACETS.map((f) => [f, []])) as unknown as Record<Facet, string[]>;
  return {
    screen: "network", view, asOf: "", knownOn: "", from: "", undated: true, keptOut: true, find: "", hidden,
    sources: 1, focus: "", depth: 1, path: null, only: [], open: "", more: {},
  };
}
