// The page once more, as a file with a story in it: the same style, data and scripts, so that the same policy holds.

import type { Story } from "./file";

/** What stands in the page for those without a script; the application has taken its place. */
const still = document.getElementById("static");

/** Whether the page has all that it shows in itself; what a server sends cannot be a file of its own. */
export const isWhole = (): boolean => document.getElementById("data") !== null;

export function pageWith(story: Story): string {
  const policy = document.querySelector<HTMLMetaElement>("meta[http-equiv=Content-Security-Policy]")!.content;
  const style = document.querySelector("style")!.textContent ?? "";
  const scripts = [...document.querySelectorAll("script")].filter((s) => s.id !== "story");
  const [data, code] = [scripts.filter((s) => s.type === "application/json"), scripts.filter((s) => s.type !== "application/json")];
  // Nothing in the story can end its element.
  const told = JSON.stringify(story).replace(/</g, "\\u003c").replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029");
  return [
    "<!doctype html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">', '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">', `<title>${escaped(story.title || document.title)}</title>`,
    `<style>${style}</style>`, "</head>", "<body>", '<div id="app" hidden></div>', stillAsText(),
    ...data.map((s) => `<script type="application/json" id="${s.id}">${s.textContent}</script>`),
    `<script type="application/json" id="story">${told}</script>`,
    ...code.map((s) => `<script>${s.textContent}</script>`), "</body>", "</html>", "",
  ].join("\n");
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

function stillAsText(): string {
  if (!still) return "";
  const copy = still.cloneNode(true) as HTMLElement;
  // With scripts on, what a noscript element has is text, which would be escaped.
  const notes = [...copy.querySelectorAll("noscript")].map((n) => {
    const text = n.textContent ?? "";
    n.textContent = "";
    return text;
  });
  let at = 0;
  return new XMLSerializer().serializeToString(copy)
    .replace(/<noscript><\/noscript>/g, () => `<noscript>${notes[at++] ?? ""}</noscript>`);
}
