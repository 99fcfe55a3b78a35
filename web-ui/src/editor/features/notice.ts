import { EditorView, showDialog } from "@codemirror/view";

import { element } from "./dom.ts";

/** Says something at the editor's edge for a moment, also to those who don't see it. */
export function notice(view: EditorView, text: string): void {
  const { close } = showDialog(view, {
    content: () => {
      const dom = element("div", "cm-notice", text);
      dom.setAttribute("role", "status");
      return dom;
    },
  });
  setTimeout(() => view.dispatch({ effects: close }), 5_000);
}
