import { LSPPlugin } from "@codemirror/lsp-client";
import { Prec, StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView, GutterMarker, gutter, keymap, showTooltip, type Tooltip } from "@codemirror/view";

import { ask, refusalOf } from "../language/ask.ts";
import { rangeOf } from "../language/positions.ts";
import type { CodeAction } from "../language/protocol.ts";
import { buttonNode, element } from "./dom.ts";
import { applyEdits } from "./editor-script.ts";
import { keptByServer } from "./kept.ts";
import { notice } from "./notice.ts";

interface Menu {
  readonly pos: number;
  readonly actions: readonly CodeAction[];
}

const setMenu = StateEffect.define<Menu | null>();

const menu = StateField.define<Menu | null>({
  create: () => null,
  update: (value, { docChanged, selection, effects }) =>
    effects.reduce(
      (latest, effect) => (effect.is(setMenu) ? effect.value : latest),
      docChanged || selection ? null : value,
    ),
  provide: (field) => showTooltip.from(field, (value) => value && tooltipOf(value)),
});

function tooltipOf({ pos, actions }: Menu): Tooltip {
  return {
    pos,
    create: (view) => {
      const dom = menuNode(view, actions);
      return { dom, mount: () => dom.querySelector("button")?.focus() };
    },
  };
}

/** A menu by keyboard: arrows move, Enter does, Escape goes back to the text. */
function menuNode(view: EditorView, actions: readonly CodeAction[]): HTMLElement {
  const dom = element("div", "cm-actions");
  dom.setAttribute("role", "menu");
  dom.setAttribute("aria-label", "Fixes and changes");
  const items = actions.map((action) => {
    const item = buttonNode("cm-action", action.title, () => perform(view, action));
    item.setAttribute("role", "menuitem");
    return item;
  });
  dom.append(...items);
  dom.addEventListener("keydown", (event) => {
    const root = dom.getRootNode() as Document | ShadowRoot;
    const at = items.indexOf(root.activeElement as HTMLButtonElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) items[(at + step + items.length) % items.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close(view);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return dom;
}

function close(view: EditorView): void {
  view.dispatch({ effects: setMenu.of(null) });
  view.focus();
}

function perform(view: EditorView, { edit }: CodeAction): void {
  const uri = LSPPlugin.get(view)?.uri;
  close(view);
  if (edit?.changes && uri !== undefined) applyEdits(view, uri, edit.changes);
}

/** What can be done at the cursor. */
async function actionsAt(view: EditorView): Promise<readonly CodeAction[]> {
  const { from, to } = view.state.selection.main;
  const range = rangeOf(view.state.doc, from, to);
  const found = await ask<readonly CodeAction[] | null>(view, "textDocument/codeAction", {
    range,
    context: { diagnostics: [] },
  });
  return (found ?? []).filter(({ edit, disabled }) => edit && !disabled);
}

function open(view: EditorView): boolean {
  if (view.state.readOnly) return false;
  const { doc, selection } = view.state;
  actionsAt(view)
    .then((actions) => {
      if (view.state.doc !== doc) return;
      if (actions.length === 0) notice(view, "There is nothing to fix or to change here.");
      else view.dispatch({ effects: setMenu.of({ pos: selection.main.head, actions }) });
    })
    .catch((error: unknown) => notice(view, refusalOf(error)));
  return true;
}

const setBulb = StateEffect.define<number | null>();

/** Where the line begins that has something to fix or to change. */
const bulb = StateField.define<number | null>({
  create: () => null,
  update: (value, { docChanged, selection, effects }) =>
    effects.reduce(
      (latest, effect) => (effect.is(setBulb) ? effect.value : latest),
      docChanged || selection ? null : value,
    ),
});

class Bulb extends GutterMarker {
  override toDOM(view: EditorView): Node {
    const button = buttonNode("cm-bulb", "✦", () => open(view));
    button.setAttribute("aria-label", "Fixes and changes");
    button.title = "Fixes and changes";
    // The keys do the same; a stop inside the text's edge would be in the way.
    button.tabIndex = -1;
    return button;
  }
}

const bulbMarker = new Bulb();

async function readBulb(view: EditorView): Promise<number | null | undefined> {
  if (view.state.readOnly || !view.hasFocus) return null;
  const { doc, selection } = view.state;
  const actions = await actionsAt(view).catch(() => []);
  if (view.state.doc !== doc || !view.state.selection.eq(selection)) return undefined;
  return actions.length > 0 ? doc.lineAt(selection.main.head).from : null;
}

export const actionsMenu: Extension = [
  menu,
  bulb,
  keptByServer<number | null>({
    read: readBulb,
    set: setBulb,
    field: bulb,
    also: ({ selectionSet, focusChanged }) => selectionSet || focusChanged,
  }),
  Prec.high(keymap.of([{ key: "Mod-.", run: open }])),
];

class Spacer extends GutterMarker {
  override toDOM(): Node {
    return element("span", "cm-bulb-space");
  }
}
const bulbSpacer = new Spacer();

/** The mark beside the line that has something to fix or to change. */
export const actionsGutter: Extension = gutter({
  class: "cm-gutter-bulb",
  lineMarker: (view, line) => (view.state.field(bulb) === line.from ? bulbMarker : null),
  lineMarkerChange: ({ startState, state }) => startState.field(bulb) !== state.field(bulb),
  initialSpacer: () => bulbSpacer,
});
