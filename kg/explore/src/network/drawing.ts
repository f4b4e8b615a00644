// The drawing on the screen: WebGL below and SVG above it, or SVG alone; follows the camera and the hand.

import { el, svg } from "../dom";
import type { Id } from "../model";
import { drawnDots, drawnLabels, drawnLines, drawnMarks, type Frame } from "../svg";
import { toPlace, toScreen, zoomed, type Camera, type Size } from "./camera";
import { framed } from "./framing";
import type { Point } from "./geometry";
import { hit, type Hit } from "./hits";
import { labels, measurer, type Label, type Measure, type Places } from "./labels";
import { follow } from "./pointer";
import type { Scene } from "./scene";
import { spot, type Look } from "./spot";
import { themeOf, type Theme } from "./theme";
import { webgl, type Painter } from "./webgl";

export interface Reader {
  click(hit: Hit | null, shift: boolean): void;
  double(hit: Hit | null): void;
  pin(id: Id, place: Point): void;
  /** The browser has no WebGL 2, or lost it. */
  without(): void;
}

/** A frame that takes longer is moved as a picture while the hand moves, and drawn anew when it rests. */
const SLOW = 22;
const REST = 110;
const LEEWAY = 120;
const MANY_MARKS = 4000;

export class Drawing {
  readonly element: HTMLElement;
  camera: Camera = { x: 0, y: 0, k: 1 };
  size: Size = { w: 1, h: 1 };
  theme: Theme;
  private scene: Scene = { dots: [], lines: [], dot: new Map(), near: new Map(), groups: [], left: 0 };
  private places: Places = new Map();
  private look: Look = { chosen: new Set(), lines: new Set(), pinned: new Set() };
  private hovered: Hit | null = null;
  private painter: Painter | null = null;
  private readonly canvas = el("canvas", { class: "base" });
  private readonly base = svg("svg", { class: "base", "aria-hidden": "true" });
  private readonly over = svg("svg", { class: "over", "aria-hidden": "true" });
  private readonly measure: Measure;
  private placed: Label[] = [];
  /** The camera that the layers were drawn with. */
  private drawn: Camera = this.camera;
  private cost = 0;
  private waiting = 0;
  private resting = 0;
  private fresh = false;
  /** The camera shows everything, and goes on to do so when the room changes. */
  private whole = true;
  private picture = "";
  private readonly ends: (() => void)[] = [];

  constructor(root: HTMLElement, private readonly reader: Reader) {
    this.element = el("div", { class: "drawing", tabindex: 0, role: "application", "aria-label": "Network of the claims. Arrow keys lead from actor to actor, Enter opens its evidence." });
    root.append(this.element);
    this.theme = themeOf(this.element);
    this.measure = measurer(this.theme.font);
    this.painter = webgl(this.canvas, () => this.fallBack());
    this.element.append(this.painter ? this.canvas : this.base, this.over);
    if (!this.painter) queueMicrotask(() => this.reader.without());
    this.ends.push(follow(this.element, {
      grasp: (p) => this.hit(p)?.dot?.id ?? null,
      move: (dx, dy) => this.moveBy(dx, dy),
      zoom: (at, by) => this.go(zoomed(this.camera, this.size, at, by)),
      hover: (p) => this.hover(p),
      click: (p, { shift }) => this.reader.click(this.hit(p), shift),
      double: (p) => this.reader.double(this.hit(p)),
      drag: (id, p, done) => this.drag(id, p, done),
      settled: () => this.rest(),
    }));
    const observer = new ResizeObserver(() => this.measured());
    observer.observe(this.element);
    this.ends.push(() => observer.disconnect());
    this.measured();
  }

  /** Draw this from now on. */
  show(scene: Scene, places: Places, look: Look): void {
    const same = scene === this.scene && places === this.places;
    this.scene = scene;
    this.places = places;
    this.look = look;
    this.hovered = null;
    if (same) this.now(true);
    else this.reload();
  }

  private reload(): void {
    this.painter?.load(this.scene, this.places);
    this.fresh = false;
    this.now(true);
  }

  frame(): Frame {
    return { scene: this.scene, places: this.places, camera: this.camera, size: this.size, theme: this.theme };
  }

  /** Colours are those of the page as it is now. */
  rethemed(): Theme {
    return (this.theme = themeOf(this.element));
  }

  /** Everything in view, names included. */
  fit(ids?: Iterable<Id>): void {
    const camera = framed(this.scene, this.places, this.size, this.measure, ids);
    if (!camera) return;
    this.whole = !ids;
    this.camera = camera;
    this.now(true);
  }

  /** Everything in view where another picture begins, or where nobody has moved it. */
  keep(picture: string): void {
    if (picture !== this.picture || this.whole) this.fit();
    this.picture = picture;
  }

  zoomBy(by: number): void {
    this.go(zoomed(this.camera, this.size, { x: this.size.w / 2, y: this.size.h / 2 }, by));
  }

  /** Bring an actor into view where it is outside. */
  reveal(id: Id): void {
    const place = this.places.get(id);
    if (!place) return;
    const p = toScreen(place, this.camera, this.size);
    const edge = 60;
    if (p.x < edge || p.y < edge || p.x > this.size.w - edge || p.y > this.size.h - edge)
      this.go({ ...this.camera, x: place.x, y: place.y });
  }

  /** The actor that is nearest to another in a direction, or the first where there is none. */
  toward(from: Id | null, way: Point): Id | null {
    const start = from ? this.places.get(from) : undefined;
    if (!start) return this.scene.dots[0]?.id ?? null;
    let [best, least]: [Id | null, number] = [null, Infinity];
    for (const d of this.scene.dots) {
      const p = this.places.get(d.id);
      if (!p || d.id === from) continue;
      const along = (p.x - start.x) * way.x + (p.y - start.y) * way.y;
      const beside = Math.abs((p.x - start.x) * way.y - (p.y - start.y) * way.x);
      if (along > 0 && along + 2 * beside < least) [best, least] = [d.id, along + 2 * beside];
    }
    return best;
  }

  close(): void {
    for (const end of this.ends) end();
    cancelAnimationFrame(this.waiting);
    clearTimeout(this.resting);
    this.painter?.close();
  }

  private fallBack(): void {
    if (!this.painter) return;
    this.painter = null;
    this.canvas.replaceWith(this.base);
    this.reader.without();
    this.now(true);
  }

  private measured(): void {
    const { clientWidth: w, clientHeight: h } = this.element;
    if (!w || !h || (w === this.size.w && h === this.size.h)) return;
    // The picture keeps its corner, so that nothing jumps when something opens beside it.
    const { x, y, k } = this.camera;
    this.camera = { k, x: x + (w - this.size.w) / 2 / k, y: y + (h - this.size.h) / 2 / k };
    this.size = { w, h };
    this.painter?.resize(this.size, Math.min(2, devicePixelRatio || 1));
    for (const layer of [this.base, this.over]) {
      layer.setAttribute("width", String(w));
      layer.setAttribute("height", String(h));
    }
    const { chosen } = spot(this.scene, this.look);
    if (this.whole && !chosen.size && this.scene.dots.length) this.fit();
    else this.now(true);
  }

  private go(camera: Camera): void {
    this.whole = false;
    this.camera = camera;
    this.later();
  }

  private moveBy(dx: number, dy: number): void {
    this.go({ ...this.camera, x: this.camera.x - dx / this.camera.k, y: this.camera.y - dy / this.camera.k });
  }

  private later(): void {
    if (!this.waiting) this.waiting = requestAnimationFrame(() => this.now(false));
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.rest(), REST);
  }

  /** Draw anew what was only moved while the hand was moving. */
  private rest(): void {
    clearTimeout(this.resting);
    if (this.camera !== this.drawn) this.now(true);
  }

  private now(whole: boolean): void {
    cancelAnimationFrame(this.waiting);
    this.waiting = 0;
    const { camera, drawn, size } = this;
    const by = camera.k / drawn.k;
    const shift = toScreen({ x: drawn.x, y: drawn.y }, camera, size);
    const [dx, dy] = [shift.x - size.w / 2, shift.y - size.h / 2];
    const still = by === 1 && Math.hypot(dx, dy) < LEEWAY;
    const layers = [this.painter ? this.canvas : this.base, this.over];
    if (!whole && (this.cost > SLOW || (still && !this.painter))) {
      // Moving what is drawn takes no time, however much it is.
      for (const layer of layers) layer.style.transform = `translate(${dx}px, ${dy}px) scale(${by})`;
      return;
    }
    if (!whole && still && this.painter) {
      this.painter.paint(camera);
      this.over.style.transform = `translate(${dx}px, ${dy}px)`;
      return;
    }
    for (const layer of layers) layer.style.transform = "";
    const began = performance.now();
    this.drawn = camera;
    this.painter?.paint(camera);
    this.rebuilt();
    if (!this.painter) this.cost = performance.now() - began;
    else if (!this.fresh) this.painter.timed((cost) => (this.cost = cost));
    this.fresh = true;
  }

  /** What stands above the WebGL drawing, and the drawing itself where there is no WebGL. */
  private rebuilt(): void {
    const f = this.frame();
    const { chosen, lines } = spot(this.scene, this.look);
    const apart = chosen.size > 0;
    this.canvas.classList.toggle("back", apart);
    this.base.classList.toggle("back", apart);
    const few = f.scene.lines.length <= MANY_MARKS;
    if (!this.painter) this.base.replaceChildren(drawnLines(f, f.scene.lines), drawnDots(f, f.scene.dots, new Set(), this.look.pinned));
    this.placed = labels(f.scene, f.places, f.camera, f.size, this.measure, {
      first: chosen, firstLines: new Set(lines.map((l) => l.key)), lines: true,
    });
    const seen = apart ? this.placed.filter((l) => (l.dot ? chosen.has(l.dot.id) : lines.includes(l.line!))) : this.placed;
    const marked = apart ? lines : few ? f.scene.lines : [];
    const pins = f.scene.dots.filter((d) => this.look.pinned.has(d.id));
    this.over.replaceChildren(
      ...(apart ? [drawnLines(f, lines)] : []), drawnMarks(f, marked),
      ...(apart ? [drawnDots(f, f.scene.dots.filter((d) => chosen.has(d.id)), this.look.chosen, this.look.pinned)] : this.painter ? [drawnDots(f, pins, new Set(), this.look.pinned)] : []),
      drawnLabels(f, seen, this.look.chosen), svg("g", { class: "hover" }),
    );
    this.hoverDrawn();
  }

  private hit(p: Point): Hit | null {
    return hit(this.scene, this.places, this.camera, this.size, this.placed, p);
  }

  private hover(p: Point | null): void {
    const found = p ? this.hit(p) : null;
    if (found?.dot === this.hovered?.dot && found?.line === this.hovered?.line) return;
    this.hovered = found;
    this.element.classList.toggle("over-something", found !== null);
    this.hoverDrawn();
  }

  private hoverDrawn(moving = false): void {
    const group = this.over.querySelector(".hover");
    if (!group) return;
    const f = { ...this.frame(), camera: this.drawn };
    const { hovered } = this;
    if (!hovered) return void group.replaceChildren();
    const line = hovered.line ? [hovered.line] : moving ? f.scene.lines.filter((l) => l.source === hovered.dot!.id || l.target === hovered.dot!.id) : [];
    const dots = f.scene.dots.filter((d) => d === hovered.dot || d.id === hovered.line?.source || d.id === hovered.line?.target);
    const only = { ...f.scene, dots, lines: line };
    const words = labels(moving ? { ...only, lines: [] } : only, f.places, f.camera, f.size, this.measure, { first: new Set(dots.map((d) => d.id)), firstLines: new Set(line.map((l) => l.key)), lines: true });
    // The scene has the neighbours' outlines, at which the lines end.
    group.replaceChildren(drawnLines(f, line, true), drawnMarks(f, line), drawnDots(f, dots, new Set(hovered.dot ? [hovered.dot.id] : []), this.look.pinned), drawnLabels(f, words));
  }

  private drag(id: Id, p: Point, done: boolean): void {
    const place = toPlace(p, this.camera, this.size);
    this.places.set(id, place);
    this.hovered = { dot: this.scene.dot.get(id)!, line: null };
    if (!done) return this.hoverDrawn(true);
    this.reload();
    this.reader.pin(id, place);
  }
}
