// What is drawn: dots for actors and lines for claims, with colours, styles and words, but without places.

import type { App } from "../app";
import { kindOf } from "../facets";
import type { Actor, Claim, Id, Shape, Status } from "../model";
import { caption, count } from "../words";
import { pairKey, type Choices } from "./choices";
import { communities } from "./communities";
import type { Cut } from "./cut";
import { disputed } from "./disputed";
import { measured } from "./measures";
import { hue, mix, type Theme } from "./theme";

export interface Dot {
  id: Id;
  actor: Actor;
  label: string;
  shape: Shape;
  radius: number;
  fill: string;
  border: string;
  /** The text does not name it. */
  dashed: boolean;
  /** It is what is said or counted, and no actor. */
  pale: boolean;
  value: number;
  group: number | null;
}

export interface Line {
  key: string;
  source: Id;
  target: Id;
  claims: Claim[];
  label: string;
  colour: string;
  style: Status["line"];
  width: number;
  crossbar: boolean;
  disputed: boolean;
  /** The view does not take it to be so. */
  faint: boolean;
  arrow: boolean;
  /** How many lines it lies from the straight way; see `curve`. */
  bend: number;
  /** Several lines drawn as one, which can be opened. */
  bundle: boolean;
}

export interface Scene {
  dots: Dot[];
  lines: Line[];
  dot: Map<Id, Dot>;
  near: Map<Id, Set<Id>>;
  /** The groups that colours stand for, where they stand for any. */
  groups: { label: string; colour: string }[];
  left: number;
}

/** As many lines between two actors are drawn one by one. */
export const APART = 4;
const [SMALL, LARGE] = [6, 19];
/** The radius of an actor that has this share of the most. */
export const radiusOf = (share: number): number => SMALL + (LARGE - SMALL) * Math.sqrt(share);
/** Fewer actors than this are no community. */
const COMMUNITY = 3;

export function scene(app: App, chosen: Choices, cut: Cut, theme: Theme): Scene {
  const claims = app.shown.claims.filter((c) => cut.ids.has(c.source) && cut.ids.has(c.target) && onWay(c, cut));
  const actors = app.shown.actors.filter((a) => cut.ids.has(a.id));
  const lines = bundled(joined(claims, app, theme), chosen, theme, app);
  const near = new Map<Id, Set<Id>>(actors.map((a) => [a.id, new Set()]));
  for (const l of lines) {
    near.get(l.source)?.add(l.target);
    near.get(l.target)?.add(l.source);
  }
  const { dots, groups } = dotted(actors, claims, lines, app, chosen, theme);
  return { dots, lines, dot: new Map(dots.map((d) => [d.id, d])), near, groups, left: cut.left };
}

/** On a path only the claims between one actor and the next are drawn. */
function onWay(c: Claim, cut: Cut): boolean {
  if (!cut.ways) return true;
  return cut.ways.some((way) => way.some((id, i) => i > 0 && pairKey(way[i - 1]!, id) === pairKey(c.source, c.target)));
}

/** One line for all claims of the same relation, status and direction between the same two. */
function joined(claims: Claim[], app: App, theme: Theme): Line[] {
  const groups = new Map<string, Claim[]>();
  for (const c of claims) {
    const symmetric = app.lookup.relations.get(c.relation)?.symmetric && c.source > c.target;
    const ends = symmetric ? `${c.target} ${c.source}` : `${c.source} ${c.target}`;
    const key = `${ends} ${c.relation} ${c.status} ${app.shown.keptOut.has(c.id) ? "out" : "in"}`;
    const list = groups.get(key);
    if (list) list.push(c);
    else groups.set(key, [c]);
  }
  const against = disputed(claims, app.lookup);
  return [...groups].map(([key, group]) => {
    const first = group[0]!;
    const relation = app.lookup.relations.get(first.relation);
    const family = app.lookup.families.get(relation?.family ?? "");
    const status = app.lookup.statuses.get(first.status);
    const faint = app.shown.keptOut.has(first.id);
    const colour = theme.forced ? theme.ink : ((theme.dark ? family?.dark : family?.colour) ?? theme.quiet);
    const words = new Set(group.map((c) => caption(c, app.lookup)));
    const label = words.size === 1 ? [...words][0]! : (relation?.label ?? first.relation);
    return {
      key, source: first.source, target: first.target, claims: group, colour: faint ? mix(colour, theme.paper, 0.52) : colour,
      label: `${label}${plain(first.status) ? "" : ` (${status?.label ?? first.status})`}${group.length > 1 ? ` ×${group.length}` : ""}`,
      style: status?.line ?? "solid", width: 1.7 + Math.min(2.4, Math.log2(group.length) * 0.6), crossbar: status?.crossbar ?? false,
      disputed: group.some((c) => against.has(c.id)), faint, arrow: !relation?.symmetric, bend: 0, bundle: false,
    };
  });
}

const plain = (status: string): boolean => status === "asserted";

/** Lines of the same two actors are bent apart, and drawn as one where they are many and nobody opened them. */
function bundled(lines: Line[], chosen: Choices, theme: Theme, app: App): Line[] {
  const pairs = new Map<string, Line[]>();
  for (const l of lines) {
    const key = pairKey(l.source, l.target);
    const list = pairs.get(key);
    if (list) list.push(l);
    else pairs.set(key, [l]);
  }
  return [...pairs].flatMap(([key, list]) => {
    if (list.length > APART && !chosen.apart.has(key)) return [bundle(key, list, theme, app)];
    // A bend counts from one end of the pair, so that lines there and back keep apart.
    list.forEach((l, i) => (l.bend = (i - (list.length - 1) / 2) * (l.source <= l.target ? 1 : -1)));
    return list;
  });
}

function bundle(key: string, lines: Line[], theme: Theme, app: App): Line {
  const claims = lines.flatMap((l) => l.claims);
  const taken = lines.filter((l) => !l.faint);
  const colours = new Set((taken.length ? taken : lines).map((l) => l.colour));
  const order = app.data.statuses.map((s) => s.name);
  const best = [...(taken.length ? taken : lines)].sort((a, b) => order.indexOf(a.claims[0]!.status) - order.indexOf(b.claims[0]!.status))[0]!;
  const { source, target } = lines[0]!;
  return {
    key, source, target, claims, label: `×${claims.length}`,
    colour: colours.size === 1 ? [...colours][0]! : taken.length ? theme.slate : mix(theme.slate, theme.paper, 0.5),
    style: best.style, width: 3 + Math.min(4, Math.log2(claims.length) * 0.7), crossbar: lines.every((l) => l.crossbar),
    disputed: lines.some((l) => l.disputed), faint: taken.length === 0, arrow: lines.every((l) => l.arrow && l.source === source),
    bend: 0, bundle: true,
  };
}

function dotted(actors: Actor[], claims: Claim[], lines: Line[], app: App, chosen: Choices, theme: Theme): { dots: Dot[]; groups: Scene["groups"] } {
  const values = measured(chosen.measure, claims, app.lookup);
  const most = Math.max(1e-9, ...values.values());
  const { group, groups } = grouped(actors, values, lines, app, chosen, theme);
  const dots = actors.map((actor): Dot => {
    const value = values.get(actor.id) ?? 0;
    const entity = actor.kind === "entity";
    const number = group.get(actor.id) ?? null;
    const colour = number === null ? theme.slate : groups[number]!.colour;
    return {
      id: actor.id, actor, label: actor.label, value, group: number,
      shape: app.lookup.types.get(actor.type)?.shape ?? (actor.kind === "value" ? "square" : "diamond"),
      radius: entity ? radiusOf(value / most) : actor.kind === "unnamed" ? 7 : 4,
      fill: entity ? colour : actor.kind === "unnamed" ? theme.paper : theme.card,
      border: actor.kind === "value" ? mix(theme.slate, theme.paper, 0.45) : entity ? theme.paper : theme.slate,
      dashed: actor.kind === "unnamed", pale: actor.kind === "value",
    };
  });
  // Small ones last, so that none is hidden behind a large one.
  dots.sort((a, b) => b.radius - a.radius || (a.id < b.id ? -1 : 1));
  return { dots, groups };
}

function grouped(
  actors: Actor[], values: Map<Id, number>, lines: Line[], app: App, chosen: Choices, theme: Theme,
): { group: Map<Id, number>; groups: Scene["groups"] } {
  const entities = actors.filter((a) => a.kind === "entity");
  if (chosen.colouring === "type") {
    const kinds = [...new Set(app.data.actors.filter((a) => a.kind === "entity").map((a) => kindOf(a, app.lookup)))].sort();
    const here = new Set(entities.map((a) => kindOf(a, app.lookup)));
    const label = (kind: string): string => app.data.types.find((t) => t.name === kind)?.label ?? app.data.types.find((t) => t.coarse === kind)?.label ?? kind;
    const groups = kinds.map((kind, n) => ({ label: here.has(kind) ? label(kind) : "", colour: hue(n, theme.dark) }));
    return { group: new Map(entities.map((a) => [a.id, kinds.indexOf(kindOf(a, app.lookup))])), groups };
  }
  if (chosen.colouring !== "community") return { group: new Map(), groups: [] };
  const pairs = new Map<string, { a: Id; b: Id; count: number }>();
  for (const l of lines) {
    const key = pairKey(l.source, l.target);
    pairs.set(key, { a: l.source, b: l.target, count: (pairs.get(key)?.count ?? 0) + l.claims.length });
  }
  const members: Id[][] = [];
  for (const [id, n] of communities(actors.map((a) => a.id), pairs)) (members[n] ??= []).push(id);
  const large = members.filter((ids) => ids.length >= COMMUNITY);
  const named = new Map(entities.map((a) => [a.id, a]));
  // A group is called after who is most in it.
  const groups = large.map((ids, n) => {
    const best = ids.filter((id) => named.has(id)).sort((a, b) => values.get(b)! - values.get(a)! || (a < b ? -1 : 1))[0];
    return { label: best ? named.get(best)!.label : "", colour: hue(n, theme.dark) };
  });
  return { group: new Map(large.flatMap((ids, n) => ids.map((id): [Id, number] => [id, n]))), groups };
}

/** How much is shown, in words. */
export function extent(s: Scene, app: App): string {
  const claims = s.lines.reduce((sum, l) => sum + l.claims.length, 0);
  return `${count(s.dots.length, "actor")}, ${count(claims, "claim")} of ${app.data.total.claims.toLocaleString("en")}`;
}
