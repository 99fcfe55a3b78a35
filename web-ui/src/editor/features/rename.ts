import { LSPPlugin } from "@codemirror/lsp-client";
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { keymap, showTooltip, type EditorView, type Tooltip } from "@codemirror/view";

import { ask, refusalOf } from "../language/ask.ts";
import { positionAt, spanOf } from "../language/positions.ts";
import type { Range, WorkspaceEdit } from "../language/protocol.ts";
import { element } from "./dom.ts";
import { applyEdits } from "./editor-script.ts";
import { notice } from "./notice.ts";

interface Renaming {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

const setRenaming = StateEffect.define<Renaming | null>();

const renaming = StateField.define<Renaming | null>({
  create: () => null,
  update: (value, { docChanged, effects }) =>
    effects.reduce((latest, effect) => (effect.is(setRenaming) ? effect.value : latest), docChanged ? null : value),
  provide: (field) => showTooltip.from(field, (value) => value && tooltipOf(value)),
});

function tooltipOf(value: Renaming): Tooltip {
  return {
    pos: value.from,
    above: true,
    create: (view) => {
      const { dom, input } = formNode(view, value);
      return { dom, mount: () => input.select() };
    },
  };
}

function formNode(view: EditorView, { from, name }: Renaming) {
  const dom = element("form", "cm-rename");
  const input = element("input", "cm-textfield");
  input.value = name;
  input.setAttribute("aria-label", `New name of ${name}`);
  input.spellcheck = false;
  const said = element("p", "cm-rename-refusal");
  said.setAttribute("role", "alert");
  dom.append(input, element("span", "cm-rename-keys", "Enter renames, Escape leaves it"), said);
  dom.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value === name) return close(view);
    rename(view, from, input.value).catch((error: unknown) => {
      said.textContent = refusalOf(error);
      input.setAttribute("aria-invalid", "true");
    });
  });
  dom.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    close(view);
  });
  return { dom, input };
}

function close(view: EditorView): void {
  view.dispatch({ effects: setRenaming.of(null) });
  view.focus();
}

async function rename(view: EditorView, from: number, newName: string): Promise<void> {
  const { doc } = view.state;
  const uri = LSPPlugin.get(view)?.uri;
  const edit = await ask<WorkspaceEdit | null>(view, "textDocument/rename", {
    position: positionAt(doc, from),
    newName,
  });
  if (view.state.doc !== doc || uri === undefined) return;
  close(view);
  if (edit?.changes) applyEdits(view, uri, edit.changes);
}

interface Prepared {
  readonly range: Range;
  readonly placeholder: string;
}

function start(view: EditorView): boolean {
  if (view.state.readOnly) return false;
  const { doc, selection } = view.state;
  const params = { position: positionAt(doc, selection.main.head) };
  ask<Prepared | null>(view, "textDocument/prepareRename", params)
    .then((found) => {
      if (view.state.doc !== doc) return;
      if (!found) return notice(view, "There is no name here that could be another.");
      view.dispatch({ effects: setRenaming.of({ ...spanOf(doc, found.range), name: found.placeholder }) });
    })
    .catch((error: unknown) => notice(view, refusalOf(error)));
  return true;
}

export const renameInPlace: Extension = [renaming, keymap.of([{ key: "F2", run: start }])];
