import { loadWasm } from "./module/workerd.ts";
import { sluiceOn } from "./sluice.ts";

export * from "./exports.ts";
export const { createEngine, createControl, exportOtlp, canonicalTrace } = sluiceOn({ loadWasm, clock: "frozen" });
