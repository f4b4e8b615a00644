// The running application: one state, what is shown for it, and the parts of the page that follow.

import type { App, Mounted, Screen, Shown } from "./app";
import { read, write } from "./hash";
import { lookup as index, type Lookup } from "./lookup";
import type { Actor, Claim, Data, Id } from "./model";
import { evidence } from "./shell/evidence";
import { facets } from "./shell/facets";
import { header } from "./shell/header";
import { keys } from "./shell/keys";
import { frame } from "./shell/layout";
import { notice } from "./shell/notice";
import { time } from "./shell/time";
import { shown as choose } from "./shown";
import type { State } from "./state";

/** Start the application in an element; throws where it cannot, and then leaves nothing in it. */
export function start(root: HTMLElement, data: Data, screens: Screen[], live: boolean): App {
  const lookup = index(data);
  const app = new Running(data, lookup, screens, live);
  const parts = frame(root);
  const said = parts.status;
  app.speak = (text) => void (said.textContent = text);
  const follow: Mounted[] = [
    header(parts.header, app, screens), facets(parts.facets, app), notice(parts.notice, app),
    evidence(parts.evidence, app), time(parts.time, app),
  ];
  let mounted: { screen: Screen; part: Mounted } | null = null;
  const show = (): void => {
    const screen = screens.find((s) => s.name === app.state.screen) ?? screens[0]!;
    if (mounted?.screen !== screen) {
      mounted?.part.close?.();
      parts.screen.replaceChildren();
      parts.screen.className = `screen-${screen.name}`;
      parts.screen.setAttribute("aria-label", screen.title);
      mounted = { screen, part: screen.mount(parts.screen, app) };
    } else mounted.part.update(app);
    for (const part of follow) part.update(app);
    // What is on the page now; an address may be ahead of it.
    document.documentElement.dataset.shows = location.hash;
    document.title = `${screen.title}: ${data.title}`;
  };
  keys(app, screens, () => mounted?.part.keys ?? {});
  app.changed = show;
  app.follow();
  show();
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) !== app.written) {
      app.follow();
      show();
    }
  });
  return app;
}

class Running implements App {
  state: State;
  shown: Shown;
  written = "";
  changed: () => void = () => {};
  speak: (text: string) => void = () => {};
  /** What of the address could not be had. */
  lost: string[] = [];

  constructor(readonly data: Data, readonly lookup: Lookup, private readonly screens: Screen[], readonly live: boolean) {
    this.state = read("", data, lookup, this.names()).state;
    this.shown = choose(data, this.state, lookup);
  }

  private names(): string[] {
    return this.screens.map((s) => s.name);
  }

  /** Take the state from the address. */
  follow(): void {
    const found = read(location.hash, this.data, this.lookup, this.names());
    this.state = found.state;
    this.lost = found.lost;
    this.written = location.hash.slice(1);
    this.shown = choose(this.data, this.state, this.lookup);
  }

  actor(id: Id): Actor {
    return this.lookup.actors.get(id) ?? { id, label: id, kind: "unnamed", type: "", aliases: [], documents: [] };
  }

  claim(id: Id): Claim {
    const found = this.lookup.claims.get(id);
    if (!found) throw new Error(`there is no claim ${id}`);
    return found;
  }

  at(id: Id, all = false): Claim[] {
    const claims = this.lookup.at.get(id) ?? [];
    if (all) return claims;
    const here = new Set(this.shown.claims);
    return claims.filter((c) => here.has(c));
  }

  set(change: Partial<State>, how: { replace?: boolean } = {}): void {
    this.state = { ...this.state, ...change };
    this.lost = [];
    // What is only opened leaves what is shown as it is.
    if (Object.keys(change).some((k) => k !== "open" && k !== "screen" && k !== "more"))
      this.shown = choose(this.data, this.state, this.lookup);
    this.written = write(this.state, this.data);
    const address = `#${this.written}`;
    if (how.replace) history.replaceState(null, "", address);
    else if (address !== location.hash) history.pushState(null, "", address);
    this.changed();
  }

  address(change: Partial<State>): string {
    return `#${write({ ...this.state, ...change }, this.data)}`;
  }

  say(text: string): void {
    this.speak(text);
  }
}
