// What every screen is given and must offer.

import type { Lookup } from "./lookup";
import type { Actor, Claim, Data, Id } from "./model";
import type { Ask, Server } from "./source";
import type { Facet, State } from "./state";

/** What passes the filters, the clocks and the focus; made anew by `shown.ts` at each change. */
export interface Shown {
  claims: Claim[];
  actors: Actor[];
  /** Why the view does not take a claim to be so: "superseded", "held by others", a status. Absent where it does. */
  keptOut: Map<Id, string>;
  /** From how many documents the claims are. */
  documents: number;
  /** For each facet, how many claims have each value, were it not for the switches of the same facet. */
  counts: Record<Facet, Map<string, number>>;
}

export interface App {
  readonly data: Data;
  readonly lookup: Lookup;
  readonly state: State;
  readonly shown: Shown;
  /** Whether a server with a live store answers, or the page is a file of its own. */
  readonly live: boolean;
  /** The server that has the rest of the store; null in a file. */
  readonly server: Server | null;
  /** Whether all claims of the store are here. */
  readonly complete: boolean;
  /** Why the server could not be asked, in words; empty where it could. */
  readonly trouble: string;
  /** Get more of the store into the page; false where the server could not be asked, which the page then says. */
  load(what: Ask): Promise<boolean>;
  actor(id: Id): Actor;
  claim(id: Id): Claim;
  /** Claims at an actor, of those shown or of all. */
  at(id: Id, all?: boolean): Claim[];
  /** Change what is chosen; the address follows. `replace` leaves no step to go back to. */
  set(change: Partial<State>, how?: { replace?: boolean }): void;
  /** Say something in the status line that assistive technology reads. */
  say(text: string): void;
  /** The address of this page in another state, for a link. */
  address(change: Partial<State>): string;
}

/** A screen that is in the page. */
export interface Mounted {
  update(app: App): void;
  close?(): void;
  /** What keys do on this screen, beside those of the whole page; by `KeyboardEvent.key`. */
  keys?: Record<string, () => void>;
}

export interface Screen {
  name: string;
  title: string;
  /** What the keys of this screen do, for the help. */
  help?: [string, string][];
  /** Build the screen in an empty element; what is returned follows each change, and takes it down. */
  mount(root: HTMLElement, app: App): Mounted;
}
