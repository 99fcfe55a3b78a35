/** A Wasm file of the package in any form a platform hands it out. */
export type WasmSource = WebAssembly.Module | BufferSource | Response;

/** Says what to do where a Wasm file is not beside the package, as in a bundle that has left it out. */
export function notLoaded(name: string, why: string, cause?: unknown): Error {
  const how = name === "engine.wasm" ? `import from sluice/core and pass sluice/${name}` : `pass sluice/${name}`;
  const remedy = `when a bundler has left it out, ${how} as module`;
  return new Error(`${name} could not be loaded from beside the package (${why}); ${remedy}`, { cause });
}

/** Compiles what is not compiled yet. Workers and edge functions refuse to compile: give them a module. */
export async function compileModule(source: WasmSource, name = "engine.wasm"): Promise<WebAssembly.Module> {
  if (isModule(source)) return source;
  if (isResponse(source)) return compileResponse(source, name);
  return WebAssembly.compile(source);
}

// Not instanceof: in edge functions the module comes from another realm.
function isModule(source: WasmSource): source is WebAssembly.Module {
  return Object.prototype.toString.call(source) === "[object WebAssembly.Module]";
}

function isResponse(source: WasmSource): source is Response {
  return Object.prototype.toString.call(source) === "[object Response]";
}

async function compileResponse(response: Response, name: string): Promise<WebAssembly.Module> {
  if (!response.ok) throw notLoaded(name, `HTTP status ${response.status}`);
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  if (streams && typeof WebAssembly.compileStreaming === "function") return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
