import { expect, test } from "vitest";
import { commands } from "../../edge-worker/cli/commands.ts";
import { readPage } from "./page.ts";

test("docs/cli.md has every command", () => {
  const { text } = readPage("docs/cli.md");
  const named = [...text.matchAll(/npx sluice (\w+)/g)].map(([, name]) => name);
  expect(Object.keys(commands).filter((name) => !named.includes(name))).toEqual([]);
});
