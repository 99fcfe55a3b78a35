declare module "*/engine-test.wasm" {
  const compiled: WebAssembly.Module;
  export default compiled;
}
