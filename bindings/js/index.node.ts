import { lookup } from "node:dns";

import { checkedLookup } from "./host/checked-lookup.ts";
import { nodeFetch } from "./host/node-fetch.ts";
import { loadWasm } from "./module/node.ts";
import { sluiceOn } from "./sluice.ts";

export * from "./exports.ts";
const fetch = nodeFetch({ lookup: checkedLookup(lookup) });
export const { createEngine, createControl, exportOtlp, canonicalTrace } = sluiceOn({ loadWasm, clock: "live", fetch });
