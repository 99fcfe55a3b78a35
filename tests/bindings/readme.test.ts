import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = await readFile(join(root, "README.md"), "utf8");
const examples = [...readme.matchAll(/```js\n([^]*?)```/g)].map((block) => block[1] ?? "");

/** `console.log(value);  // expected` becomes a check of just that. */
function checked(example: string): string {
  const body = example.replace(/^console\.log\((.+)\); +\/\/ (.+)$/gm, "assert.deepEqual($1, $2); checks++;");
  return `import assert from "node:assert/strict";\nlet checks = 0;\n${body}\nassert.equal(checks, 1);\n`;
}

describe("the README's examples", () => {
  test("are two", () => expect(examples).toHaveLength(2));

  // Inside the repository, where "sluice" is the package itself.
  test.each(examples.map((code, index) => ({ code, number: index + 1 })))("number $number does what it says", async ({ code }) => {
    const folder = await mkdtemp(join(root, "build/readme-"));
    try {
      await writeFile(join(folder, "example.mjs"), checked(code));
      await promisify(execFile)(process.execPath, [join(folder, "example.mjs")], { cwd: root });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
