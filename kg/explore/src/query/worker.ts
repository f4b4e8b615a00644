// The engine of a page that stands alone: Oxigraph, compiled to WebAssembly, over the quads of the page.

import { initSync, namedNode, defaultGraph, Store } from "oxigraph/web.js";

interface Setup {
  module: ArrayBuffer;
  quads: ArrayBuffer;
  shared: string[];
  views: Record<string, string[]>;
  prefixes: Record<string, string>;
}

interface Asked {
  query: string;
  view: string;
}

let store: Store;
let prologue = "";

onmessage = (event: MessageEvent<Setup | Asked>) => {
  try {
    if ("module" in event.data) {
      setUp(event.data);
      postMessage({});
    } else {
      postMessage({ answer: answer(event.data) });
    }
  } catch (error) {
    postMessage({ fault: moved(error instanceof Error ? error.message : String(error)) });
  }
};

let rest: (view: string) => string;

/** Oxigraph repeats a triple for every graph that holds it: each is kept once for reading, as in the store. */
function setUp(told: Setup): void {
  initSync({ module: told.module });
  rest = (view) => `${told.prefixes["graph"]}internal/rest/${view}`;
  store = new Store();
  store.load(new Uint8Array(told.quads), { format: "application/n-quads", no_transaction: true, lenient: true });
  for (const graph of told.shared) store.update(`ADD <${graph}> TO DEFAULT`);
  for (const [view, graphs] of Object.entries(told.views)) {
    for (const graph of graphs) store.update(`ADD SILENT <${graph}> TO <${rest(view)}>`);
    store.update(`DELETE { GRAPH <${rest(view)}> { ?s ?p ?o } } WHERE { GRAPH <${rest(view)}> { ?s ?p ?o } ?s ?p ?o }`);
  }
  prologue = Object.entries(told.prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("");
}

function answer({ query, view }: Asked): { form: "results" | "triples"; text: string } {
  const triples = /^(?:\s|#[^\n]*(?:\n|$)|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*(?:CONSTRUCT|DESCRIBE)\b/i.test(query);
  const named = store.query("SELECT DISTINCT ?g { GRAPH ?g {} }") as Map<string, ReturnType<typeof namedNode>>[];
  const shown = named.map((row) => row.get("g")!).filter((g) => !g.value.includes("/graph/internal/"));
  const text = store.query(prologue + query, {
    results_format: triples ? "application/n-triples" : "application/sparql-results+json",
    default_graph: [defaultGraph(), namedNode(rest(view))],
    named_graphs: shown,
  });
  return { form: triples ? "triples" : "results", text: text as string };
}

/** The prefixes stand before the query's first line: its columns are counted without them. */
function moved(message: string): string {
  return message.replace(/error at (\d+):(\d+)/, (_, line, column) =>
    `line ${line}, column ${line === "1" ? Math.max(1, Number(column) - prologue.length) : column}`,
  );
}
