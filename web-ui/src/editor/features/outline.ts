import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { keymap, showPanel, type EditorView, type Panel } from "@codemirror/view";

import { ask, refusalOf } from "../language/ask.ts";
import { spanOf } from "../language/positions.ts";
import type { DocumentSymbol } from "../language/protocol.ts";
import { buttonNode, element } from "./dom.ts";
import { notice } from "./notice.ts";
import { outlineRows, type OutlineRow } from "./outline-rows.ts";

const setSymbols = StateEffect.define<readonly DocumentSymbol[] | null>();

const listed = StateField.define<readonly DocumentSymbol[] | null>({
  create: () => null,
  update: (value, { docChanged, effects }) =>
    effects.reduce((latest, effect) => (effect.is(setSymbols) ? effect.value : latest), docChanged ? null : value),
  provide: (field) =>
    showPanel.from(field, (symbols) => symbols && ((view: EditorView): Panel => outlinePanel(view, symbols))),
});

function outlinePanel(view: EditorView, symbols: readonly DocumentSymbol[]): Panel {
  const dom = element("section", "cm-outline");
  dom.setAttribute("aria-label", "Outline");
  const input = element("input", "cm-textfield");
  input.placeholder = "Find a name in this script";
  input.setAttribute("aria-label", input.placeholder);
  const list = element("ul");
  const fill = (): void => {
    list.replaceChildren(...outlineRows(symbols, input.value).map((row) => rowNode(view, row)));
  };
  input.addEventListener("input", fill);
  dom.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const root = dom.getRootNode() as Document | ShadowRoot;
    const at = buttons.indexOf(root.activeElement as HTMLButtonElement);
    if (event.key === "Escape") close(view);
    else if (event.key === "ArrowDown") buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (buttons[at - 1] ?? input).focus();
    else if (event.key === "Enter" && at < 0) buttons[0]?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  fill();
  dom.append(input, list);
  return { dom, top: true, mount: () => input.focus() };
}

function rowNode(view: EditorView, { symbol, depth }: OutlineRow): HTMLElement {
  const item = element("li");
  const { from } = spanOf(view.state.doc, symbol.selectionRange);
  const button = buttonNode("cm-outline-row", symbol.name, () => {
    view.dispatch({ selection: { anchor: from }, effects: setSymbols.of(null), scrollIntoView: true });
    view.focus();
  });
  button.style.paddingLeft = `${8 + depth * 14}px`;
  const detail = symbol.detail ?? (symbol.kind === functionKind ? "function" : "");
  button.append(
    element("span", "cm-outline-detail", detail),
    element("span", "cm-outline-line", String(view.state.doc.lineAt(from).number)),
  );
  item.append(button);
  return item;
}

const functionKind = 12;

function close(view: EditorView): boolean {
  if (view.state.field(listed) === null) return false;
  view.dispatch({ effects: setSymbols.of(null) });
  view.focus();
  return true;
}

function open(view: EditorView): boolean {
  if (close(view)) return true;
  const { doc } = view.state;
  ask<readonly DocumentSymbol[] | null>(view, "textDocument/documentSymbol")
    .then((symbols) => {
      if (view.state.doc !== doc) return;
      if (symbols?.length) view.dispatch({ effects: setSymbols.of(symbols) });
      else notice(view, "Nothing in this script has a name.");
    })
    .catch((error: unknown) => notice(view, refusalOf(error)));
  return true;
}

export const outline: Extension = [listed, keymap.of([{ key: "Mod-Shift-o", run: open, preventDefault: true }])];
