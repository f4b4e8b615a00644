// The story that is told or made, in the page and for as long as it is open; a file keeps it longer.

import { EMPTY, type Story } from "./file";

const KEY = `political-kg story ${location.pathname}`;

const embedded = document.getElementById("story")?.textContent;
let story: Story = embedded ? (JSON.parse(embedded) as Story) : stored();
const listeners = new Set<() => void>();

/** Whether the page came with a story, so that it begins with it. */
export const cameWithStory = Boolean(embedded);

export interface View {
  address: string;
  title: string;
}

let last: View | null = null;

/** The last view that was no making of a story, which is the one to be added. */
export const lastView = (): View | null => last;

export function remember(view: View): void {
  last = view;
}

export const current = (): Story => story;

export function change(next: Story): void {
  story = next;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(story));
  } catch {
    // A browser that keeps nothing for a file still has the story in the page.
  }
  for (const tell of listeners) tell();
}

export function onChange(tell: () => void): () => void {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}

function stored(): Story {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Story | null;
    return found && Array.isArray(found.steps) ? found : EMPTY;
  } catch {
    return EMPTY;
  }
}
