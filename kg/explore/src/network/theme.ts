// The colours of the page that the drawing shares, and what is made from them.

export interface Theme {
  dark: boolean;
  paper: string;
  ink: string;
  quiet: string;
  slate: string;
  card: string;
  edge: string;
  focus: string;
  /** The reader's system chooses all colours, and families are told apart by their words. */
  forced: boolean;
  font: string;
}

const NAMES = ["paper", "ink", "quiet", "slate", "card", "edge", "focus"] as const;

/** The colours that an element has now. */
export function themeOf(element: Element): Theme {
  const style = getComputedStyle(element);
  const forced = matchMedia("(forced-colors: active)").matches;
  const theme = { dark: matchMedia("(prefers-color-scheme: dark)").matches, forced, font: style.fontFamily } as Theme;
  for (const name of NAMES) theme[name] = style.getPropertyValue(`--${name}`).trim();
  return theme;
}

export type Rgb = [number, number, number];

export function rgb(colour: string): Rgb {
  let hex = colour.replace("#", "");
  if (hex.length < 6) hex = [...hex.slice(0, 3)].map((c) => c + c).join("");
  return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16) || 0) as Rgb;
}

/** A colour on its way to another. */
export function mix(one: string, other: string, share: number): string {
  const [a, b] = [rgb(one), rgb(other)];
  return `#${a.map((v, i) => Math.round(v + (b[i]! - v) * share).toString(16).padStart(2, "0")).join("")}`;
}

/** The colour of the nth of some groups that have none by themselves; neighbours in number are far apart in hue. */
export function hue(n: number, dark: boolean): string {
  const h = (n * 137.508 + 215) % 360;
  const [s, l] = [n % 2 ? 0.5 : 0.62, dark ? 0.68 : n % 3 === 2 ? 0.34 : 0.42];
  const part = (k: number): string => {
    const x = (k + h / 30) % 12;
    const v = l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(x - 3, 9 - x, 1));
    return Math.round(v * 255).toString(16).padStart(2, "0");
  };
  return `#${part(0)}${part(8)}${part(4)}`;
}
