import { createEngine } from "sluice";
import { loadWasm } from "../../dist/module/node.js";
import { defineCases } from "../support/define-cases.ts";
import { startProbe } from "../support/start-probe.ts";

const tools = async () => ({ engine: await createEngine(), createEngine, probe: await startProbe(loadWasm) });

defineCases("cases in Node", tools);
defineCases("cases in Node, in a second instance", tools);
