// What every screen is given and must offer.

import type { Claim, Data, Id, Actor } from "./model";
import type { State } from "./state";

/** What passes the filters, the clocks and the focus; made anew by `shown.ts` at each change. */
export interface Shown {
  claims: Claim[];
  actors: Actor[];
  /** Why the view does not take a claim to be so: "superseded", "held by others", a status. Absent where it does. */
  keptOut: Map<Id, string>;
}

export interface App {
  readonly data: Data;
  readonly state: State;
  readonly shown: Shown;
  /** Whether a server with a live store answers, or the page is a file of its own. */
  readonly live: boolean;
  actor(id: Id): Actor;
  claim(id: Id): Claim;
  /** Claims at an actor, of those shown or of all. */
  at(id: Id, all?: boolean): Claim[];
  /** Change what is chosen; the address follows. `replace` leaves no step to go back to. */
  set(change: Partial<State>, how?: { replace?: boolean }): void;
  /** Say something in the status line that assistive technology reads. */
  say(text: string): void;
}

export interface Screen {
  name: string;
  title: string;
  /** Build the screen in an empty element; the returned functions follow each change, and take it down. */
  mount(root: HTMLElement, app: App): { update(app: App): void; close?(): void };
}
