import { StateEffect, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

import { askQuietly } from "../language/ask.ts";
import { positionAt, spanOf } from "../language/positions.ts";
import type { DocumentHighlight } from "../language/protocol.ts";
import { keptByServer, settable } from "./kept.ts";

const set = StateEffect.define<DecorationSet>();
const readMark = Decoration.mark({ class: "cm-read" });
const writtenMark = Decoration.mark({ class: "cm-written" });

const highlights = settable<DecorationSet>(
  set,
  Decoration.none,
  (value, changes) => value.map(changes),
  (field) => EditorView.decorations.from(field),
);

/** Where else the name at the cursor stands. */
async function read(view: EditorView): Promise<DecorationSet | undefined> {
  const { main } = view.state.selection;
  if (!main.empty) return Decoration.none;
  const { doc } = view.state;
  const params = { position: positionAt(doc, main.head) };
  const found = await askQuietly<readonly DocumentHighlight[]>(view, "textDocument/documentHighlight", params);
  const marked = (found ?? []).flatMap(({ range, kind }) => {
    const { from, to } = spanOf(doc, range);
    return to > from && to <= view.state.doc.length ? [(kind === 3 ? writtenMark : readMark).range(from, to)] : [];
  });
  return view.state.doc === doc ? Decoration.set(marked, true) : undefined;
}

export const documentHighlights: Extension = [
  highlights,
  keptByServer({ read, set, field: highlights, also: ({ selectionSet }) => selectionSet }),
];
