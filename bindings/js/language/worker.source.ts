import { createLanguageServer } from "./index.source.ts";
import { serveWebWorker } from "./web-worker-end.ts";

serveWebWorker(createLanguageServer);
