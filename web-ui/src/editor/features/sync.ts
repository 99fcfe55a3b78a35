import { LSPPlugin } from "@codemirror/lsp-client";
import type { Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";

/** How long a person has to be still before the server hears of what they typed. */
const stillMs = 80;

/** Tells the server of changes soon after they were typed, which is when it looks for mistakes. */
export const fastSync: Extension = ViewPlugin.fromClass(
  class {
    timer: ReturnType<typeof setTimeout> | undefined;
    readonly view: EditorView;

    constructor(view: EditorView) {
      this.view = view;
    }

    update(update: ViewUpdate): void {
      if (!update.docChanged) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => LSPPlugin.get(this.view)?.client.sync(), stillMs);
    }

    destroy(): void {
      clearTimeout(this.timer);
    }
  },
);
