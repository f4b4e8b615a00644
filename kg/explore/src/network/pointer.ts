// What the hand does on the drawing: moves it, zooms, clicks, drags an actor; by mouse, pen or fingers.

import type { Point } from "./geometry";

export interface Hand {
  /** What is at a point that can be dragged; null where the picture itself is moved. */
  grasp(p: Point): string | null;
  move(dx: number, dy: number): void;
  zoom(at: Point, by: number): void;
  hover(p: Point | null): void;
  click(p: Point, how: { shift: boolean }): void;
  double(p: Point): void;
  drag(id: string, p: Point, done: boolean): void;
  settled(): void;
}

const CLICK = 5;
const TWICE = 340;

/** Follow the hand on an element; what is returned stops it. */
export function follow(element: HTMLElement, hand: Hand): () => void {
  const down = new Map<number, Point>();
  let start: Point = { x: 0, y: 0 };
  let grasped: string | null = null;
  let moved = false;
  let last = { time: -Infinity, x: 0, y: 0 };
  const here = (e: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: e.clientX - box.left, y: e.clientY - box.top };
  };
  const listeners = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (e: HTMLElementEventMap[K]) => void, passive = true): void =>
    element.addEventListener(type, listener, { signal: listeners.signal, passive });

  on("pointerdown", (e) => {
    if (e.button !== 0 || (e.target as Element).closest("button")) return;
    const p = here(e);
    down.set(e.pointerId, p);
    if (down.size > 1) {
      grasped = null;
      return;
    }
    start = p;
    moved = false;
    grasped = hand.grasp(p);
    element.setPointerCapture(e.pointerId);
  });
  on("pointermove", (e) => {
    const p = here(e);
    const before = down.get(e.pointerId);
    if (!before) return void (down.size === 0 && e.pointerType !== "touch" && hand.hover(p));
    if (down.size === 2) {
      const other = [...down].find(([id]) => id !== e.pointerId)![1];
      const middle = { x: (p.x + other.x) / 2, y: (p.y + other.y) / 2 };
      hand.move((p.x - before.x) / 2, (p.y - before.y) / 2);
      hand.zoom(middle, Math.hypot(p.x - other.x, p.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y)));
      moved = true;
    } else {
      if (!moved && Math.hypot(p.x - start.x, p.y - start.y) < CLICK) return;
      moved = true;
      if (grasped) hand.drag(grasped, p, false);
      else hand.move(p.x - before.x, p.y - before.y);
    }
    down.set(e.pointerId, p);
  });
  const up = (e: PointerEvent, cancelled: boolean): void => {
    if (!down.delete(e.pointerId)) return;
    const p = here(e);
    if (moved) {
      if (grasped && down.size === 0) hand.drag(grasped, p, true);
      hand.settled();
    } else if (!cancelled && down.size === 0) {
      const now = e.timeStamp;
      if (now - last.time < TWICE && Math.hypot(p.x - last.x, p.y - last.y) < 2 * CLICK) {
        last.time = -Infinity;
        hand.double(p);
      } else {
        last = { time: now, ...p };
        hand.click(p, { shift: e.shiftKey });
      }
    }
    if (down.size === 0) grasped = null;
  };
  on("pointerup", (e) => up(e, false));
  on("pointercancel", (e) => up(e, true));
  on("pointerleave", () => down.size === 0 && hand.hover(null));
  on("wheel", (e) => {
    e.preventDefault();
    const lines = e.deltaMode === 1 ? 18 : 1;
    hand.zoom(here(e), Math.exp(-Math.max(-240, Math.min(240, e.deltaY * lines)) * (e.ctrlKey ? 0.01 : 0.0016)));
  }, false);
  return () => listeners.abort();
}
