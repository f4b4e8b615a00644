// What is shown as CSV, with what it is of in every row, safe to open in a spreadsheet.

import type { App } from "../../app";
import type { Claim } from "../../model";
import { amount, caption, holder } from "../../words";

export function csv(claims: Claim[], app: App): string {
  const head = [
    "id", "subject", "relation", "object", "value", "amount", "status", "held by", "when", "earliest", "latest", "known",
    "sentence", "document", "title", "publisher", "date", "url", "view", "in this view", "link",
  ];
  const rows = claims.map((c) => {
    const d = app.lookup.documents.get(c.document);
    return [
      app.data.base + c.id, app.actor(c.source).label, caption(c, app.lookup), app.actor(c.target).label, c.value, amount(c),
      c.status, holder(c), c.when, c.earliest, c.latest, c.known, c.quote, c.document, d?.title ?? "", d?.publisher ?? "",
      d?.date ?? "", d?.url ?? "", app.state.view, app.shown.keptOut.get(c.id) ?? "yes", app.address({ open: c.id }),
    ];
  });
  return [head, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
}

/** A cell in quotes; an apostrophe stands before what a spreadsheet would take for a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""').replaceAll("\0", "\ufffd")}"`;
