export type { CreateLanguageServer, LanguageServerOptions } from "./create.ts";
export type { LanguageServer } from "./language-server.ts";
export type { WasmSource } from "../module/compile.ts";
export { workerTransport } from "./worker-transport.ts";
export type { NodeWorker, Transport, WebWorker } from "./worker-transport.ts";
