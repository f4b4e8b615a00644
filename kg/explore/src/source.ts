// Where the data comes from: out of the page itself, or from the server that sent the page.

import { missing } from "./hash";
import { merged } from "./merge";
import type { Data, Id } from "./model";

/** What is asked of a server: the best-evidenced actors, or those around some, and some claims. */
export interface Ask {
  actors?: Id[];
  claims?: Id[];
  depth?: number;
  limit?: number;
}

/** What a server finds for some words. */
export interface Found {
  actors: { id: Id; name: string; others: string[] }[];
  claims: { id: Id; sentence: string; about: string }[];
}

export interface Server {
  /** The JSON at a path of the API; rejects in words that a reader understands. */
  get<T>(path: string): Promise<T>;
  ask(what: Ask): Promise<Data>;
  search(text: string): Promise<Found>;
}

export async function obtain(page: Document): Promise<{ data: Data; server: Server | null }> {
  const embedded = page.getElementById("data");
  if (embedded) return { data: checked(JSON.parse(embedded.textContent ?? "")), server: null };
  const base = page.body.dataset.api;
  if (!base) throw new Error("there is no data in this page");
  const server = serverAt(new URL(base, page.baseURI));
  let data = await server.ask({});
  const wanted = missing(location.hash, data);
  // What a link names is asked for by itself; where it is not there, the page says so.
  if (wanted.actors.length || wanted.claims.length) data = await server.ask(wanted).then((more) => merged(data, more), () => data);
  return { data, server };
}

function serverAt(base: URL): Server {
  return {
    get: async <T>(path: string) => (await get(new URL(path, base))) as T,
    async ask({ actors = [], claims = [], depth, limit }) {
      const query = new URLSearchParams([...actors.map((a) => ["actor", a]), ...claims.map((c) => ["claim", c])] as [string, string][]);
      if (depth) query.set("depth", String(depth));
      if (limit) query.set("limit", String(limit));
      return checked((await get(new URL(`explore?${query}`, base))) as Data);
    },
    async search(text) {
      const found = (await get(new URL(`search?${new URLSearchParams({ q: text, limit: "10" })}`, base))) as {
        actors: { href: string | null; name: string; other_names: string[] }[];
        claims: { href: string | null; sentence: string; status: string | null; holder: string }[];
      };
      const id = (href: string | null): Id => (href ?? "").replace(/^\//, "");
      return {
        actors: found.actors.map((a) => ({ id: id(a.href), name: a.name, others: a.other_names })),
        claims: found.claims.map((c) => ({ id: id(c.href), sentence: c.sentence, about: `${c.status ?? ""}, held by ${c.holder}` })),
      };
    },
  };
}

/** The JSON at an address; throws in words that a reader understands. */
async function get(address: URL): Promise<unknown> {
  let reply: Response;
  try {
    reply = await fetch(address, { headers: { accept: "application/json" } });
  } catch {
    throw new Error("the server does not answer");
  }
  const text = await reply.text().catch(() => "");
  let told: unknown = null;
  try {
    told = JSON.parse(text);
  } catch {
    // Whatever it is, it is no answer.
  }
  if (!reply.ok) throw new Error(`the server says: ${(told as { detail?: string } | null)?.detail ?? `${reply.status} ${reply.statusText}`}`);
  if (told === null) throw new Error("the answer of the server cannot be read");
  return told;
}

function checked(data: Data): Data {
  if (data.format !== 1) throw new Error(`the data has the format ${String(data.format)}, and this page reads 1`);
  return data;
}
