// GraphML of what is shown, for networkx, igraph, yEd, Cytoscape and others; a claim is an edge.

import type { App } from "../app";
import type { Places } from "../network/labels";
import type { Scene } from "../network/scene";
import { actorRow, claimRow, typeOf, type Row } from "./rows";
import { about, paragraph } from "./words";
import { element, HEAD, text } from "./xml";

const TYPES = { string: "string", integer: "int", double: "double", boolean: "boolean" } as const;

export function graphml(scene: Scene, places: Places, app: App): string {
  const base = app.data.base;
  const nodes = scene.dots.map((dot) => {
    const p = places.get(dot.id) ?? { x: 0, y: 0 };
    return { id: dot.id, row: { ...actorRow(dot, app), colour: dot.fill, x: round(p.x), y: round(p.y), size: round(dot.radius) } };
  });
  const claims = scene.lines.flatMap((l) => l.claims).map((claim) => ({ claim, row: claimRow(claim, app) }));
  const graph = element("graph", { id: "claims", edgedefault: "directed" },
    `${data("graph", { view: app.state.view, about: paragraph(about(app, scene)) })}\n` +
    nodes.map((n) => element("node", { id: base + n.id }, data("node", n.row))).join("\n") + "\n" +
    claims.map(({ claim: c, row }) => element("edge", { id: base + c.id, source: base + c.source, target: base + c.target }, data("edge", row))).join("\n"));
  const keys = keysOf("node", nodes[0]?.row) + keysOf("edge", claims[0]?.row) + keysOf("graph", { view: "", about: "" });
  return `${HEAD}${element("graphml", { xmlns: "http://graphml.graphdrawing.org/xmlns" }, `${keys}\n${graph}`)}\n`;
}

const DOUBLES = new Set(["x", "y", "size", "measure"]);

const keysOf = (scope: string, row: Row | undefined): string =>
  Object.entries(row ?? {}).map(([name, v]) =>
    element("key", { id: `${scope}.${name}`, for: scope, "attr.name": name, "attr.type": DOUBLES.has(name) ? "double" : TYPES[typeOf(v)] })).join("");

const data = (scope: string, row: Row): string =>
  Object.entries(row).filter(([, v]) => v !== "").map(([name, v]) => element("data", { key: `${scope}.${name}` }, text(v))).join("");

const round = (v: number): number => Math.round(v * 100) / 100;
