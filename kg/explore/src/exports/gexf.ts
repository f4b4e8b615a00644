// GEXF 1.3 of what is shown, with places, sizes, colours and shapes; a claim is an edge with its dates.

import type { App } from "../app";
import type { Places } from "../network/labels";
import type { Scene } from "../network/scene";
import { rgb } from "../network/theme";
import { actorRow, claimRow, typeOf, type Row } from "./rows";
import { about, paragraph } from "./words";
import { element, HEAD, text } from "./xml";

const SHAPES = { circle: "disc", square: "square", diamond: "diamond", triangle: "triangle", pin: "triangle" } as const;

export function gexf(scene: Scene, places: Places, app: App): string {
  const base = app.data.base;
  const actors = scene.dots.map((d) => ({ dot: d, row: actorRow(d, app) }));
  const claims = scene.lines.flatMap((l) => l.claims.map((c) => ({ claim: c, line: l, row: claimRow(c, app) })));
  const nodes = actors.map(({ dot, row }) => {
    const p = places.get(dot.id);
    return element("node", { id: base + dot.id, label: dot.label },
      values("node", row) + colour(dot.fill) +
      (p ? element("viz:position", { x: p.x.toFixed(2), y: (-p.y).toFixed(2), z: "0.0" }) : "") +
      element("viz:size", { value: dot.radius.toFixed(2) }) + element("viz:shape", { value: SHAPES[dot.shape] }));
  });
  const edges = claims.map(({ claim: c, line, row }) => {
    const relation = app.lookup.relations.get(c.relation);
    const dates: Record<string, string> = c.earliest ? { start: c.earliest, end: c.latest } : {};
    return element("edge", {
      id: base + c.id, source: base + c.source, target: base + c.target, kind: c.relation, label: String(row["label"]),
      type: relation?.symmetric ? "mutual" : "directed", weight: 1, ...dates,
    }, values("edge", row) + colour(String(row["colour"]) || line.colour) + element("viz:shape", { value: line.style }));
  });
  const graph = element("graph", { defaultedgetype: "directed", mode: "dynamic", timeformat: "date", timerepresentation: "interval" },
    columns("node", actors[0]?.row) + columns("edge", claims[0]?.row) +
    element("nodes", { count: nodes.length }, nodes.join("\n")) + "\n" + element("edges", { count: edges.length }, edges.join("\n")));
  const meta = element("meta", {}, element("creator", {}, "political-kg") + element("description", {}, text(paragraph(about(app, scene)))));
  return `${HEAD}${element("gexf", { xmlns: "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", version: "1.3" }, meta + graph)}\n`;
}

const told = (row: Row): [string, Row[string]][] => Object.entries(row).filter(([name]) => name !== "label" && name !== "colour");

const columns = (scope: string, row: Row | undefined): string =>
  row ? element("attributes", { class: scope, mode: "static" }, told(row).map(([name, v]) =>
    element("attribute", { id: `${scope}.${name}`, title: name, type: name === "measure" ? "double" : typeOf(v) })).join("")) : "";

const values = (scope: string, row: Row): string =>
  element("attvalues", {}, told(row).filter(([, v]) => v !== "").map(([name, v]) => element("attvalue", { for: `${scope}.${name}`, value: String(v) })).join(""));

function colour(hex: string): string {
  const [r, g, b] = rgb(hex);
  return element("viz:color", { r, g, b });
}
