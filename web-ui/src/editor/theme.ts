import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

// Custom properties reach into the shadow root that the editor stands in; the page's rules don't.
const look = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--surface)", color: "var(--text-1)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    lineHeight: "20px",
    fontVariantLigatures: "none",
    fontFeatureSettings: '"liga" 0, "calt" 0',
  },
  ".cm-content": { padding: "8px 0 24px", caretColor: "var(--text-1)" },
  ".cm-line": { padding: "0 12px 0 6px" },
  // The browser's own caret and selection: drawn ones are layers over the text, which are measured, laid out and
  // painted anew with each key.
  ".cm-content ::selection": { backgroundColor: "var(--active)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--text-3)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 6px 0 12px", minWidth: "28px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&:not(.cm-focused) .cm-activeLine, &:not(.cm-focused) .cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--accent-soft)",
    outline: "1px solid var(--accent)",
  },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--error-soft)" },
  ".cm-searchMatch": { backgroundColor: "var(--warning-soft)", outline: "1px solid var(--warning)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-soft)" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text-1)", borderColor: "var(--line-1)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line-1)" },
  ".cm-panel.cm-search": { padding: "6px 12px", fontFamily: "var(--sans)", fontSize: "12px" },
  ".cm-panel.cm-search label": { fontSize: "12px" },
  ".cm-textfield": {
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-3)",
    borderRadius: "4px",
    color: "var(--text-1)",
    fontSize: "12px",
  },
  ".cm-button": {
    backgroundColor: "var(--raised)",
    backgroundImage: "none",
    border: "1px solid var(--line-2)",
    borderRadius: "4px",
    color: "var(--text-1)",
    fontFamily: "var(--sans)",
    fontSize: "12px",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line-2)",
    borderRadius: "6px",
    color: "var(--text-1)",
    fontFamily: "var(--sans)",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--error)",
    textUnderlineOffset: "3px",
  },
  ".cm-mark-line": { backgroundColor: "var(--accent-soft)" },
});

export const codeColours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.labelName], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--code-function)" },
  { tag: tags.special(tags.variableName), color: "var(--code-context)" },
  { tag: tags.propertyName, color: "var(--code-property)" },
]);

/** The editor's looks, from the tokens, so that it follows the theme by itself. */
export const editorTheme: Extension = [look, syntaxHighlighting(codeColours)];
