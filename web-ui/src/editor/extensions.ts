import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import {
  EditorState,
  StateEffect,
  StateField,
  type Extension,
  type Text,
  type TransactionSpec,
} from "@codemirror/state";
import {
  Decoration,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type DecorationSet,
} from "@codemirror/view";

import type { CodeProblem } from "../data/workspace.ts";
import { coverageMarks } from "./coverage-marks.ts";
import { luaLanguage } from "./lua/language.ts";
import { runMarks } from "./run-marks.ts";
import { editorTheme } from "./theme.ts";

export interface EditorSetUp {
  /** What the editor is of, for those who don't see it: "Code of geo_risk". */
  readonly label: string;
  readonly readOnly: boolean;
  readonly onChange: (code: string) => void;
}

// ⌘↵ runs, wherever the focus is: the page's own key.
const keys = [
  ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
  ...historyKeymap,
  ...searchKeymap,
  indentWithTab,
];

export function editorExtensions({ label, readOnly, onChange }: EditorSetUp): Extension {
  return [
    lineNumbers(),
    runMarks,
    coverageMarks,
    highlightSpecialChars(),
    luaLanguage,
    indentUnit.of("  "),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-multiline": "true", tabindex: "0" }),
    markedLine,
    editorTheme,
    ...(readOnly ? [EditorState.readOnly.of(true)] : editing(onChange)),
    keymap.of(keys),
    search({ top: true }),
  ];
}

function editing(onChange: (code: string) => void): Extension[] {
  return [
    history(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    typingOverSelection,
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
  ];
}

/**
 * Left to itself, the browser keeps the look of what is typed over in a style attribute, which the page's policy refuses
 * and reports.
 */
const typingOverSelection = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data }, view) => {
    if (inputType !== "insertText" || data === null || view.composing || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

const markLine = StateEffect.define<number | undefined>();

/** The line that something else on the screen is about, as the one that failed. */
const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(markLine)) return decorated(transaction.state.doc, effect.value);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorated(doc: Text, line: number | undefined): DecorationSet {
  if (line === undefined || line < 1 || line > doc.lines) return Decoration.none;
  return Decoration.set([Decoration.line({ class: "cm-mark-line" }).range(doc.line(line).from)]);
}

/** Shows what is wrong with the code, each on its line. */
export function showProblems(state: EditorState, problems: readonly CodeProblem[]): TransactionSpec {
  return setDiagnostics(
    state,
    problems.map((problem) => diagnosticOf(state.doc, problem)),
  );
}

function diagnosticOf(doc: Text, { line = 1, message }: CodeProblem): Diagnostic {
  const { from, to, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const indent = text.length - text.trimStart().length;
  return { from: from + indent, to, severity: "error", message };
}

/** Marks a line, and brings it into view; undefined: marks none. */
export function goToLine(state: EditorState, line: number | undefined): TransactionSpec {
  const effects: StateEffect<unknown>[] = [markLine.of(line)];
  if (line !== undefined && line >= 1 && line <= state.doc.lines) {
    effects.push(EditorView.scrollIntoView(state.doc.line(line).from, { y: "center" }));
  }
  return { effects };
}
