// Elements are made from tags, properties and children. Nothing is ever parsed as markup.

export type Child = Node | string | number | null | undefined | false | Child[];
type Listener = (event: any) => void;
export type Props = Record<string, string | number | boolean | null | undefined | Listener>;

const SVG = "http://www.w3.org/2000/svg";

/** An element; `onclick` and the like take listeners, `true` an empty attribute, `false` and null none. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, props?: Props | null, ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), props, children);
}

/** The same for a drawing. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K, props?: Props | null, ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag) as SVGElementTagNameMap[K], props, children);
}

/** Words of a document, which keep their direction to themselves. */
export const said = (text: string): HTMLElement => el("bdi", null, text);

/** A link to a web address, or only its text where it is none. */
export function link(href: string, ...children: Child[]): HTMLElement {
  if (!/^(https?:\/\/|#|\/(?!\/))/i.test(href)) return el("span", null, ...children);
  const outside = /^https?:/i.test(href);
  return el("a", { href, rel: outside ? "noreferrer noopener" : null, target: outside ? "_blank" : null }, ...children);
}

/** Put these children in the place of what an element holds. */
export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

/** Let the browser save a file. */
export function download(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const a = el("a", { href: url, download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function fill<E extends Element>(element: E, props: Props | null | undefined, children: Child[]): E {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  // A property, as the attribute is only what a field begins with.
  if (props && "value" in props && element instanceof HTMLInputElement) element.value = String(props.value ?? "");
  append(element, children);
  return element;
}

function append(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child !== null && child !== undefined && child !== false)
      parent.append(child instanceof Node ? child : String(child));
  }
}
