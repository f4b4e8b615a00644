// Days on a line: where there is nothing for long the line is broken, and says for how long.

import { day as isoOf } from "../../days";

/** A stretch of days that is drawn evenly, between two breaks; `to` is the day after its last. */
export interface Stretch {
  from: number;
  to: number;
  x0: number;
  x1: number;
}

export interface Scale {
  stretches: Stretch[];
  /** The place of a day's beginning; days in a break are at the break. */
  x(day: number): number;
  /** The day at a place. */
  day(x: number): number;
}

export interface Tick {
  x: number;
  label: string;
  /** A year, or the first of a stretch. */
  strong: boolean;
}

/** How wide a break is drawn. */
export const BREAK = 52;

/**
 * The stretches of time in which these spans of days lie, on a line of this width. A gap longer than a twelfth of the whole
 * is a break; a stretch gets room by its length and by how much there is in it. `even` breaks nothing.
 */
export function scale(spans: [number, number][], width: number, even: boolean): Scale {
  const merged = merge(spans, even);
  const breaks = (merged.length - 1) * BREAK;
  const weights = merged.map((s) => (even ? s.to - s.from : Math.sqrt((s.to - s.from) * s.count)));
  const whole = weights.reduce((a, b) => a + b, 0) || 1;
  const room = Math.max(width - breaks, merged.length * 8);
  let x = 0;
  const stretches = merged.map((s, i) => {
    const x0 = x;
    const x1 = x0 + (room * weights[i]!) / whole;
    x = x1 + BREAK;
    return { from: s.from, to: s.to, x0, x1 };
  });
  return {
    stretches,
    x(day) {
      for (const [i, s] of stretches.entries()) {
        if (day < s.from) return i === 0 ? s.x0 : s.x0 - BREAK / 2;
        if (day <= s.to) return s.x0 + ((s.x1 - s.x0) * (day - s.from)) / (s.to - s.from);
      }
      return stretches.at(-1)?.x1 ?? 0;
    },
    day(at) {
      for (const s of stretches) {
        if (at < s.x0) return s.from;
        if (at <= s.x1) return Math.floor(s.from + ((s.to - s.from) * (at - s.x0)) / (s.x1 - s.x0));
      }
      return (stretches.at(-1)?.to ?? 1) - 1;
    },
  };
}

function merge(spans: [number, number][], even: boolean): { from: number; to: number; count: number }[] {
  const sorted = spans.map(([a, b]) => ({ from: a, to: b + 1, count: 1 })).sort((a, b) => a.from - b.from || a.to - b.to);
  if (!sorted.length) return [];
  const last = sorted.reduce((most, s) => Math.max(most, s.to), -Infinity);
  const gap = Math.max((last - sorted[0]!.from) / 12, 20);
  const found = [sorted[0]!];
  for (const s of sorted.slice(1)) {
    const now = found.at(-1)!;
    if (even || s.from - now.to <= gap) {
      now.to = Math.max(now.to, s.to);
      now.count++;
    } else found.push(s);
  }
  return found;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The days to be named on a line: years, months or days, as many as have room. */
export function ticks(of: Scale, room = 58): Tick[] {
  return of.stretches.flatMap((s, i) => {
    const perDay = (s.x1 - s.x0) / (s.to - s.from);
    const found: Tick[] = [];
    let free = i === 0 ? -Infinity : s.x0 - BREAK / 2;
    for (const at of candidates(s, perDay, room)) {
      const x = of.x(at);
      if (x < free || x > s.x1 + 0.5) continue;
      const [year, month, day] = isoOf(at).split("-") as [string, string, string];
      const first = found.length === 0;
      const months = perDay * 31 < room * 1.1 || day === "01";
      const label = month === "01" && day === "01" ? year : first && months ? `${MONTHS[+month - 1]} ${year}`
        : day === "01" ? MONTHS[+month - 1]! : `${+day} ${MONTHS[+month - 1]}${first ? ` ${year}` : ""}`;
      found.push({ x, label, strong: first || label === year });
      free = x + room * (label.length > 6 ? 1.45 : 1);
    }
    return found;
  });
}

function candidates(s: Stretch, perDay: number, room: number): number[] {
  const steps = perDay * 1 >= room ? [1] : perDay * 7 >= room ? [7] : [];
  const found: number[] = [];
  if (steps.length) {
    for (let day = s.from; day < s.to; day++) {
      const [, , d] = isoOf(day).split("-");
      if (steps[0] === 1 || d === "01" || ["08", "15", "22"].includes(d!)) found.push(day);
    }
    return found[0] === s.from ? found : [s.from, ...found];
  }
  const months = perDay * 30.4 >= room ? 1 : perDay * 91 >= room ? 3 : 12;
  const start = new Date(s.from * 864e5);
  const first = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), 1) / 864e5;
  const years = Math.max(1, Math.ceil(room / (perDay * 365)));
  for (let day = first; day < s.to; ) {
    const d = new Date(day * 864e5);
    if (d.getUTCMonth() % months === 0 && (months < 12 || d.getUTCFullYear() % years === 0) && day >= s.from) found.push(day);
    day = Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 1) / 864e5;
  }
  return found.length && found[0]! - s.from < room / perDay ? found : [s.from, ...found];
}
