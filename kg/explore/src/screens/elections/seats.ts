// Which seats of a chamber the texts account for, and where seats stand in a half circle. No seat is drawn that is not stated.

import type { Claim, Id } from "../../model";
import { vintage } from "./results";

export interface Block {
  /** Whose seats; empty where the text does not say. */
  party: Id;
  kind: "won" | "disputed" | "unsaid" | "appointed" | "rest";
  seats: number;
  claims: Claim[];
}

export interface Chamber {
  body: Id;
  /** How many seats it has; null where no text says so, or texts differ. */
  total: number | null;
  /** Claims about its size and how it is filled. */
  claims: Claim[];
  blocks: Block[];
  /** What does not add up, in words. */
  trouble: string[];
}

/**
 * The seats of a body. `won` are claims of seats by party, of which only those that are taken may be given, and `name` says
 * which party is meant, whatever its id. A final count stands for a preliminary one; where claims of one party still
 * differ, the least number is won and the rest disputed. Seats that a party is said to have exactly are drawn; the others
 * are unsaid: "by vote, for whom is not stated", "by appointment", or the rest of the chamber.
 */
export function chamber(body: Id, filling: Claim[], won: Claim[], name: (party: Id) => string): Chamber {
  const trouble: string[] = [];
  const number = (relation: string): number | null => {
    const values = [...new Set(filling.filter((c) => c.relation === relation && exact(c)).map((c) => Number(c.number)))];
    if (values.length > 1) trouble.push(`texts differ on a number of seats: ${values.sort((a, b) => a - b).join(", ")}`);
    return values.length === 1 ? values[0]! : null;
  };
  const [stated, byVote, appointed] = [number("hasSeats"), number("seatsByVote"), number("seatsByAppointment")];
  const total = stated ?? (byVote !== null && appointed !== null ? byVote + appointed : null);
  const blocks = parties(won, name);
  const taken = sum(blocks);
  const claims = (relation: string): Claim[] => filling.filter((c) => c.relation === relation);
  if (byVote !== null) add(blocks, "unsaid", byVote - taken, claims("seatsByVote"), trouble, "parties' seats are more than the seats filled by vote");
  if (appointed !== null) add(blocks, "appointed", appointed, claims("seatsByAppointment"), trouble, "");
  if (total !== null) add(blocks, "rest", total - sum(blocks), claims("hasSeats"), trouble, "the seats stated are more than the chamber has");
  return { body, total, claims: filling, blocks, trouble };
}

const exact = (c: Claim): boolean => c.number !== "" && (c.comparator === "equal" || c.comparator === "");
const sum = (blocks: Block[]): number => blocks.reduce((n, b) => n + b.seats, 0);

function parties(won: Claim[], name: (party: Id) => string): Block[] {
  const byParty = new Map<string, Claim[]>();
  for (const c of won.filter(exact)) byParty.set(name(c.source), [...(byParty.get(name(c.source)) ?? []), c]);
  return [...byParty.values()]
    .map((all) => {
      const final = all.filter((c) => vintage(c) === "final");
      const claims = final.length ? final : all;
      return { party: claims[0]!.source, claims, numbers: claims.map((c) => Number(c.number)) };
    })
    .sort((a, b) => Math.max(...b.numbers) - Math.max(...a.numbers) || name(a.party).localeCompare(name(b.party)))
    .flatMap(({ party, claims, numbers }): Block[] => {
      const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
      return [
        { party, kind: "won", seats: least, claims },
        ...(most > least ? [{ party, kind: "disputed" as const, seats: most - least, claims }] : []),
      ];
    });
}

function add(blocks: Block[], kind: Block["kind"], seats: number, claims: Claim[], trouble: string[], tooMany: string): void {
  if (seats < 0) trouble.push(tooMany);
  else if (seats > 0) blocks.push({ party: "", kind, seats, claims });
}

export interface Seat {
  x: number;
  y: number;
}

/** So many seats in rows of a half circle, the unit its radius, from left to right; `size` is a seat's radius. */
export function halfCircle(seats: number): { places: Seat[]; size: number } {
  const rows = Math.max(1, Math.round(Math.sqrt(seats / 4.2)));
  const inner = rows === 1 ? 0.85 : 0.42;
  const radii = Array.from({ length: rows }, (_, i) => (rows === 1 ? inner : inner + ((1 - inner) * i) / (rows - 1)));
  const whole = radii.reduce((a, b) => a + b, 0);
  const counts = radii.map((r) => Math.floor((seats * r) / whole));
  for (let left = seats - counts.reduce((a, b) => a + b, 0), i = rows - 1; left > 0; left--, i = (i + rows - 1) % rows) counts[i]!++;
  const places = radii.flatMap((r, i) => {
    const n = counts[i]!;
    return Array.from({ length: n }, (_, k) => {
      const angle = n === 1 ? Math.PI / 2 : Math.PI * (1 - k / (n - 1));
      return { x: r * Math.cos(angle), y: r * Math.sin(angle), angle };
    });
  });
  places.sort((a, b) => b.angle - a.angle || a.y - b.y);
  const apart = Math.min(...radii.map((r, i) => (counts[i]! > 1 ? (Math.PI * r) / (counts[i]! - 1) : 1)), rows > 1 ? (1 - inner) / (rows - 1) : 1);
  return { places: places.map(({ x, y }) => ({ x, y })), size: Math.min(apart * 0.42, 0.07) };
}
