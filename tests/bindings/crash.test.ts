import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { crashFaults, crashReport } from "../support/crash.ts";

const compiled = async () =>
  WebAssembly.compile(await readFile(new URL("../../build/wasm/engine-test.wasm", import.meta.url)));

test("of 20 executions in flight two trap: the others answer as if nothing had happened, and no fetch is repeated", async () => {
  expect(crashFaults(await crashReport(await compiled()))).toEqual([]);
});
