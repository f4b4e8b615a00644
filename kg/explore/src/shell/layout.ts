// The frame of the application: where header, facets, screen, evidence and time stand.

import { el } from "../dom";

export interface Frame {
  header: HTMLElement;
  facets: HTMLElement;
  screen: HTMLElement;
  story: HTMLElement;
  notice: HTMLElement;
  evidence: HTMLElement;
  time: HTMLElement;
  status: HTMLElement;
}

export function frame(root: HTMLElement): Frame {
  const parts: Frame = {
    header: el("header", { id: "bar" }),
    facets: el("aside", { id: "facets", "aria-label": "Filters" }),
    notice: el("div", { id: "notice" }),
    screen: el("section", { id: "screen", tabindex: -1 }),
    story: el("section", { id: "caption", "aria-label": "Story", hidden: true }),
    evidence: el("aside", { id: "evidence", "aria-label": "Evidence", tabindex: -1 }),
    time: el("section", { id: "time", "aria-label": "Time" }),
    status: el("p", { id: "say", role: "status", class: "unseen" }),
  };
  root.append(
    el("a", { href: "#", class: "skip", onclick: (e: Event) => (e.preventDefault(), parts.screen.focus()) }, "Skip to the claims"),
    parts.header,
    el("div", { id: "middle" }, parts.facets, el("main", { id: "stage" }, parts.notice, parts.screen, parts.story), parts.evidence),
    parts.time, parts.status,
  );
  return parts;
}
