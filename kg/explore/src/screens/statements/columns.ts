// The columns of the table of statements: what a cell shows, and the text by which it is sorted and saved.

import type { App } from "../../app";
import { el, said, type Child } from "../../dom";
import type { Claim } from "../../model";
import { to } from "../../shell/opener";
import { holder, name, origin, sentence, sentenceOf, swatch, when } from "../../words";

export interface Column {
  key: string;
  label: string;
  text(c: Claim, app: App): string;
  cell(c: Claim, app: App): Child;
}

export const COLUMNS: Column[] = [
  {
    key: "claim", label: "Claim",
    text: (c, app) => sentence(c, app.lookup),
    cell: (c, app) => to(app, { open: c.id }, { replace: true }, sentenceOf(c, app.lookup, (id) => name(app.lookup.actors.get(id), id))),
  },
  {
    key: "status", label: "Status",
    text: (c) => c.status,
    cell: (c, app) => {
      const status = app.lookup.statuses.get(c.status);
      const family = app.lookup.relations.get(c.relation)?.family ?? "";
      return el("span", { class: "state" }, swatch(family, c.status, status?.crossbar), " ", status?.label ?? c.status);
    },
  },
  { key: "holder", label: "Held by", text: holder, cell: (c) => said(holder(c)) },
  { key: "when", label: "When", text: (c) => c.earliest, cell: (c) => (c.when ? said(when(c)) : el("small", null, "not said")) },
  { key: "quote", label: "Sentence", text: (c) => c.quote, cell: (c) => el("q", null, said(c.quote)) },
  {
    key: "document", label: "Document",
    text: (c, app) => origin(app.lookup.documents.get(c.document)),
    cell: (c, app) => said(origin(app.lookup.documents.get(c.document))),
  },
  {
    key: "view", label: "In this view",
    text: (c, app) => app.shown.keptOut.get(c.id) ?? "yes",
    cell: (c, app) => { const out = app.shown.keptOut.get(c.id); return out ? `no: ${out}` : "yes"; },
  },
];
