import { expect, test } from "vitest";
import { compileModule } from "../../../dist/module/compile.js";
import type { Glue } from "../../../dist/module/engine-module.js";
import { loadWasm } from "../../../dist/module/node.js";
import { startInstance } from "../../../dist/module/start.js";

const canary = "a canary that a script sends in a header of its request";
const code = 'helpers.fetch("https://mail.example/", { headers = { note = context.note } }) return {}';

/** How often a text lies in the memory of an instance. */
function countIn({ buffer, byteOffset, byteLength }: Uint8Array, text: string): number {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  let found = 0;
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) found++;
  return found;
}

test("nothing of a cancelled execution stays in the memory of its instance, its last step included", async () => {
  const core = await startInstance(await compileModule(await loadWasm()));
  const { HEAPU8 } = core as unknown as Glue;
  core.configure("{}");
  const { plan } = JSON.parse(
    core.load(JSON.stringify({ trigger: "check", mode: "async", layers: [[{ id: "s", code }]] })),
  );
  const context = JSON.stringify({ note: canary });
  const answer = core.start(plan, context, "1".repeat(32), "2".repeat(16), 5, "", "", false, false, false);
  const step = JSON.parse(answer.split("\n", 1)[0]!);
  expect(step).toMatchObject({ effects: [{ kind: "fetch" }] });
  expect(countIn(HEAPU8, canary)).toBeGreaterThan(0);
  core.cancel(step.execution);
  expect(countIn(HEAPU8, canary)).toBe(0);
});
