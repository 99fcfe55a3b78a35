import { LSPPlugin } from "@codemirror/lsp-client";
import type { Extension } from "@codemirror/state";

import { whenStill } from "./still.ts";

/** Tells the server of what was typed, which is when it looks for mistakes. */
export const fastSync: Extension = whenStill({
  after: ({ docChanged }) => docChanged,
  act: (view) => LSPPlugin.get(view)?.client.sync(),
});
