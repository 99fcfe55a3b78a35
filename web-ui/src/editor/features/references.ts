import { LSPPlugin } from "@codemirror/lsp-client";
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { keymap, showPanel, type EditorView, type Panel } from "@codemirror/view";

import { counted } from "../../ui/format.ts";
import { ask, refusalOf } from "../language/ask.ts";
import { positionAt } from "../language/positions.ts";
import type { Location } from "../language/protocol.ts";
import { scriptOf } from "../language/script-uri.ts";
import { buttonNode, element } from "./dom.ts";
import { editorScript } from "./editor-script.ts";
import { notice } from "./notice.ts";
import { goTo } from "./places.ts";

const setFound = StateEffect.define<readonly Location[] | null>();

const found = StateField.define<readonly Location[] | null>({
  create: () => null,
  update: (value, { effects }) =>
    effects.reduce((latest, effect) => (effect.is(setFound) ? effect.value : latest), value),
  provide: (field) =>
    showPanel.from(field, (places) => places && ((view: EditorView): Panel => ({ dom: panelNode(view, places) }))),
});

/** Lists places below the text, each with its line. */
export function listPlaces(view: EditorView, places: readonly Location[]): void {
  view.dispatch({ effects: setFound.of(places) });
  view.dom.querySelector<HTMLElement>(".cm-reference")?.focus();
}

function close(view: EditorView): boolean {
  if (view.state.field(found) === null) return false;
  view.dispatch({ effects: setFound.of(null) });
  view.focus();
  return true;
}

function panelNode(view: EditorView, places: readonly Location[]): HTMLElement {
  const dom = element("section", "cm-references");
  dom.setAttribute("aria-label", "References");
  const title = element("header", undefined, counted(places.length, "reference"));
  const end = buttonNode("cm-references-close", "×", () => close(view));
  end.setAttribute("aria-label", "Close");
  title.append(end);
  const list = element("ul");
  list.append(...places.map((place) => placeNode(view, place)));
  dom.append(title, list);
  dom.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(view);
  });
  return dom;
}

function placeNode(view: EditorView, place: Location): HTMLElement {
  const { uri, range } = place;
  const { line, character } = range.start;
  const isHere = uri === LSPPlugin.get(view)?.uri;
  const text = isHere ? view.state.doc.toString() : (view.state.facet(editorScript)?.session.textOf(uri) ?? "");
  const source = text.split(/\r\n?|\n/)[line] ?? "";
  const item = element("li");
  const button = buttonNode("cm-reference", "", () => goTo(view, place));
  const end = range.end.line === line ? range.end.character : source.length;
  const code = element("code");
  code.append(
    source.slice(0, character).trimStart(),
    element("mark", undefined, source.slice(character, end)),
    source.slice(end),
  );
  button.append(element("span", "cm-reference-place", `${scriptOf(uri) ?? uri}:${line + 1}`), code);
  item.append(button);
  return item;
}

function find(view: EditorView): boolean {
  const params = {
    position: positionAt(view.state.doc, view.state.selection.main.head),
    context: { includeDeclaration: true },
  };
  ask<readonly Location[] | null>(view, "textDocument/references", params)
    .then((places) => {
      if (places?.length) listPlaces(view, places);
      else notice(view, "Nothing refers to what stands here.");
    })
    .catch((error: unknown) => notice(view, refusalOf(error)));
  return true;
}

export const references: Extension = [
  found,
  keymap.of([
    { key: "Shift-F12", run: find },
    { key: "Escape", run: close },
  ]),
];
