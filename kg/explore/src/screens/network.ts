// The claims as a network: who is at one end of a claim and who at the other.

import type { App, Mounted, Screen } from "../app";
import { el, replace } from "../dom";
import { picture } from "../exports/picture";
import type { Id } from "../model";
import { count } from "../words";
import { arrange, type Job } from "../network/arranger";
import { choices, choose, pairKey } from "../network/choices";
import { cut, type Cut } from "../network/cut";
import { Drawing } from "../network/drawing";
import type { Hit } from "../network/hits";
import type { Places } from "../network/labels";
import { legend } from "../network/legend";
import { remember, roomOf, standing, taskOf, type Room } from "../network/places";
import { scene, type Scene } from "../network/scene";
import type { Look } from "../network/spot";
import { surround, tools } from "../network/tools";

export const network: Screen = {
  name: "network",
  title: "Network",
  help: [
    ["← ↑ → ↓", "to the next actor that way"], ["Enter", "only the surroundings of the open actor, and back"], ["e", "add the neighbours of the open actor"],
    ["f", "fit everything into view"], ["+ −", "nearer, farther"],
    ["shift + click", "two actors: the ways from one to the other"], ["drag", "pin an actor where it is dropped"],
  ],
  mount,
};

function mount(root: HTMLElement, first: App): Mounted {
  let app = first;
  let job: Job | null = null;
  let arrangedFor = "";
  let now: { scene: Scene; cut: Cut; shown: App["shown"]; key: string } | null = null;
  let from: Id | null = null;
  const banner = el("p", { class: "banner", role: "status", hidden: true });
  const progress = el("div", { class: "progress", hidden: true }, el("progress", { max: 1, value: 0, "aria-label": "Arranging" }), " Arranging ",
    el("button", { type: "button", onclick: () => {
      job?.stop();
      app.say("the arranging was stopped");
    } }, "Stop"));
  const bar = tools(root, () => app, () => drawing.frame(), {
    fit: () => drawing.fit(),
    zoom: (by) => drawing.zoomBy(by),
  });
  const drawing = new Drawing(root, { click, double, pin, without });
  drawing.element.append(progress, banner, bar.around);
  const signs = legend(root, () => app);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const recoloured = (): void => update(app);
  dark.addEventListener("change", recoloured);
  const paper = el("div", { class: "paper" });
  root.append(paper);
  const printed = (): void => replace(paper, picture(app, drawing.frame()));
  addEventListener("beforeprint", printed);

  function update(next: App): void {
    app = next;
    const theme = drawing.rethemed();
    const { pins: _, ...chosen } = choices(app);
    const key = JSON.stringify([{ ...chosen, apart: [...chosen.apart] }, app.state.path, theme]);
    const seen = app.state.open === "" || ends(app.state.open).every((id) => now?.cut.ids.has(id));
    // What is only opened or pinned leaves the scene as it is, however large.
    if (!now || now.shown !== app.shown || now.key !== key || !seen) {
      const which = cut(app, choices(app));
      now = { scene: scene(app, choices(app), which, theme), cut: which, shown: app.shown, key };
    }
    const which = now.cut;
    bar.update(app, now.scene, which);
    signs.update(app, now.scene);
    place();
  }

  /** The actors that an opened actor or claim needs in the picture. */
  function ends(open: Id): Id[] {
    const claim = app.lookup.claims.get(open);
    return claim ? [claim.source, claim.target] : [open];
  }

  const room = (): Room => roomOf(drawing.size);

  /** Draw where everybody has a place; else arrange first, and what was added beside the others, who stay. */
  function place(): void {
    if (!now) return;
    const { ids, base } = now.cut;
    const { places, complete, name } = standing(app, ids, room());
    const first = standing(app, base, room());
    draw(complete ? places : first.places);
    if (name === arrangedFor) return;
    arrangedFor = name;
    job?.drop();
    job = null;
    progress.hidden = true;
    drawing.element.setAttribute("aria-busy", String(!complete));
    if (first.complete) drawing.keep(first.name);
    if (complete) return;
    const added = first.complete && base.size < ids.size;
    const target = added ? { name, actors: ids, stay: first.places } : { name: first.name, actors: base, stay: new Map() };
    const { task, ids: order } = taskOf(app, target.actors, room(), target.stay);
    const mine = (job = arrange(task, (share) => {
      progress.hidden = job !== mine;
      progress.querySelector("progress")!.value = share;
    }));
    void mine.places.then((found) => {
      if (job !== mine) return;
      job = null;
      progress.hidden = true;
      remember(app, target.name, order, found);
      arrangedFor = "";
      place();
    });
  }

  function draw(places: Places): void {
    drawing.show(now!.scene, places, look());
  }

  function look(): Look {
    const open = app.state.open;
    const chosen = new Set<Id>();
    const lines = new Set<string>();
    if (now!.scene.dot.has(open)) chosen.add(open);
    for (const l of now!.scene.lines) if (l.claims.some((c) => c.id === open)) lines.add(l.key);
    if (from && !app.state.path) chosen.add(from);
    return { chosen, lines, pinned: new Set(choices(app).pins.keys()) };
  }

  function click(found: Hit | null, shift: boolean): void {
    if (found?.dot && shift) return pathEnd(found.dot.id);
    from = null;
    if (found?.line?.bundle) {
      const apart = new Set(choices(app).apart).add(pairKey(found.line.source, found.line.target));
      app.say(`${count(found.line.claims.length, "claim")} drawn one by one`);
      return choose(app, { apart });
    }
    const id = found?.dot?.id ?? found?.line?.claims[0]?.id ?? "";
    if (id === app.state.open) return found?.line && found.line.claims.length > 1 ? nextOf(found.line.claims.map((c) => c.id)) : undefined;
    if (found?.line && found.line.claims.some((c) => c.id === app.state.open)) return nextOf(found.line.claims.map((c) => c.id));
    app.set({ open: id });
  }

  /** A line that stands for several claims opens them one after the other. */
  function nextOf(ids: Id[]): void {
    app.set({ open: ids[(ids.indexOf(app.state.open) + 1) % ids.length]! }, { replace: true });
  }

  function pathEnd(id: Id): void {
    if (!from || from === id) {
      from = id;
      app.say(`ways from ${app.actor(id).label}: shift and click another actor`);
      return draw(standing(app, now!.cut.ids, room()).places);
    }
    const path: [Id, Id] = [from, id];
    from = null;
    app.set({ path, open: "" });
  }

  function double(found: Hit | null): void {
    if (found?.dot) void expand(found.dot.id);
    else drawing.zoomBy(1.6);
  }

  async function expand(id: Id): Promise<void> {
    if (!app.complete && !(await app.load({ actors: [id], depth: 1 }))) return;
    const { expanded } = choices(app);
    if (!expanded.includes(id)) choose(app, { expanded: [...expanded, id] });
    app.say(`the neighbours of ${app.actor(id).label} are added`);
  }

  function pin(id: Id, place: { x: number; y: number }): void {
    choose(app, { pins: new Map(choices(app).pins).set(id, place) });
  }

  function without(): void {
    banner.hidden = false;
    replace(banner, "This browser gives the page no WebGL 2, so the network is drawn as SVG: everything works, and large networks are slower.");
  }

  function step(x: number, y: number): void {
    const at = app.lookup.actors.has(app.state.open) ? app.state.open : null;
    const next = drawing.toward(at, { x, y });
    if (!next) return;
    app.set({ open: next }, { replace: true });
    drawing.reveal(next);
    app.say(`${app.actor(next).label}: ${count(app.at(next).length, "claim")}`);
  }

  const ofDrawing = (act: () => void) => (): void => {
    if (document.activeElement === drawing.element || document.activeElement === document.body) act();
  };
  update(first);
  return {
    update,
    close() {
      job?.drop();
      dark.removeEventListener("change", recoloured);
      removeEventListener("beforeprint", printed);
      bar.close();
      drawing.close();
    },
    keys: {
      f: () => drawing.fit(),
      "+": () => drawing.zoomBy(1.3),
      "-": () => drawing.zoomBy(1 / 1.3),
      e: () => app.lookup.actors.has(app.state.open) && void expand(app.state.open),
      ArrowLeft: ofDrawing(() => step(-1, 0)),
      ArrowRight: ofDrawing(() => step(1, 0)),
      ArrowUp: ofDrawing(() => step(0, -1)),
      ArrowDown: ofDrawing(() => step(0, 1)),
      Enter: ofDrawing(() => {
        const { open, focus } = app.state;
        if (focus) app.set({ focus: "" });
        else if (app.lookup.actors.has(open)) void surround(app, open, 1);
      }),
    },
  };
}

