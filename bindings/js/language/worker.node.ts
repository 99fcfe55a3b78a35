import { parentPort } from "node:worker_threads";
import { createLanguageServer } from "./index.node.ts";
import { serveWorker } from "./worker-door.ts";

if (parentPort === null) throw new Error("sluice/language/worker runs in a worker");
const port = parentPort;

await serveWorker(
  { postMessage: (message) => port.postMessage(message), listen: (take) => void port.on("message", take) },
  createLanguageServer,
);
