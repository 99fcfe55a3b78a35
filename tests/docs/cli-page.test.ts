import { expect, test } from "vitest";
import { commands } from "../../edge-worker/cli/commands.ts";
import { template } from "../../edge-worker/cli/folder/template.ts";
import { checkCommands } from "./commands.ts";
import { readPage } from "./page.ts";

test("docs/cli.md has every command", () => {
  const { text } = readPage("docs/cli.md");
  const named = [...text.matchAll(/npx sluice (\w+)/g)].map(([, name]) => name);
  expect(Object.keys(commands).filter((name) => !named.includes(name))).toEqual([]);
});

test("the README of a folder that sluice init makes has commands that there are", async () => {
  const [, block = ""] = /```sh\n([^]*?)```/.exec(template["README.md"]!) ?? [];
  expect(block).toContain("npx sluice publish");
  await checkCommands(block);
});

test.each(Object.keys(commands))("what sluice %s --help shows for examples is taken", async (name) => {
  const { help } = (await commands[name]!.load()).command;
  const [, examples = ""] = help.split("Examples:\n");
  expect(examples).toContain(`sluice ${name}`);
  await checkCommands(examples.replaceAll(/(^|[ |])sluice (?=\w)/g, "$1npx sluice "));
});
