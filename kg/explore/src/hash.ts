// The state as the address has it, so that a link reproduces the picture.

import type { Lookup } from "./lookup";
import type { Data, Id } from "./model";
import { FACETS, initial, type Facet, type State } from "./state";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What of the state is not as it begins, as text for `location.hash`. */
export function write(state: State, data: Data): string {
  const start = initial(data.view);
  const parts = new URLSearchParams();
  const put = (name: string, value: string | number | boolean, usual: string | number | boolean): void => {
    if (value !== usual) parts.append(name, typeof value === "boolean" ? (value ? "1" : "0") : String(value));
  };
  put("screen", state.screen, start.screen);
  put("view", state.view, start.view);
  put("as-of", state.asOf, "");
  put("known-on", state.knownOn, "");
  put("from", state.from, "");
  put("undated", state.undated, start.undated);
  put("kept-out", state.keptOut, start.keptOut);
  put("find", state.find, "");
  for (const facet of FACETS) for (const value of state.hidden[facet]) parts.append(`no-${facet}`, value);
  put("sources", state.sources, start.sources);
  put("focus", state.focus, "");
  put("depth", state.depth, start.depth);
  if (state.path) for (const end of state.path) parts.append("path", end);
  for (const id of state.only) parts.append("only", id);
  put("open", state.open, "");
  for (const [name, value] of Object.entries(state.more).sort()) put(`.${name}`, value, "");
  return parts.toString();
}

/** The actors and claims that an address names and the data lacks. */
export function missing(hash: string, data: Data): { actors: Id[]; claims: Id[] } {
  const here = new Set([...data.actors, ...data.claims].map((x) => x.id));
  const named = [...new URLSearchParams(hash.replace(/^#/, ""))].filter(([name]) => name === "open" || name === "focus" || name === "path");
  const ids = [...new Set(named.map(([, value]) => value))].filter((id) => !here.has(id));
  // An end that is no actor stands in its claim.
  return { actors: ids.filter((id) => id.startsWith("id/")), claims: ids.filter((id) => id.startsWith("claim/")).map((id) => id.replace(/#.*/, "")) };
}

/** The state that an address asks for, and in words what of it could not be had. */
export function read(hash: string, data: Data, lookup: Lookup, screens: string[]): { state: State; lost: string[] } {
  const state = initial(data.view);
  state.screen = screens[0] ?? state.screen;
  const lost: string[] = [];
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const known = (id: Id): boolean => lookup.actors.has(id) || lookup.claims.has(id);
  const path: Id[] = [];
  for (const [name, value] of parts) {
    const miss = (what: string): void => void lost.push(what);
    const day = (): string => (DAY.test(value) ? value : (miss(`“${value}” is no day`), ""));
    const number = (low: number, high: number, usual: number): number => {
      const n = Number(value);
      if (Number.isInteger(n) && n >= low && n <= high) return n;
      miss(`“${value}” is no number that ${name} can be`);
      return usual;
    };
    if (name.startsWith(".")) state.more[name.slice(1)] = value;
    else if (name.startsWith("no-") && FACETS.includes(name.slice(3) as Facet)) state.hidden[name.slice(3) as Facet].push(value);
    else
      switch (name) {
        case "screen": if (screens.includes(value)) state.screen = value; else miss(`there is no screen “${value}”`); break;
        case "view": if (lookup.views.has(value)) state.view = value; else miss(`there is no view “${value}” of these claims`); break;
        case "as-of": state.asOf = day(); break;
        case "known-on": state.knownOn = day(); break;
        case "from": state.from = day(); break;
        case "undated": state.undated = value !== "0"; break;
        case "kept-out": state.keptOut = value !== "0"; break;
        case "find": state.find = value; break;
        case "sources": state.sources = number(1, 99, 1); break;
        case "focus": if (lookup.actors.has(value)) state.focus = value; else miss(`the actor “${value}” is not here`); break;
        case "depth": state.depth = number(1, 5, 1); break;
        case "path": if (lookup.actors.has(value)) path.push(value); else miss(`the actor “${value}” is not here`); break;
        case "only": if (known(value)) state.only.push(value); else miss(`“${value}” is not here`); break;
        case "open": if (known(value)) state.open = value; else miss(`“${value}” is not here`); break;
        default: miss(`“${name}” means nothing here`);
      }
  }
  if (path.length === 2) state.path = [path[0]!, path[1]!];
  else if (path.length) lost.push("a path needs two actors");
  return { state, lost };
}
