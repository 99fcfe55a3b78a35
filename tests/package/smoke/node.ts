import { Worker } from "node:worker_threads";
import { createControl, createEngine } from "sluice";
import { createLanguageServer } from "sluice/language";
import { smoke } from "./smoke.js";

const openWorker = () => new Worker(new URL(import.meta.resolve("sluice/language/worker")));
console.log(JSON.stringify(await smoke({ createEngine, createControl, createLanguageServer, openWorker }, process.argv[2]!)));
process.exit();
