// Makes the page's drawing and table answer to each other. Without this script both still work by links.

import { camera } from "./camera.js";
import { actorCard, claimCard } from "./evidence.js";

const $ = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const svg = $("picture");
const panel = $("evidence");
const rows = all("#claims tbody tr");

document.body.classList.add("scripted");
$("tools").hidden = false;
const view = camera(svg, $("scroll"));
view.fit();

const parts = (key) => all(`[data-claim="${key}"]`);
const ends = new Map(all(".line").map((l) => [l.dataset.claim, [l.dataset.a, l.dataset.b]]));
let chosen = null;

function clear() {
  for (const e of all(".chosen, .near")) e.classList.remove("chosen", "near");
  svg.classList.remove("focused");
  panel.hidden = true;
  panel.replaceChildren();
  chosen = null;
}

function open(card) {
  const close = document.createElement("button");
  close.className = "close";
  close.textContent = "×";
  close.setAttribute("aria-label", "Close the evidence");
  close.addEventListener("click", clear);
  panel.replaceChildren(card, close);
  panel.hidden = false;
  panel.scrollTop = 0;
}

function near(keys) {
  for (const key of keys) {
    for (const part of parts(key)) part.classList.add("near");
    for (const end of ends.get(key) ?? []) svg.querySelector(`[data-node="${end}"]`)?.classList.add("near");
  }
  svg.classList.add("focused");
}

function chooseClaim(key) {
  const row = $(key);
  if (!row) return;
  clear();
  chosen = key;
  row.classList.add("chosen");
  for (const part of parts(key)) part.classList.add("chosen");
  open(claimCard(row));
  if (ends.has(key)) {
    near([key]);
    view.reveal(svg.querySelector(`.label[data-claim="${key}"]`), panel);
  }
}

function chooseActor(key) {
  clear();
  const card = svg.querySelector(`[data-node="${key}"]`);
  card?.classList.add("chosen", "near");
  open(actorCard($(key)));
  if (card) {
    near([...ends].filter(([, pair]) => pair.includes(key)).map(([claim]) => claim));
    view.reveal(card, panel);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link) {
    if (event.target.closest("#scroll")) clear();
    return;
  }
  if (link.classList.contains("row-link")) return;
  event.preventDefault();
  const key = link.getAttribute("href").slice(1);
  (key[0] === "n" ? chooseActor : chooseClaim)(key);
  history.replaceState(null, "", `#${key}`);
  if (link.closest("#claims, #actors")) panel.scrollIntoView({ block: "nearest" });
});

function count() {
  const visible = rows.filter((r) => r.getClientRects().length > 0).length;
  $("shown").textContent = `Shown: ${visible}, hidden: ${rows.length - visible}.`;
}
function find() {
  const words = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    const lost = !words.every((w) => text.includes(w));
    row.classList.toggle("lost", lost);
    for (const part of parts(row.id)) part.classList.toggle("lost", lost);
  }
  count();
}
$("find").addEventListener("input", find);
$("legend").addEventListener("change", count);
$("closer").addEventListener("click", view.closer);
$("further").addEventListener("click", view.further);
$("whole").addEventListener("click", view.fit);

function step(by) {
  const shown = rows.filter((r) => r.getClientRects().length > 0);
  if (!shown.length) return;
  const now = shown.findIndex((r) => r.id === chosen);
  const next = now < 0 ? (by > 0 ? 0 : shown.length - 1) : (now + by + shown.length) % shown.length;
  chooseClaim(shown[next].id);
}
const keys = {
  n: () => step(1),
  p: () => step(-1),
  f: view.fit,
  "+": view.closer,
  "-": view.further,
  "/": () => $("find").focus(),
  Escape: clear,
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input[type=search]") && event.key !== "Escape") return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const start = location.hash.slice(1);
if (/^c\d+$/.test(start)) chooseClaim(start);
else if (/^n\d+$/.test(start) && $(start)) chooseActor(start);
