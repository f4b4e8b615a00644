// The page's beginning: which screens there are, where the data comes from, and what is said where nothing starts.

import { start } from "./application";
import { obtain } from "./source";
import { actors } from "./screens/actors";
import { elections } from "./screens/elections";
import { matrix } from "./screens/matrix";
import { network } from "./screens/network";
import { query } from "./screens/query";
import { sources } from "./screens/sources";
import { statements } from "./screens/statements";
import { story } from "./screens/story";
import { timeline } from "./screens/timeline";

const SCREENS = [network, statements, timeline, elections, actors, matrix, sources, story, query];

obtain(document).then(
  ({ data, server }) => {
    const root = document.getElementById("app")!;
    const still = document.getElementById("static");
    try {
      root.hidden = false;
      document.documentElement.classList.add("started");
      start(root, data, SCREENS, server);
      still?.remove();
    } catch (error) {
      failed(root, error);
    }
  },
  (error) => failed(document.getElementById("app"), error),
);

function failed(root: HTMLElement | null, error: unknown): void {
  root?.replaceChildren();
  if (root) root.hidden = true;
  document.documentElement.classList.remove("started");
  const told = document.getElementById("trouble");
  if (told) {
    told.textContent = `The explorer could not start: ${error instanceof Error ? error.message : String(error)}. What stands below works without it.`;
    told.hidden = false;
  }
}
