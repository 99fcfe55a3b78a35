import { createLanguageServer } from "./index.browser.ts";
import { serveWebWorker } from "./web-worker-end.ts";

serveWebWorker(createLanguageServer);
