import {
  EditorSelection,
  StateEffect,
  StateField,
  type Extension,
  type SelectionRange as Selected,
} from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";

import { askQuietly } from "../language/ask.ts";
import { positionAt, spanOf } from "../language/positions.ts";
import type { SelectionRange } from "../language/protocol.ts";

/** What was selected before it grew, the newest last. */
const grown = StateEffect.define<readonly Selected[]>();

const before = StateField.define<readonly Selected[]>({
  create: () => [],
  update: (value, { docChanged, selection, effects }) => {
    const told = effects.find((effect) => effect.is(grown));
    return told ? told.value : docChanged || selection ? [] : value;
  },
});

function grow(view: EditorView): boolean {
  void growNow(view);
  return true;
}

async function growNow(view: EditorView): Promise<void> {
  const { main } = view.state.selection;
  const positions = [positionAt(view.state.doc, main.from)];
  const found = await askQuietly<readonly SelectionRange[]>(view, "textDocument/selectionRange", { positions });
  if (!view.state.selection.main.eq(main)) return;
  for (let each = found?.[0]; each; each = each.parent) {
    const { from, to } = spanOf(view.state.doc, each.range);
    if (from > main.from || to < main.to || (from === main.from && to === main.to)) continue;
    view.dispatch({
      selection: EditorSelection.single(from, to),
      effects: grown.of([...view.state.field(before), main]),
      userEvent: "select",
    });
    return;
  }
}

function shrink(view: EditorView): boolean {
  const known = view.state.field(before);
  const last = known.at(-1);
  if (!last) return false;
  view.dispatch({ selection: EditorSelection.single(last.anchor, last.head), effects: grown.of(known.slice(0, -1)) });
  return true;
}

export const selectionGrowth: Extension = [
  before,
  keymap.of([
    { key: "Shift-Alt-ArrowRight", run: grow },
    { key: "Shift-Alt-ArrowLeft", run: shrink },
  ]),
];
