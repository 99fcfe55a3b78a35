import { ChangeSet, RangeSet, StateEffect, StateField, Text, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, WidgetType, type DecorationSet } from "@codemirror/view";

import { clipText, visibleText } from "../parts/visible-text.ts";
import { formatNumber } from "../ui/format.ts";
import { element } from "./features/dom.ts";
import { heatWords, type LineFailure, type LineHeat, type LineLog, type RunMarks } from "../parts/run-marks.ts";

interface Shown {
  readonly inline: DecorationSet;
  readonly heat: RangeSet<GutterMarker>;
  /** The text is another one than what ran. */
  readonly isStale: boolean;
}

const nothing: Shown = { inline: Decoration.none, heat: RangeSet.empty, isStale: false };
const setMarks = StateEffect.define<Shown>();

const shown = StateField.define<Shown>({
  create: () => nothing,
  update: (value, { changes, docChanged, effects }) => {
    const moved = docChanged ? movedBy(value, changes) : value;
    return effects.reduce((latest, effect) => (effect.is(setMarks) ? effect.value : latest), moved);
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ inline }) => inline),
    EditorView.editorAttributes.from(field, ({ isStale }): Record<string, string> =>
      isStale ? { class: "is-stale" } : {},
    ),
  ],
});

function movedBy({ inline, heat }: Shown, changes: ChangeSet): Shown {
  return { inline: inline.map(changes), heat: heat.map(changes), isStale: true };
}

/** Shows what a run left, moved to where its lines are in the text as it is now; undefined: shows nothing. */
export function showRun(doc: Text, marks: RunMarks | undefined, withHeat: boolean): { effects: StateEffect<unknown> } {
  if (!marks) return { effects: setMarks.of(nothing) };
  const code = marks.code.replace(/\r\n?/g, "\n");
  const ran = Text.of(code.split("\n"));
  const placed = {
    inline: inlineOf(ran, marks),
    heat: withHeat ? heatIn(ran, marks.costs) : RangeSet.empty,
    isStale: false,
  };
  return { effects: setMarks.of(doc.eq(ran) ? placed : movedBy(placed, changeBetween(code, doc.toString()))) };
}

/** The one change that makes one text of another: what both begin and end with stays. */
export function changeBetween(before: string, after: string): ChangeSet {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const change = { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
  return ChangeSet.of(change, before.length);
}

function inlineOf(ran: Text, { logs, failures }: RunMarks): DecorationSet {
  const has = ({ line }: { readonly line: number }): boolean => line >= 1 && line <= ran.lines;
  const failed = failures
    .filter(has)
    .flatMap((failure): Range<Decoration>[] => [
      Decoration.line({ class: "cm-failed-line" }).range(ran.line(failure.line).from),
      Decoration.widget({ widget: new NoteWidget(failureNote(failure)), side: 2 }).range(ran.line(failure.line).to),
    ]);
  const logged = logs.filter(has).map((log) => {
    return Decoration.widget({ widget: new NoteWidget(logNote(log)), side: 1 }).range(ran.line(log.line).to);
  });
  return Decoration.set([...failed, ...logged], true);
}

interface Note {
  readonly classes: string;
  readonly text: string;
  /** The whole, where the line has room for its beginning only. */
  readonly title: string;
}

const noteLength = 160;

function logNote({ level, text, count }: LineLog): Note {
  const times = count > 1 ? ` ×${formatNumber(count)}` : "";
  return noteOf(`cm-log is-${level}`, `${level === "info" ? "" : `${level} `}${text}${times}`, `Logged: ${text}`);
}

function failureNote({ code, message }: LineFailure): Note {
  return noteOf("cm-failure", `${code}: ${message}`, `${code}: ${message}`);
}

function noteOf(classes: string, text: string, title: string): Note {
  const { shown: clipped, leftOut } = clipText(text, noteLength);
  return {
    classes,
    text: visibleText(clipped) + (leftOut > 0 ? "…" : ""),
    title: visibleText(clipText(title, 2_000).shown),
  };
}

class NoteWidget extends WidgetType {
  readonly note: Note;

  constructor(note: Note) {
    super();
    this.note = note;
  }

  override eq({ note }: NoteWidget): boolean {
    return note.classes === this.note.classes && note.text === this.note.text && note.title === this.note.title;
  }

  override toDOM(): HTMLElement {
    const { classes, text, title } = this.note;
    const dom = element("span", `cm-run-note ${classes}`);
    dom.title = title;
    // The text around it has its own direction.
    dom.append(element("bdi", undefined, text));
    return dom;
  }
}

function heatIn(ran: Text, costs: readonly LineHeat[]): RangeSet<GutterMarker> {
  const placed = costs.filter(({ line }) => line <= ran.lines);
  return RangeSet.of(placed.map((cost) => new HeatMarker(cost).range(ran.line(cost.line).from)));
}

class HeatMarker extends GutterMarker {
  readonly cost: LineHeat;

  constructor(cost: LineHeat) {
    super();
    this.cost = cost;
  }

  override eq({ cost }: HeatMarker): boolean {
    return cost.line === this.cost.line && cost.instructions === this.cost.instructions && cost.step === this.cost.step;
  }

  override toDOM(): HTMLElement {
    const dom = element("span", `cm-heat-count is-step-${this.cost.step}`, formatNumber(this.cost.instructions));
    dom.title = heatWords(this.cost);
    return dom;
  }
}

const look = EditorView.theme({
  ".cm-run-note": {
    marginLeft: "16px",
    padding: "0 6px",
    borderLeft: "2px solid var(--line-3)",
    backgroundColor: "var(--sunken)",
    color: "var(--text-2)",
    fontFamily: "var(--mono)",
    fontSize: "12px",
    userSelect: "none",
  },
  ".cm-log.is-warn": { borderLeftColor: "var(--warning)", color: "var(--warning)" },
  ".cm-log.is-error": { borderLeftColor: "var(--error)", color: "var(--error)" },
  ".cm-failure": { borderLeftColor: "var(--error)", backgroundColor: "var(--error-soft)", color: "var(--error)" },
  ".cm-failed-line": { backgroundColor: "var(--error-soft)" },
  "&.is-stale .cm-run-note": { fontStyle: "italic", borderLeftStyle: "dashed" },
  "&.is-stale .cm-heat-count": { fontStyle: "italic", borderRightStyle: "dashed" },
  ".cm-gutter-heat .cm-gutterElement": { padding: "0 2px 0 0" },
  ".cm-heat-count": {
    display: "block",
    minWidth: "40px",
    padding: "0 6px 0 2px",
    borderRight: "3px solid transparent",
    color: "var(--text-2)",
    fontSize: "12px",
    textAlign: "right",
    fontVariantNumeric: "tabular-nums",
  },
  ".cm-heat-count.is-step-1": { borderRightColor: "var(--heat-1)" },
  ".cm-heat-count.is-step-2": { borderRightColor: "var(--heat-2)" },
  ".cm-heat-count.is-step-3": { borderRightColor: "var(--heat-3)", color: "var(--text-1)" },
  ".cm-heat-count.is-step-4": { borderRightColor: "var(--heat-4)", color: "var(--text-1)", fontWeight: "600" },
  "@media (max-width: 767px)": { ".cm-gutter-heat": { display: "none !important" } },
});

/** Logs, failures and costs of a run at the lines they are of. They move with the text while it is changed. */
export const runMarks: Extension = [
  shown,
  gutter({ class: "cm-gutter-heat", markers: (view) => view.state.field(shown).heat }),
  look,
];
