// A story is made here: views in an order, each with a caption; kept as Markdown, or as a page that plays it.

import type { App, Mounted, Screen } from "../app";
import { download, el } from "../dom";
import { rebuilt } from "../marks";
import { EMPTY, parse, written, type Step, type Story } from "../story/file";
import { change, current, lastView, onChange } from "../story/keep";
import { rendered } from "../story/markdown";
import { isWhole, pageWith } from "../story/page";
import { add, go } from "../story/player";

export const story: Screen = {
  name: "story",
  title: "Story",
  help: [["← →", "while a story is told: previous and next step"]],
  mount,
};

function mount(root: HTMLElement, app: App): Mounted {
  let trouble = "";
  const told = (text: string): void => {
    trouble = text;
    draw();
  };
  const draw = (): void => build(root, app, trouble, told);
  // What is typed stays where it is typed; all else is drawn anew.
  const forget = onChange(() => {
    if (!(document.activeElement instanceof HTMLTextAreaElement || (document.activeElement instanceof HTMLInputElement && root.contains(document.activeElement)))) draw();
    else previews(root);
  });
  draw();
  return { update: draw, close: forget };
}

function build(root: HTMLElement, app: App, trouble: string, told: (text: string) => void): void {
  const s = current();
  const last = lastView();
  const file = (s.title || "story").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "story";
  const put = (next: Partial<Story>): void => change({ ...current(), ...next });
  rebuilt(root,
    el("p", { class: "whose" }, "A story is a sequence of views with captions. Each view keeps its filters, clocks and whose view it is, as its address has them."),
    trouble && el("p", { class: "trouble", role: "alert" }, trouble),
    el("label", { class: "wide" }, "Title ", el("input", { type: "text", value: s.title, "data-key": "story:title", oninput: (e: Event) => put({ title: value(e) }) })),
    el("label", { class: "wide" }, "What it is about ", area(s.text, "story:text", (text) => put({ text }))),
    s.steps.length === 0 && el("p", { class: "none" }, "No step yet. Go to a view that you want to show, and add it with the key a, or come back and add it here."),
    el("ol", { class: "steps" }, s.steps.map((step, i) => one(step, i, s.steps.length, (next) => put({ steps: next })))),
    el("div", { class: "tools" },
      el("button", { type: "button", "data-key": "story:add", disabled: !last, onclick: () => last && add(app, last.address, last.title) },
        last ? `Add the view you came from: ${last.title}` : "Add a view (go to one first)"),
      el("button", { type: "button", "data-key": "story:play", disabled: !s.steps.length, onclick: () => go(0) }, "Play")),
    el("div", { class: "tools keep" },
      el("button", { type: "button", "data-key": "story:md", disabled: !s.steps.length, onclick: () => download(`${file}.md`, "text/markdown;charset=utf-8", written(current())) }, "Save as Markdown"),
      el("button", { type: "button", "data-key": "story:html", disabled: !s.steps.length || !isWhole(), onclick: () => download(`${file}.html`, "text/html;charset=utf-8", pageWith(current())) }, "Save as a page that plays it"),
      el("label", { class: "file" }, "Open a Markdown file ", el("input", { type: "file", accept: ".md,.markdown,text/markdown", onchange: (e: Event) => void open(e, told) })),
      s.steps.length > 0 && el("button", { type: "button", "data-key": "story:new", onclick: () => change(EMPTY) }, "Begin anew")),
    !isWhole() && el("p", { class: "none" }, "This page is served. For a file that plays the story, save it as Markdown and run: kg view --story FILE.md"));
}

function one(step: Step, i: number, all: number, put: (steps: Step[]) => void): HTMLElement {
  const steps = (): Step[] => [...current().steps];
  const edit = (part: Partial<Step>): void => put(steps().map((s, at) => (at === i ? { ...s, ...part } : s)));
  const move = (by: number): void => {
    const next = steps();
    next.splice(i + by, 0, ...next.splice(i, 1));
    put(next);
  };
  const act = (label: string, name: string, does: () => void, off = false): HTMLElement =>
    el("button", { type: "button", "aria-label": `${name} step ${i + 1}`, title: `${name} step ${i + 1}`, "data-key": `story:${name}:${i}`, disabled: off, onclick: does }, label);
  return el("li", { class: "step" },
    el("div", { class: "tools" },
      el("input", { type: "text", value: step.title, "aria-label": `Title of step ${i + 1}`, "data-key": `story:step:${i}`, oninput: (e: Event) => edit({ title: value(e) }) }),
      act("Show", "show", () => go(i)), act("↑", "move up", () => move(-1), i === 0), act("↓", "move down", () => move(1), i === all - 1),
      act("Remove", "remove", () => put(steps().filter((_, at) => at !== i)))),
    el("p", { class: "address" }, el("small", null, `#${step.address}` === "#" ? "the page as it opens" : decodeURIComponent(step.address.replace(/\+/g, " ")))),
    area(step.text, `story:caption:${i}`, (text) => edit({ text }), `Caption of step ${i + 1}: **strong**, *stressed*, lists with -, links [text](https://…)`),
    el("div", { class: "preview", "data-step": i }, rendered(step.text)));
}

function area(text: string, key: string, put: (text: string) => void, label?: string): HTMLElement {
  const field = el("textarea", { rows: 3, "data-key": key, "aria-label": label, placeholder: label, oninput: (e: Event) => put(value(e)) });
  field.value = text;
  return field;
}

const value = (e: Event): string => (e.target as HTMLInputElement | HTMLTextAreaElement).value;

function previews(root: HTMLElement): void {
  current().steps.forEach((step, i) => root.querySelector(`.preview[data-step="${i}"]`)?.replaceChildren(...rendered(step.text)));
}

async function open(e: Event, told: (text: string) => void): Promise<void> {
  const file = (e.target as HTMLInputElement).files?.[0];
  if (!file) return;
  try {
    const found = parse(await file.text());
    told("");
    change(found);
  } catch (error) {
    told(`${file.name}, ${error instanceof Error ? error.message : String(error)}`);
  }
}
