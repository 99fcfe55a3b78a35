import { createLanguageServer } from "./index.node.ts";
import { serveWorker } from "./worker-door.ts";
import { webWorkerEnd } from "./web-worker-end.ts";

await serveWorker(webWorkerEnd(), createLanguageServer);
