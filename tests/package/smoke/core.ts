// What a bundler makes of the package when it is handed the WebAssembly files: everything in one file.
import engineWasm from "sluice/engine.wasm";
import languageWasm from "sluice/language.wasm";
import * as core from "sluice/core";
import { createLanguageServer } from "sluice/language";
import { smoke, type Kit } from "./smoke.js";

const kit: Kit = {
  createEngine: (options) => core.createEngine({ ...options, module: engineWasm }),
  createControl: (options) => core.createControl({ ...options, module: engineWasm }),
  createLanguageServer: () => createLanguageServer({ module: languageWasm }),
};
console.log(JSON.stringify(await smoke(kit, process.argv[2]!)));
