// An election as the texts have it: shares, seats, thresholds, who entered, who was kept out and how, and what was said of it.

import type { App, Mounted, Screen } from "../app";
import { el, said, type Child } from "../dom";
import { chosen, choose, entries, rebuilt, walkable, whose } from "../marks";
import type { Claim } from "../model";
import { count, name } from "../words";
import { bars } from "./elections/bars";
import { hemicycle } from "./elections/hemicycle";
import { judgementsOf } from "./elections/judgements";
import { elections as found, judgements, keptAway, parties, totals, type Election } from "./elections/results";

export const elections: Screen = {
  name: "elections",
  title: "Elections",
  help: [["← → ↑ ↓", "from one bar or block of seats to the next"], ["Enter", "open the evidence of the mark"]],
  mount,
};

function mount(root: HTMLElement, app: App): Mounted {
  let now = app;
  let width = root.clientWidth;
  const watch = new ResizeObserver(() => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    build(root, now, width);
  });
  watch.observe(root);
  build(root, app, width);
  return {
    update(next) {
      now = next;
      build(root, now, root.clientWidth);
    },
    close: () => watch.disconnect(),
  };
}

function build(root: HTMLElement, app: App, room: number): void {
  const all = found(app.shown.claims, app.lookup);
  const fullest = [...all].sort((a, b) => b.claims.length - a.claims.length)[0];
  const wanted = chosen(app, "elections.of");
  const here = all.find((e) => e.ids.includes(wanted)) ?? fullest;
  if (!here) {
    rebuilt(root, whose(app, app.shown.claims), el("p", { class: "none" }, "No claim that is shown speaks of an election."));
    return;
  }
  rebuilt(root,
    el("div", { class: "tools" }, el("label", null, "Election ", el("select", {
      "data-key": "elections:of", onchange: (e: Event) => choose(app, "elections.of", (e.target as HTMLSelectElement).value),
    }, all.map((e) => el("option", { value: e.ids[0]!, selected: e === here },
      `${e.label}${e.days.some((d) => !e.label.includes(d.slice(0, 4))) ? `, ${e.days[0]}` : ""} (${count(e.claims.length, "claim")})`))))),
    page(here, app, Math.min(room - 32, 900)));
  for (const drawing of root.querySelectorAll("figure svg")) walkable(drawing);
}

function page(e: Election, app: App, width: number): Child[] {
  const { lookup } = app;
  const contestants = parties(e, lookup);
  const shares = contestants.flatMap((p) => p.shares);
  const of = (...relations: string[]): Claim[] => e.claims.filter((c) => relations.includes(c.relation));
  const [entering, failing] = [of("enters"), of("failsThreshold")];
  const [kept, judged] = [keptAway(e, lookup), judgements(e, lookup)];
  const [thresholds, exceptions] = [of("threshold").filter((c) => c.number), of("thresholdException")];
  const bodies = of("hasSeats", "seatsByVote", "seatsByAppointment");
  const seats = of("seatsWon");
  const told = new Set([...shares, ...entering, ...failing, ...kept, ...judged.flatMap((j) => j.claims), ...thresholds, ...exceptions, ...bodies, ...seats]);
  const section = (title: string, ...children: Child[]): HTMLElement => el("section", { class: "part" }, el("h3", null, title), ...children);
  return [
    el("h2", null, said(e.label)),
    whose(app, e.claims, e.why && `${e.why}.`),
    section("Shares of the vote",
      shares.length ? bars(contestants.filter((p) => p.shares.length), thresholds, app, width) : el("p", { class: "none" }, "No text states a share of the vote."),
      totals(shares.filter((c) => !app.shown.keptOut.has(c.id))).map((t) => el("p", { class: "sum" },
        `The ${t.vintage ? `${t.vintage} ` : ""}shares that `, said(lookup.documents.get(t.document)?.publisher || t.document),
        ` states add up to ${t.exact ? "" : "about "}${t.sum} %`,
        t.sum < 99.5 ? `; whose the other ${t.exact ? "" : "about "}${Math.round((100 - t.sum) * 10) / 10} % are, it does not say.` : t.sum > 100.5 ? ", more than there can be." : ".")),
      shares.length > 0 && el("details", { class: "as-table" }, el("summary", null, `The shares as a list: ${count(shares.length, "claim")}`), entries(shares, app, "")),
      exceptions.length > 0 && [el("h4", null, "Exceptions to the threshold"), entries(exceptions, app, "")],
      thresholds.length === 0 && el("p", { class: "none" }, "No text states a threshold.")),
    section("Seats", hemicycle(bodies, seats, app, Math.min(width, 560))),
    section("Who enters, who does not", entries(entering, app, "No text says who enters."),
      el("h4", null, "Below the threshold"), entries(failing, app, "No text says who fails a threshold.")),
    section("Kept out, and how",
      kept.length > 0 && el("p", { class: "how" }, "Acts against parties and against who ran. ",
        "Where an act does not name its election, it stands with the next one of its document, or with the one that the document says most of."),
      ways(kept, app)),
    section("Judgements", judgementsOf(judged, app)),
    section("Also said of it", entries(e.claims.filter((c) => !told.has(c)), app, "Nothing else.")),
  ];
}

/** Acts by their kind: whom it was done to, by whom, when and on what ground. */
function ways(kept: Claim[], app: App): HTMLElement {
  if (!kept.length) return el("p", { class: "none" }, "No text says that anybody was kept out.");
  const kinds = [...new Set(kept.map((c) => c.relation))].sort((a, b) => Number(b === "barsFromElection") - Number(a === "barsFromElection") || a.localeCompare(b));
  return el("div", { class: "ways" }, kinds.map((kind) => {
    const claims = kept.filter((c) => c.relation === kind);
    const inverse = app.lookup.relations.get(kind)?.inverse ?? kind;
    return el("div", { class: "way" }, el("h4", null, inverse.replace(/ by$/, ""), ` (${claims.length})`),
      entries(claims, app, "", (c) => [
        el("strong", null, name(app.lookup.actors.get(c.target), c.target)), " — by ",
        name(app.lookup.actors.get(c.source), c.source),
        c.details.filter((d) => d.property === "ground").map((d) => [", ", said(d.value)]),
        c.details.filter((d) => d.property === "timing").map((d) => ["; ", said(d.value)]),
      ]));
  }));
}
