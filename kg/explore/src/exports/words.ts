// What every saved picture and table says of itself: whose view, which clocks and filters, how much, from which documents.

import type { App } from "../app";
import { active } from "../filters";
import { count, origin } from "../words";
import type { Scene } from "../network/scene";
import { extent } from "../network/scene";

export interface About {
  title: string;
  /** View, clocks and filters. */
  view: string;
  extent: string;
  documents: string[];
  maker: string;
}

export function about(app: App, scene: Scene): About {
  const { data, lookup, state } = app;
  const filters = active(app).map((f) => f.words);
  const claims = scene.lines.flatMap((l) => l.claims);
  const out = claims.filter((c) => app.shown.keptOut.has(c.id)).length;
  const documents = [...new Set(claims.map((c) => c.document))];
  if (state.path) filters.unshift(`the ways from ${app.actor(state.path[0]).label} to ${app.actor(state.path[1]).label}`);
  return {
    title: data.title,
    view: `View: ${lookup.views.get(state.view)?.label ?? state.view}. Filters: ${filters.join("; ") || "none"}.`,
    extent: `${extent(scene, app)}, from ${count(documents.length, "document")}${out ? `; ${out} of them not taken to be so by this view, drawn faint` : ""}${scene.left ? `; ${count(scene.left, "actor")} left out` : ""}.`,
    documents: documents.map((id) => origin(lookup.documents.get(id)) || id),
    maker: `political-kg ${data.version}`,
  };
}

/** The same as one text. */
export const paragraph = (a: About): string =>
  [a.title, a.view, a.extent, `Sources: ${a.documents.join(" | ")}`, a.maker].join("\n");
