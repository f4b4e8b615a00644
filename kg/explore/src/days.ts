// Days as numbers, and stretches of days of one length that a scale is made of.

import type { Claim, Day } from "./model";

const MS = 86_400_000;
const MOST = 160;

/** The day as a number; a day that the calendar lacks is taken as the one that follows. */
export const number = (day: Day): number => {
  const [y, m, d] = day.split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(y!, m! - 1, d!);
  return Math.round(date.getTime() / MS);
};

export const day = (n: number): Day => {
  const date = new Date(n * MS);
  const two = (v: number): string => String(v).padStart(2, "0");
  return `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
};

/** A stretch of days with a name: a day, a month, a year, or several years. */
export interface Stretch {
  first: Day;
  last: Day;
  label: string;
}

/** Stretches without a gap from the first to the last day, as fine as a scale of some 160 allows. */
export function scale(first: Day, last: Day): Stretch[] {
  const days = number(last) - number(first) + 1;
  if (days <= MOST) return Array.from({ length: days }, (_, i) => {
    const d = day(number(first) + i);
    return { first: d, last: d, label: d };
  });
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const year = (y: number): string => String(y).padStart(4, "0");
  if ((to - from + 1) * 12 <= MOST) {
    const found: Stretch[] = [];
    for (let y = from; y <= to; y++)
      for (let m = 1; m <= 12; m++) {
        const start = `${year(y)}-${String(m).padStart(2, "0")}-01`;
        const next = m < 12 ? `${year(y)}-${String(m + 1).padStart(2, "0")}-01` : `${year(y + 1)}-01-01`;
        if (next > first && start <= last) found.push({ first: start, last: day(number(next) - 1), label: start.slice(0, 7) });
      }
    return found;
  }
  const size = Math.ceil((to - from + 1) / MOST);
  const found: Stretch[] = [];
  for (let y = from; y <= to; y += size)
    found.push({ first: `${year(y)}-01-01`, last: `${year(y + size - 1)}-12-31`, label: size === 1 ? year(y) : `${year(y)}–${year(y + size - 1)}` });
  return found;
}

/** How many of these claims may fall into each stretch; a date that is known to the year falls into all of it. */
export function histogram(claims: Claim[], stretches: Stretch[]): number[] {
  const change = new Array<number>(stretches.length + 1).fill(0);
  const place = (d: Day): number => {
    let [low, high] = [0, stretches.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stretches[middle]!.last < d) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (const c of claims) {
    if (!c.earliest || !c.latest) continue;
    change[place(c.earliest)]! += 1;
    change[place(c.latest) + 1]! -= 1;
  }
  let sum = 0;
  return change.slice(0, -1).map((step) => (sum += step));
}
