import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  pickedCompletion,
  selectedCompletion,
  snippet,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { LSPPlugin } from "@codemirror/lsp-client";
import { Prec, type Extension, type Text } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";

import { askQuietly } from "../language/ask.ts";
import { changesOf, positionAt, spanOf } from "../language/positions.ts";
import type { CompletionItem, CompletionList } from "../language/protocol.ts";
import { element } from "./dom.ts";
import { renderMarkup } from "./markdown-view.ts";
import { snippetTemplate } from "./snippet-template.ts";

/** An item of the server's, as the editor lists it. */
interface ServerCompletion extends Completion {
  readonly item: CompletionItem;
}

async function serverCompletions(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, view, explicit } = context;
  if (!view) return null;
  const word = context.matchBefore(/[A-Za-z_]\w*/);
  const before = state.sliceDoc(Math.max(0, pos - 1), pos);
  if (!explicit && !word && !triggersOf(view).includes(before)) return null;
  const trigger = explicit || word ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: before };
  const params = { position: positionAt(state.doc, pos), context: trigger };
  const answer = await askQuietly<CompletionList | readonly CompletionItem[]>(view, "textDocument/completion", params);
  if (!answer || context.aborted) return null;
  const { items, isIncomplete } = "items" in answer ? answer : { items: answer, isIncomplete: false };
  if (items.length === 0) return null;
  const from = startOf(items, state.doc, word?.from ?? pos);
  const options = items.map((item) => completionOf(item, state.doc, pos));
  return { from, options, ...(!isIncomplete && { validFor: /^\w*$/ }) };
}

/** Signs after which the server has something to offer. Not the space: Enter after it is to begin a line. */
function triggersOf(view: EditorView): readonly string[] {
  const provider = LSPPlugin.get(view)?.client.serverCapabilities?.completionProvider;
  return (provider?.triggerCharacters ?? []).filter((sign) => sign !== " ");
}

/** Where the words begin that are compared with what is typed: where most items say that theirs does. */
function startOf(items: readonly CompletionItem[], doc: Text, typed: number): number {
  const starts = items.flatMap(({ textEdit }) => (textEdit ? [spanOf(doc, textEdit.range).from] : []));
  return starts.includes(typed) || starts.length === 0 ? typed : Math.max(...starts);
}

/** An item with a range of its own, whatever the others have. `pos` is where it was asked for. */
export function completionOf(item: CompletionItem, doc: Text, pos: number): ServerCompletion {
  const { label, sortText, filterText, labelDetails, detail, kind, preselect } = item;
  const aside = labelDetails?.detail ?? "";
  const described = labelDetails?.description ?? detail;
  return {
    item,
    label: filterText ?? label,
    displayLabel: label + aside,
    type: kindNames[kind ?? 0] ?? "text",
    ...(sortText !== undefined && { sortText }),
    ...(described !== undefined && { detail: described }),
    ...(preselect && { boost: 50 }),
    info: ({ item: chosen }: ServerCompletion) => documentationOf(chosen),
    apply: (view, completion, from, to) => applyItem(view, completion, item, placeOf(item, doc, pos, { from, to })),
  } as ServerCompletion;
}

/** What is replaced: the item's own range, and what was typed since. */
function placeOf({ textEdit }: CompletionItem, doc: Text, pos: number, typed: { from: number; to: number }) {
  if (!textEdit) return typed;
  const { from, to } = spanOf(doc, textEdit.range);
  return { from, to: typed.to + Math.max(0, to - pos) };
}

function applyItem(
  view: EditorView,
  completion: Completion,
  item: CompletionItem,
  place: { from: number; to: number },
) {
  const extra = changesOf(view.state.doc, item.additionalTextEdits ?? []);
  const changes = view.state.changes(extra);
  if (!changes.empty) view.dispatch({ changes, userEvent: "input.complete" });
  const from = changes.mapPos(place.from, 1);
  const to = changes.mapPos(place.to, 1);
  const text = item.textEdit?.newText ?? item.insertText ?? item.label;
  if (item.insertTextFormat === 2) return snippet(snippetTemplate(text))(view, completion, from, to);
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}

/** Asked for only when a person looks at the item. */
const resolved = new WeakMap<CompletionItem, Promise<CompletionItem>>();
let resolving: EditorView | undefined;

async function documentationOf(item: CompletionItem): Promise<Node | null> {
  const view = resolving;
  const client = view && LSPPlugin.get(view)?.client;
  if (!client) return null;
  const known = resolved.get(item) ?? client.request<CompletionItem, CompletionItem>("completionItem/resolve", item);
  resolved.set(item, known);
  const { documentation, detail } = await known.catch(() => item);
  if (documentation === undefined && detail === undefined) return null;
  const box = element("div");
  if (detail !== undefined && detail !== item.detail) box.append(element("p", "cm-docs-detail", detail));
  if (documentation !== undefined) box.append(renderMarkup(documentation));
  return box.childNodes.length > 0 ? box : null;
}

/** By the numbers of the protocol. */
const kindNames: Readonly<Record<number, string>> = {
  1: "text",
  2: "method",
  3: "function",
  4: "function",
  5: "field",
  6: "variable",
  7: "class",
  8: "interface",
  9: "module",
  10: "property",
  11: "unit",
  12: "value",
  13: "enum",
  14: "keyword",
  15: "snippet",
  16: "colour",
  17: "script",
  18: "reference",
  19: "folder",
  20: "constant",
  21: "constant",
  22: "struct",
  23: "event",
  24: "operator",
  25: "type",
};

const kindSigns: Readonly<Record<string, string>> = {
  method: "ƒ",
  function: "ƒ",
  field: "▪",
  property: "▪",
  variable: "x",
  keyword: "k",
  snippet: "…",
  constant: "c",
  script: "s",
  module: "m",
  value: "v",
  operator: "+",
  text: "t",
  type: "T",
};

function kindNode({ type = "text" }: Completion): Node {
  const sign = element("span", `cm-kind cm-kind-${type}`, kindSigns[type] ?? "·");
  sign.setAttribute("aria-hidden", "true");
  return sign;
}

function isDeprecated(completion: Completion): boolean {
  const { item } = completion as ServerCompletion;
  return item?.deprecated === true || (item?.tags?.includes(1) ?? false);
}

/** What stands there already is not to be chosen: Enter after a whole `end` begins a line. */
function beginLine(view: EditorView): boolean {
  const chosen = selectedCompletion(view.state) as ServerCompletion | null;
  if (!chosen) return false;
  const { label, textEdit, insertText, additionalTextEdits } = chosen.item;
  const text = textEdit?.newText ?? insertText ?? label;
  const { head } = view.state.selection.main;
  const isThere = view.state.sliceDoc(Math.max(0, head - text.length), head) === text;
  if (isThere && !additionalTextEdits?.length) closeCompletion(view);
  return false;
}

export const completion: Extension = [
  autocompletion({
    defaultKeymap: false,
    override: [
      (context) => {
        resolving = context.view;
        return serverCompletions(context);
      },
    ],
    icons: false,
    maxRenderedOptions: 60,
    activateOnTypingDelay: 60,
    optionClass: (each) => (isDeprecated(each) ? "cm-deprecated" : ""),
    addToOptions: [{ render: kindNode, position: 20 }],
  }),
  closeBrackets(),
  Prec.highest(keymap.of([{ key: "Enter", run: beginLine }, ...completionKeymap])),
  keymap.of(closeBracketsKeymap),
];
