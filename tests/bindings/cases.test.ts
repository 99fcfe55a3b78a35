import { createEngine } from "sluice";
import { loadWasm } from "../../dist/module/node.js";
import { defineCases } from "../support/define-cases.ts";
import { startProbe } from "../support/start-probe.ts";

const startTools = async () => ({ engine: await createEngine(), createEngine, probe: await startProbe(loadWasm) });

let shared: ReturnType<typeof startTools> | undefined;

defineCases("cases in Node, in an instance that has run others before", () => (shared ??= startTools()));
defineCases("cases in Node, each in an instance of its own", startTools);
