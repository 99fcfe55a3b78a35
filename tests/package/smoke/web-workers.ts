// Deno and Bun: programs with the workers of the web.
import { createControl, createEngine } from "sluice";
import { createLanguageServer } from "sluice/language";
import { smoke } from "./smoke.js";

const openWorker = () => new Worker(new URL(import.meta.resolve("sluice/language/worker")), { type: "module" });
console.log(JSON.stringify(await smoke({ createEngine, createControl, createLanguageServer, openWorker }, process.argv[2]!)));
