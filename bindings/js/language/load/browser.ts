/** Fetches language.wasm from beside the package; bundlers recognise the expression and ship the file. */
export function loadWasm(): Promise<Response> {
  return fetch(new URL("../../language.wasm", import.meta.url));
}
