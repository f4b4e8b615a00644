// Captions: a small part of Markdown, made into elements one by one. Markup in a caption stays the text that it is.

import { el, link, type Child } from "../dom";

/** Paragraphs, lists, **strong**, *stressed*, `code` and links to web addresses and views; everything else is text. */
export function rendered(text: string): HTMLElement[] {
  return text.replace(/\r\n?/g, "\n").split(/\n\s*\n/).filter((b) => b.trim()).map((block) => {
    const lines = block.split("\n").filter((l) => l.trim());
    if (lines.every((l) => /^\s*[-*] /.test(l))) return el("ul", null, lines.map((l) => el("li", null, inline(l.replace(/^\s*[-*] /, "")))));
    if (lines.every((l) => /^\s*\d+[.)] /.test(l))) return el("ol", null, lines.map((l) => el("li", null, inline(l.replace(/^\s*\d+[.)] /, "")))));
    if (lines.every((l) => /^\s*> ?/.test(l))) return el("blockquote", null, inline(lines.map((l) => l.replace(/^\s*> ?/, "")).join(" ")));
    return el("p", null, inline(lines.map((l) => l.trim()).join(" ")));
  });
}

const MARK = /\*\*(?<strong>[^*]+)\*\*|\*(?<stress>[^*\s][^*]*)\*|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<href>[^()\s]+)\)|\\(?<plain>[\\*`[\]#>-])/g;

function inline(text: string): Child[] {
  const parts: Child[] = [];
  let from = 0;
  for (const found of text.matchAll(MARK)) {
    parts.push(text.slice(from, found.index));
    const { strong, stress, code, label, href, plain } = found.groups!;
    parts.push(
      strong !== undefined ? el("strong", null, inline(strong))
        : stress !== undefined ? el("em", null, inline(stress))
        : code !== undefined ? el("code", null, code)
        : plain !== undefined ? plain
        : link(href!, label!));
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return [el("bdi", null, parts)];
}
