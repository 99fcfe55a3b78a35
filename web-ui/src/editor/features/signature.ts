import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { keymap, showTooltip, type EditorView, type Tooltip, type ViewUpdate } from "@codemirror/view";

import { askQuietly } from "../language/ask.ts";
import { positionAt } from "../language/positions.ts";
import type { Signature, SignatureHelp } from "../language/protocol.ts";
import { element } from "./dom.ts";
import { renderMarkup } from "./markdown-view.ts";
import { whenStill } from "./still.ts";

interface Shown {
  readonly pos: number;
  readonly help: SignatureHelp;
}

const setShown = StateEffect.define<Shown | null>();

const shown = StateField.define<Shown | null>({
  create: () => null,
  update: (value, { effects, changes }) => {
    const mapped = value && { ...value, pos: changes.mapPos(value.pos) };
    return effects.reduce((latest, effect) => (effect.is(setShown) ? effect.value : latest), mapped);
  },
  provide: (field) => showTooltip.from(field, (value) => value && tooltipOf(value)),
});

function tooltipOf({ pos, help }: Shown): Tooltip {
  return { pos, above: true, create: () => ({ dom: helpNode(help) }) };
}

function helpNode({ signatures, activeSignature = 0, activeParameter = 0 }: SignatureHelp): HTMLElement {
  const box = element("div", "cm-signature");
  const signature = signatures[activeSignature] ?? signatures[0];
  if (!signature) return box;
  const active = signature.parameters?.[signature.activeParameter ?? activeParameter];
  box.append(labelNode(signature, active?.label));
  if (signatures.length > 1) {
    box.append(element("p", "cm-signature-count", `${activeSignature + 1} of ${signatures.length}`));
  }
  const documentation = active?.documentation ?? signature.documentation;
  if (documentation !== undefined && documentation !== "") box.append(renderMarkup(documentation));
  return box;
}

function labelNode({ label }: Signature, active: string | readonly [number, number] | undefined): HTMLElement {
  const node = element("div", "cm-signature-label");
  const begin = typeof active === "string" ? label.indexOf(active) : (active?.[0] ?? -1);
  const end = typeof active === "string" ? begin + active.length : (active?.[1] ?? -1);
  if (begin < 0) node.append(label);
  else node.append(label.slice(0, begin), element("strong", undefined, label.slice(begin, end)), label.slice(end));
  return node;
}

async function showHelp(view: EditorView): Promise<void> {
  const { head } = view.state.selection.main;
  const params = { position: positionAt(view.state.doc, head), context: { triggerKind: 1, isRetrigger: false } };
  const help = await askQuietly<SignatureHelp>(view, "textDocument/signatureHelp", params);
  if (!help && view.state.selection.main.head !== head) return;
  const value = help && help.signatures.length > 0 ? { pos: head, help } : null;
  if (value || view.state.field(shown)) view.dispatch({ effects: setShown.of(value) });
}

/** Comes with `(` and `,`, and follows the cursor while it is there. */
const following = whenStill({
  waitMs: 60,
  after: (update) =>
    (update.docChanged || update.selectionSet) && (update.state.field(shown) !== null || opensCall(update)),
  act: (view) => void showHelp(view),
});

function opensCall({ transactions, state }: ViewUpdate): boolean {
  if (!transactions.some((transaction) => transaction.isUserEvent("input"))) return false;
  const { head } = state.selection.main;
  return /[(,]\s?$/.test(state.sliceDoc(Math.max(0, head - 2), head));
}

function hide(view: EditorView): boolean {
  if (view.state.field(shown) === null) return false;
  view.dispatch({ effects: setShown.of(null) });
  return true;
}

function show(view: EditorView): boolean {
  void showHelp(view);
  return true;
}

export const signature: Extension = [
  shown,
  following,
  keymap.of([
    { key: "Mod-Shift-Space", run: show },
    { key: "Escape", run: hide },
  ]),
];
