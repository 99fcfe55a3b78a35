import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createControl, createEngine, exportOtlp, memoryStore, type WasmSource } from "sluice/core";
import { expect, test, vi } from "vitest";

const wasm = () => readFile(createRequire(import.meta.url).resolve("sluice/engine.wasm"));
const plan = { trigger: "before_signup", layers: [[{ id: "a", code: "return {data = {n = 1}}" }]] };
const response = (bytes: Uint8Array<ArrayBuffer>, type: string) =>
  new Response(bytes, { headers: { "content-type": type } });

test.each<[string, () => WasmSource | Promise<WasmSource> | Promise<Promise<WasmSource>>]>([
  ["bytes", wasm],
  ["a promise of bytes", async () => wasm()],
  ["a module", async () => WebAssembly.compile(await wasm())],
  ["a response", async () => response(await wasm(), "application/wasm")],
  ["a response without the right type", async () => response(await wasm(), "application/octet-stream")],
])("an engine runs from %s, and so does a second one", async (_, source) => {
  const module = await source();
  for (let engines = 0; engines < 2; engines++) {
    const engine = await createEngine({ module });
    expect((await engine.execute(plan, {})).outcome).toEqual({ allowed: true, data: { n: 1 } });
  }
});

test("a module that is still on its way is awaited on first use", async () => {
  let arrive = (_: WasmSource): void => undefined;
  const engine = await createEngine({ module: new Promise<WasmSource>((resolve) => (arrive = resolve)) });
  const executing = engine.execute(plan, {});
  arrive(await wasm());
  await expect(executing).resolves.toMatchObject({ outcome: { allowed: true } });
});

test("a module is compiled once, for engines, control planes and conversions", async () => {
  const compile = vi.spyOn(WebAssembly, "compile");
  const module = await wasm();
  const store = memoryStore();
  const control = createControl({ store, actor: "ada", module });
  await control.scripts.save({ id: "a", code: "" });
  await control.pipelines.publish({ trigger: "before_signup", layers: [["a"]] }, { sample: { email: "a@b.co" } });
  const engine = await createEngine({ store, module });
  expect(await engine.run("before_signup", { email: "a@b.co" })).toMatchObject({ allowed: true });
  const { trace } = await engine.execute(plan, {});
  await exportOtlp(trace!, { module });
  expect(compile).toHaveBeenCalledOnce();
  compile.mockRestore();
});

test("traces tell what the platform said of its clock", async () => {
  const module = await wasm();
  for (const clock of ["frozen", "live"] as const) {
    const engine = await createEngine({ module, clock });
    expect((await engine.execute(plan, {})).trace?.clock).toBe(clock);
  }
});

test.each([
  ["a failed response", new Response(null, { status: 404 }), /404/],
  ["bytes that are no module", new Uint8Array([1, 2, 3]), /magic|WebAssembly/],
])("%s is an engine that cannot be started", async (_, module, cause) => {
  const engine = await createEngine({ module });
  await expect(engine.execute(plan, {})).rejects.toMatchObject({
    code: "engine_crash",
    cause: { message: expect.stringMatching(cause) },
  });
});

test.each([undefined, null, "engine.wasm"])("%j is no module", async (module) => {
  await expect(createEngine({ module: module as never })).rejects.toMatchObject({
    code: "invalid_options",
    field: "options.module",
  });
});
