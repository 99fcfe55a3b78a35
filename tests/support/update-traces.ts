/**
 * Writes the golden traces of tests/cases from what the built package (Wasm, in Node) does now:
 *
 *   node tests/support/update-traces.ts [part of a case's name]
 *
 * It says which files changed. A person reads the difference before it is committed: whatever stands in a golden file
 * is what every other build and host is held to.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createEngine } from "sluice";
import { loadWasm } from "../../dist/module/node.js";
import { goldenFile, layOutGolden, readCases } from "./case-files.ts";
import { canonicalTraceOf } from "./run-case.ts";
import { startProbe } from "./start-probe.ts";

const wanted = process.argv[2] ?? "";
const tools = { engine: await createEngine(), createEngine, probe: await startProbe(loadWasm) };

for (const one of readCases().filter(({ name }) => name.includes(wanted))) {
  const canonical = await canonicalTraceOf(one, tools);
  const file = goldenFile(one.name);
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const after = canonical === undefined ? undefined : layOutGolden(canonical);
  if (before === after) continue;
  if (after === undefined) rmSync(file);
  else writeFileSync(file, after);
  console.log(`${before === undefined ? "new" : after === undefined ? "removed" : "changed"}: ${one.name}`);
}
await tools.engine.close();
