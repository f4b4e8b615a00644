// Ask in SPARQL, or by the named questions; the answer as a table, in the network or as bars, and as a file.

import type { App, Mounted, Screen } from "../app";
import { el, replace } from "../dom";
import type { Question } from "../model";
import { bind, body } from "../query/binding";
import type { Editor } from "../query/editor";
import { asking, type Asking } from "../query/held";
import { form, menu } from "../query/menu";
import { results } from "../query/results";
import { type Answer, Fault } from "../query/terms";

const START = "# Who says what of whom; Ctrl+Enter asks.\nSELECT ?who ?relation ?whom ?claim WHERE {\n  ?claim rdf:subject/rdfs:label ?who ;\n    rdf:predicate/rdfs:label ?relation ;\n    rdf:object/rdfs:label ?whom ;\n    pol:inView ?view .\n} ORDER BY ?who LIMIT 100\n";
const MOST_IN_ADDRESS = 4000;

export const query: Screen = {
  name: "query",
  title: "Query",
  help: [["Ctrl+Enter", "ask"], ["Ctrl+Space", "complete"], ["Esc, Tab", "leave the editor"]],
  mount,
};

function mount(root: HTMLElement, app: App): Mounted {
  let now = app;
  let ask: Asking | null = null;
  let written: Editor | null = null;
  let running: AbortController | null = null;
  let shownFor = "";
  const questions = el("div", { class: "questions" });
  const asked = el("div", { class: "asked" });
  const place = el("div", { class: "editor" });
  const fault = el("p", { class: "fault", role: "alert", hidden: true });
  const where = el("p", { class: "told" });
  const run = el("button", { type: "button", class: "run", onclick: () => void go() }, "Ask");
  const stop = el("button", { type: "button", hidden: true, onclick: () => running?.abort() }, "Stop");
  const controls = el("div", { class: "tools" }, run, stop, where);
  const answers = el("div", { class: "answer", role: "region", "aria-label": "Answer", tabindex: "-1" });
  root.append(questions, el("div", { class: "bench" }, asked, place, fault, controls, answers));

  const chosen = (): Question | null => now.data.questions.find((q) => q.name === now.state.more["query.name"]) ?? null;
  const values = (): Record<string, string> => {
    const told = new URLSearchParams(now.state.more["query.values"] ?? "");
    return Object.fromEntries(told);
  };
  const keep = (change: Record<string, string>): void => now.set({ more: { ...now.state.more, ...change } }, { replace: true });

  function choose(q: Question): void {
    const start = new URLSearchParams(q.parameters.flatMap((p) => (p.default === null ? [] : [[p.name, p.default]])));
    now.set({ more: { ...now.state.more, "query.name": q.name, "query.values": start.toString(), "query.text": "" } });
  }

  /** What the address asks, without the reader's own text. */
  const asks = (): string => `${now.state.more["query.name"] ?? ""}?${now.state.view}?${now.state.more["query.values"] ?? ""}`;

  function given(told: Record<string, string>): void {
    const before = asks();
    keep({ "query.values": new URLSearchParams(told).toString(), "query.text": "" });
    if (asks() === before) void go();
  }

  /** The text to ask: the reader's own, or the chosen question with its parameters. */
  function text(): string {
    const own = written?.text() ?? now.state.more["query.text"] ?? "";
    return own.trim() ? own : START;
  }

  async function go(): Promise<void> {
    if (!ask) return;
    running?.abort();
    const mine = (running = new AbortController());
    const before = performance.now();
    run.hidden = true;
    stop.hidden = false;
    answers.setAttribute("aria-busy", "true");
    say(null);
    where.textContent = "Asking …";
    try {
      const answer = await ask.engine.ask(text(), now.state.view, mine.signal);
      if (mine === running) show(answer, `in ${Math.max(1, Math.round(performance.now() - before))} ms`);
    } catch (error) {
      if (mine !== running) return;
      if (mine.signal.aborted) where.textContent = "Stopped.";
      else {
        say(error instanceof Fault ? error : new Fault(String(error)));
        replace(answers);
        describe();
      }
    } finally {
      if (mine === running) {
        running = null;
        run.hidden = false;
        stop.hidden = true;
        answers.setAttribute("aria-busy", "false");
      }
    }
  }

  function show(answer: Answer, took: string): void {
    replace(answers, results(answer, now, ask?.prefixes ?? {}, { took, name: chosen()?.name ?? "answer", keep }));
    describe();
    now.say(answer.form === "table" ? `${answer.rows.length} rows` : answer.form === "graph" ? `${answer.triples.length} triples` : answer.value ? "yes" : "no");
  }

  function say(told: Fault | null): void {
    fault.hidden = told === null;
    fault.textContent = told?.message ?? "";
    written?.mark(told);
    if (told) now.say(told.message);
  }

  function describe(): void {
    if (!ask) return;
    const { asOf, knownOn, view } = now.state;
    const clocks = asOf || knownOn ? " The clocks and filters of the page do not turn this answer back." : "";
    const known = ask.engine.views.includes(view) ? `in the view ${view}` : `which knows the views ${ask.engine.views.join(", ")}, and not ${view}`;
    where.textContent = `Asked of ${ask.engine.where}, ${known}.${clocks}`;
  }

  function withoutEngine(): void {
    const q = chosen();
    place.hidden = true;
    controls.hidden = true;
    const how = el(
      "p",
      { class: "told" },
      "This file has the answers of the named questions, and no engine to ask more. ",
      el("code", null, "kg view --with-query"),
      " writes a file with one; ",
      el("code", null, "kg serve"),
      " shows this page over a store that answers everything.",
    );
    if (!q) return replace(answers, how);
    const told = q.answer;
    const given: Answer | null = told && {
      form: "table",
      variables: told.columns,
      rows: told.rows.map((row) => row.map((v) => (v === null ? null : { type: v.startsWith(now.data.base) ? "uri" : "literal", value: v }))),
    };
    const more = told && told.total > told.rows.length ? `of ${told.total}, of which the file has no more, ` : "";
    replace(
      answers,
      given && results(given, now, {}, { took: `${more}in the view ${now.data.view}`, name: q.name, keep }),
      !given && el("p", { class: "told" }, "This question needs a parameter, so that the file has no answer to it."),
      el("details", null, el("summary", null, "The question in SPARQL"), el("pre", null, body(q))),
      how,
    );
  }

  function update(next: App): void {
    now = next;
    const q = chosen();
    const key = asks();
    replace(questions, menu(now, q, choose));
    if (key !== shownFor) {
      shownFor = key;
      replace(asked, form(q, values(), ask !== null, given));
      if (written && q && !now.state.more["query.text"]) {
        try {
          written.write(bind(q, values()));
          void go();
        } catch (error) {
          say(error as Fault);
        }
      }
    }
    if (ask) describe();
    else if (ready) withoutEngine();
  }

  let ready = false;
  update(app);
  asking(app).then(
    (found) => {
      ready = true;
      ask = found;
      if (!found) return withoutEngine();
      const q = chosen();
      const own = now.state.more["query.text"];
      written = found.editor(place, own || (q ? bind(q, values()) : START), found.words, found.prefixes, {
        run: () => void go(),
        changed: (told) => {
          const made = chosen() && safely(() => bind(chosen()!, values())) === told;
          if (!made && told !== START && told.length <= MOST_IN_ADDRESS) keep({ "query.text": told });
        },
      });
      shownFor = asks();
      replace(asked, form(q, values(), true, given));
      describe();
      if (q || own) void go();
    },
    () => {
      replace(answers, el("p", { class: "fault", role: "alert" }, "The server does not answer; see whether `kg serve` still runs, then load the page again."));
    },
  );
  return {
    update,
    close() {
      running?.abort();
      written?.close();
    },
  };
}

function safely<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}
