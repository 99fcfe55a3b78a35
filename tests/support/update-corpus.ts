/**
 * Writes tests/corpus/golden.json from what the built package (Wasm, in Node) does now:
 *
 *   node tests/support/update-corpus.ts [part of a script's name]
 *
 * Every build is held to what stands there, so a person reads the difference before it is committed. A script that
 * hangs or crashes gets no golden result, and so fails its test.
 */
import { writeFileSync } from "node:fs";
import { goldenFile, readCorpus, readGolden, type CorpusScript, type GoldenResult } from "./corpus.ts";
import { startCorpusThread } from "./corpus-thread.ts";

const wanted = process.argv[2] ?? "";
const thread = startCorpusThread();
const before = readGolden();
const lines: string[] = [];
for (const script of readCorpus()) {
  const golden = script.name.includes(wanted) ? await resultOf(script) : before[script.name];
  if (golden) lines.push(`${JSON.stringify(script.name)}: ${JSON.stringify(golden)}`);
}
writeFileSync(goldenFile, `{\n  ${lines.join(",\n  ")}\n}\n`);
await thread.close();

async function resultOf(script: CorpusScript): Promise<GoldenResult | undefined> {
  const result = await thread.ask(script);
  if (typeof result === "string") {
    console.log(`${script.name}: ${result}`);
    return undefined;
  }
  const { verdict, line, instructions, outcome } = result;
  return { class: verdict, ...(line > 0 && { line }), instructions, outcome };
}
