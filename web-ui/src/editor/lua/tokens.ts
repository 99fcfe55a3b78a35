import { ExternalTokenizer, type InputStream } from "@lezer/lr";

import { LongComment, LongString } from "./lua.grammar.terms";

const dash = 45;
const equals = 61;
const open = 91;
const close = 93;

/** Strings and comments in long brackets: `[[…]]`, `[=[…]=]`, `--[==[…]==]`. One that is not closed reaches to the end. */
export const longBrackets = new ExternalTokenizer((input) => {
  const isComment = input.next === dash && input.peek(1) === dash;
  const level = openingLevel(input, isComment ? 2 : 0);
  if (level === undefined) return;
  input.advance(level + (isComment ? 4 : 2));
  skipToClosing(input, level);
  input.acceptToken(isComment ? LongComment : LongString);
});

/** How many = stand between the two brackets that open at `offset`. */
function openingLevel(input: InputStream, offset: number): number | undefined {
  if (input.peek(offset) !== open) return undefined;
  let level = 0;
  while (input.peek(offset + 1 + level) === equals) level += 1;
  return input.peek(offset + 1 + level) === open ? level : undefined;
}

function skipToClosing(input: InputStream, level: number): void {
  while (input.next >= 0) {
    if (input.next !== close) {
      input.advance();
      continue;
    }
    let count = 0;
    while (input.advance() === equals) count += 1;
    if (count === level && input.next === close) {
      input.advance();
      return;
    }
  }
}
