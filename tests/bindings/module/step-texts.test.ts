import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { compileModule } from "../../../dist/module/compile.js";
import type { Glue } from "../../../dist/module/engine-module.js";
import { loadWasm } from "../../../dist/module/node.js";
import { startInstance } from "../../../dist/module/start.js";

const canary = "a canary that a script sends in a header of its request";
const fetching = 'helpers.fetch("https://mail.example/", { headers = { note = context.note } }) return {}';

/** How often a text lies in the memory of an instance. */
function countIn({ buffer, byteOffset, byteLength }: Uint8Array, text: string): number {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  let found = 0;
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) found++;
  return found;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** An instance with a plan of one script, which answers a digest of the context's `note`, and the note if it is small. */
async function echo() {
  const core = await startInstance(await compileModule(await loadWasm()));
  core.configure("{}");
  const code = "return { data = { digest = helpers.hash(context.note), note = #context.note < 100 and context.note } }";
  const script = { id: "s", code };
  const { plan } = JSON.parse(core.load(JSON.stringify({ trigger: "check", mode: "async", layers: [[script]] })));
  const start = (context: string): string => {
    return core.start(plan, context, "1".repeat(32), "2".repeat(16), 5, "user", "::1", true, false, false);
  };
  return { core, start };
}

test.each([
  ["empty", ""],
  ["short", "abc"],
  ["not ASCII", "ä→😀"],
  ["as long as a loop writes", "x".repeat(64)],
  ["longer than the room of most calls", "ä".repeat(9_000)],
  ["so long that it is encoded first", "→" + "x".repeat(40_000)],
])("a text arrives as it is when it is %s", async (_, note) => {
  const { start } = await echo();
  const [outcome, trace] = start(JSON.stringify({ note })).split("\n", 2);
  expect(JSON.parse(`${outcome!.slice(0, -1)}}`)).toMatchObject({ outcome: { data: { digest: sha256(note) } } });
  expect(JSON.parse(`{${trace!}`)).toMatchObject({ trace: { userId: "user", requestIp: "::1", id: "1".repeat(32) } });
});

test("nothing of what a call was told stays in the memory once it has ended", async () => {
  for (const note of [canary, canary + "x".repeat(20_000)]) {
    const { core, start } = await echo();
    const { HEAPU8 } = core as unknown as Glue;
    expect(start(JSON.stringify({ note }))).toContain(sha256(note));
    expect(start('{"note":""}')).toContain(sha256(""));
    expect(countIn(HEAPU8, canary)).toBe(0);
  }
});

test("nothing of a cancelled execution stays in the memory of its instance, its last step included", async () => {
  const core = await startInstance(await compileModule(await loadWasm()));
  const { HEAPU8 } = core as unknown as Glue;
  core.configure("{}");
  const { plan } = JSON.parse(
    core.load(JSON.stringify({ trigger: "check", mode: "async", layers: [[{ id: "s", code: fetching }]] })),
  );
  const context = JSON.stringify({ note: canary });
  const answer = core.start(plan, context, "1".repeat(32), "2".repeat(16), 5, "", "", false, false, false);
  const step = JSON.parse(answer.split("\n", 1)[0]!);
  expect(step).toMatchObject({ effects: [{ kind: "fetch" }] });
  expect(countIn(HEAPU8, canary)).toBeGreaterThan(0);
  core.cancel(step.execution);
  expect(countIn(HEAPU8, canary)).toBe(0);
});
