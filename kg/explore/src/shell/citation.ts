// A claim as it is cited: its words, where they stand, who holds them, and by whose view.

import type { App } from "../app";
import type { Claim } from "../model";
import { holder, sentence, when } from "../words";

export function citation(c: Claim, app: App): string {
  const d = app.lookup.documents.get(c.document);
  const source = [d?.author, d?.title && `“${d.title}”`, d?.publisher, d?.date, d?.url].filter(Boolean).join(", ") || c.document;
  const out = app.shown.keptOut.get(c.id);
  return [
    `${sentence(c, app.lookup)} (${c.status}; held by ${holder(c)}${c.when ? `; ${when(c)}` : ""}).`,
    `“${c.quote}”`,
    `${source}, characters ${c.start}–${c.end}.`,
    `View: ${app.lookup.views.get(app.state.view)?.label ?? app.state.view}${out ? ` (which does not take it to be so: ${out})` : ""}.`,
    `political-kg ${app.data.version}, ${app.data.base}${c.id}`,
  ].join("\n");
}
