import { ChangeSet, Facet, Text, type ChangeSpec, type TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

import { changesOf } from "../language/positions.ts";
import type { TextEdit } from "../language/protocol.ts";
import type { LanguageSession } from "../language/session.ts";
import { scriptOf } from "../language/script-uri.ts";

/** The script that an editor shows, and the ways out of it. */
export interface EditorScript {
  readonly id: string;
  readonly session: LanguageSession;
  /** Opens another script at a line, from 1. */
  readonly open: (id: string, line: number) => void;
  /** Changes another script, as if somebody typed it there. */
  readonly edit: (id: string, change: (code: string) => string) => void;
}

export const editorScript = Facet.define<EditorScript, EditorScript | undefined>({ combine: ([first]) => first });

/** Applies edits of several scripts: this one's in the editor, so that they can be undone here. */
export function applyEdits(
  view: EditorView,
  uri: string,
  changes: Readonly<Record<string, readonly TextEdit[]>>,
): void {
  for (const [each, edits] of Object.entries(changes)) {
    if (each === uri) {
      view.dispatch(spec(changesOf(view.state.doc, edits)));
      continue;
    }
    const id = scriptOf(each);
    const script = view.state.facet(editorScript);
    if (id !== undefined) script?.edit(id, (code) => withEdits(code, edits));
  }
}

function spec(changes: ChangeSpec[]): TransactionSpec {
  return { changes, userEvent: "input.language", scrollIntoView: true };
}

/** A text with edits that were told in its own places. */
export function withEdits(code: string, edits: readonly TextEdit[]): string {
  const doc = Text.of(code.split(/\r\n?|\n/));
  return ChangeSet.of(changesOf(doc, edits), doc.length).apply(doc).toString();
}
