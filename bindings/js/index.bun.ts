import { loadWasm } from "./module/node.ts";
import { sluiceOn } from "./sluice.ts";

export * from "./exports.ts";
export const { createEngine, createControl, exportOtlp, canonicalTrace } = sluiceOn({ loadWasm, clock: "live" });
