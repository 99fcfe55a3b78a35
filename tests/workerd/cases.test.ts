import { createEngine } from "sluice";
import { loadWasm } from "../../dist/module/workerd.js";
import { defineCases } from "../support/define-cases.ts";
import { startProbe } from "../support/start-probe.ts";

const startTools = async () => ({ engine: await createEngine(), createEngine, probe: await startProbe(loadWasm) });

let shared: ReturnType<typeof startTools> | undefined;

defineCases("cases in workerd", () => (shared ??= startTools()));
