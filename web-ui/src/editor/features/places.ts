import { LSPPlugin } from "@codemirror/lsp-client";
import type { EditorView } from "@codemirror/view";

import { spanOf } from "../language/positions.ts";
import type { Location } from "../language/protocol.ts";
import { scriptOf } from "../language/script-uri.ts";
import { editorScript } from "./editor-script.ts";

/** Goes to a place: in this editor, or in the script that it is in. */
export function goTo(view: EditorView, { uri, range }: Location): void {
  if (uri === LSPPlugin.get(view)?.uri) {
    const { from } = spanOf(view.state.doc, range);
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true, userEvent: "select" });
    view.focus();
    return;
  }
  const id = scriptOf(uri);
  if (id !== undefined) view.state.facet(editorScript)?.open(id, range.start.line + 1);
}
