// Elements of an XML file as text.

type Attributes = Record<string, string | number>;

/** Text as XML 1.0 can hold it: a character that it cannot becomes U+FFFD. */
export const text = (value: string | number | boolean): string =>
  String(value)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);

/** An element whose content is text or elements that are text already made. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(value)}"`).join("");
  return content ? `<${name}${all}>${content}</${name}>` : `<${name}${all}/>`;
}

export const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
