// The SPARQL editor: CodeMirror, with completion from the ontology and the actors of the page. It asks nobody for anything.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { completer, type Word } from "./completion";

export interface Editor {
  text(): string;
  write(text: string): void;
  /** Mark the place of a fault, and go there; without one, take the mark away. */
  mark(fault: { message: string; line?: number; column?: number } | null): void;
  focus(): void;
  close(): void;
}

/** The colours are the page's, so that they follow the light. */
const WORDS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.namespace, tags.propertyName, tags.url, tags.atom], color: "var(--code-name)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);

const THEME = EditorView.theme({
  "&": { fontSize: "13px", height: "100%", color: "var(--ink)", backgroundColor: "var(--paper)" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'Liberation Mono', monospace", lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--quiet)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--focus) 7%, transparent)" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--edge)" },
  // The markers that CodeMirror brings are pictures, which the page's policy keeps out.
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--code-fault) 2px", paddingBottom: "0" },
  ".cm-lintPoint:after": { borderBottomColor: "var(--code-fault)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--quiet)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--focus)", color: "var(--paper)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionInfo": { maxWidth: "24rem" },
});

/** Put an editor into an element; its styles live in a shadow root, where the page's policy lets them be. */
export function editor(
  place: HTMLElement,
  text: string,
  words: readonly Word[],
  prefixes: Record<string, string>,
  when: { run(): void; changed(text: string): void },
): Editor {
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  root.replaceChildren();
  const view = new EditorView({
    root,
    parent: root as unknown as Element,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => (when.run(), true) }]),
        lineNumbers(),
          history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        sparql(),
        syntaxHighlighting(WORDS),
        autocompletion({ override: [completer(words, prefixes)], icons: false }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        // Escape gives the Tab key back to the page, as CodeMirror's manual advises for keyboards.
        keymap.of([indentWithTab]),
        THEME,
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query" }),
        EditorView.updateListener.of((u) => u.docChanged && when.changed(u.state.doc.toString())),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    write: (told) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: told } }),
    mark(fault) {
      const found = fault?.line ? placeOf(view, fault.line, fault.column ?? 1) : null;
      const marks = fault && found ? [{ ...found, severity: "error" as const, message: fault.message }] : [];
      view.dispatch(setDiagnostics(view.state, marks));
      if (found) view.dispatch({ selection: { anchor: found.from }, scrollIntoView: true });
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

function placeOf(view: EditorView, line: number, column: number): { from: number; to: number } {
  const found = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  const from = Math.min(found.from + Math.max(column - 1, 0), found.to);
  return { from, to: Math.min(from + 1, view.state.doc.length) };
}
