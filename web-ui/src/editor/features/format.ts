import { LSPPlugin } from "@codemirror/lsp-client";
import { getIndentUnit } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

import { ask, askQuietly, refusalOf } from "../language/ask.ts";
import { changesOf, positionAt, rangeOf } from "../language/positions.ts";
import type { TextEdit } from "../language/protocol.ts";
import { notice } from "./notice.ts";

function optionsOf(view: EditorView) {
  return { tabSize: getIndentUnit(view.state), insertSpaces: true };
}

/** Formats what is selected, or all of it. */
function format(view: EditorView): boolean {
  if (view.state.readOnly) return false;
  void formatNow(view).catch((error: unknown) => notice(view, refusalOf(error)));
  return true;
}

async function formatNow(view: EditorView): Promise<void> {
  const { doc, selection } = view.state;
  const { from, to, empty } = selection.main;
  const options = optionsOf(view);
  const edits = empty
    ? await ask<readonly TextEdit[] | null>(view, "textDocument/formatting", { options })
    : await ask<readonly TextEdit[] | null>(view, "textDocument/rangeFormatting", {
        options,
        range: rangeOf(doc, from, to),
      });
  if (edits?.length && view.state.doc === doc) dispatchEdits(view, edits);
}

function dispatchEdits(view: EditorView, edits: readonly TextEdit[]): void {
  view.dispatch({ changes: changesOf(view.state.doc, edits), userEvent: "format" });
}

/** What was just typed, where the server formats after it: `end` goes as deep as what it closes, Enter adds an `end`. */
const onType = EditorView.updateListener.of(({ view, docChanged, transactions }) => {
  if (!docChanged || view.state.readOnly || !transactions.some((each) => each.isUserEvent("input"))) return;
  const provider = LSPPlugin.get(view)?.client.serverCapabilities?.documentOnTypeFormattingProvider;
  const { head } = view.state.selection.main;
  const isLine = transactions.some(
    (each) => each.isUserEvent("input") && each.newDoc.lines > each.startState.doc.lines,
  );
  const ch = isLine ? "\n" : view.state.sliceDoc(head - 1, head);
  if (!provider || ![provider.firstTriggerCharacter, ...(provider.moreTriggerCharacter ?? [])].includes(ch)) return;
  const { doc } = view.state;
  const params = { position: positionAt(doc, head), ch, options: optionsOf(view) };
  // Changes of the text may not be made while one is being told of.
  queueMicrotask(() => {
    void askQuietly<readonly TextEdit[]>(view, "textDocument/onTypeFormatting", params).then((edits) => {
      // They are of the text as it was then: whoever types on has gone past them.
      if (edits?.length && view.state.doc === doc) dispatchEdits(view, edits);
    });
  });
});

export const formatting: Extension = [onType, keymap.of([{ key: "Shift-Alt-f", run: format }])];
