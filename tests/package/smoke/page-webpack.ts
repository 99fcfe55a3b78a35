import { createControl, createEngine } from "sluice";
import { createLanguageServer } from "sluice/language";
import { smoke } from "./smoke.js";

const openWorker = () => new Worker(new URL("sluice/language/worker", import.meta.url), { type: "module" });
Object.assign(globalThis, {
  runSmoke: (service: string) => smoke({ createEngine, createControl, createLanguageServer, openWorker }, service),
});
