import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { helpers } from "sluice";
import { anchorsOf } from "./anchors.ts";
import { readPage, told, type Page } from "./page.ts";
import { pages, root } from "./pages.ts";

const all = pages.map(readPage);
const byPath = new Map(all.map((page) => [page.path, page]));

/** What stands in single backticks. */
const codeIn = ({ prose }: Page): string[] => [...prose.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, code]) => code!);

describe("a page", () => {
  test.each(all)("$path links to pages and anchors that are there", (page) => {
    const links = [...page.prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
    expect(links.filter((target) => !/^\w+:/.test(target) && !leads(page, target))).toEqual([]);
  });

  test.each(all)("$path names files that are there", (page) => {
    expect(
      codeIn(page).filter((code) => looksLikePath(code) && !isPath(page, code) && !foreignTo(page).includes(code)),
    ).toEqual([]);
  });

  test.each(all)("$path names codes, hooks, limits and variables that the source has", (page) => {
    const names = codeIn(page)
      .filter((code) => !looksLikePath(code))
      .flatMap((code) => code.match(/\b(?:[a-z]+(?:_[a-z0-9]+)+|SLUICE_[A-Z_]+)\b/g) ?? []);
    const foreign = foreignTo(page);
    const known = (name: string): boolean => vocabulary.has(name) || foreign.includes(name) || isOwnVariable(name);
    expect([...new Set(names)].filter((name) => !known(name))).toEqual([]);
  });

  test.each(all)("$path names helpers that scripts have", (page) => {
    const named = codeIn(page).flatMap((code) =>
      [...code.matchAll(/helpers\.([a-zA-Z]+(?:\.[a-zA-Z]+)?)/g)].map(([, name]) => name!),
    );
    const known = helpers.flatMap(({ name }) => [name, name.split(".", 1)[0]!]);
    const foreign = foreignTo(page);
    expect(named.filter((name) => !known.includes(name) && !foreign.includes(name))).toEqual([]);
    expect(foreign.filter((name) => known.includes(name))).toEqual([]);
  });
});

/** What a page names that is not of this project: of another program, or made by a command. */
const foreignTo = (page: Page): string[] => (told(page, "foreign") ?? "").split(" ");

/** Variables whose names end as people like: settings and secrets of scripts. */
const isOwnVariable = (name: string): boolean => /^SLUICE_(ENV|SECRET)_/.test(name);

function leads(page: Page, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const aim = path === "" ? page.path : join(dirname(page.path), path).replace(/\/$/, "");
  if (!existsSync(join(root, aim))) return false;
  return anchor === undefined || !aim.endsWith(".md") || anchorsOf(byPath.get(aim)!.prose).has(anchor);
}

const folders = "core|bindings|web-ui|edge-worker|tests|docs|examples|benchmarks|scripts|cmake";
const endings = "ts|tsx|mts|mjs|js|h|cpp|json|jsonc|md|css|sh|patch|lua|txt";

/** A place of the project; one with a placeholder in it is none. */
function looksLikePath(code: string): boolean {
  if (/[\s<>{}$…]|^\W*$|^https?:/.test(code) || /(^|\/)[A-Z]+(\/|\.|$)/.test(code)) return false;
  return (
    new RegExp(`^(?:${folders})/`).test(code) || new RegExp(`^[\\w.-]+(?:/[\\w.*-]+)+\\.(?:${endings})$`).test(code)
  );
}

/** Seen from the root, the page, the core, or a folder of policies as `sluice init` makes it. */
function isPath(page: Page, code: string): boolean {
  if (page.blocks.some((block) => told(block, "file") === code)) return true;
  const from = ["", dirname(page.path), "core", "edge-worker/src", "examples/policies", "examples"];
  return from.some((base) => globSync(join(base, code), { cwd: root }).length > 0);
}

/** Every word of the source, in which a misspelt or renamed one is not. */
const vocabulary: ReadonlySet<string> = new Set(
  globSync(
    [
      "core/**/*.{json,h,cpp}",
      "{bindings,edge-worker,web-ui/src,examples,tests,scripts,benchmarks}/**/*.{ts,tsx,js,mjs,json,jsonc,lua,cpp,h,sh,txt}",
    ],
    { cwd: root, exclude: (name) => name === "node_modules" || name === "docs" },
  ).flatMap((path) => readFileSync(join(root, path), "utf8").match(/\w+/g) ?? []),
);
