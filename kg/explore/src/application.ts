// The running application: one state, what is shown for it, and the parts of the page that follow.

import type { App, Mounted, Screen, Shown } from "./app";
import { missing, read, write } from "./hash";
import { lookup as index, type Lookup } from "./lookup";
import { merged } from "./merge";
import type { Actor, Claim, Data, Id } from "./model";
import { evidence } from "./shell/evidence";
import { facets } from "./shell/facets";
import { header } from "./shell/header";
import { keys } from "./shell/keys";
import { frame, type Frame } from "./shell/layout";
import { notice } from "./shell/notice";
import { time } from "./shell/time";
import { shown as choose } from "./shown";
import type { Ask, Server } from "./source";
import type { State } from "./state";
import { remember } from "./story/keep";
import { addressOf, player } from "./story/player";

/** Start the application in an element; throws where it cannot. */
export function start(root: HTMLElement, data: Data, screens: Screen[], server: Server | null): App {
  const app = new Running(data, screens, server);
  let mounted: { screen: Screen; part: Mounted } | null = null;
  let follow: Mounted[] = [];
  let parts: Frame;

  // Whatever depends on the data alone is made anew where there is more of it.
  const build = (): void => {
    mounted?.part.close?.();
    mounted = null;
    for (const part of follow) part.close?.();
    root.replaceChildren();
    parts = frame(root);
    app.speak = (text) => void (parts.status.textContent = text);
    follow = [
      header(parts.header, app, screens), facets(parts.facets, app), notice(parts.notice, app),
      evidence(parts.evidence, app), time(parts.time, app),
      player(parts.story, app, new Map(screens.map((s) => [s.name, s.title]))),
    ];
  };
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
    if (screen.name !== "story") remember({ address: addressOf(app), title: screen.title });
    // What is on the page now; an address may be ahead of it.
    document.documentElement.dataset.shows = location.hash;
    document.title = `${screen.title}: ${app.data.title}`;
  };
  app.follow();
  build();
  show();
  app.changed = show;
  app.grown = () => (build(), show());
  keys(app, screens, () => mounted?.part.keys ?? {});
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === app.written) return;
    const { actors, claims } = missing(location.hash, app.data);
    const found = server && (actors.length || claims.length) ? app.load({ actors, claims }) : Promise.resolve(true);
    void found.then(() => {
      app.follow();
      show();
    });
  });
  return app;
}

class Running implements App {
  state: State;
  shown: Shown;
  written = "";
  changed: () => void = () => {};
  grown: () => void = () => {};
  speak: (text: string) => void = () => {};
  /** What of the address could not be had. */
  lost: string[] = [];

  trouble = "";
  lookup: Lookup;

  constructor(public data: Data, private readonly screens: Screen[], readonly server: Server | null) {
    this.lookup = index(data);
    this.state = read("", data, this.lookup, this.names()).state;
    this.shown = choose(data, this.state, this.lookup);
  }

  get live(): boolean {
    return this.server !== null;
  }

  get complete(): boolean {
    return this.data.claims.length >= this.data.total.claims;
  }

  async load(what: Ask): Promise<boolean> {
    if (!this.server) return true;
    this.say("asking the server");
    try {
      this.data = merged(this.data, await this.server.ask(what));
      this.trouble = "";
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
      this.again = () => void this.load(what);
      this.changed();
      return false;
    }
    this.lookup = index(this.data);
    this.shown = choose(this.data, this.state, this.lookup);
    this.grown();
    this.say(`${this.data.claims.length} claims are here now`);
    return true;
  }

  /** Ask again what could not be asked. */
  again: () => void = () => {};

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
