/** The part of Markdown that the language server writes. Everything else in it is text. */
export type Block =
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" }
  | { readonly kind: "heading"; readonly inlines: readonly Inline[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "paragraph"; readonly inlines: readonly Inline[] };

export type Inline =
  | { readonly kind: "text" | "code" | "strong" | "emphasis"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

/** Reads Markdown: fenced code, headings, rules, lists and paragraphs, and what stands within lines. */
export function readMarkdown(source: string): Block[] {
  const lines = source.split(/\r\n|\n|\r/);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      const end = lines.findIndex((each, index) => index > at && each.trim().startsWith(fence));
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(at + 1, last).join("\n") });
      at = last + 1;
    } else if (line.trim() === "") at++;
    else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      blocks.push({ kind: "rule" });
      at++;
    } else if (/^#{1,6}\s/.test(line)) {
      blocks.push({ kind: "heading", inlines: readInlines(line.replace(/^#+\s+/, "")) });
      at++;
    } else {
      const isList = item.test(line);
      let end = at + 1;
      while (end < lines.length && goesOn(lines[end]!, isList)) end++;
      blocks.push(isList ? listOf(lines.slice(at, end)) : paragraphOf(lines.slice(at, end)));
      at = end;
    }
  }
  return blocks;
}

const item = /^\s*[-*]\s+/;

function goesOn(line: string, isList: boolean): boolean {
  return line.trim() !== "" && !/^\s*(`{3,}|~{3,})|^#{1,6}\s/.test(line) && (isList || !item.test(line));
}

function listOf(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    if (item.test(line) || items.length === 0) items.push(line.replace(item, ""));
    else items.push(`${items.pop()!} ${line.trim()}`);
  }
  return { kind: "list", items: items.map(readInlines) };
}

function paragraphOf(lines: readonly string[]): Block {
  return { kind: "paragraph", inlines: readInlines(lines.map((line) => line.trim()).join(" ")) };
}

const inline =
  /\\(?<escaped>[!-/:-@[-`{-~])|(?<ticks>`+)(?<code>.+?)\k<ticks>(?!`)|\*\*(?<strong>[^*]+)\*\*|(?<![\w*])[*_](?<emphasis>[^*_\s](?:[^*_]*[^*_\s])?)[*_](?!\w)|\[(?<text>[^[\]]*)\]\((?<href>[^)\s]*)\)/g;

function readInlines(source: string): Inline[] {
  const out: Inline[] = [];
  const push = (kind: "text" | "code" | "strong" | "emphasis", text: string): void => {
    const last = out.at(-1);
    if (kind === "text" && last?.kind === "text") out[out.length - 1] = { kind, text: last.text + text };
    else if (text !== "") out.push({ kind, text });
  };
  let done = 0;
  for (const match of source.matchAll(inline)) {
    push("text", entities(source.slice(done, match.index)));
    done = match.index + match[0].length;
    const { escaped, code, strong, emphasis, text, href } = match.groups!;
    if (escaped !== undefined) push("text", escaped);
    else if (code !== undefined) push("code", code.replace(/^ (.+) $/, "$1"));
    else if (strong !== undefined) push("strong", unescaped(strong));
    else if (emphasis !== undefined) push("emphasis", unescaped(emphasis));
    else out.push({ kind: "link", text: unescaped(text ?? ""), href: href ?? "" });
  }
  push("text", entities(source.slice(done)));
  return out;
}

function unescaped(text: string): string {
  return entities(text.replace(/\\([!-/:-@[-`{-~])/g, "$1"));
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: "\u00a0" };

/** Entities are texts, as `<` is: nothing here becomes HTML. */
function entities(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos|nbsp);/g, (_, name: string) => named[name]!);
}
