// Who answers SPARQL: the server's endpoint, or an engine in a worker of the page.

import { Answer, Fault, readResults, readTriples } from "./terms";

export interface Engine {
  /** Where it runs, for the reader. */
  readonly where: string;
  /** The views that it can be asked in. */
  readonly views: readonly string[];
  /** Answer a query in a view; rejects with Fault, and with AbortError where it is stopped. */
  ask(query: string, view: string, signal: AbortSignal): Promise<Answer>;
}

const RESULTS = "application/sparql-results+json";
const TRIPLES = "application/n-triples";

/** The endpoint of the server that the page comes from. */
export function endpoint(address: string, views: readonly string[]): Engine {
  return {
    where: "the server's endpoint",
    views,
    async ask(query, view, signal) {
      const answer = await send(`${address}?view=${encodeURIComponent(view)}`, query, signal);
      const text = await answer.text();
      if (!answer.ok) throw Fault.of(problem(text) ?? `the server answered ${answer.status}`);
      return (answer.headers.get("content-type") ?? "").startsWith(RESULTS) ? readResults(text) : readTriples(text);
    },
  };
}

async function send(address: string, query: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/sparql-query", accept: `${RESULTS}, ${TRIPLES};q=0.9` },
      body: query,
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Fault("the server does not answer; see whether `kg serve` still runs, then ask again");
  }
}

function problem(text: string): string | null {
  try {
    const detail: unknown = JSON.parse(text).detail;
    return typeof detail === "string" ? detail : null;
  } catch {
    return null;
  }
}

/** What the page holds of the engine: its script, its WebAssembly and the quads, each gzipped, in base64. */
export interface Embedded {
  script: string;
  module: string;
  quads: string;
  /** The graphs that make the default graph, and those that each view adds to it. */
  shared: string[];
  views: Record<string, string[]>;
  prefixes: Record<string, string>;
}

interface Reply {
  answer?: { form: "results" | "triples"; text: string };
  fault?: string;
}

/** The engine in the page. It starts at the first question; a question that is stopped ends its worker. */
export function embedded(held: Embedded): Engine {
  let worker: Promise<Worker> | null = null;
  const views = Object.keys(held.views);
  return {
    where: "an engine in this page",
    views,
    async ask(query, view, signal) {
      if (!views.includes(view)) throw new Fault(`the engine in this page knows the views ${views.join(" and ")} alone`);
      worker ??= start(held);
      const started = await worker.catch((error: unknown) => {
        worker = null;
        throw error;
      });
      signal.throwIfAborted();
      const reply = await new Promise<Reply>((resolve, reject) => {
        const end = (reason: Error): void => {
          started.terminate();
          worker = null;
          reject(reason);
        };
        signal.addEventListener("abort", () => end(new DOMException("stopped", "AbortError")));
        started.onmessage = (e: MessageEvent<Reply>) => resolve(e.data);
        started.onerror = (e) => end(new Fault(`the engine in this page failed: ${e.message}`));
        started.postMessage({ query, view });
      });
      if (reply.answer) return reply.answer.form === "results" ? readResults(reply.answer.text) : readTriples(reply.answer.text);
      throw Fault.of(reply.fault ?? "the engine gave no answer");
    },
  };
}

async function start(held: Embedded): Promise<Worker> {
  const [script, module, quads] = await Promise.all([unpack(held.script), unpack(held.module), unpack(held.quads)]);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address);
  try {
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = (e: MessageEvent<Reply>) => (e.data.fault ? reject(new Fault(e.data.fault)) : resolve());
      worker.onerror = (e) => reject(new Fault(`the engine in this page does not start: ${e.message}`));
      worker.postMessage({ module, quads, shared: held.shared, views: held.views, prefixes: held.prefixes }, [module, quads]);
    });
  } catch (error) {
    worker.terminate();
    throw error;
  } finally {
    URL.revokeObjectURL(address);
  }
  return worker;
}

async function unpack(base64: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
