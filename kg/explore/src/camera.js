// Pan and zoom by changing the drawing's viewBox; nothing else moves.

const STEP = 1.25;

export function camera(svg, frame) {
  const [x, y, w, h] = svg.getAttribute("viewBox").split(" ").map(Number);
  const home = { x, y, w, h };
  let at = { ...home };

  const show = () => svg.setAttribute("viewBox", `${at.x} ${at.y} ${at.w} ${at.h}`);
  const scale = () => Math.max(at.w / svg.clientWidth, at.h / svg.clientHeight);

  function zoom(factor, cx = at.x + at.w / 2, cy = at.y + at.h / 2) {
    const by = Math.min(Math.max(factor, at.w / (home.w * 4)), at.w / (home.w / 12));
    at = { x: cx - (cx - at.x) / by, y: cy - (cy - at.y) / by, w: at.w / by, h: at.h / by };
    show();
  }
  const point = (clientX, clientY) =>
    new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());

  // On a small screen the whole drawing would be too small to read: start closer, at its busiest card.
  function fit() {
    at = { ...home };
    show();
    if (scale() > 1.9) {
      const box = busiest(svg)?.getBBox();
      zoom(scale() / 1.25, box ? box.x + box.width / 2 : undefined, box ? box.y + box.height / 2 : undefined);
      if (box) move(at.x + at.w / 2 - (box.x + box.width / 2), at.y + at.h / 2 - (box.y + box.height / 2));
    }
  }
  function move(dx, dy) {
    at.x -= dx;
    at.y -= dy;
    show();
  }

  // Brings a part of the drawing into the middle of what the panel leaves free, if it is not in sight.
  function reveal(part, panel) {
    const [own, all, over] = [part, frame, panel].map((e) => e.getBoundingClientRect());
    const beside = over.width < all.width * 0.8;
    const right = beside ? Math.min(all.right, over.left) : all.right;
    const bottom = beside ? all.bottom : Math.min(all.bottom, over.top);
    if (own.left > all.left && own.right < right && own.top > all.top && own.bottom < bottom) return;
    const dx = (all.left + right) / 2 - (own.left + own.right) / 2;
    const dy = (all.top + bottom) / 2 - (own.top + own.bottom) / 2;
    move(dx * scale(), dy * scale());
  }

  const fingers = new Map();
  let dragged = false;
  frame.addEventListener("pointerdown", (e) => {
    fingers.set(e.pointerId, e);
    dragged = false;
  });
  frame.addEventListener("pointermove", (e) => {
    const before = fingers.get(e.pointerId);
    if (!before) return;
    if (fingers.size === 2) {
      const other = [...fingers.values()].find((f) => f.pointerId !== e.pointerId);
      const apart = (p) => Math.hypot(p.clientX - other.clientX, p.clientY - other.clientY) || 1;
      const centre = point((e.clientX + other.clientX) / 2, (e.clientY + other.clientY) / 2);
      zoom(apart(e) / apart(before), centre.x, centre.y);
      dragged = true;
    } else if (dragged || Math.hypot(e.clientX - before.clientX, e.clientY - before.clientY) > 4) {
      dragged = true;
      move((e.clientX - before.clientX) * scale(), (e.clientY - before.clientY) * scale());
    } else return;
    fingers.set(e.pointerId, e);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"])
    frame.addEventListener(end, (e) => fingers.delete(e.pointerId));
  frame.addEventListener("click", (e) => dragged && (e.preventDefault(), e.stopPropagation()), true);
  frame.addEventListener("dragstart", (e) => e.preventDefault());
  // The plain wheel scrolls the page; with Ctrl, which is also what a pinch on a touchpad sends, it zooms.
  frame.addEventListener("wheel", (e) => {
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    const at = point(e.clientX, e.clientY);
    zoom(e.deltaY < 0 ? STEP : 1 / STEP, at.x, at.y);
  }, { passive: false });

  // Paper shows all of it.
  const paper = matchMedia("print");
  let before = null;
  paper.addEventListener("change", () => {
    if (paper.matches) before = at;
    at = paper.matches ? { ...home } : before;
    show();
  });

  return { fit, reveal, closer: () => zoom(STEP), further: () => zoom(1 / STEP) };
}

function busiest(svg) {
  const count = new Map();
  for (const line of svg.querySelectorAll(".line"))
    for (const end of [line.dataset.a, line.dataset.b]) count.set(end, (count.get(end) ?? 0) + 1);
  const key = [...count].sort((a, b) => b[1] - a[1])[0]?.[0];
  return key && svg.querySelector(`[data-node="${key}"]`);
}
