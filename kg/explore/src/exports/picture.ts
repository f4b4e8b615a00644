// A picture of what is shown that stands by itself: the drawing, a legend, and in words whose view it is and where it comes from.

import type { App } from "../app";
import { svg } from "../dom";
import { drawnDots, drawnLabels, drawnLines, drawnMarks, type Frame } from "../svg";
import { kinds } from "../network/legend";
import { outline } from "../network/geometry";
import { labels, measurer, type Measure } from "../network/labels";
import { choices } from "../network/choices";
import { mix } from "../network/theme";
import { about } from "./words";

const [MARGIN, ROW] = [16, 19];
const TEXT = 12;

/** The picture; its width is that of the drawing on the screen, its height what drawing, legend and words need. */
export function picture(app: App, f: Frame): SVGSVGElement {
  const { theme, size } = f;
  const measure = measurer(theme.font);
  const a = about(app, f.scene);
  const head = MARGIN + 26;
  const inside: Frame = f;
  const words = labels(f.scene, f.places, f.camera, size, measure, { first: new Set(), firstLines: new Set(), lines: true })
    .filter((l) => l.box.x >= 0 && l.box.y >= 0 && l.box.x + l.box.w <= size.w && l.box.y + l.box.h <= size.h);
  const key = legend(app, f, measure, head + size.h + 12);
  const lines = [a.view, a.extent, `Sources: ${a.documents.slice(0, 12).join("; ")}${a.documents.length > 12 ? `; and ${a.documents.length - 12} more` : ""}.`, `Made with ${a.maker}.`]
    .flatMap((text) => broken(text, size.w - 2 * MARGIN, measure));
  const below = key.bottom + 10;
  const height = below + lines.length * ROW + MARGIN;
  const clip = svg("clipPath", { id: "drawing-area" }, svg("rect", { x: 0, y: 0, width: size.w, height: size.h }));
  return svg("svg", {
    xmlns: "http://www.w3.org/2000/svg", width: size.w, height, viewBox: `0 0 ${size.w} ${height}`, role: "img",
    "font-family": theme.font, "font-size": TEXT,
  },
  svg("title", null, a.title), svg("desc", null, [a.view, a.extent, ...a.documents].join("\n")), svg("defs", null, clip),
  svg("rect", { width: size.w, height, fill: theme.paper }),
  svg("text", { x: MARGIN, y: MARGIN + 14, "font-size": 17, "font-weight": 700, fill: theme.ink }, broken(a.title, size.w - 2 * MARGIN, (t, _, b) => measure(t, 17, b), 1)[0] ?? ""),
  svg("g", { transform: `translate(0 ${head})`, "clip-path": "url(#drawing-area)" },
    drawnLines(inside, f.scene.lines), drawnMarks(inside, f.scene.lines),
    drawnDots(inside, f.scene.dots, new Set(), new Set(choices(app).pins.keys())), drawnLabels(inside, words)),
  svg("path", { d: `M${MARGIN} ${head + size.h + 2}H${size.w - MARGIN}`, stroke: theme.edge }),
  key.group,
  lines.map((line, i) => svg("text", { class: "caption", x: MARGIN, y: below + (i + 1) * ROW - 4, fill: theme.quiet }, line)));
}

/** The families, statuses, shapes and groups that are in the picture. */
function legend(app: App, f: Frame, measure: Measure, top: number): { group: SVGGElement; bottom: number } {
  const { theme, size, scene } = f;
  const group = svg("g", { class: "legend" });
  let [x, y] = [MARGIN, top];
  const item = (mark: SVGElement[], wide: number, label: string): void => {
    const w = wide + 5 + measure(label, TEXT, false) + 16;
    if (x + w > size.w - MARGIN && x > MARGIN) [x, y] = [MARGIN, y + ROW];
    group.append(svg("g", { transform: `translate(${x} ${y})` }, mark, svg("text", { x: wide + 5, y: 12, fill: theme.ink }, label)));
    x += w;
  };
  const claims = scene.lines.flatMap((l) => l.claims);
  const families = new Set(claims.map((c) => app.lookup.relations.get(c.relation)?.family));
  const stem = (colour: string, dashes: string | null, round: boolean): SVGElement =>
    svg("path", { d: "M0 8H26", fill: "none", stroke: colour, "stroke-width": 2.2, "stroke-dasharray": dashes, "stroke-linecap": round ? "round" : null });
  for (const family of app.data.families)
    if (families.has(family.name)) item([stem(theme.forced ? theme.ink : theme.dark ? family.dark : family.colour, null, false)], 26, family.label);
  const statuses = new Set(claims.map((c) => c.status));
  for (const s of app.data.statuses)
    if (statuses.has(s.name)) {
      const dashes = { solid: null, dashed: "8 5", dotted: "0.1 5" }[s.line];
      const bar = s.crossbar ? [svg("path", { d: "M16 2V14", stroke: theme.slate, "stroke-width": 3 })] : [];
      item([stem(theme.slate, dashes, s.line === "dotted"), ...bar], 26, s.label);
    }
  if (scene.lines.some((l) => l.faint)) item([stem(mix(theme.slate, theme.paper, 0.52), null, false)], 26, "not taken by this view");
  if (scene.lines.some((l) => l.disputed))
    item([svg("circle", { cx: 8, cy: 8, r: 7, fill: theme.paper, stroke: theme.slate }), svg("text", { x: 8, y: 12, "text-anchor": "middle", "font-weight": 700, fill: theme.ink }, "≠")], 16, "disputed");
  const here = new Set(scene.dots.map((d) => `${d.shape}${d.dashed}${d.pale}`));
  for (const k of kinds(app))
    if (here.has(`${k.shape}${k.dashed}${k.pale}`))
      item([svg("path", {
        d: outline(k.shape, { x: 8, y: 8 }, k.pale ? 4 : 5.5), fill: k.dashed ? theme.paper : k.pale ? theme.card : theme.slate,
        stroke: k.dashed ? theme.slate : k.pale ? theme.quiet : null, "stroke-dasharray": k.dashed ? "2.6 1.8" : null,
      })], 16, k.label);
  for (const g of scene.groups.slice(0, 14)) if (g.label) item([svg("circle", { cx: 8, cy: 8, r: 6, fill: g.colour })], 16, g.label);
  return { group, bottom: y + ROW };
}

/** Words broken into lines that fit. */
function broken(text: string, wide: number, measure: Measure, most = Infinity): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const next = line ? `${line} ${word}` : word;
    if (line && measure(next, TEXT, false) > wide) {
      if (lines.length + 1 >= most) return [...lines, `${line}…`];
      lines.push(line);
      line = word;
    } else line = next;
  }
  return [...lines, line];
}
