import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { showPanel, ViewPlugin, type EditorView, type Panel } from "@codemirror/view";

import type { LanguageSession } from "../language/session.ts";
import { buttonNode, element } from "./dom.ts";

const changed = StateEffect.define<boolean>();

function notePanel(session: LanguageSession): Panel {
  const dom = element("div", "cm-service-note");
  const text = element("span", undefined, "Highlighting only: the language service could not be started.");
  text.setAttribute("role", "status");
  dom.append(
    text,
    buttonNode("cm-button", "Try again", () => session.retry()),
  );
  return { dom };
}

/** Says so, quietly, while there is no language server: nothing is checked or completed then. */
export function serviceNote(session: LanguageSession): Extension {
  const isOff = StateField.define<boolean>({
    create: () => session.isOff,
    update: (value, { effects }) =>
      effects.reduce((latest, effect) => (effect.is(changed) ? effect.value : latest), value),
    provide: (field) => showPanel.from(field, (off) => (off ? () => notePanel(session) : null)),
  });
  const following = ViewPlugin.define((view: EditorView) => ({
    destroy: session.onOff(() => view.dispatch({ effects: changed.of(session.isOff) })),
  }));
  return [isOff, following];
}
