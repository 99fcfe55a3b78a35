import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { nodeSqliteStore } from "sluice/stores/node-sqlite";
import { describe, expect, test } from "vitest";
import { checkCommands } from "./commands.ts";
import { checkJson } from "./forms.ts";
import { findingsIn } from "./language.ts";
import { readPage, told, type Block, type Page } from "./page.ts";
import { pages, root } from "./pages.ts";
import { openSandbox, type Sandbox } from "./sandbox.ts";
import { typeFaults } from "./types.ts";

const all = pages.map(readPage);
const isProgram = ({ language }: Block): boolean => language === "js" || language === "ts";
const isCommands = ({ language }: Block): boolean => language === "sh";
const where = (page: Page, { line }: Block): string => `${page.path}:${line}`;

/** Each block of a language, beside where it stands. */
function blocksOf(isWanted: (block: Block) => boolean) {
  return all.flatMap((page) => page.blocks.filter(isWanted).map((block) => ({ at: where(page, block), page, block })));
}

test("every block is tried, or says why it is not", () => {
  const tried = ["lua", "js", "ts", "sh", "json", "sql"];
  const untold = blocksOf(
    (block) => told(block, "because") === "" || (!tried.includes(block.language) && block.directives.length === 0),
  );
  expect(untold.map(({ at }) => at)).toEqual([]);
});

describe("a block of Lua", () => {
  test.each(blocksOf(({ language }) => language === "lua"))(
    "$at is a script without a warning",
    async ({ page, block }) => {
      if (told(block, "because") !== undefined || heldNatively(page)) return;
      if (isScriptOfPipeline(block))
        return expect(page.text, "the page checks its folder").toContain("npx sluice check --strict");
      expect(await findingsIn(block.text, told(block, "hook"))).toEqual([]);
    },
  );
});

/** What it may rely on, the pipeline says that it stands in; `sluice check` knows that. */
const isScriptOfPipeline = (block: Block): boolean =>
  told(block, "file") !== undefined && told(block, "hook") === undefined;

/** Its blocks are mistakes and what mends them: tests/core/language/rules/catalog_test.cpp holds each to its code. */
const heldNatively = ({ path }: Page): boolean => path === "docs/reference/diagnostics.md";

describe("a block of JSON", () => {
  test.each(blocksOf(({ language }) => language === "json"))("$at is of its form", ({ block }) => {
    checkJson(block.text, told(block, "form"));
  });
});

describe("a block of SQL", () => {
  test.each(blocksOf(({ language }) => language === "sql"))("$at runs on the tables of a store", async ({ block }) => {
    const folder = mkdtempSync(join(root, "build/docs-sql-"));
    const path = join(folder, "sluice.db");
    const store = nodeSqliteStore({ path });
    await store.get("any");
    store.close();
    const database = new DatabaseSync(path);
    database.exec(block.text);
    database.close();
    rmSync(folder, { recursive: true });
  });
});

describe("a program", () => {
  const programs = blocksOf(isProgram).filter(({ block }) => told(block, "because") === undefined);

  test("has no fault of types", () => {
    const textOf = (block: Block): string => givenOf(block) + block.text.replaceAll('from "npm:', 'from "');
    const named = programs.map(({ at, block }) => [at.replaceAll(/\W+/g, "-"), textOf(block)] as const);
    expect(typeFaults(Object.fromEntries(named))).toBe("");
  }, 60_000);

  test.each(programs.filter(({ block }) => told(block, "run") !== undefined))(
    "$at prints what it says",
    ({ block }) => {
      const folder = mkdtempSync(join(root, "build/docs-run-"));
      try {
        const file = join(folder, block.language === "ts" ? "program.mts" : "program.mjs");
        writeFileSync(file, checked(block.text));
        execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

/** What a program takes for given is declared, not made: such a one is compiled and not run. */
function givenOf({ directives }: Block): string {
  return directives.flatMap(({ word, rest }) => (word === "given" ? [`declare ${rest};\n`] : [])).join("");
}

/** `console.log(value);  // expected` becomes a check of just that; a program without one would say nothing. */
function checked(program: string): string {
  let count = 0;
  const body = program.replaceAll(/^console\.log\((.+)\); +\/\/ (.+)$/gm, (_line, value: string, expected: string) => {
    count += 1;
    return `assert.deepEqual(${value}, ${expected});`;
  });
  if (count === 0) throw new Error("it prints nothing that it could be held to");
  return `import assert from "node:assert/strict";\n${body}`;
}

describe.concurrent("the commands of a page", () => {
  const withCommands = all.filter(({ blocks }) => blocks.some(isCommands));

  test.each(withCommands)("$path do what it says, one after another", async (page) => {
    const commands = page.blocks.filter(isCommands);
    const untried = commands.filter((block) => told(block, "because") !== undefined);
    for (const { text } of untried) await checkCommands(text);
    if (untried.length === commands.length) return;
    const sandbox = await openSandbox();
    try {
      await follow(page, sandbox);
    } finally {
      await sandbox.close();
    }
  });
});

async function follow(page: Page, sandbox: Sandbox): Promise<void> {
  let printed = "";
  for (const block of page.blocks) {
    if (told(block, "because") !== undefined) continue;
    const [file, until] = [told(block, "file"), told(block, "until")];
    if (file !== undefined) sandbox.write(file, block.text);
    if (told(block, "output") !== undefined) expectPrinted(printed, block.text, where(page, block));
    if (!isCommands(block)) continue;
    if (until !== undefined) await sandbox.start(block.text, until);
    else printed = await sandbox.run(block.text, Number(told(block, "ends") ?? 0));
  }
}

/** The lines that a page shows are there, in this order; `…` stands for anything, and no time is another's. */
function expectPrinted(printed: string, shown: string, at: string): void {
  const linesOf = (text: string): string[] =>
    text
      .trim()
      .replaceAll(/\d+ ms/g, "0 ms")
      .split("\n")
      .map((line) => line.trim().replaceAll(/\s+/g, " "));
  const rest = linesOf(printed);
  for (const line of linesOf(shown)) {
    const found = rest.findIndex((each) => matches(each, line.split("…")));
    expect(found, `${at} shows ${line}, which was not printed:\n${printed}`).toBeGreaterThanOrEqual(0);
    rest.splice(0, found + 1);
  }
}

function matches(line: string, [start = "", ...others]: readonly string[]): boolean {
  if (!line.startsWith(start)) return false;
  let from = start.length;
  for (const part of others) {
    const found = line.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from === line.length || others.at(-1) === "";
}
