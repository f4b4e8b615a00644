// An answer as bars: what a column of numbers says of each row, or how often each value of a column occurs.

import { svg } from "../dom";
import type { Row } from "./terms";

export interface Bars {
  heading: string;
  bars: { label: string; value: number; said: string; row: number | null }[];
  /** How many rows have no number there, or bars are not drawn. */
  left: number;
}

const MOST = 60;

/** The columns that hold numbers in at least half of their cells. */
export function numeric(variables: string[], rows: Row[]): number[] {
  return variables.flatMap((_, i) => {
    const told = rows.filter((r) => r[i] != null);
    return told.length && told.filter((r) => number(r[i]?.value) !== null).length * 2 >= told.length ? [i] : [];
  });
}

/** The bars of a column of numbers, labelled by the other words of the row; of a column of words, their counts. */
export function bars(variables: string[], rows: Row[], column: number): Bars {
  const heading = variables[column] ?? "";
  if (numeric(variables, rows).includes(column)) {
    // What all rows share says nothing of one of them.
    const same = variables.map((_, i) => rows.length > 1 && rows.every((r) => r[i]?.value === rows[0]![i]?.value));
    const all = rows.flatMap((row, i) => {
      const value = number(row[column]?.value);
      const words = row.filter((t, at) => at !== column && !same[at] && t?.type === "literal" && number(t.value) === null && t.value.length < 80);
      return value === null ? [] : [{ label: words.slice(0, 2).map((t) => t!.value).join(" · ") || `row ${i + 1}`, value, said: row[column]!.value, row: i }];
    });
    return { heading, bars: all.slice(0, MOST), left: rows.length - Math.min(all.length, MOST) };
  }
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row[column]?.value ?? "(none)", (counts.get(row[column]?.value ?? "(none)") ?? 0) + 1);
  const all = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    heading: `rows for each ${heading}`,
    bars: all.slice(0, MOST).map(([label, value]) => ({ label, value, said: String(value), row: null })),
    left: Math.max(0, all.length - MOST),
  };
}

const number = (text: string | undefined): number | null =>
  text !== undefined && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : null;

const ROW = 24;
const NAMES = 240;
const WIDE = 720;

/** The bars drawn; the words beside them are the text of the picture. */
export function draw(told: Bars): SVGSVGElement {
  const most = Math.max(0, ...told.bars.map((b) => b.value));
  const least = Math.min(0, ...told.bars.map((b) => b.value));
  const room = WIDE - NAMES - 80;
  const x = (value: number) => NAMES + (most === least ? 0 : ((value - least) / (most - least)) * room);
  const high = told.bars.length * ROW + 8;
  const rows = told.bars.map((b, i) => {
    const y = 4 + i * ROW;
    const [from, to] = [x(Math.min(0, b.value)), x(Math.max(0, b.value))];
    return svg(
      "g",
      {},
      svg("text", { x: NAMES - 8, y: y + 15, "text-anchor": "end", class: "name" }, b.label.length > 34 ? `${b.label.slice(0, 33)}…` : b.label),
      svg("rect", { x: from, y: y + 3, width: Math.max(1, to - from), height: ROW - 8, rx: 2, class: "bar" }),
      svg("text", { x: to + 6, y: y + 15, class: "number" }, b.said),
      svg("title", {}, `${b.label}: ${b.said}`),
    );
  });
  return svg("svg", { viewBox: `0 0 ${WIDE} ${high}`, class: "query-bars", role: "img", "aria-label": `Bars: ${told.heading}` }, ...rows);
}
