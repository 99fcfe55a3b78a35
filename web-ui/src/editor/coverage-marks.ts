import { RangeSet, StateEffect, StateField, Text, type Extension } from "@codemirror/state";
import { EditorView, gutter, GutterMarker } from "@codemirror/view";

import type { CoverageMarks } from "../parts/run-marks.ts";
import { element } from "./features/dom.ts";
import { changeBetween } from "./run-marks.ts";

const setMissed = StateEffect.define<RangeSet<GutterMarker>>();

const missed = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (value, { changes, docChanged, effects }) => {
    const moved = docChanged ? value.map(changes) : value;
    return effects.reduce((latest, effect) => (effect.is(setMissed) ? effect.value : latest), moved);
  },
});

/** Marks the lines that no test case ran, where they are in the text as it is now; undefined: marks none. */
export function showCoverage(doc: Text, marks: CoverageMarks | undefined): { effects: StateEffect<unknown> } {
  if (!marks) return { effects: setMissed.of(RangeSet.empty) };
  const code = marks.code.replace(/\r\n?/g, "\n");
  const ran = Text.of(code.split("\n"));
  const lines = marks.missed.filter((line) => line <= ran.lines);
  const placed = RangeSet.of(lines.map((line) => mark.range(ran.line(line).from)));
  return { effects: setMissed.of(doc.eq(ran) ? placed : placed.map(changeBetween(code, doc.toString()))) };
}

class MissedMarker extends GutterMarker {
  override toDOM(): HTMLElement {
    const dom = element("span", "cm-missed");
    dom.title = "No test case runs this line";
    return dom;
  }
}

const mark: GutterMarker = new MissedMarker();

const look = EditorView.theme({
  ".cm-gutter-missed": { width: "5px" },
  ".cm-gutter-missed .cm-gutterElement": { padding: "0" },
  ".cm-missed": {
    display: "block",
    width: "3px",
    height: "100%",
    background: "repeating-linear-gradient(var(--warning) 0 3px, transparent 3px 5px)",
  },
});

/** Lines that no test case ran, as a broken stroke beside them. */
export const coverageMarks: Extension = [
  missed,
  gutter({ class: "cm-gutter-missed", markers: (view) => view.state.field(missed) }),
  look,
];
