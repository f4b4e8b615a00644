// The filters that are set, in words, and the state without each.

import type { App } from "./app";
import { FACET_LABELS, facetLabel } from "./facets";
import { FACETS, type State } from "./state";
import { count } from "./words";

export interface Filter {
  words: string;
  without: Partial<State>;
}

export function active(app: App): Filter[] {
  const { state, lookup } = app;
  const found: Filter[] = [];
  const add = (on: boolean, words: string, without: Partial<State>): void => void (on && found.push({ words, without }));
  add(state.find.trim() !== "", `the words “${state.find.trim()}”`, { find: "" });
  add(state.focus !== "", `the surroundings of ${lookup.actors.get(state.focus)?.label ?? state.focus}`, { focus: "" });
  add(state.only.length > 0, `${count(state.only.length, lookup.claims.has(state.only[0]!) ? "chosen claim" : "chosen actor")}`, { only: [] });
  add(state.knownOn !== "", `what was known on ${state.knownOn}`, { knownOn: "" });
  add(state.asOf !== "", `what had come about by ${state.asOf}`, { asOf: "" });
  add(state.from !== "", `what lasts to ${state.from} or later`, { from: "" });
  add(!state.undated && (state.asOf !== "" || state.from !== ""), "leaving out what has no date", { undated: true });
  add(state.sources > 1, `at least ${state.sources} publishers`, { sources: 1 });
  add(!state.keptOut, "leaving out what the view does not take", { keptOut: true });
  for (const facet of FACETS) {
    const off = state.hidden[facet];
    const few = off.slice(0, 2).map((v) => facetLabel(facet, v, lookup)).join(", ");
    add(off.length > 0, `${FACET_LABELS[facet].toLowerCase()} without ${off.length > 2 ? `${few} and ${off.length - 2} more` : few}`,
      { hidden: { ...state.hidden, [facet]: [] } });
  }
  return found;
}
