import { denoKvStore, type DenoKv } from "../../bindings/js/stores/deno-kv.ts";
import { runCases } from "../bindings/stores/run-cases.ts";

declare const Deno: { openKv(path: string): Promise<DenoKv & { close(): void }> };

// One database in memory for each case; the last one is closed when the next is opened.
let kv: Awaited<ReturnType<typeof Deno.openKv>> | undefined;

const faults = await runCases(async () => {
  kv?.close();
  kv = await Deno.openKv(":memory:");
  let now = 1_700_000_000_000;
  return { store: denoKvStore(kv, { now: () => now }), pass: (ms) => void (now += ms) };
});
kv?.close();
console.log(JSON.stringify(faults));
