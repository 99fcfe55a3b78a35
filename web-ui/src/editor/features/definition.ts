import type { Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

import { ask, refusalOf } from "../language/ask.ts";
import { positionAt } from "../language/positions.ts";
import type { Location } from "../language/protocol.ts";
import { notice } from "./notice.ts";
import { goTo } from "./places.ts";

async function goToDefinition(view: EditorView, pos: number): Promise<void> {
  const params = { position: positionAt(view.state.doc, pos) };
  const found = await ask<Location | readonly Location[] | null>(view, "textDocument/definition", params);
  const places: readonly Location[] = found === undefined || found === null ? [] : "uri" in found ? [found] : found;
  const [first] = places;
  if (first) goTo(view, first);
  else notice(view, "Nothing in these scripts defines what stands here.");
}

function follow(view: EditorView, pos = view.state.selection.main.head): boolean {
  goToDefinition(view, pos).catch((error: unknown) => notice(view, refusalOf(error)));
  return true;
}

export const definition: Extension = [
  keymap.of([{ key: "F12", run: (view) => follow(view) }]),
  EditorView.domEventHandlers({
    mousedown: (event, view) => {
      if (event.button !== 0 || !(event.metaKey || event.ctrlKey)) return false;
      const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (pos === null) return false;
      event.preventDefault();
      return follow(view, pos);
    },
  }),
];
