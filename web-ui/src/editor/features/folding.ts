import { codeFolding, foldGutter, foldKeymap, foldService } from "@codemirror/language";
import { StateEffect, type ChangeDesc, type Extension } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";

import { askQuietly } from "../language/ask.ts";
import type { FoldingRange } from "../language/protocol.ts";
import { buttonNode, element } from "./dom.ts";
import { keptByServer, settable } from "./kept.ts";

interface Span {
  readonly from: number;
  readonly to: number;
}

const set = StateEffect.define<readonly Span[]>();

function mapped(spans: readonly Span[], changes: ChangeDesc): readonly Span[] {
  return spans.map(({ from, to }) => ({ from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) }));
}

const ranges = settable<readonly Span[]>(set, [], mapped);

async function read(view: EditorView): Promise<readonly Span[] | undefined> {
  const { doc } = view.state;
  const found = await askQuietly<readonly FoldingRange[]>(view, "textDocument/foldingRange");
  return found?.flatMap(({ startLine, endLine }) => {
    if (endLine <= startLine || endLine >= doc.lines) return [];
    return [{ from: doc.line(startLine + 1).to, to: doc.line(endLine + 1).to }];
  });
}

/** What the server folds; until it has answered, and where it folds nothing, what the grammar does. */
const serverFolds = foldService.of((state, lineStart, lineEnd) => {
  const found = state
    .field(ranges, false)
    ?.find(({ from, to }) => from >= lineStart && from <= lineEnd && to > lineEnd);
  return found ? { from: Math.max(found.from, lineStart), to: found.to } : null;
});

export const folding: Extension = [
  ranges,
  serverFolds,
  keptByServer({ read, set, field: ranges }),
  codeFolding({
    placeholderDOM: (_view, onclick) => {
      const button = buttonNode("cm-folded", "…", () => undefined);
      button.setAttribute("aria-label", "Unfold");
      button.addEventListener("click", onclick);
      return button;
    },
  }),
  keymap.of(foldKeymap),
];

export const foldMarks: Extension = foldGutter({
  markerDOM: (isOpen) => element("span", "cm-fold-mark", isOpen ? "▾" : "▸"),
});
