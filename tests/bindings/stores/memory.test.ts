import { memoryStore } from "../../../bindings/js/stores/memory.ts";
import { defineStoreContract } from "./contract.ts";

defineStoreContract("memoryStore", () => {
  let now = 1_700_000_000_000;
  return { store: memoryStore({ now: () => now }), pass: (ms) => void (now += ms) };
});
