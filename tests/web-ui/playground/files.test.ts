import { memoryStore } from "sluice";
import { expect, test } from "vitest";

import { localWorkspace, type PlaygroundWorkspace } from "../../../web-ui/src/data/local/workspace.ts";
import { examples } from "../../../web-ui/src/examples/index.ts";
import { exportPlayground, importPlayground, readPlaygroundFile } from "../../../web-ui/src/playground/files.ts";
import { loadExample } from "../../../web-ui/src/playground/load-example.ts";
import { threadOf } from "../data/local/host-thread.ts";

function openWorkspace(): PlaygroundWorkspace {
  const store = memoryStore();
  const { keeper } = threadOf(async () => ({ store, keptIn: "memory" }));
  return localWorkspace((method, args, signal) => keeper.call(method, args, signal));
}

test("what was exported is read in again elsewhere, and says which secrets have to be set", async () => {
  const [from, to] = [openWorkspace(), openWorkspace()];
  const example = examples.find(({ id }) => id === "sign-up-risk")!;
  await loadExample(from, example);
  const text = JSON.stringify(await exportPlayground(from));
  expect(text).not.toContain("geo-key-for-the-playground");
  const { applied, missingSecrets } = await importPlayground(to, text);
  expect([applied.includes("pipelines/before_signup.json"), missingSecrets]).toEqual([true, ["GEO_KEY"]]);
  expect(await exportPlayground(to)).toMatchObject({ mocks: example.mocks });
  expect(await to.control.pipelines.check("before_signup")).toEqual([]);
});

test.each([
  "no JSON",
  "null",
  "[]",
  "{}",
  '{"sluice": "playground"}',
  '{"sluice": "playground", "files": {}, "mocks": 5}',
])("what is no file of a playground is refused: %s", (text) => {
  expect(() => readPlaygroundFile(text)).toThrow("no file of a playground");
});
