import { LSPPlugin, type LSPClient } from "@codemirror/lsp-client";
import {
  forEachDiagnostic,
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
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
import { showSoon } from "./kept.ts";
import { linkNode } from "./markdown-view.ts";

/** What is shown of a finding, with the finding itself. */
interface Shown extends Diagnostic {
  readonly found: ServerDiagnostic;
}

/**
 * Shows what the server found in the editor of the script, unless the editor has moved on to another text. Nothing is
 * drawn anew while the same is found at the same places, as it mostly is while a person types.
 */
export function showFindings(client: LSPClient, { uri, version, diagnostics }: Findings): void {
  const file = client.workspace.getFile(uri);
  const view = file?.getView();
  const plugin = view && LSPPlugin.get(view);
  if (!view || !plugin || (version !== undefined && version !== file?.version)) return;
  const { syncedDoc, unsyncedChanges } = plugin;
  const next = diagnostics.map((found): Shown => {
    const { from, to } = spanOf(syncedDoc, found.range);
    return diagnosticOf(found, unsyncedChanges.mapPos(from, -1), unsyncedChanges.mapPos(to, 1));
  });
  if (signOf(next) === signOf(shownIn(view))) return;
  const { effects } = setDiagnostics(view.state, next);
  showSoon(view, [effects ?? []].flat());
}

/** What is marked now, at the places that it has been carried to. */
function shownIn(view: EditorView): readonly Shown[] {
  const shown: Shown[] = [];
  forEachDiagnostic(view.state, (each, from, to) => shown.push({ ...(each as Shown), from, to }));
  return shown;
}

/** The same for what looks and reads the same. */
function signOf(shown: readonly Shown[]): string {
  const signs = shown.map(({ from, to, found: { range: _, ...told } }) => JSON.stringify([from, to, told]));
  return signs.sort().join("\n");
}

/** The buttons that mend a finding, once the server has said what there is. */
async function addFixes(view: EditorView, box: HTMLElement, found: ServerDiagnostic): Promise<void> {
  const place = shownIn(view).find((each) => each.found === found);
  if (!place || view.state.readOnly) return;
  for (const { title } of await fixesOf(view, place)) {
    const button = buttonNode("cm-diagnosticAction", title, () => void mend(view, place.found, title));
    button.addEventListener("mousedown", (event) => event.preventDefault());
    box.append(button);
  }
}

async function fixesOf(view: EditorView, { from, to, found: { code } }: Shown): Promise<readonly CodeAction[]> {
  const { doc } = view.state;
  const params = { range: rangeOf(doc, from, to), context: { diagnostics: [], only: ["quickfix"] } };
  const actions = await ask<readonly CodeAction[] | null>(view, "textDocument/codeAction", params).catch(() => []);
  if (view.state.doc !== doc) return [];
  return (actions ?? []).filter(({ diagnostics }) =>
    diagnostics?.some((fixed) => fixed.code === code && spanOf(doc, fixed.range).from === from),
  );
}

/** Asks again: the text may be another than when the button was made. */
async function mend(view: EditorView, found: ServerDiagnostic, title: string): Promise<void> {
  const place = shownIn(view).find((each) => each.found === found);
  const fixes = place ? await fixesOf(view, place) : [];
  const changes = fixes.find((each) => each.title === title)?.edit?.changes;
  const uri = LSPPlugin.get(view)?.uri;
  if (changes && uri !== undefined) applyEdits(view, uri, changes);
}

const severities = [undefined, "error", "warning", "info", "hint"] as const;
const tagClasses: Readonly<Record<number, string>> = { 1: "cm-unused", 2: "cm-deprecated" };

/** What the server found, as the editor marks it. */
export function diagnosticOf(found: ServerDiagnostic, from: number, to: number): Shown {
  const { severity = 1, message, tags = [], code } = found;
  const classes = tags.flatMap((tag) => tagClasses[tag] ?? []);
  return {
    from,
    to,
    severity: severities[severity] ?? "info",
    message,
    found,
    ...(code !== undefined && { source: String(code) }),
    ...(classes.length > 0 && { markClass: classes.join(" ") }),
    renderMessage: (view) => messageNode(view, found),
  };
}

function messageNode(view: EditorView, found: ServerDiagnostic): Node {
  const { message, code, codeDescription, relatedInformation } = found;
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
  void addFixes(view, box, found);
  return box;
}

export const diagnostics: Extension = keymap.of([{ key: "F8", run: nextDiagnostic, shift: previousDiagnostic }]);

export const diagnosticsGutter: Extension = lintGutter({ hoverTime: 200 });
