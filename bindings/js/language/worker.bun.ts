import { createLanguageServer } from "./index.node.ts";
import { serveWebWorker } from "./web-worker-end.ts";

serveWebWorker(createLanguageServer);
