import { createEngine } from "sluice";
import { loadWasm } from "../../dist/module/workerd.js";
import { defineCases } from "../support/define-cases.ts";
import { startProbe } from "../support/start-probe.ts";

defineCases("cases in workerd", async () => ({
  engine: await createEngine(),
  createEngine,
  probe: await startProbe(loadWasm),
}));
