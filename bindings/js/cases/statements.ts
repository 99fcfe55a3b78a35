/** Lines of a statement, or of the head of one that has others inside. */
export interface Statement {
  readonly line: number;
  /** The last line that can be its own. */
  readonly lastLine: number;
}

interface Token {
  readonly text: string;
  readonly line: number;
  /** A text may go on over several lines. */
  readonly lastLine: number;
  readonly kind: "name" | "keyword" | "value" | "symbol";
}

const keywords = new Set(
  [
    "and break do else elseif end false for function goto if in local",
    "nil not or repeat return then true until while",
  ].flatMap((line) => line.split(" ")),
);

/** Strings and comments with long brackets, short strings, comments, numbers, names, symbols. */
const tokenForm =
  /--\[(=*)\[[^]*?(?:\]\1\]|$)|--[^\n]*|\[(=*)\[[^]*?(?:\]\2\]|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|0[xX][\da-fA-F.]*(?:[pP][+-]?\d+)?|\.?\d[\d.]*(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|::|\.{2,3}|[=~<>]=|\/\/|<<|>>|[^\s]/g;

function tokensOf(code: string): Token[] {
  const tokens: Token[] = [];
  let [line, from] = [1, 0];
  for (const { 0: text, index } of code.matchAll(tokenForm)) {
    line += newLines(code.slice(from, index));
    from = index;
    if (!text.startsWith("--")) tokens.push({ text, line, lastLine: line + newLines(text), kind: kindOf(text) });
  }
  return tokens;
}

function newLines(text: string): number {
  return text.split("\n").length - 1;
}

function kindOf(text: string): Token["kind"] {
  if (/^[A-Za-z_]/.test(text)) return keywords.has(text) ? "keyword" : "name";
  return /^(["'\d]|\.\d|\[=*\[)/.test(text) ? "value" : "symbol";
}

/** Statements that do something where they stand; others only hold statements, or are done when code is compiled. */
const heads = new Set(["local", "return", "if", "elseif", "for", "while", "until", "goto", "break"]);
const opening = new Set(["(", "[", "{"]);
const closing = new Set([")", "]", "}"]);
/** What ends a value, so that a name behind it begins the next statement. */
const valueEnds = new Set([")", "]", "}", "end", "nil", "true", "false", "...", "break"]);
const blockStarts = new Set(["then", "do", "else", "repeat", ";", "::"]);

/**
 * The statements of a script by which its coverage is counted, in order. Made for code that compiles; what comes of
 * other code is of no use, but it always ends. Left out: functions that are declared, locals without a value and those
 * of a constant, and `while true`, for which the compiler makes no instruction of their own.
 */
export function statementsOf(code: string): Statement[] {
  const tokens = tokensOf(code);
  const starts = startsOf(tokens);
  return starts.flatMap((start, index) => {
    const own = ownTokens(tokens.slice(start, starts[index + 1]));
    const [line, lastLine] = [own[0]!.line, own.at(-1)!.lastLine];
    return hasInstruction(own) ? [{ line, lastLine }] : [];
  });
}

/** Without the ends of blocks around the statement, where the compiler puts instructions of those. */
function ownTokens(tokens: readonly Token[]): readonly Token[] {
  let open = 0;
  const end = tokens.findIndex(({ kind, text }, index) => {
    if (kind !== "keyword" || index === 0) return false;
    if (["function", "do", "repeat"].includes(text)) open++;
    if (["end", "until"].includes(text)) open--;
    return open < 0 || (text === "else" && open === 0);
  });
  return end < 0 ? tokens : tokens.slice(0, end);
}

/** Indices of the tokens that begin a statement. */
function startsOf(tokens: readonly Token[]): number[] {
  const starts: number[] = [];
  // Brackets that are open, for each function around: statements of a function in an argument are statements, too.
  const depths = [0];
  const blocks: ("function" | "block")[] = [];
  tokens.forEach((token, index) => {
    const depth = depths.at(-1)!;
    const before = tokens[index - 1];
    if (depth === 0 && beginsStatement(token, before)) starts.push(index);
    if (opening.has(token.text) && token.kind === "symbol") depths[depths.length - 1] = depth + 1;
    if (closing.has(token.text) && token.kind === "symbol") depths[depths.length - 1] = Math.max(0, depth - 1);
    if (token.kind !== "keyword") return;
    if (token.text === "function") {
      blocks.push("function");
      depths.push(0);
    } else if (["if", "do", "repeat"].includes(token.text)) blocks.push("block");
    else if (["end", "until"].includes(token.text) && blocks.pop() === "function" && depths.length > 1) depths.pop();
  });
  return starts;
}

function beginsStatement({ kind, text }: Token, before: Token | undefined): boolean {
  if (kind === "keyword") return heads.has(text) || (text === "function" && startsAfter(before));
  return kind === "name" && startsAfter(before);
}

function startsAfter(before: Token | undefined): boolean {
  if (before === undefined || blockStarts.has(before.text)) return true;
  return before.kind === "name" || before.kind === "value" || valueEnds.has(before.text);
}

function hasInstruction([head, ...rest]: readonly Token[]): boolean {
  const [second, third] = rest;
  if (head?.text === "function") return false;
  if (head?.text === "while") return second?.text !== "true";
  if (head?.text !== "local") return true;
  const isConstant = rest.some(({ text }, index) => text === "<" && rest[index + 1]?.text === "const");
  return second?.text !== "function" && !isConstant && (third?.text === "=" || rest.some(({ text }) => text === "="));
}
