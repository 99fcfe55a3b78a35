import { createControl, createEngine } from "sluice";
import { createLanguageServer } from "sluice/language";
import LanguageWorker from "sluice/language/worker?worker";
import { smoke } from "./smoke.js";

const openWorker = () => new LanguageWorker();
Object.assign(globalThis, {
  runSmoke: (service: string) => smoke({ createEngine, createControl, createLanguageServer, openWorker }, service),
});
