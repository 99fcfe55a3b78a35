/** What a piece of Lua is, as far as it is coloured. `given`: what the sandbox hands in. */
export type LuaTokenKind = "keyword" | "text" | "number" | "comment" | "given" | "property" | "call" | "other";

export interface LuaToken {
  readonly kind: LuaTokenKind;
  readonly text: string;
}

const keywords = new Set(
  "and break do else elseif end false for function goto if in local nil not or repeat return then true until while".split(
    " ",
  ),
);
const given = new Set(["context", "helpers"]);
const pieces =
  /(?<comment>--.*)|(?<text>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|\[\[.*?(?:\]\]|$))|(?<number>\b\d[\w.]*)|(?<word>[A-Za-z_]\w*)|(?<other>[^\w"'[-]+|.)/gsu;

/** A line of Lua in pieces. It is looked at by itself: a comment or text that began above is not known. */
export function luaTokens(line: string): LuaToken[] {
  const tokens: LuaToken[] = [];
  for (const { groups = {}, 0: text, index } of line.matchAll(pieces)) {
    const kind =
      groups.word === undefined ? kindOf(groups) : wordKind(text, line[index - 1], line[index + text.length]);
    tokens.push({ kind, text });
  }
  return tokens;
}

function kindOf({ comment, text, number }: Record<string, string | undefined>): LuaTokenKind {
  if (comment !== undefined) return "comment";
  if (text !== undefined) return "text";
  return number === undefined ? "other" : "number";
}

function wordKind(word: string, before: string | undefined, after: string | undefined): LuaTokenKind {
  if (keywords.has(word)) return "keyword";
  if (after === "(") return "call";
  if (before === "." || before === ":") return "property";
  return given.has(word) ? "given" : "other";
}
