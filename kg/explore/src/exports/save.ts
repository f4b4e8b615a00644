// Saves what is shown as a file, in a format of the reader's choice.

import type { App } from "../app";
import { download } from "../dom";
import { csv } from "../screens/statements/csv";
import type { Frame } from "../svg";
import { gexf } from "./gexf";
import { graphml } from "./graphml";
import { picture } from "./picture";

export const SAVED = { png: "Picture (PNG)", svg: "Picture (SVG)", gexf: "Gephi (GEXF)", graphml: "GraphML", csv: "Table (CSV)" } as const;

const SHARP = 2;

export async function save(format: keyof typeof SAVED, app: App, f: Frame): Promise<void> {
  const name = `network.${format}`;
  switch (format) {
    case "svg": download(name, "image/svg+xml", svgText(app, f)); break;
    case "png": download(name, "image/png", await png(picture(app, f))); break;
    case "gexf": download(name, "application/gexf+xml", gexf(f.scene, f.places, app)); break;
    case "graphml": download(name, "application/graphml+xml", graphml(f.scene, f.places, app)); break;
    case "csv": download(name, "text/csv;charset=utf-8", csv(f.scene.lines.flatMap((l) => l.claims), app)); break;
  }
  app.say(`${name} is saved`);
}

export const svgText = (app: App, f: Frame): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture(app, f))}\n`;

/** A drawing as a bitmap of twice its size. */
async function png(drawing: SVGSVGElement): Promise<Blob> {
  const [w, h] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  const image = new Image(w, h);
  const source = new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" });
  image.src = await dataUrl(source);
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [w * SHARP, h * SHARP];
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser draws no bitmaps");
  context.scale(SHARP, SHARP);
  context.drawImage(image, 0, 0, w, h);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))), "image/png"));
}

/** As a data URL: an image from a Blob URL makes the canvas unreadable where the page is a file. */
function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(blob);
  });
}
