import { highlightTree } from "@lezer/highlight";

import { element } from "./dom.ts";
import { readMarkdown, type Block, type Inline } from "./markdown.ts";
import type { Markup } from "../language/protocol.ts";
import { codeColours } from "../theme.ts";
import { luaLanguage } from "../lua/language.ts";

/** What the server writes, as nodes made one by one: whatever stands in it, none of it is read as HTML. */
export function renderMarkup(markup: Markup): HTMLElement {
  const box = element("div", "cm-docs");
  if (typeof markup !== "string" && markup.kind === "plaintext") {
    box.append(element("p", "cm-docs-plain", markup.value));
    return box;
  }
  const source = typeof markup === "string" ? markup : markup.value;
  box.append(...readMarkdown(source).map(blockNode));
  return box;
}

function blockNode(block: Block): HTMLElement {
  switch (block.kind) {
    case "code":
      return codeNode(block.text);
    case "rule":
      return element("hr");
    case "heading":
      return filled(element("p", "cm-docs-heading"), block.inlines);
    case "list": {
      const list = element("ul");
      list.append(...block.items.map((inlines) => filled(element("li"), inlines)));
      return list;
    }
    case "paragraph":
      return filled(element("p"), block.inlines);
  }
}

function filled(parent: HTMLElement, inlines: readonly Inline[]): HTMLElement {
  parent.append(...inlines.map(inlineNode));
  return parent;
}

const tagOf = { code: "code", strong: "strong", emphasis: "em" } as const;

function inlineNode(inline: Inline): Node {
  if (inline.kind === "text") return document.createTextNode(inline.text);
  if (inline.kind === "link") return linkNode(inline.text, inline.href);
  return element(tagOf[inline.kind], undefined, inline.text);
}

/** A link that leads to a page; anything else that calls itself one is its text. */
export function linkNode(text: string, href: string): HTMLElement {
  if (!isPage(href)) return element("span", undefined, text);
  const link = element("a", undefined, text);
  link.href = href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

function isPage(href: string): boolean {
  try {
    return /^https?:$/.test(new URL(href, location.href).protocol);
  } catch {
    return false;
  }
}

/** Lua in its colours. */
function codeNode(text: string): HTMLElement {
  const pre = element("pre");
  let done = 0;
  highlightTree(luaLanguage.parser.parse(text), codeColours, (from, to, classes) => {
    pre.append(text.slice(done, from), element("span", classes, text.slice(from, to)));
    done = to;
  });
  pre.append(text.slice(done));
  return pre;
}
