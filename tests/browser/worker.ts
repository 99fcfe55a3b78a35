import { runAll } from "./run-all.ts";

postMessage(await runAll());
