import { loadWasm } from "./module/workerd.ts";
import { canonicalTraceOn, createControlOn, createEngineOn, exportOtlpOn, sluiceOn } from "./sluice.ts";

export * from "./exports.ts";

const sluice = /* @__PURE__ */ sluiceOn({ loadWasm, clock: "frozen" });
export const createEngine = /* @__PURE__ */ createEngineOn(sluice);
export const createControl = /* @__PURE__ */ createControlOn(sluice);
export const exportOtlp = /* @__PURE__ */ exportOtlpOn(sluice);
export const canonicalTrace = /* @__PURE__ */ canonicalTraceOn(sluice);
