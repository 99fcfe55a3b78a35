import type { ScriptRecord, ScriptSummary } from "sluice";
import * as z from "zod/mini";

import { count, listOf, optional, pageOf, time, words } from "./common.ts";
import { named } from "./named.ts";

const summary = named(
  "ScriptSummary",
  z.object({
    id: words,
    name: words,
    version: count,
    createdAt: time,
    updatedAt: time,
    updatedBy: words,
    note: optional(words),
    deleted: optional(z.literal(true)),
  }) satisfies z.ZodMiniType<ScriptSummary>,
);

export const script = named("Script", z.extend(summary, { code: words }) satisfies z.ZodMiniType<ScriptRecord>);
export const scriptList = listOf("ScriptList", summary);
export const scriptVersions = pageOf("ScriptVersions", summary);
