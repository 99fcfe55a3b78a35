import { LSPPlugin, type LSPClient } from "@codemirror/lsp-client";
import {
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
  type Action,
  type Diagnostic,
} from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";

import { ask } from "../language/ask.ts";
import { rangeOf, spanOf } from "../language/positions.ts";
import type { CodeAction, ServerDiagnostic } from "../language/protocol.ts";
import { scriptOf } from "../language/script-uri.ts";
import type { Findings } from "../language/session.ts";
import { buttonNode, element } from "./dom.ts";
import { applyEdits, editorScript } from "./editor-script.ts";
import { linkNode } from "./markdown-view.ts";

/** Shows what the server found in the editor of the script, unless the editor has moved on to another text. */
export function showFindings(client: LSPClient, { uri, version, diagnostics }: Findings): void {
  const file = client.workspace.getFile(uri);
  const view = file?.getView();
  const plugin = view && LSPPlugin.get(view);
  if (!view || !plugin || (version !== undefined && version !== file?.version)) return;
  const { syncedDoc, unsyncedChanges } = plugin;
  const shown = diagnostics.map((found): Diagnostic => {
    const { from, to } = spanOf(syncedDoc, found.range);
    return diagnosticOf(found, unsyncedChanges.mapPos(from, -1), unsyncedChanges.mapPos(to, 1));
  });
  view.dispatch(setDiagnostics(view.state, shown));
  if (shown.length > 0 && unsyncedChanges.empty) void addFixes(view, diagnostics);
}

/** Then each with the buttons that mend it, once the server has said what there is. */
async function addFixes(view: EditorView, found: readonly ServerDiagnostic[]): Promise<void> {
  const { doc } = view.state;
  const context = { diagnostics: found, only: ["quickfix"] };
  const range = rangeOf(doc, 0, doc.length);
  const actions = await ask<readonly CodeAction[]>(view, "textDocument/codeAction", { range, context }).catch(() => []);
  if (!actions?.length || view.state.doc !== doc) return;
  const shown = found.map((each): Diagnostic => {
    const { from, to } = spanOf(doc, each.range);
    const fixes = actions.filter(({ diagnostics }) => diagnostics?.some((fixed) => isSame(fixed, each)));
    return { ...diagnosticOf(each, from, to), actions: fixes.map(({ title }) => fixButton(each, title)) };
  });
  view.dispatch(setDiagnostics(view.state, shown));
}

function isSame(one: ServerDiagnostic, other: ServerDiagnostic): boolean {
  return one.code === other.code && JSON.stringify(one.range) === JSON.stringify(other.range);
}

/** Asks again when it is pressed: the text may be another by then. */
function fixButton({ code }: ServerDiagnostic, title: string): Action {
  return {
    name: title,
    apply: (view, from, to) => {
      const range = rangeOf(view.state.doc, from, to);
      const params = { range, context: { diagnostics: [], only: ["quickfix"] } };
      const { doc } = view.state;
      void ask<readonly CodeAction[]>(view, "textDocument/codeAction", params)
        .then((actions) => {
          const fix = actions?.find(
            (each) => each.title === title && each.diagnostics?.some((one) => one.code === code),
          );
          const uri = LSPPlugin.get(view)?.uri;
          if (fix?.edit?.changes && uri !== undefined && view.state.doc === doc)
            applyEdits(view, uri, fix.edit.changes);
        })
        .catch(() => undefined);
    },
  };
}

const severities = [undefined, "error", "warning", "info", "hint"] as const;
const tagClasses: Readonly<Record<number, string>> = { 1: "cm-unused", 2: "cm-deprecated" };

/** What the server found, as the editor marks it. */
export function diagnosticOf(found: ServerDiagnostic, from: number, to: number): Diagnostic {
  const { severity = 1, message, tags = [], code } = found;
  const classes = tags.flatMap((tag) => tagClasses[tag] ?? []);
  return {
    from,
    to,
    severity: severities[severity] ?? "info",
    message,
    ...(code !== undefined && { source: String(code) }),
    ...(classes.length > 0 && { markClass: classes.join(" ") }),
    renderMessage: (view) => messageNode(view, found),
  };
}

function messageNode(view: EditorView, { message, code, codeDescription, relatedInformation }: ServerDiagnostic): Node {
  const box = element("div", "cm-problem");
  box.append(element("span", undefined, message));
  if (code !== undefined) {
    const name = codeDescription
      ? linkNode(String(code), codeDescription.href)
      : element("code", undefined, String(code));
    name.classList.add("cm-problem-code");
    box.append(" ", name);
  }
  for (const { location, message: about } of relatedInformation ?? []) {
    const id = scriptOf(location.uri);
    const line = location.range.start.line + 1;
    const isHere = location.uri === LSPPlugin.get(view)?.uri;
    const label = isHere ? `Line ${line}: ${about}` : `${id ?? location.uri}, line ${line}: ${about}`;
    box.append(
      buttonNode("cm-problem-related", label, () => {
        if (isHere)
          view.dispatch({ selection: { anchor: spanOf(view.state.doc, location.range).from }, scrollIntoView: true });
        else if (id !== undefined) view.state.facet(editorScript)?.open(id, line);
      }),
    );
  }
  return box;
}

export const diagnostics: Extension = keymap.of([{ key: "F8", run: nextDiagnostic, shift: previousDiagnostic }]);

export const diagnosticsGutter: Extension = lintGutter({ hoverTime: 200 });
