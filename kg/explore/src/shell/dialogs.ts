// Boxes over the page: the keys, and text to be copied by hand; and what is copied.

import type { App, Screen } from "../app";
import { el } from "../dom";

const OWN: [string, string][] = [
  ["/", "search"], ["n p", "next and previous statement"], ["↑ ↓", "in a list: previous and next"], ["Enter", "in a list: open"],
  ["e", "the surroundings of what is open, then one step further"], ["t", "the table of statements"],
  ["s", "copy a link to what is shown"], ["a", "add what is shown to the story"], ["Esc", "close, then clear the search, then the surroundings"], ["?", "these keys"],
];

/** Copy the address of what is shown. */
export function share(app: App): void {
  copy(app, location.href, "the link is copied");
}

/** Put text where it can be pasted from, and say so; where that is not allowed, show it to be copied by hand. */
export function copy(app: App, text: string, done: string): void {
  const byHand = (): void => {
    const field = el("textarea", { readonly: true, rows: 4, "aria-label": "to be copied" });
    field.value = text;
    box("Copy this", field).showModal();
    field.select();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => app.say(done), byHand);
  else byHand();
}

export function help(app: App, screens: Screen[]): void {
  const screen = screens.find((s) => s.name === app.state.screen);
  const rows = [...OWN, ...(screen?.help ?? [])];
  box("Keys", el("dl", { class: "keys" }, rows.map(([key, does]) => [el("dt", null, key.split(" ").map((k) => el("kbd", null, k))), el("dd", null, does)]))).showModal();
}

/** A box over the page that Escape closes. */
function box(title: string, ...children: (Node | string)[]): HTMLDialogElement {
  const dialog = el("dialog", { "aria-label": title, onclose: () => dialog.remove() },
    el("h2", null, title), ...children, el("form", { method: "dialog" }, el("button", null, "Close")));
  document.body.append(dialog);
  return dialog;
}
