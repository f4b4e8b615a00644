// The named questions as a menu, and the parameters of one as a form.

import type { App } from "../app";
import { el } from "../dom";
import type { Question } from "../model";

/** The questions by title; the chosen one is marked. */
export function menu(app: App, chosen: Question | null, choose: (q: Question) => void): HTMLElement {
  return el(
    "nav",
    { "aria-label": "Named questions" },
    el("h2", null, "Questions"),
    el(
      "ul",
      null,
      app.data.questions.map((q) =>
        el(
          "li",
          null,
          el("button", { type: "button", title: q.question, "aria-current": q === chosen ? "true" : null, onclick: () => choose(q) }, q.title || q.name),
        ),
      ),
    ),
  );
}

/** What a question asks, and a field for each parameter. */
export function form(q: Question | null, values: Record<string, string>, open: boolean, ask: (values: Record<string, string>) => void): HTMLElement[] {
  if (!q) return [el("p", { class: "told" }, "Choose a question, or write one.")];
  const heading = el("p", { class: "question" }, q.question);
  if (!q.parameters.length || !open) return [heading];
  const fields = q.parameters.map((p) =>
    el(
      "label",
      null,
      el("span", null, p.about || p.name),
      el("input", {
        name: p.name,
        type: { date: "date", integer: "number", decimal: "number" }[p.type] ?? "text",
        step: p.type === "decimal" ? "any" : null,
        value: values[p.name] ?? "",
      }),
    ),
  );
  const send = (event: Event): void => {
    event.preventDefault();
    const told = new FormData(event.target as HTMLFormElement);
    ask(Object.fromEntries([...told].flatMap(([k, v]) => (typeof v === "string" && v.trim() ? [[k, v.trim()]] : []))));
  };
  return [heading, el("form", { onsubmit: send }, fields, el("button", { type: "submit" }, "Ask with these"))];
}
