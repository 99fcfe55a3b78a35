import { expect, test } from "vitest";
import { anchorsOf } from "./anchors.ts";
import { checkCommands } from "./commands.ts";
import { checkJson } from "./forms.ts";
import { findingsIn } from "./language.ts";
import { parsePage, told } from "./page.ts";
import { openSandbox } from "./sandbox.ts";
import { typeFaults } from "./types.ts";

const page = `<!-- test: foreign x -->
# A page

<!-- test: hook before_signup
     file scripts/a.lua -->
\`\`\`lua
return
\`\`\`

Then \`context\`.

\`\`\`sh
true
\`\`\`
`;

test("a block has the directives of the comment above it, and the page those above its text", () => {
  const { blocks, directives, prose } = parsePage("a.md", page);
  expect(blocks.map(({ language, text, line }) => [language, text, line])).toEqual([
    ["lua", "return\n", 6],
    ["sh", "true\n", 12],
  ]);
  expect([told(blocks[0]!, "hook"), told(blocks[0]!, "file")]).toEqual(["before_signup", "scripts/a.lua"]);
  expect(blocks[1]!.directives).toEqual([]);
  expect(directives).toEqual([{ word: "foreign", rest: "x" }]);
  expect(prose).toContain("Then `context`.");
  expect(prose).not.toContain("return");
});

test("a directive that nobody knows is a fault of the page", () => {
  expect(() => parsePage("a.md", page.replace("hook", "hock"))).toThrow("a.md:4: there is no directive hock");
});

test("anchors are made as code hosts make them", () => {
  const anchors = anchorsOf('# A `code`, a [link](x.md)\n## Same\n## Same\n<a id="own"></a>\n');
  expect([...anchors].toSorted()).toEqual(["a-code-a-link", "own", "same", "same-1"]);
});

test.each([
  ["npx sluice sing", "no command"],
  ["npx sluice test --loud", "--loud"],
  ["npx sluice trace list 1 2 3", "arguments"],
  ["npm run no-such-thing", "no script"],
  ["bash scripts/no-such.sh", "there is no"],
])("commands that nobody runs are held to what there is: %s", async (line, said) => {
  await expect(checkCommands(`cd x && ${line}`)).rejects.toThrow(said);
});

test("Lua with a warning, JSON of another form and a program with a fault are found", async () => {
  expect(await findingsIn("return { allowed = context.mail }", "before_signup")).toHaveLength(1);
  expect(() => checkJson('{"trigger": "before_signup"}', "cases")).toThrow();
  expect(() => checkJson('{"a": 1}\n{"a": }', undefined)).toThrow();
  expect(typeFaults({ a: 'import { nothing } from "sluice";' })).toContain("nothing");
});

test("a command that fails, and one that should, are told apart; the shell stays where it was", async () => {
  const sandbox = await openSandbox();
  try {
    await sandbox.run("mkdir here && cd here");
    sandbox.write("there/a.txt", "8787\n");
    expect(await sandbox.run("cat there/a.txt")).toMatch(/^\d+\n$/);
    await sandbox.run("cat no-such-file", 1);
    await sandbox.start("sleep 60 & echo begun &", "begun");
    await expect(sandbox.run("false")).rejects.toThrow("a command failed");
  } finally {
    await sandbox.close();
  }
});
