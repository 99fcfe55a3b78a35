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

/** Only what the grammar cannot know has a look of its own. */
const looks: Readonly<Record<string, Record<string, string>>> = {
  "cm-token-parameter": { fontStyle: "italic" },
  "cm-is-upvalue": { textDecoration: "underline", textDecorationColor: "var(--line-3)", textUnderlineOffset: "3px" },
  "cm-is-unavailable": { color: "var(--error)", textDecoration: "line-through" },
};

/** The classes of a token that look like something: an element for each of the others is laid out for nothing. */
export function classesOf({ type, modifiers }: Pick<SemanticToken, "type" | "modifiers">): readonly string[] {
  const all = [`cm-token-${type}`, ...modifiers.map((modifier) => `cm-is-${modifier}`)];
  return all.filter((each) => each in looks);
}

function decorationsOf(tokens: readonly SemanticToken[], doc: Text): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const token of tokens) {
    const classes = classesOf(token);
    if (classes.length === 0) continue;
    const from = offsetAt(doc, token);
    const to = Math.min(from + token.length, doc.length);
    if (to > from) builder.add(from, to, markOf(classes.join(" ")));
  }
  return builder.finish();
}

const marks = new Map<string, Decoration>();

function markOf(classes: string): Decoration {
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

const look = EditorView.theme(Object.fromEntries(Object.entries(looks).map(([name, style]) => [`.${name}`, style])));

export const semanticTokens: Extension = [tokens, keptByServer({ read, set, field: tokens }), look];
