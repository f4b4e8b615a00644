// The bar under the stage: the caption of a step and the way to the next, or, while a story is made, what is in it.

import type { App, Mounted } from "../app";
import { el, replace } from "../dom";
import { count } from "../words";
import { change, current, cameWithStory, onChange } from "./keep";
import { rendered } from "./markdown";

const STEP = "story.step";

/** The address of a view without the step of the story that led to it. */
export function addressOf(app: App): string {
  const { [STEP]: _, ...more } = app.state.more;
  return app.address({ more }).slice(1);
}

/** Go to a step, as a link to it would. */
export function go(step: number): void {
  const to = current().steps[step];
  if (to) location.hash = `${to.address}${to.address ? "&" : ""}.${STEP}=${step + 1}`;
}

/** Add what is shown to the story; its title is the screen's, until somebody gives a better one. */
export function add(app: App, address: string, title: string): void {
  const story = current();
  change({ ...story, steps: [...story.steps, { title, address, text: "" }] });
  app.say(`added to the story as step ${story.steps.length + 1}`);
}

export function player(root: HTMLElement, app: App, titles: Map<string, string>): Mounted {
  let now = app;
  let clock: number | undefined;
  const at = (): number => Number(now.state.more[STEP] ?? 0) - 1;
  const playing = (): boolean => at() >= 0 && at() < current().steps.length;
  const stop = (): void => {
    clearTimeout(clock);
    clock = undefined;
  };
  const leave = (): void => {
    stop();
    const { [STEP]: _, ...more } = now.state.more;
    now.set({ more });
  };
  const turn = (by: number): void => {
    const next = at() + by;
    if (next < 0 || next >= current().steps.length) return stop();
    go(next);
  };
  const run = (): void => {
    stop();
    if (at() + 1 >= current().steps.length) return draw();
    // As long as it takes to read the caption, and to look.
    clock = window.setTimeout(() => (turn(1), run(), draw()), 5000 + (current().steps[at()]?.text.length ?? 0) * 45);
    draw();
  };
  const button = (label: string, act: () => void, name: string, off = false): HTMLElement =>
    el("button", { type: "button", "aria-label": name, title: name, disabled: off, "data-key": `story:${name}`, onclick: act }, label);

  function draw(): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset["key"];
    const story = current();
    const making = story.steps.length > 0 && now.state.screen !== "story";
    root.hidden = !playing() && !making;
    root.className = playing() ? "telling" : "making";
    if (playing()) tell();
    else if (making)
      replace(root, el("span", null, `Story: ${count(story.steps.length, "step")}`),
        button("Add this view", () => add(now, addressOf(now), titles.get(now.state.screen) ?? "A view"), "add this view to the story"),
        button("Play", () => go(0), "play the story"), button("Edit", () => now.set({ screen: "story" }), "edit the story"));
    if (focused && !root.contains(document.activeElement)) root.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  function tell(): void {
    const story = current();
    const step = story.steps[at()]!;
    const away = addressOf(now) !== step.address;
    replace(root,
      el("div", { class: "words" },
        el("p", { class: "of" }, el("strong", null, el("bdi", null, story.title || "Story")), ` · ${at() + 1} of ${story.steps.length}`),
        at() === 0 && rendered(story.text),
        el("h2", null, el("bdi", null, step.title)), rendered(step.text)),
      el("div", { class: "turn" },
        button("‹", () => (stop(), turn(-1)), "previous step", at() === 0),
        clock === undefined
          ? button("▶", run, "play by itself", at() + 1 >= story.steps.length)
          : button("❚❚", () => (stop(), draw()), "pause"),
        button("›", () => (stop(), turn(1)), "next step", at() + 1 >= story.steps.length),
        away && button("Back to this step", () => go(at()), "back to this step"),
        button("Leave", leave, "leave the story")));
  }

  const onKey = (e: KeyboardEvent): void => {
    if (!playing() || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
    const target = e.composedPath()[0] as HTMLElement;
    const free = target === document.body || target.id === "screen" || root.contains(target);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!by || !free) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    stop();
    turn(by);
  };
  document.addEventListener("keydown", onKey, { capture: true });
  const forget = onChange(draw);
  if (cameWithStory && location.hash.length < 2) go(0);
  draw();
  return {
    update(next) {
      now = next;
      if (playing()) now.say(`Step ${at() + 1}: ${current().steps[at()]!.title}`);
      draw();
    },
    close() {
      stop();
      forget();
      document.removeEventListener("keydown", onKey, { capture: true });
    },
  };
}
