import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./pages.ts";

/** A fenced block of a page, and what the comments right above it say to the tests. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Of its fence, from 1. */
  readonly line: number;
  readonly directives: readonly Directive[];
}

/** `<!-- test: WORD REST -->`. A comment may have several, each on a line of its own. */
export interface Directive {
  readonly word: string;
  readonly rest: string;
}

/** Every directive there is; CONTRIBUTING.md tells what each means. */
export const words = ["because", "ends", "file", "foreign", "form", "given", "hook", "output", "run", "until"] as const;

export interface Page {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
  /** Without fenced blocks. */
  readonly prose: string;
  readonly blocks: readonly Block[];
  /** Directives that stand before no block: about the page. */
  readonly directives: readonly Directive[];
}

const comment = /^<!-- test: ([^]*?) -->\n/;
const fence = /^(`{3,})([^\n`]*)\n([^]*?)^\1\n/m;

/** Reads a page, by its path from the project's root. */
export function readPage(path: string): Page {
  return parsePage(path, readFileSync(join(root, path), "utf8"));
}

/** Takes a page apart. Throws for a comment to the tests that they do not understand. */
export function parsePage(path: string, text: string): Page {
  const [blocks, own]: [Block[], Directive[]] = [[], []];
  let [prose, waiting, line]: [string, Directive[], number] = ["", [], 1];
  for (let rest = text; rest !== "";) {
    const found = comment.exec(rest) ?? (rest.startsWith("```") ? fence.exec(rest) : null);
    const part = found?.index === 0 ? found[0] : `${rest.split("\n", 1)[0]}\n`;
    if (found?.index === 0 && part.startsWith("<!--")) waiting.push(...directivesOf(found[1]!, `${path}:${line}`));
    else {
      if (found?.index === 0) blocks.push({ language: found[2]!.trim(), text: found[3]!, line, directives: waiting });
      else {
        own.push(...waiting);
        prose += part;
      }
      waiting = [];
    }
    line += part.split("\n").length - 1;
    rest = rest.slice(part.length);
  }
  return { path, text, prose, blocks, directives: own };
}

function directivesOf(text: string, where: string): Directive[] {
  return text.split(/\n\s*/).map((each) => {
    const [, word = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(each) ?? [];
    if (!words.some((known) => known === word)) throw new Error(`${where}: there is no directive ${word}`);
    return { word, rest };
  });
}

/** What follows the word in the first directive of that name; undefined where there is none. */
export function told({ directives }: Pick<Block, "directives">, word: (typeof words)[number]): string | undefined {
  return directives.find((each) => each.word === word)?.rest;
}
