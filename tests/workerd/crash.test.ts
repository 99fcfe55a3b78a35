import { expect, test } from "vitest";
import compiled from "../../build/wasm/engine-test.wasm";
import { crashFaults, crashReport } from "../support/crash.ts";

test("in workerd, executions survive the crash of another, and no fetch is repeated", async () => {
  expect(crashFaults(await crashReport(compiled))).toEqual([]);
});
