// What the query view needs and the rest of the explorer does not; a script of its own, so that a page without it stays small.

import { editor } from "./editor";

declare global {
  interface Window {
    politicalKgEditor?: typeof editor;
  }
}

window.politicalKgEditor = editor;
