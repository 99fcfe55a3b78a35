import { createLanguageServerOn } from "./create.ts";
import { loadWasm } from "./load/edge-light.ts";

export * from "./exports.ts";

export const createLanguageServer = /* @__PURE__ */ createLanguageServerOn(loadWasm);
