// A story as a Markdown file: a title, and steps whose headings are links to views. kg/explore/story.py reads the same.

export interface Step {
  title: string;
  /** What stands behind the # of the view's address. */
  address: string;
  /** The caption, in Markdown. */
  text: string;
}

export interface Story {
  title: string;
  text: string;
  steps: Step[];
}

export const EMPTY: Story = { title: "", text: "", steps: [] };

const STEP = /^##\s+\[(.*)\]\([^()\s#]*#([^()\s]*)\)\s*$/;

/** The story of a file; throws what is wrong, with its line. */
export function parse(text: string): Story {
  const story: Story = { title: "", text: "", steps: [] };
  const bodies: string[][] = [[]];
  for (const [i, line] of text.replace(/^\uFEFF/, "").split(/\r\n?|\n/).entries()) {
    const wrong = (what: string): never => {
      throw new Error(`line ${i + 1}: ${what}`);
    };
    if (/^#\s/.test(line)) {
      if (story.title) wrong("a story has one title");
      story.title = line.slice(1).trim() || wrong("the title is empty");
    } else if (/^##\s/.test(line)) {
      if (!story.title) wrong("a story begins with its title: # Title");
      const [, title, address] = STEP.exec(line) ?? wrong("a step is a heading that links to a view: ## [Title](#screen=network)");
      story.steps.push({ title: title!, address: address!, text: "" });
      bodies.push([]);
    } else {
      if (!story.title && line.trim()) wrong("a story begins with its title: # Title");
      bodies.at(-1)!.push(line.replace(/^\\#/, "#"));
    }
  }
  if (!story.title) throw new Error("line 1: a story begins with its title: # Title");
  if (!story.steps.length) throw new Error("a story has at least one step: ## [Title](#screen=network)");
  story.text = bodies[0]!.join("\n").trim();
  story.steps.forEach((step, i) => (step.text = bodies[i + 1]!.join("\n").trim()));
  return story;
}

/** The file of a story; `parse` gives the story again. */
export function written(story: Story): string {
  const safe = (text: string): string => text.trim().replace(/^#/gm, "\\#");
  const line = (text: string): string => text.replace(/\s+/g, " ").trim();
  return [
    `# ${line(story.title) || "Untitled"}`, safe(story.text),
    ...story.steps.flatMap((s, i) => [`## [${line(s.title) || `Step ${i + 1}`}](#${s.address})`, safe(s.text)]),
  ].filter(Boolean).join("\n\n") + "\n";
}
