import { LSPPlugin } from "@codemirror/lsp-client";
import { Prec, RangeSetBuilder, StateEffect, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

import { askQuietly } from "../language/ask.ts";
import { offsetAt } from "../language/positions.ts";
import type { SemanticLegend } from "../language/protocol.ts";
import { keptByServer, settable } from "./kept.ts";

/** A token as the server tells it. */
export interface SemanticToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: string;
  readonly modifiers: readonly string[];
}

/** Reads tokens from the protocol's five numbers each, which count from the token before. */
export function readTokens(data: readonly number[], { tokenTypes, tokenModifiers }: SemanticLegend): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [down, along, length, type, bits] = data.slice(at, at + 5) as [number, number, number, number, number];
    character = down === 0 ? character + along : along;
    line += down;
    const modifiers = tokenModifiers.filter((_, index) => (bits & (1 << index)) !== 0);
    tokens.push({ line, character, length, type: tokenTypes[type] ?? "", modifiers });
  }
  return tokens;
}

/** Only what the grammar cannot know has a colour of its own. */
function decorationsOf(tokens: readonly SemanticToken[], doc: Text): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { line, character, length, type, modifiers } of tokens) {
    const from = offsetAt(doc, { line, character });
    const to = Math.min(from + length, doc.length);
    if (to > from) builder.add(from, to, markOf(type, modifiers));
  }
  return builder.finish();
}

const marks = new Map<string, Decoration>();

function markOf(type: string, modifiers: readonly string[]): Decoration {
  const classes = [`cm-token-${type}`, ...modifiers.map((modifier) => `cm-is-${modifier}`)].join(" ");
  const mark = marks.get(classes) ?? Decoration.mark({ class: classes });
  marks.set(classes, mark);
  return mark;
}

const set = StateEffect.define<DecorationSet>();

const tokens = settable<DecorationSet>(
  set,
  Decoration.none,
  (value, changes) => value.map(changes),
  (field) => Prec.highest(EditorView.decorations.from(field)),
);

async function read(view: EditorView): Promise<DecorationSet | undefined> {
  const answer = await askQuietly<{ readonly data: readonly number[] }>(view, "textDocument/semanticTokens/full");
  const provider = LSPPlugin.get(view)?.client.serverCapabilities?.semanticTokensProvider;
  return answer && provider && decorationsOf(readTokens(answer.data, provider.legend), view.state.doc);
}

export const semanticTokens: Extension = [tokens, keptByServer({ read, set, field: tokens })];
