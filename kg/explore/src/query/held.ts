// What a page has for asking: prefixes and words for the editor, and an engine or the address of one.

import type { App } from "../app";
import type { editor } from "./editor";
import type { Word } from "./completion";
import { embedded, endpoint, type Embedded, type Engine } from "./engines";

export interface Asking {
  engine: Engine;
  prefixes: Record<string, string>;
  words: Word[];
  editor: typeof editor;
}

interface Held {
  prefixes: Record<string, string>;
  words: Word[];
  /** The address of an endpoint, or an engine in the page. */
  endpoint: string | null;
  views: string[];
  engine: Omit<Embedded, "prefixes"> | null;
}

/** All that is needed to ask; null where the page is a file without an engine. Rejects where the server is gone. */
export async function asking(app: App): Promise<Asking | null> {
  const held = app.server ? await app.server.get<Held>("explore/query") : inPage();
  if (!held) return null;
  const engine = held.engine
    ? embedded({ ...held.engine, prefixes: held.prefixes })
    : endpoint(here(held.endpoint ?? "sparql"), held.views);
  if (app.live && !window.politicalKgEditor) await load(here("explore/query.js"), document.body.dataset.query ?? "");
  if (!window.politicalKgEditor) return null;
  const actors = app.data.actors.filter((a) => a.kind === "entity");
  const kinds = new Map(app.data.types.map((t) => [t.name, t.label]));
  const named = actors.map((a) => ({
    text: /^id\/[\w-]*\w$/.test(a.id) ? `id:${a.id.slice(3)}` : `<${app.data.base}${a.id}>`,
    label: a.label,
    kind: kinds.get(a.type) ?? a.type,
    about: a.aliases.length ? `also ${a.aliases.join(", ")}` : "",
  }));
  return { engine, prefixes: held.prefixes, words: [...held.words, ...named], editor: window.politicalKgEditor };
}

function inPage(): Held | null {
  const element = document.getElementById("query");
  return element?.textContent ? (JSON.parse(element.textContent) as Held) : null;
}

const here = (path: string): string => new URL(path, document.baseURI).href;

function load(address: string, integrity: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.integrity = integrity;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address} cannot be loaded`));
    document.head.append(script);
  });
}
