import { lookup } from "node:dns";

import { checkedLookup } from "./host/checked-lookup.ts";
import { nodeFetch } from "./host/node-fetch.ts";
import { loadWasm } from "./module/node.ts";
import { canonicalTraceOn, createControlOn, createEngineOn, exportOtlpOn, sluiceOn } from "./sluice.ts";

export * from "./exports.ts";
const fetch = nodeFetch({ lookup: checkedLookup(lookup) });

const sluice = /* @__PURE__ */ sluiceOn({ loadWasm, clock: "live", fetch });
export const createEngine = /* @__PURE__ */ createEngineOn(sluice);
export const createControl = /* @__PURE__ */ createControlOn(sluice);
export const exportOtlp = /* @__PURE__ */ exportOtlpOn(sluice);
export const canonicalTrace = /* @__PURE__ */ canonicalTraceOn(sluice);
