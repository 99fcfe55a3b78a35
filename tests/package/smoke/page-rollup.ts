import { createControl, createEngine } from "sluice";
import { createLanguageServer } from "sluice/language";
import { smoke } from "./smoke.js";

/** A second entry of the bundle. */
const openWorker = () => new Worker("/worker.js", { type: "module" });
Object.assign(globalThis, {
  runSmoke: (service: string) => smoke({ createEngine, createControl, createLanguageServer, openWorker }, service),
});
