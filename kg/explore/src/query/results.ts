// An answer as a table, as bars, or taken to the network; and as files.

import type { App } from "../app";
import { download, el, said } from "../dom";
import type { Id } from "../model";
import { count, name } from "../words";
import { bars, draw, numeric } from "./chart";
import { file, forms } from "./downloads";
import { type Answer, type Row, short, type Term } from "./terms";

const MOST = 1000;
/** How many actors and claims a server lets be named at once. */
const AT_ONCE = 50;

interface How {
  /** How long it took, or for what it was asked. */
  took: string;
  /** What files are called. */
  name: string;
  keep(change: Record<string, string>): void;
}

/** The answer with what can be done with it. */
export function results(answer: Answer, app: App, prefixes: Record<string, string>, how: How): HTMLElement[] {
  const save = forms(answer).map((f) => {
    const write = (): void => {
      const made = file(answer, f, how.name, prefixes);
      download(made.name, made.type, made.text);
    };
    return el("button", { type: "button", onclick: write }, f.toUpperCase());
  });
  if (answer.form === "boolean") return [told(answer.value ? "Yes" : "No", how, save), el("p", { class: "boolean" }, answer.value ? "Yes" : "No")];
  const [variables, rows]: [string[], Row[]] =
    answer.form === "graph" ? [["subject", "predicate", "object"], answer.triples] : [answer.variables, answer.rows];
  const what = answer.form === "graph" ? "triple" : "row";
  const shown = grouped(variables, rows, app);
  const heading = told(count(shown.rows.length, what), how, save);
  if (!rows.length) return [heading, el("p", { class: "told" }, "Nothing matches. A narrower view or a spelling may be the reason.")];
  const panes: Record<string, () => HTMLElement> = {
    table: () => table(variables, shown, app, prefixes),
    chart: () => chart(variables, shown.rows.map((r) => r.row), app),
  };
  const found = mentioned(rows, app);
  const look = panes[app.state.more["query.look"] ?? ""] ? app.state.more["query.look"]! : "table";
  const pane = el("div", { class: "pane" }, panes[look]!());
  const tabs = Object.keys(panes).map((key) =>
    el("button", { type: "button", "aria-pressed": String(key === look), onclick: (e: Event) => {
      for (const b of tabs) b.setAttribute("aria-pressed", String(b === e.currentTarget));
      pane.replaceChildren(panes[key]!());
      how.keep({ "query.look": key });
    } }, { table: "Table", chart: "Bars" }[key] ?? key));
  const network = el("button", { type: "button", disabled: !found.length, title: found.length ? null : "no actor or claim of this page is in the answer", onclick: () => void show(app, found) },
    "Show in the network");
  return [heading, el("div", { class: "tools" }, el("div", { class: "tabs", role: "group", "aria-label": "Looks" }, tabs), network), pane];
}

function told(what: string, how: How, save: HTMLElement[]): HTMLElement {
  return el("div", { class: "tools" }, el("p", { class: "told", role: "status" }, `${what} ${how.took}`), el("div", { class: "saves", role: "group", "aria-label": "Save as" }, save));
}

/** The claims and actors of this page that an answer speaks of: by their IRIs, and actors also by their names. */
export function mentioned(rows: Row[], app: App): Id[] {
  const names = new Map(app.data.actors.filter((a) => a.kind === "entity").map((a) => [a.label, a.id]));
  const found = new Set<Id>();
  for (const row of rows)
    for (const t of row) {
      if (!t) continue;
      const id = t.type === "uri" && t.value.startsWith(app.data.base) ? t.value.slice(app.data.base.length) : names.get(t.value);
      if (id !== undefined && (isHere(id, app) || (app.live && /^(?:claim|id)\/./.test(id)))) found.add(id);
    }
  return [...found];
}

const isHere = (id: Id, app: App): boolean => app.lookup.claims.has(id) || app.lookup.actors.has(id);

/** Narrow the network to what an answer speaks of: to its claims, or where it names none, to its actors. */
async function show(app: App, found: Id[]): Promise<void> {
  const claims = found.filter((id) => id.startsWith("claim/"));
  const wanted = claims.length ? claims : found;
  await bring(app, wanted);
  app.set({ screen: "network", only: wanted.filter((id) => isHere(id, app)), focus: "", path: null });
}

/** Get from the server what of this is not in the page yet. */
async function bring(app: App, ids: Id[]): Promise<void> {
  const lacking = app.live ? ids.filter((id) => !isHere(id, app)) : [];
  for (let at = 0; at < lacking.length; at += AT_ONCE) {
    const some = lacking.slice(at, at + AT_ONCE);
    const claims = some.filter((id) => id.startsWith("claim/"));
    if (!(await app.load({ claims, actors: some.filter((id) => !id.startsWith("claim/")) }))) return;
  }
}

async function open(app: App, id: Id): Promise<void> {
  await bring(app, [id]);
  if (isHere(id, app)) app.set({ open: id });
}

interface Table {
  columns: number[];
  /** Rows that differ in their claims alone are one. */
  rows: { row: Row; claims: Term[] }[];
}

function grouped(variables: string[], rows: Row[], app: App): Table {
  const filled = variables.map((_, i) => i).filter((i) => rows.some((r) => r[i] != null));
  const claims = filled.filter((i) => rows.every((r) => r[i] == null || isClaim(r[i]!, app)));
  const columns = filled.filter((i) => !claims.includes(i));
  const found = new Map<string, { row: Row; claims: Term[] }>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((i) => row[i] ?? null));
    const one = found.get(key) ?? { row, claims: [] };
    found.set(key, one);
    for (const i of claims) if (row[i] && !one.claims.some((t) => t.value === row[i]!.value)) one.claims.push(row[i]!);
  }
  return { columns, rows: [...found.values()] };
}

function table(variables: string[], { columns, rows }: Table, app: App, prefixes: Record<string, string>): HTMLElement {
  const proven = rows.some((r) => r.claims.length > 0);
  const body = rows.slice(0, MOST).map(({ row, claims }) =>
    el("tr", null, columns.map((i) => el("td", { class: number(row[i]) ? "number" : null, "data-label": spaced(variables[i]!) }, cell(row[i] ?? null, app, prefixes))),
      proven && el("td", { "data-label": "evidence" }, claims.map((t) => [evidence(t, app), " "]))));
  const head = el("tr", null, columns.map((i) => el("th", { scope: "col" }, spaced(variables[i]!))), proven && el("th", { scope: "col" }, "evidence"));
  return el("div", { class: "table" }, el("table", { "aria-label": "Answer" }, el("thead", null, head), el("tbody", null, body)),
    rows.length > MOST && el("p", { class: "told" }, `The first ${MOST} of ${rows.length}; a file has them all.`));
}

const spaced = (variable: string): string => variable.replace(/([a-z])(?=[A-Z])/g, "$1 ").toLowerCase();
const isClaim = (t: Term, app: App): boolean => t.type === "uri" && t.value.startsWith(`${app.data.base}claim/`);
const number = (t: Term | null | undefined): boolean => t?.type === "literal" && /^[+-]?[\d.]+$/.test(t.value);

function evidence(t: Term, app: App): HTMLElement {
  const id = t.value.slice(app.data.base.length);
  return el("button", { type: "button", class: "chip", "data-claim": id, onclick: () => void open(app, id) }, "sentence");
}

function cell(t: Term | null, app: App, prefixes: Record<string, string>): Node | string {
  if (!t) return "";
  if (t.type === "literal") return said(t.value);
  const id = t.value.startsWith(app.data.base) ? t.value.slice(app.data.base.length) : "";
  if (isClaim(t, app)) return evidence(t, app);
  if (isHere(id, app)) return el("button", { type: "button", class: "chip", onclick: () => void open(app, id) }, name(app.actor(id), id));
  return el("code", null, said(t.type === "bnode" ? `_:${t.value}` : (short(t.value, prefixes) ?? t.value)));
}

function chart(variables: string[], rows: Row[], app: App): HTMLElement {
  const usable = variables.map((_, i) => i).filter((i) => rows.some((r) => r[i] && !isClaim(r[i]!, app)));
  const start = numeric(variables, rows)[0] ?? usable[0] ?? 0;
  const place = el("div");
  const put = (column: number): void => {
    const made = bars(variables, rows, column);
    place.replaceChildren(draw(made), ...(made.left ? [el("p", { class: "told" }, `${made.left} more are not drawn.`)] : []));
  };
  const select = el("select", { onchange: (e: Event) => put(Number((e.target as HTMLSelectElement).value)) },
    usable.map((i) => el("option", { value: i, selected: i === start }, spaced(variables[i]!))));
  put(start);
  return el("div", { class: "chart" }, el("label", null, "Bars of ", select), place);
}
